package loadtest.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loadtest.report.summary.Explanation;
import loadtest.report.summary.Summary;
import loadtest.report.summary.Trace;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Observation;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.SampleFailures;
import loadtest.testing.SampleMachines;
import loadtest.testing.SampleRuns;
import loadtest.testing.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictPageTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!-- {{library}} \u2028 \u2029 \"'&amp;";

    static Stream<Summary> runs() {
        return Stream.of(SampleRuns.green(), SampleRuns.blown(), SampleRuns.interrupted(), SampleRuns.empty());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void saysVerdictAndEveryPromiseWithoutJavaScript(Summary summary) {
        var plain = plain(VerdictPage.of(summary));

        assertThat(plain)
                .contains("<h1>" + summary.result().outcome() + ": station_redeem_peak, profile "
                        + summary.identity().profile());
        assertThat(summary.verdicts()).isNotEmpty().allSatisfy(verdict -> assertThat(plain)
                .contains(
                        "<td>" + VerdictView.of(verdict).mark() + "</td><td>" + verdict.name() + "</td><td>",
                        "<td>" + verdict.actual() + "</td>"));
        assertThat(Explanation.of(summary).sentences()).isNotEmpty().allSatisfy(sentence -> assertThat(plain)
                .contains(sentence.replace("<", "&lt;")));
    }

    @Test
    void saysOfEachOfSeveralScenariosWhatItKept() {
        var run = Together.summary();

        assertThat(plain(VerdictPage.of(run)))
                .contains("<h1>FAILED: everything, profile ")
                .contains("<li>station_redeem_peak: 5 of 7 deciding promises kept; ", "<li>api_smoke: 0 of 0 ");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void loadsNothing(Summary summary) {
        var page = VerdictPage.of(summary);

        assertThat(found(page, "https?://[^\\s\"'<)]+"))
                .as("the home pages in Chart.js's licence are the only addresses")
                .containsExactlyInAnyOrder("https://www.chartjs.org", "https://github.com/kurkle/color#readme");
        assertThat(found(page, "<(?:link|img|iframe|object|base)\\b[^>]*>"))
                .containsExactly("<link rel=\"icon\" href=\"data:,\">");
        assertThat(found(page, "<script\\b[^>]*\\bsrc=")).isEmpty();
        assertThat(page).doesNotContain("@import", "sourceMappingURL").contains("default-src 'none'");
    }

    @Test
    void theMachinesOfASharedRunStandBesideEachOther() {
        var plain = plain(VerdictPage.of(SampleMachines.of(SampleRuns.blown())));

        assertThat(plain)
                .contains("<h2>Machines</h2>")
                .contains(
                        "<tr><td>1/2</td><td>runner-1</td><td>750</td><td>25.1</td><td>140 ms</td><td>750</td><td>3</td>"
                                + "<td>24 %</td><td>-12 ± 4 ms</td></tr>")
                .contains("<tr><td>2/2</td><td>runner &lt;2&gt;</td><td>–</td>", "<td>not known</td></tr>");
        assertThat(plain(VerdictPage.of(SampleRuns.blown()))).doesNotContain("<h2>Machines</h2>");
    }

    @Test
    void isFilledWholly() {
        var page = VerdictPage.of(SampleRuns.green());

        assertThat(found(page, "\\{\\{\\w+}}")).isEmpty();
        assertThat(page).contains("Chart.js v4", "const Charts", "const TimeLine", "const Failures");
    }

    @Test
    void whatARunHasSeenEndsNoScriptAndFillsNoPlace() throws JsonProcessingException {
        var clean = VerdictPage.of(SampleRuns.blown());
        var summary = SampleRuns.with(
                SampleRuns.blown(),
                Map.of(HOSTILE, 3L),
                SampleRuns.blown().observations().timeline());
        var page = VerdictPage.of(summary);

        assertThat(found(page, "</script")).hasSameSizeAs(found(clean, "</script"));
        assertThat(page)
                .doesNotContain("<script>alert", "<!-- {{", "\u2028", "\u2029")
                .containsOnlyOnce("Chart.js v4");
        assertThat(data(page).at("/requests/0/failures").fieldNames())
                .toIterable()
                .containsExactly(HOSTILE);
    }

    @Test
    void escapesInItsPlainTextToo() {
        var promise = Promise.kept(PromiseKind.INTEGRITY, "station_redeem_peak", HOSTILE);
        var hostile = new Verdict(promise, new Observation.Found("<i>1 ms</i>"), 1, VerdictOutcome.MISSED, "a & b");
        var plain = plain(VerdictPage.of(SampleRuns.with(SampleRuns.blown(), List.of(hostile))));

        assertThat(plain)
                .contains("&lt;/script&gt;&lt;script&gt;alert(1)", "&lt;i&gt;1 ms&lt;/i&gt;", "<td>a &amp; b</td>")
                .doesNotContain("<script", "<i>");
    }

    @Test
    void saysWhatFailedWithoutJavaScriptAndLinksTheWebAlone() {
        var plain = plain(VerdictPage.of(SampleFailures.of(
                new Trace("one", "cf-ray 8f1a", "https://logs.example.com/?q=one&x=\"y"),
                new Trace(HOSTILE, HOSTILE, "javascript:alert(1)//https://"))));

        assertThat(plain)
                .contains(
                        "<h2>What failed</h2>",
                        "<h3>POST /redeem: 2 × 503 where 200 was expected</h3>",
                        "<a href=\"https://logs.example.com/?q=one&amp;x=&quot;y\">one</a> (cf-ray 8f1a)",
                        "&lt;b&gt;connection pool exhausted&lt;/b&gt;",
                        "request &lt;/script&gt;")
                .doesNotContain("<script", "href=\"javascript", "<b>");
    }

    @Test
    void canBeWrittenThoughATextWasCutWithinACharacter() {
        var summary = SampleRuns.with(
                SampleRuns.blown(),
                Map.of("cut \uD83D", 3L),
                SampleRuns.blown().observations().timeline());

        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(VerdictPage.of(summary)))
                .isTrue();
    }

    @Test
    void itsDataAreTheSummaryWithoutHistograms() throws JsonProcessingException {
        var data = data(VerdictPage.of(SampleRuns.blown()));

        assertThat(data.path("runId").asText()).isEqualTo("20300131T140000-3fa9c2");
        assertThat(data.at("/timeline/requests")).hasSize(600);
        assertThat(data.at("/explanation/margins/0/words").asText()).isEqualTo("22 % over");
        assertThat(data.at("/explanation/over/0/from").asLong()).isEqualTo(290);
        assertThat(data.toString()).doesNotContain("istogram", "HISTFAAAA");
        assertThat(data.at("/requests/0/p999").asLong()).isEqualTo(1224);
    }

    @Test
    void namesTheFilesThatThisRunLeaves() {
        assertThat(PageLinks.of(SampleRuns.green()))
                .containsExactly("index.html", "summary.json", "junit.xml", "readiness.md", "target-metrics.ndjson");
        assertThat(PageLinks.of(SampleRuns.empty()))
                .containsExactly("index.html", "summary.json", "junit.xml", "readiness.md");
        assertThat(PageLinks.of(SampleRuns.interrupted())).doesNotContain("index.html");
    }

    private static String plain(String page) {
        return page.substring(page.indexOf("<div id=\"plain\">"), page.indexOf("<main"));
    }

    private static JsonNode data(String page) throws JsonProcessingException {
        var start = "<script type=\"application/json\" id=\"data\">";
        var from = page.indexOf(start) + start.length();
        return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
