package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.measure.LoadEvent;
import loadtest.report.summary.Environment;
import loadtest.settings.Share;
import loadtest.share.ShareFolder;
import loadtest.share.ShareIdentity;
import loadtest.testing.EngineReport;
import loadtest.testing.Folders;
import loadtest.testing.SampleShares;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges of samples that were recorded by no load. Their target is an address at which nobody listens: a merge sends nothing. */
class MergedSamplesIT {
    private static final String NOBODY = "http://127.0.0.1:9";
    private static final String LOAD = "hold 100 per second for 30 s";
    private static final int USERS = 3_000;

    private final Workload scenario = Workload.simplest();
    private final List<String> names = List.copyOf(scenario.file().slos().requestNames());

    @TempDir
    Path folder;

    @Test
    void oneShareAndFourOfTheSameSamplesMakeTheSameRun() throws Exception {
        var load = SampleShares.load(SampleShares.everyTenMillis(USERS), scenario.id(), names, n -> true);

        var one = trial(recorded(load, 1)).run();
        var four = trial(recorded(load, 4)).run();

        for (var merged : List.of(one, four)) {
            assertThat(merged.exit()).as(merged.output()).isZero();
            assertThat(merged.linesOfStackTraces()).isEmpty();
        }
        for (var field : List.of("group", "load", "requests", "overall", "timeline", "abort", "started", "ended")) {
            assertThat(four.summary().orElseThrow().path(field))
                    .as(field)
                    .isEqualTo(one.summary().orElseThrow().path(field));
        }
        assertThat(engine(four)).isEqualTo(engine(one)).hasSize(names.size());
        assertThat(engine(four).values().stream()
                        .mapToLong(EngineReport.Row::count)
                        .sum())
                .isEqualTo(USERS);
        assertThat(four.summary().orElseThrow().at("/load/started").asLong()).isEqualTo(USERS);
        assertThat(four.summary().orElseThrow().path("machines")).hasSize(4);
        assertThat(four.verdict("every share recorded to its end")
                        .path("actual")
                        .asText())
                .isEqualTo("4 shares");
    }

    /** One share has sixty samples of the request, fewer than decide. */
    @Tag("more-runs")
    @Test
    void anAbortCriterionThatNoShareReachesAloneIsReachedByAllTogether() throws Exception {
        var users = 240 * names.size();
        var load = SampleShares.load(
                SampleShares.everyTenMillis(users), scenario.id(), names, n -> n % (20 * names.size()) != 0);

        var merged = trial(recorded(load, 4))
                .scenarioFile("failed", "< 50 %")
                .scenarioFile("abort", Map.of("too many errors", Map.of("request", names.get(0), "over", "4 %")))
                .run();

        assertThat(merged.exit()).as(merged.output()).isEqualTo(2);
        assertThat(merged.verdict("no abort criterion reached").path("outcome").asText())
                .isEqualTo("MISSED");
        assertThat(merged.verdict("no abort criterion reached").path("actual").asText())
                .startsWith("too many errors ");
    }

    @Tag("more-runs")
    @Test
    void withoutTheSettingsOfTheSharesNothingIsMerged() throws Exception {
        var load = SampleShares.load(SampleShares.everyTenMillis(10), scenario.id(), names, n -> true);
        var trial = scenario.trial().profile("ci", LOAD, Map.of()).merging(recorded(load, 2));

        var merged = trial.run();

        assertThat(merged.exit()).as(merged.output()).isEqualTo(2);
        assertThat(merged.output())
                .contains(
                        "no target is configured, and the shares have loaded 127.0.0.1: a merge needs the settings that"
                                + " the shares had");
        assertThat(merged.linesOfStackTraces()).isEmpty();
        assertThat(merged.sentNothing()).isTrue();
    }

    @Tag("more-runs")
    @Test
    void aFolderWithoutSharesIsSaidInOneLine() throws Exception {
        var merged = scenario.trial()
                .merging(Files.createDirectories(folder.resolve("empty")))
                .run();

        assertThat(merged.exit()).isEqualTo(1);
        assertThat(merged.output().strip().lines())
                .singleElement()
                .asString()
                .startsWith("nothing was merged: -Druns: found '")
                .contains("share/share.json");
    }

    /** Nothing of it is typed again; what the machine of the merge has set is another load's. */
    @Tag("more-runs")
    @Test
    void theLengthOfALoadIsThatOfItsShares() throws Exception {
        var load = SampleShares.load(SampleShares.everyTenMillis(USERS), scenario.id(), names, n -> true);
        var runs = recorded(load, 2);
        change(runs, 1, "/lengthSeconds", "30");
        change(runs, 2, "/lengthSeconds", "30");

        var merged = trial(runs)
                .profile("ci", "hold 100 per second for 7 minutes", Map.of("any-length", true))
                .with("PERF_LOAD_LENGTH", "2 h")
                .run();

        assertThat(merged.exit()).as(merged.output()).isZero();
        assertThat(merged.summary().orElseThrow().at("/load/planned").asLong()).isEqualTo(USERS);
        assertThat(merged.output()).doesNotContain("PERF_LOAD_LENGTH");
    }

    @Tag("more-runs")
    @Test
    void sharesOfDifferentLengthsAreNotOneRun() throws Exception {
        var load = SampleShares.load(SampleShares.everyTenMillis(USERS), scenario.id(), names, n -> true);
        var runs = recorded(load, 2);
        change(runs, 1, "/lengthSeconds", "30");
        change(runs, 2, "/lengthSeconds", "60");
        change(runs, 2, "/identity/load", "[\"hold 100 per second for 60 s\"]");

        var merged = trial(runs)
                .profile("ci", "hold 100 per second for 7 minutes", Map.of("any-length", true))
                .run();

        assertInvalid(
                merged,
                "all shares of one run",
                " is of another run: load hold 100 per second for 60 s where the others have " + LOAD);
    }

    /** Nobody arrives at the last of them. */
    @Tag("more-runs")
    @Test
    void aShareWithoutAUserIsOneOfTheRun() throws Exception {
        var load = SampleShares.load(SampleShares.everyTenMillis(USERS), scenario.id(), names, n -> true);
        var runs = recorded(load, 2);
        for (int part = 1; part <= 2; part++) {
            change(runs, part, "/identity/share/of", "3");
        }
        recordedShare(runs, 3, 3, Stream.empty());
        change(runs, 3, "/end/began", "null");

        var merged = trial(runs).run();

        assertThat(merged.exit()).as(merged.output()).isZero();
        assertThat(merged.verdict("every share recorded to its end")
                        .path("actual")
                        .asText())
                .isEqualTo("3 shares");
    }

    /** Its own results lie below the folder, as where all is in one. */
    @Tag("more-runs")
    @Test
    void theSameSharesAreMergedAgain() throws Exception {
        var load = SampleShares.load(SampleShares.everyTenMillis(USERS), scenario.id(), names, n -> true);
        var runs = recorded(load, 2);
        for (int time = 1; time <= 2; time++) {
            var merged = trial(runs)
                    .with("PERF_OUTPUT_DIR", runs.resolve("merged").toString())
                    .run();

            assertThat(merged.exit()).as(merged.output()).isZero();
            assertThat(merged.output()).contains("2 of 2 shares of same are merged");
        }
    }

    /** As by a clock that nobody has set; the engine's log counts milliseconds in 32 bits, which 25 days exceed. */
    @Tag("more-runs")
    @Test
    void aShareFromAnotherMonthIsSaidAndAllOfItIsThere() throws Exception {
        var load = SampleShares.load(SampleShares.everyTenMillis(USERS), scenario.id(), names, n -> true);
        var runs = recorded(load, 1);
        change(runs, 1, "/identity/share/of", "2");
        var month = Duration.ofDays(30);
        recordedShare(runs, 2, 2, load.stream().map(event -> event.later(month.toMillis())));
        change(runs, 2, "/end/began", "\"" + SampleShares.START.plus(month) + "\"");
        change(runs, 2, "/end/ended", "\"" + SampleShares.START.plus(month).plusSeconds(30) + "\"");

        var merged = trial(runs).run();

        assertInvalid(merged, "all shares at the same time", "began 2592000.0 s after share 1/2, which had ended");
        assertThat(merged.summary().orElseThrow().at("/overall/count").asLong()).isEqualTo(2 * USERS);
        assertThat(engine(merged).values().stream()
                        .mapToLong(EngineReport.Row::count)
                        .sum())
                .isEqualTo(2 * USERS);
    }

    /** Of two attempts, as where somebody started a share again, nobody knows which one the target saw. */
    @Tag("more-runs")
    @Test
    void aShareThatWasStartedAgainIsThereTwice() throws Exception {
        var load = SampleShares.load(SampleShares.everyTenMillis(USERS), scenario.id(), names, n -> true);
        var runs = recorded(load, 2);
        Folders.copy(runs.resolve("run-2"), runs.resolve("\u0622\u0644\u0629 2 again"));
        change(runs, 2, "/end", "null");

        assertInvalid(trial(runs).run(), "every share recorded to its end", " is there twice, the other in ");
    }

    @Tag("more-runs")
    @Test
    void aFolderThatTheLocaleCannotNameIsSaidInOneLine() throws Exception {
        var merged = scenario.trial()
                .with("LC_ALL", "C")
                .merging(Files.createDirectories(folder.resolve("\u0622\u0644\u0629")))
                .run();

        assertThat(merged.exit()).isEqualTo(1);
        assertThat(merged.output().strip().lines())
                .singleElement()
                .asString()
                .startsWith("nothing was merged: -Druns: found '");
    }

    private static void assertInvalid(TrialResult merged, String promise, String says) {
        assertThat(merged.exit()).as(merged.output()).isEqualTo(2);
        assertThat(merged.linesOfStackTraces()).isEmpty();
        assertThat(merged.summary().orElseThrow().path("outcome").asText()).isEqualTo("INVALID");
        assertThat(merged.verdict(promise).path("outcome").asText()).isEqualTo("MISSED");
        assertThat(merged.verdict(promise).path("actual").asText()).contains(says);
    }

    private static void change(Path runs, int part, String field, String value) throws IOException {
        SampleShares.change(ShareFolder.in(runs.resolve("run-" + part)), field, value);
    }

    private Trial trial(Path runs) throws IOException {
        return scenario.trial()
                .patient()
                .profile("ci", LOAD, Map.of())
                .with(StagingDeployment.fourSecretsOf(NOBODY))
                .merging(runs);
    }

    /** Of three shares every third event is one's. */
    private Path recorded(List<LoadEvent> load, int of) throws IOException {
        var runs = folder.resolve("runs-" + of);
        for (int part = 1; part <= of; part++) {
            var own = part;
            recordedShare(
                    runs,
                    part,
                    of,
                    IntStream.range(0, load.size())
                            .filter(n -> n % of == own - 1)
                            .mapToObj(load::get));
        }
        return runs;
    }

    private void recordedShare(Path runs, int part, int of, Stream<LoadEvent> events) throws IOException {
        var identity = new ShareIdentity(
                "same",
                new Share(part, of),
                scenario.id(),
                "ci",
                List.of(LOAD),
                Environment.suite().commit(),
                List.of("127.0.0.1"));
        SampleShares.recorded(
                runs.resolve("run-" + part), SampleShares.record(identity, SampleShares.START, null), events);
    }

    private static Map<String, EngineReport.Row> engine(TrialResult merged) throws IOException {
        return EngineReport.rows(Files.readString(merged.file("summary.json").resolveSibling("index.html")));
    }
}
