package loadtest.report.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import loadtest.report.summary.ComparedFigure;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.ComparisonJudgement;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.VerdictView;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.PastRuns;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Baseline.RunKind REDEEMS = new Baseline.RunKind("station_redeem_peak", "ramp", false);

    @TempDir
    Path folder;

    @Test
    void isNotThereUnlessItIsAskedFor() {
        assertThat(Baseline.of(Settings.of(Map.of()), REDEEMS)).isEmpty();
    }

    @Test
    void cannotGateWithoutSomethingToCompareWith() {
        assertThatThrownBy(() -> Baseline.of(Settings.of(Map.of("baseline.gate", "true")), REDEEMS))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("give -Dbaseline=latest");
    }

    @Test
    void isTheMedianOfTheSevenLatestAndTheirDeviationTheNoise() throws IOException {
        StoredRun.ofDay(0).millis(9_000).in(folder); // the eighth
        for (int day = 1; day <= 7; day++) {
            StoredRun.ofDay(day).millis(100 + day).in(folder); // median 104, distances 3 2 1 0 1 2 3
        }

        var comparison = latest(Map.of())
                .compare(StoredRun.ofDay(8).millis(106).requests())
                .orElseThrow();

        assertThat(comparison.runs()).isEqualTo(7);
        assertThat(row(comparison, ComparedFigure.P95))
                .isEqualTo(new Comparison.ComparisonRow(
                        "POST /redeem", ComparedFigure.P95, 104, 106, 2.0, ComparisonJudgement.WITHIN_NOISE));
        assertThat(comparison.rows())
                .extracting(Comparison.ComparisonRow::figure)
                .containsExactly(ComparedFigure.values());
        assertThat(comparison.regressions()).isEmpty();
    }

    @Test
    void saysWhatIsBetterAndWhatIsWorse() throws IOException {
        StoredRun.ofDay(1).millis(100).in(folder);
        StoredRun.ofDay(2).millis(102).in(folder);
        StoredRun.ofDay(3).millis(104).in(folder);

        assertThat(judged(90)).isEqualTo(ComparisonJudgement.BETTER);
        assertThat(judged(104)).isEqualTo(ComparisonJudgement.WITHIN_NOISE);
        assertThat(judged(105)).isEqualTo(ComparisonJudgement.WORSE);
    }

    @Test
    void doesNotKnowTheNoiseOfOneRun() throws IOException {
        StoredRun.ofDay(1).millis(100).in(folder);

        var comparison = latest(Map.of())
                .compare(StoredRun.ofDay(2).millis(200).requests())
                .orElseThrow();

        assertThat(row(comparison, ComparedFigure.P95).noise()).isNull();
        assertThat(row(comparison, ComparedFigure.P95).judgement()).isEqualTo(ComparisonJudgement.NOISE_UNKNOWN);
        assertThat(comparison.regressions())
                .containsExactly(
                        "POST /redeem p50 was 100 ms and is 200 ms (+100 %)",
                        "POST /redeem p95 was 100 ms and is 200 ms (+100 %)");
    }

    @Test
    void toleratesTenPercentOrTwentyMillisecondsUnlessToldOtherwise() throws IOException {
        StoredRun.ofDay(1).millis(2).in(folder);
        assertThat(regressions(22, Map.of())).isEmpty();
        assertThat(regressions(23, Map.of())).hasSize(2);
        assertThat(regressions(3, Map.of("PERF_BASELINE_TOLERANCE_MS", "0"))).hasSize(2);

        StoredRun.ofDay(2).millis(1_000).in(folder); // the median is now 501, the noise 499
        StoredRun.ofDay(3).millis(1_000).in(folder); // and now 1,000 and none
        assertThat(regressions(1_100, Map.of())).isEmpty();
        assertThat(regressions(1_101, Map.of())).hasSize(2);
        assertThat(regressions(1_500, Map.of("PERF_BASELINE_TOLERANCE", "50"))).isEmpty();
    }

    @Test
    void toleratesNoiseBeyondTheTolerance() throws IOException {
        StoredRun.ofDay(1).millis(100).in(folder);
        StoredRun.ofDay(2).millis(200).in(folder);
        StoredRun.ofDay(3).millis(300).in(folder);

        assertThat(regressions(300, Map.of())).isEmpty();
        assertThat(regressions(301, Map.of())).hasSize(2);
    }

    @Test
    void countsFailuresFromHalfAPercentOn() throws IOException {
        StoredRun.ofDay(1).in(folder);

        assertThat(latest(Map.of())
                        .compare(StoredRun.ofDay(2).failed(1).requests())
                        .orElseThrow()
                        .regressions())
                .isEmpty();
        assertThat(latest(Map.of())
                        .compare(StoredRun.ofDay(2).failed(2).requests())
                        .orElseThrow()
                        .regressions())
                .containsExactly("POST /redeem failed was 0 % and is 1 %");
    }

    @Test
    void takesOnlyRunsOfTheSameKindThatCameToTheirVerdicts() throws IOException {
        StoredRun.ofDay(1).scenario("api_smoke").in(folder);
        StoredRun.ofDay(2).profile("ci").in(folder);
        StoredRun.ofDay(3).onTheStandIn().in(folder);
        StoredRun.ofDay(4).on("other.staging.example.com").in(folder);
        StoredRun.ofDay(5).load("hold 1 per second for 5 s").in(folder);
        StoredRun.ofDay(6).ended(RunOutcome.INTERRUPTED, "stopped").in(folder);
        StoredRun.ofDay(7)
                .aborted("the run was cut off before its load had ended")
                .in(folder);
        PastRuns.folder(folder, "stationredeempeak-20300209120000000");
        assertThat(latest(Map.of()).describe()).startsWith("no earlier run to compare with");
        assertThat(latest(Map.of()).compare(StoredRun.ofDay(9).requests())).isEmpty();

        StoredRun.ofDay(8)
                .ended(RunOutcome.FAILED, "POST /redeem p95 is 700 ms")
                .millis(700)
                .in(folder);
        assertThat(latest(Map.of()).compare(StoredRun.ofDay(9).requests()).map(Comparison::runs))
                .isEqualTo(Optional.of(1));
    }

    @Test
    void theFirstRunPassesItsGateWithAWord() {
        assertThat(latest(Map.of()).verdict(StoredRun.ofDay(1).requests()).outcome())
                .isEqualTo(VerdictOutcome.NOT_AUDITED);
    }

    /** Neither a gate that passes nor a line that says "no figure is worse": nothing was looked at. */
    @Test
    void withoutACommonRequestNothingCouldBeComparedAndTheGateIsMissed() throws IOException {
        StoredRun.ofDay(1).sending("POST /redeem (v1)").in(folder);
        var baseline = latest(Map.of("baseline.gate", "true"));
        var now = StoredRun.ofDay(2).requests();

        assertThat(baseline.compare(now).orElseThrow().lines())
                .containsExactly("Compared with the one earlier run, of 2030-02-01T12:00:00Z: nothing could be"
                        + " compared, for the two have no request in common: POST /redeem, POST /redeem (v1)");
        assertThat(baseline.verdict(now).missed()).isTrue();
        assertThat(VerdictView.reasons(List.of(baseline.verdict(now))))
                .containsExactly(
                        "no regression against the baseline is nothing could be compared: no request in common");
    }

    /** A request whose name has changed would else drop out of the comparison unseen. */
    @Test
    void saysWhichRequestsOnlyOneOfTheTwoHas() throws IOException {
        StoredRun.ofDay(1).in(folder);
        var both = Stream.of(StoredRun.ofDay(2), StoredRun.ofDay(2).sending("GET /new"))
                .flatMap(run -> run.requests().stream())
                .toList();
        var comparison = latest(Map.of()).compare(both).orElseThrow();

        assertThat(comparison.notCompared()).containsExactly("GET /new");
        assertThat(comparison.lines()).last().isEqualTo("  in one of the two only: GET /new");
        assertThat(latest(Map.of()).verdict(both).note()).isEqualTo("not compared: GET /new");
        assertThat(latest(Map.of()).verdict(both).outcome()).isEqualTo(VerdictOutcome.MET);
    }

    @Test
    void theGateIsMissedOnARegressionAndElseMet() throws IOException {
        StoredRun.ofDay(1).in(folder);
        var baseline = latest(Map.of("baseline.gate", "true"));

        assertThat(baseline.gates()).isTrue();
        assertThat(baseline.verdict(StoredRun.ofDay(2).requests()).outcome()).isEqualTo(VerdictOutcome.MET);
        var missed = baseline.verdict(StoredRun.ofDay(2).millis(150).requests());
        assertThat(missed.missed()).isTrue();
        assertThat(VerdictView.reasons(List.of(missed)))
                .containsExactly(
                        "no regression against the baseline is POST /redeem p50 was 100 ms and is 150 ms (+50 %),"
                                + " POST /redeem p95 was 100 ms and is 150 ms (+50 %)");
    }

    @Test
    void aComparisonOfNothingIsNoPass() throws IOException {
        StoredRun.ofDay(1).in(folder);

        assertThat(latest(Map.of()).verdict(List.of()).missed()).isTrue();
    }

    @Test
    void canBeNamedByFileOrFolderAlsoOnAnotherHost() throws IOException {
        var run = StoredRun.ofDay(1).on("other.staging.example.com").in(folder);

        for (var asked : List.of(run, run.resolve("summary.json"))) {
            var found = named(asked.toString());
            assertThat(found.describe()).isEqualTo("the run of 2030-02-01T12:00:00Z on other.staging.example.com");
            assertThat(found.compare(StoredRun.ofDay(2).requests())
                            .orElseThrow()
                            .rows())
                    .hasSize(5);
        }
    }

    @Test
    void aRunOfSchemaTwoIsABaselineUnlessItWasCutOff() throws IOException {
        var ci = new Baseline.RunKind("station_redeem_peak", "ci", false);
        var passed = PastRuns.ofSchemaTwo("passed", folder, "stationredeempeak-20300131200000000");
        var named = Baseline.of(Settings.of(Map.of("baseline", passed.toString())), ci)
                .orElseThrow()
                .under(List.of("staging.example.com"), List.of("hold 50 per second for 20 s"));
        var latest = Baseline.of(Settings.of(Map.of("baseline", "latest", "PERF_OUTPUT_DIR", folder.toString())), ci)
                .orElseThrow()
                .under(List.of("staging.example.com"), List.of("hold 50 per second for 20 s"));
        var now = StoredRun.ofDay(9).millis(9_000).requests();

        assertThat(named.verdict(now).missed()).isTrue();
        assertThat(row(named.compare(now).orElseThrow(), ComparedFigure.P95))
                .satisfies(row -> assertThat(row.before()).isPositive())
                .satisfies(row -> assertThat(row.now()).isEqualTo(9_000));
        assertThat(latest.compare(now).orElseThrow().runs()).isEqualTo(1);

        var cutOff = PastRuns.ofSchemaTwo("cut-off", folder, "campaignbulksend-20300131220000000");
        var campaign = new Baseline.RunKind("campaign_bulk_send", "ci", false);
        assertThatThrownBy(() -> Baseline.of(Settings.of(Map.of("baseline", cutOff.toString())), campaign))
                .hasMessageContaining("did not come to its verdicts");
    }

    @Test
    void oneThatIsNamedAndNoBaselineIsRefusedInOneLine() throws IOException {
        assertRefused(folder.resolve("nowhere").toString(), "there is no such file or folder");
        assertRefused(StoredRun.ofDay(1).scenario("api_smoke").in(folder).toString(), "that run is of api_smoke");
        assertRefused(StoredRun.ofDay(2).profile("ci").in(folder).toString(), "that run has the profile ci");
        assertRefused(StoredRun.ofDay(3).onTheStandIn().in(folder).toString(), "that run was on the stand-in");
        assertRefused(
                StoredRun.ofDay(4).ended(RunOutcome.INTERRUPTED, "").in(folder).toString(),
                "did not come to its verdicts");
        assertRefused(file("{\"schema\": 1}"), "is no summary of schema 3 or 2 but of schema 1");
        assertRefused(file("{}"), "is no summary of schema 3 or 2");
        assertRefused(file("{\"schema\": 4}"), "is no summary of schema 3 or 2 but of schema 4");
        assertRefused(file("{\"schema\": 3}"), "it is not the JSON that this suite writes");
        assertRefused(file("{\"schema\": 2}"), "it is not the JSON that this suite writes");
        assertRefused(file("{\"schema\": 2, \"scenario\": }"), "it is not the JSON that this suite writes");
        assertRefused(file("{\"schema\": 2, \"scenario\": \"station_redeem"), "it is cut short");
        assertRefused(file(""), "it is cut short");
        assertRefused(file("[{}]"), "is no summary");
        assertRefused(PastRuns.folder(folder, "apismoke-20300209120000000").toString(), "cannot be read");
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("has no requests", json -> json.putArray("requests")),
                damage("has no requests", json -> json.remove("requests")),
                damage("has no requests", json -> json.putNull("requests")),
                damage("has a request twice", json -> json.withArray("requests")
                        .add(json.at("/requests/0").deepCopy())),
                damage("the JSON that this suite writes", json -> json.withArray("requests")
                        .addNull()),
                damage("at requests[0].p95", json -> first(json).putNull("p95")),
                damage("at requests[0].p95", json -> first(json).remove("p95")),
                damage("at requests[0].p95", json -> first(json).put("p95", 100.5)),
                damage("at requests[0].p99", json -> first(json).put("p99", "100")),
                damage("at requests[0]", json -> first(json).put("rate", "NaN")),
                damage("at requests[0]", json -> first(json).put("rate", -1)),
                damage("at requests[0]", json -> first(json).put("p50", -1)),
                damage("at requests[0]", json -> first(json).put("p50", 9_999_999)),
                damage("at requests[0]", json -> first(json).put("count", -200)),
                damage("at requests[0]", json -> first(json).put("ko", 201)),
                damage("at requests[0]", json -> first(json).remove("name")),
                damage("at requests", json -> json.put("requests", "none")),
                damage("at outcome", json -> json.put("outcome", "GREEN")),
                damage("at verdicts[0]", json -> verdict(json).remove("promise")),
                damage("at verdicts[0]", json -> verdict(json).putObject("promise")),
                damage(
                        "at verdicts[0].promise.limit",
                        json -> verdict(json).withObject("/promise/limit").remove("unit")),
                damage("at verdicts[0].seen", json -> verdict(json).putObject("seen")),
                damage("did not come to its verdicts", json -> json.remove("judged")),
                damage("does not say when it started", json -> json.putNull("started")),
                damage("does not say when it started", json -> json.put("started", "yesterday")),
                damage("the JSON that this suite writes", json -> json.remove("profile")));
    }

    private static Arguments damage(String named, Consumer<ObjectNode> change) {
        return Arguments.of(named, change);
    }

    private static ObjectNode verdict(ObjectNode json) {
        return (ObjectNode) json.at("/verdicts/0");
    }

    private static ObjectNode first(ObjectNode json) {
        return (ObjectNode) json.at("/requests/0");
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("damages")
    void oneWithoutItsFiguresIsRefusedAndNoneOfTheLatest(String why, Consumer<ObjectNode> damage) throws IOException {
        var run = StoredRun.ofDay(1).in(folder);
        var json = (ObjectNode) JSON.readTree(run.resolve("summary.json").toFile());
        damage.accept(json);
        Files.writeString(run.resolve("summary.json"), json.toString());

        assertRefused(run.toString(), why);
        assertThat(latest(Map.of()).describe()).startsWith("no earlier run to compare with");
    }

    @Test
    void oneThatIsNotWholeIsRefused() throws IOException {
        var text = StoredRun.ofDay(1).summary().json();

        assertRefused(file(text + "{}"), "there is more after its end");
        assertRefused(file(text + " x}"), "it is not the JSON that this suite writes");
        assertRefused(file(text.replaceFirst("\\{", "{\"profile\": \"ci\",")), "it is not the JSON");
        assertRefused(file(text.replace("\"count\"", "\"count\": 1, \"count\"")), "it is not the JSON");
        assertRefused(file(text.replaceFirst("\"rate\" : 2.5", "\"rate\" : NaN")), "it is not the JSON");
        assertRefused(file(text.replaceFirst("\"rate\" : 2.5", "\"rate\" : 1e400")), "at requests[0]");
        for (int end = text.indexOf('}'); end < text.length() - 1; end = text.indexOf('}', end + 1)) {
            if (text.substring(end + 1).isBlank()) {
                break; // that is all of it
            }
            assertRefused(file(text.substring(0, end + 1)), "is no summary");
        }
    }

    private void assertRefused(String asked, String why) {
        assertThatThrownBy(() -> named(asked))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("-Dbaseline (PERF_BASELINE): ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("other.json"), text).toString();
    }

    private Baseline named(String asked) {
        return Baseline.of(Settings.of(Map.of("baseline", asked)), REDEEMS)
                .orElseThrow()
                .under(List.of("api.staging.example.com"), List.of("hold 150 per minute for 10 minutes"));
    }

    private Baseline latest(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("baseline", "latest");
        all.put("PERF_OUTPUT_DIR", folder.toString());
        return Baseline.of(Settings.of(all), REDEEMS)
                .orElseThrow()
                .under(List.of("api.staging.example.com"), List.of("hold 150 per minute for 10 minutes"));
    }

    private ComparisonJudgement judged(long millis) {
        var requests = StoredRun.ofDay(9).millis(millis).requests();
        return row(latest(Map.of()).compare(requests).orElseThrow(), ComparedFigure.P95)
                .judgement();
    }

    private List<String> regressions(long millis, Map<String, String> settings) {
        var requests = StoredRun.ofDay(9).millis(millis).requests();
        return latest(settings).compare(requests).orElseThrow().regressions();
    }

    private static Comparison.ComparisonRow row(Comparison comparison, ComparedFigure figure) {
        return comparison.rows().stream()
                .filter(row -> row.figure() == figure)
                .findFirst()
                .orElseThrow();
    }
}
