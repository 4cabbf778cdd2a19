package loadtest.report.history;

import static loadtest.testing.Baselines.named;
import static loadtest.testing.Baselines.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import loadtest.report.summary.ComparedFigure;
import loadtest.report.summary.RunOutcome;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.testing.Baselines;
import loadtest.testing.PastRuns;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that is named to be the baseline: which one is taken, and which is refused. */
class NamedBaselineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

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
    void aRehearsalIsRefused() throws IOException {
        var run = StoredRun.ofDay(1).rehearsing("slow", "broken").in(folder);

        assertThatThrownBy(() -> named(run.toString()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("that run is a rehearsal (slow, broken)");
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

    @Test
    void thePartOfOneMachineIsRefused() throws IOException {
        assertRefused(StoredRun.ofDay(1).share("1/2").in(folder).toString(), "is the part of one machine (share 1/2)");
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
        assertThat(Baselines.latest(folder, Map.of()).describe()).startsWith("no earlier run to compare with");
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
}
