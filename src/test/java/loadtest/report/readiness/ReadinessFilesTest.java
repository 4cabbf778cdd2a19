package loadtest.report.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loadtest.report.history.PastRun;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.Nights;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the readiness report. */
class ReadinessFilesTest {

    @TempDir
    Path folder;

    @Test
    void eachProfileAndTargetHasItsOwnAndTheNewestTheUsualNames() throws IOException {
        Nights.in(folder, 4);
        update();

        assertThat(names())
                .filteredOn(name -> name.startsWith("readiness"))
                .anyMatch(name -> name.startsWith("readiness.ci.") && name.endsWith(".html"))
                .contains(
                        "readiness.html",
                        "readiness.md",
                        "readiness.local.stand-in.html",
                        "readiness.local.stand-in.md")
                .hasSize(6);
        assertThat(Files.readString(folder.resolve("readiness.md")))
                .startsWith("# Performance readiness: ci on admin.staging.example.com, ")
                .contains("\n\nReady: 4 of 5; station_redeem_peak is not (POST /redeem p95 is 612 ms");
        assertThat(Files.readString(folder.resolve("readiness.local.stand-in.html")))
                .contains("<span class=\"word\">No statement of readiness</span>")
                .contains("The stand-in was loaded, not a deployment");
    }

    @Test
    void oneThatNoRunIsLeftOfGoesAndOthersStay() throws IOException {
        StoredRun.ofDay(1).on("old.example.com").in(folder);
        update();
        var foreign = Files.writeString(folder.resolve("readiness-20300131T120000-1.md"), "of an earlier version");
        assertThat(names()).contains("readiness.ramp.old.example.com.md");

        StoredRun.ofDay(1).on("new.example.com").in(folder); // in the same folder
        update();

        assertThat(names())
                .contains("readiness.ramp.new.example.com.md")
                .doesNotContain("readiness.ramp.old.example.com.md", "readiness.ramp.old.example.com.html");
        assertThat(foreign).exists();

        StoredRun.ofDay(1).on("new.example.com").rehearsing("slow").in(folder);
        update();

        assertThat(names()).noneMatch(name -> name.startsWith("readiness."));
        assertThat(foreign).exists();
    }

    @Test
    void hasARowForEachScenarioWithItsFiguresInBothForms() throws IOException {
        StoredRun.ofDay(1).versions("1.4.2", "3fa9c21").in(folder);
        StoredRun.ofDay(1)
                .scenario("api_smoke")
                .ended(RunOutcome.NOT_RUN, "is it | <b>up</b>?")
                .in(folder);
        update();

        var rows = Files.readAllLines(folder.resolve("readiness.md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
        assertThat(rows.get(0)).startsWith("| Scenario | Ready | Verdict | Run | Risks | Throughput target | ");
        assertThat(rows)
                .anySatisfy(row -> assertThat(row)
                        .startsWith(
                                "| station_redeem_peak | ✓ ready | PASSED | 2030-02-01 12:00 UTC<br>target 1.4.2<br>"
                                        + "suite 3fa9c21 | - | hold 150 per minute for 10 minutes"))
                .anySatisfy(row -> assertThat(row)
                        .startsWith("| api_smoke | ✗ not ready | NOT_RUN<br>is it \\| &lt;b&gt;up&lt;/b&gt;? | "))
                .anySatisfy(row ->
                        assertThat(row).startsWith("| agent_journeys | ✗ not ready | no run of it | - | - | - | "));
        assertThat(Files.readString(folder.resolve("readiness.html")))
                .contains("<a href=\"./stationredeempeak-20300201120000123/summary.json\">station_redeem_peak</a>")
                .contains("is it | &lt;b&gt;up&lt;/b&gt;?")
                .contains("<dt>Error rate</dt><dd>0.00 % (0 of 200)</dd>")
                .doesNotContain("<script");
    }

    @Test
    void aSummaryWhoseRestIsBrokenCostsItsFiguresAlone() throws IOException {
        var run = StoredRun.ofDay(1).in(folder);
        var text = Files.readString(run.resolve("summary.json"));
        Files.writeString(run.resolve("summary.json"), text.replace("\"notes\" : [ ]", "\"notes\" : 7"));
        update();

        assertThat(Files.readString(folder.resolve("readiness.md")))
                .contains("✓ ready", "its figures cannot be read: ", "at notes");
    }

    private void update() throws IOException {
        ReadinessFiles.update(folder, ReadinessSets.of(PastRun.in(folder)));
    }

    private List<String> names() {
        return List.of(folder.toFile().list());
    }
}
