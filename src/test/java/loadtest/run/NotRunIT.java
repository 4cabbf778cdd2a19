package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;
import loadtest.testing.Await;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that does not happen is seen wherever one is seen that does. */
class NotRunIT {
    private static final Workload ANY = Workload.simplest();
    private static final Map<String, String> NOBODY = Map.of(
            "PERF_BASE_URL", "http://127.0.0.1:1",
            "PERF_ORG_SLUG", "demo",
            "PERF_EMAIL", "load.user@example.com",
            "PERF_PASSWORD", "canary-password",
            "GITHUB_ACTIONS", "true",
            "GITHUB_STEP_SUMMARY", "step.md");

    @Test
    void aTargetThatIsDownLeavesAFolderARowASectionAndAnAnnotation() throws Exception {
        var trial = ANY.trial().with(NOBODY);
        var step = trial.folder().resolve("step.md");

        var run = trial.with("GITHUB_STEP_SUMMARY", step.toString()).run();

        var line = "cannot run: PERF_BASE_URL: http://127.0.0.1:1 does not answer";
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.reasons()).singleElement().asString().startsWith(line);
        assertThat(run.summary().orElseThrow().path("target")).hasToString("[\"127.0.0.1\"]");
        assertThat(run.file("verdict.html").getParent().getFileName().toString())
                .matches(ANY.file().scenario().simulation().toLowerCase(Locale.ROOT) + "-\\d{17}");
        assertThat(Files.readString(run.file("verdict.html"))).contains("NOT_RUN", "does not answer");
        assertThat(Files.readString(run.file("junit.xml")))
                .contains("tests=\"1\" failures=\"0\" errors=\"1\"", "<error message=\"cannot run: ");
        assertThat(Files.readString(list(run))).contains("NOT_RUN", "cannot run: PERF_BASE_URL", "0 passed, 0 failed");
        assertThat(Files.readString(step))
                .contains("| ✗ NOT\\_RUN | ", "does not answer")
                .doesNotContain("| Verdict |", "NOT BEGUN");
        assertThat(Files.readString(run.folder().resolve("results/performance.html")))
                .contains("<section id=\"" + ANY.id() + "\"><iframe", "does not answer")
                .doesNotContain("canary-password");
        assertThat(Files.readString(run.folder().resolve("results/performance.md")))
                .isEqualTo(Files.readString(step).replaceAll("<!--.*-->\n", ""));
        assertThat(run.output().lines().filter(one -> one.startsWith("::error title=")))
                .singleElement()
                .asString()
                .contains(line);
        assertThat(run.output() + Files.readString(step)).doesNotContain("canary-password");
    }

    /** Each process says that it begins, so one that is killed is missed by nobody. */
    @Tag("more-runs")
    @Test
    void oneThatIsKilledHasItsRowAndItsErrorAlready() throws Exception {
        var trial = ANY.trial()
                .profile("ci", "hold 5 per second for 60 s", Map.of())
                .with("GITHUB_ACTIONS", "true");
        var step = trial.folder().resolve("step.md");
        var run = trial.with("GITHUB_STEP_SUMMARY", step.toString()).start();
        try {
            Await.until(Duration.ofSeconds(180), () -> trial.output().contains("> " + ANY.get()) || !run.isAlive());
            assertThat(run.isAlive()).as(trial.output()).isTrue();
        } finally {
            run.destroyForcibly().waitFor();
        }

        assertThat(Files.readString(step))
                .contains(
                        "1 of 1 did not pass", "| ✗ NO VERDICT | " + ANY.id().replace("_", "\\_") + " | its process ");
        try (var folders = Files.walk(trial.folder().resolve("results"))) {
            assertThat(folders.filter(file -> file.endsWith("testsuites.xml")))
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Files.readString(file)).contains("errors=\"1\"", "no verdict: its process"));
        }
    }

    @Tag("more-runs")
    @Test
    void aWrongSettingLeavesTheSame() throws Exception {
        var run = ANY.trial().with("PERF_SHARE", "4/3").run();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.reasons()).singleElement().asString().startsWith("nothing was run: PERF_SHARE");
        assertThat(Files.readString(list(run))).contains("nothing was run: PERF_SHARE");
    }

    @Test
    void whereTheOutputFolderIsAtFaultTheConsoleAndTheAnnotationSaySo() throws Exception {
        var trial = ANY.trial().with("GITHUB_ACTIONS", "true");
        var file = Files.writeString(trial.folder().resolve("a-file"), "");

        var run = trial.with("PERF_OUTPUT_DIR", file.toString()).run();

        assertThat(run.output().lines().filter(line -> line.contains("PERF_OUTPUT_DIR: found ")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("::error title="));
        assertThat(run.output()).doesNotContain("the evidence is incomplete");
        assertThat(Files.size(file)).isZero();
    }

    @Tag("more-runs")
    @Test
    void oneThatIsLeftOutLeavesNothing() throws Exception {
        var other = Scenarios.onClassPath().all().stream()
                .map(Scenario::id)
                .filter(id -> !id.equals(ANY.id()))
                .findFirst()
                .orElseThrow();

        var run = ANY.trial().with("PERF_SCENARIOS", other).run();

        assertThat(run.exit()).isZero();
        assertThat(run.summary()).isEmpty();
    }

    private static Path list(TrialResult run) throws IOException {
        return run.folder().resolve("results/index.html");
    }
}
