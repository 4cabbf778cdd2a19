package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import loadtest.testing.Await;
import loadtest.testing.MavenProject;
import loadtest.testing.StagingDeployment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that users type, with Maven started outside the project: all files are the project's all the same. {@code
 * mvn verify -Pruns}; {@link ElsewhereIT} is the fast case of every build.
 */
@Tag("more-runs")
class CommandsElsewhereIT {
    private static final String SUMMARY = "seed/generated/perf_seed_summary.json";

    @TempDir
    Path folder;

    @Test
    void settingsAndResultsAreTheProjects() throws Exception {
        var dotEnv = new HashMap<>(StagingDeployment.everything());
        dotEnv.putAll(StagingDeployment.fourSecrets());
        dotEnv.remove("PERF_SUMMARY_PATH");
        var project = MavenProject.in(folder, dotEnv);

        var before =
                project.run("exec:java@seed", "test-compile", "exec:java@doctor", "-Dsimulation=StationRedeemPeak");
        assertThat(before.exit()).as(before.output()).isZero();
        assertThat(before.output())
                .contains("summary: " + project.folder().resolve(SUMMARY), "READY: the chosen scenarios can run");
        assertThat(project.folder().resolve(SUMMARY)).exists();

        var run = project.run("gatling:test", "exec:java@evidence", "-Dsimulation=ApiSmoke");
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output())
                .contains(
                        dotEnv.get("PERF_BASE_URL"),
                        "packed: " + project.folder().resolve("test-results/performance/evidence-local.127.0.0.1.zip"));
        assertThat(project.folder().resolve("test-results/performance/index.html"))
                .as("the list of all runs, beside their folders")
                .exists();
        assertThat(project.leftElsewhere()).isEmpty();
    }

    @Test
    void aMergeSaysInOneLineThatThereIsNothingToMerge() throws Exception {
        var project = MavenProject.in(folder, Map.of());

        var merge = project.run("exec:java@merge", "-Druns=test-results");

        assertThat(merge.exit()).as(merge.output()).isEqualTo(1);
        assertThat(merge.output())
                .contains(
                        "nothing was merged: -Druns: found 'test-results'; valid: the folder with the runs of all shares")
                .doesNotContain("\tat ");
    }

    @Test
    void jvmArgumentsOfOnesOwnLoseNoProxy() throws Exception {
        var run = MavenProject.in(folder, Map.of())
                .run(
                        "gatling:test",
                        "-Dsimulation=ApiSmoke",
                        "-Dgatling.jvmArgs=-Xmx512m,-XX:+UseSerialGC",
                        "-Dhttp.proxyHost=http://p");

        assertThat(run.exit()).as(run.output()).isNotZero();
        assertThat(run.output()).as("the run itself has read it").contains("-Dhttp.proxyHost: found 'http://p'");
    }

    @Test
    void theStandInKeepsItsFilesInTheProject() throws Exception {
        var project = MavenProject.in(folder, Map.of());
        Files.writeString(
                project.folder().resolve("incident.conf"),
                "faults { outage { endpoints = \"GET /api/healthz\", status = 503 } }");
        var maven = project.start("exec:java@standin", "-Dport=0", "-Dfaults=incident.conf");
        try {
            Await.until(
                    Duration.ofSeconds(120),
                    () -> project.output().contains("export PERF_SUMMARY_PATH=") || !maven.isAlive());

            assertThat(project.output())
                    .contains("export PERF_SUMMARY_PATH='" + project.folder().resolve("target/standin/"));
        } finally {
            maven.destroy();
            maven.waitFor();
        }
        assertThat(project.leftElsewhere()).isEmpty();
    }
}
