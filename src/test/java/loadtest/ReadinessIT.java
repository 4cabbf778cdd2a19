package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loadtest.testing.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The readiness report of what one {@code mvn gatling:test} runs, each scenario in a process of its own. */
class ReadinessIT {
    private static final String RESULTS = "test-results/performance";

    @TempDir
    Path folder;

    @Test
    void oneFileHoldsTheRowsOfOneInvocationAndOfNoOther() throws Exception {
        var project = MavenProject.in(folder, Map.of());
        brief(project, "api_smoke", "hold 1 per second for 15 s");
        brief(project, "station_redeem_peak", "hold 2 per second for 20 s");
        var plan = Files.writeString(
                folder.resolve("faults.conf"), "faults { broken { endpoints = \"/api/healthz\", status = 503 } }");
        Files.writeString(
                project.folder().resolve(".env"),
                "PERF_SCENARIOS=api_smoke,station_redeem_peak\nPERF_STANDIN_FAULTS=" + plan + "\n");

        var both = project.run("gatling:test");
        assertThat(both.exit()).as(both.output()).isNotZero();
        var rows = rows(results(project).resolve("readiness.md"));
        assertThat(rows).as(both.output()).hasSize(2);
        assertThat(rows.get(0)).startsWith("| api_smoke | local | FAILED | ");
        assertThat(rows.get(1)).startsWith("| station_redeem_peak | local | PASSED | ");

        var one = project.run("gatling:test", "-Dsimulation=StationRedeemPeak");
        assertThat(one.exit()).as(one.output()).isZero();
        assertThat(rows(results(project).resolve("readiness.md")))
                .singleElement()
                .asString()
                .startsWith("| station_redeem_peak | local | PASSED | ");
        try (var files = Files.newDirectoryStream(results(project), "readiness-*.md")) {
            assertThat(files).hasSize(2).anySatisfy(file -> assertThat(rows(file))
                    .isEqualTo(rows));
        }
    }

    private static void brief(MavenProject project, String scenario, String load) throws IOException {
        var file = project.folder().resolve("target/test-classes/scenarios/" + scenario + ".conf");
        var text = Files.readString(file);
        assertThat(text).contains(load);
        Files.writeString(file, text.replace(load, "hold 5 per second for 2 s"));
    }

    private static Path results(MavenProject project) {
        return project.folder().resolve(RESULTS);
    }

    /** Without the names of the columns and the line below them. */
    private static List<String> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }
}
