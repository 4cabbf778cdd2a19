package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import loadtest.testing.Await;
import loadtest.testing.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maven is started outside the project: all files are the project's all the same; {@link CommandsElsewhereIT} does more. */
class ElsewhereIT {
    @TempDir
    Path folder;

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
