package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import loadtest.testing.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maven is started outside the project: all files are the project's all the same; {@link CommandsElsewhereIT} does more. */
class ElsewhereIT {
    @TempDir
    Path folder;

    @Test
    void theStandInReadsThePlanOfTheProject() throws Exception {
        var project = MavenProject.in(folder, Map.of());
        var plan = Files.writeString(
                project.folder().resolve("incident.conf"),
                "faults { outage { endpoints = \"GET /nowhere\", status = 503 } }");

        var refused = project.run("exec:java@standin", "-Dport=0", "-Dfaults=incident.conf");

        assertThat(refused.exit()).as(refused.output()).isNotZero();
        assertThat(refused.output()).contains(plan + " line 1: endpoints is 'GET /nowhere'; valid: ");
        assertThat(project.leftElsewhere()).isEmpty();
    }
}
