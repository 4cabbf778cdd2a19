package loadtest.report.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import loadtest.report.summary.RunOutcome;
import loadtest.seed.summary.SeedRefusal;
import loadtest.testing.PastRuns;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsIndexTest {
    @TempDir
    Path folder;

    @Test
    void listsEveryRunNewestFirstWithItsVerdictInWords() throws IOException {
        StoredRun.ofDay(1).in(folder);
        StoredRun.ofDay(3)
                .ended(RunOutcome.FAILED, "POST /redeem p95 is 600 ms, limit < 500 ms", "another")
                .millis(600)
                .in(folder);
        StoredRun.ofDay(2)
                .ended(RunOutcome.INTERRUPTED, "stopped")
                .onTheStandIn()
                .in(folder);

        var rows = rows();

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0))
                .contains(
                        "FAILED",
                        "POST /redeem p95 is 600 ms, limit &lt; 500 ms, and 1 more",
                        "20 % over",
                        "2030-02-03")
                .contains(
                        "station_redeem_peak",
                        "ramp",
                        "api.<wbr>staging.<wbr>example.<wbr>com",
                        "10 min 3 s",
                        ">200<",
                        "0.00 %")
                .contains("href=\"./stationredeempeak-20300203120000123/summary.json\"");
        assertThat(rows.get(1)).contains("INTERRUPTED", "the stand-in");
        assertThat(rows.get(2)).contains("PASSED", "80 % left");
    }

    @Test
    void listsWhatHasNoVerdictAndSaysWhy() throws IOException {
        var killed = PastRuns.folder(folder, "apismoke-20300131120000000");
        Files.setLastModifiedTime(killed.resolve("simulation.log"), FileTime.fromMillis(0));
        PastRuns.folder(folder, "apismoke-20300131110000000");
        broken("apismoke-20300131100000000", "{\"schema\": 1, \"requests\": 7}");
        broken("apismoke-20300131090000000", "{\"schema\": 2, \"scenario\": 1, ]}");
        broken("apismoke-20300131080000000", "");
        Files.createDirectories(folder.resolve("apismoke-20300131070000000/summary.json"));
        Files.createDirectories(folder.resolve("somebody's"));

        var rows = rows();

        assertThat(rows).hasSize(6);
        assertThat(rows.get(0))
                .contains("no verdict: the run was killed", "apismoke-20300131120000000", "2030-01-31 12:00:00");
        assertThat(rows.get(1)).contains("no verdict yet");
        assertThat(rows.get(2)).contains("no verdict: summary.json is no summary of schema 3 or 2 but of schema 1");
        assertThat(rows.get(3)).contains("not the JSON that this suite writes");
        assertThat(rows.get(4)).contains("cut short");
        assertThat(rows.get(5)).contains("cannot be read");
    }

    /** Verdicts of schema 2 are words, which are not parsed: only what needs their numbers is missing. */
    @Test
    void listsRunsOfSchemaTwoAndTheirTrendBesideThisOnes() throws IOException {
        PastRuns.ofSchemaTwo("passed", folder, "stationredeempeak-20300131200000000");
        PastRuns.ofSchemaTwo("failed", folder, "stationredeempeak-20300131210000000");
        PastRuns.ofSchemaTwo("cut-off", folder, "campaignbulksend-20300131220000000");
        StoredRun.ofDay(1).profile("ci").on("staging.example.com").in(folder);

        var page = page();

        assertThat(rowsOf(page)).hasSize(4).element(0).asString().contains("PASSED", "80 % left");
        assertThat(rowsOf(page)).element(1).asString().contains("campaign_bulk_send", "FAILED", "the run was cut off");
        assertThat(rowsOf(page)).element(2).asString().contains("station_redeem_peak", "PASSED", ">-<");
        assertThat(rowsOf(page))
                .element(3)
                .asString()
                .contains("FAILED", "POST /redeem p95 is 519 ms, limit &lt; 500 ms (few samples), and 1 more");
        assertThat(page)
                .contains("<h3>ci on staging.example.com</h3>", "POST /redeem, p95 over 3 runs: first 519 ms")
                .doesNotContain("<summary>campaign_bulk_send, ");
    }

    @Test
    void linksOnlyWhatIsThereOrSurelyWillBe() throws IOException {
        var restored = StoredRun.ofDay(1).in(folder);
        Files.delete(restored.resolve("simulation.log")); // only the summary of an earlier night
        var fresh = StoredRun.ofDay(2).in(folder);
        Files.writeString(fresh.resolve("verdict.html"), "<html><head></head></html>");

        var rows = rows();

        assertThat(rows.get(0)).contains("/verdict.html\"", "/index.html\"", "/summary.json\"");
        assertThat(rows.get(1))
                .contains(restored.getFileName() + "/summary.json\"")
                .doesNotContain("verdict.html", "index.html");
    }

    @Test
    void drawsATrendForEachKindAndTargetWithATableBesideIt() throws IOException {
        StoredRun.ofDay(1).millis(100).in(folder);
        StoredRun.ofDay(2).millis(300).in(folder);
        StoredRun.ofDay(3).ended(RunOutcome.INTERRUPTED, "stopped").millis(900).in(folder);
        StoredRun.ofDay(4).onTheStandIn().millis(7).in(folder);

        var page = page();

        assertThat(page.split("<details class=\"trend\"")).hasSize(3);
        assertThat(page)
                .contains("POST /redeem, p95 over 2 runs: first 100 ms, newest 300 ms, highest 300 ms, limit 500 ms")
                .contains("<line x1=\"0\" x2=\"200\" y1=\"4.0\"") // the limit is the highest
                .contains("points=\"4.0,26.4 196.0,15.2\"")
                .contains("<a tabindex=\"-1\" href=\"./stationredeempeak-20300204120000123/summary.json\"><circle")
                .contains("<h3>ramp on the stand-in</h3>")
                .contains("<td class=\"num\">300 ms</td><td class=\"num\">2.50/s</td>")
                .doesNotContain("900 ms</td>");
    }

    @Test
    void needsNothingBesideItAndTakesNothingAsMarkup() throws IOException {
        StoredRun.ofDay(1).on("<script>alert(1)</script>").in(folder);

        assertThat(page())
                .containsOnlyOnce("<script")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("http:", "https:", " src=", "@import", "url(")
                .containsOnlyOnce("<link rel=\"icon\" href=\"data:,\">");
    }

    @Test
    void anEmptyFolderHasAPageToo() throws IOException {
        assertThat(page()).contains("No run has been here yet.");
    }

    @Test
    void showsASeedThatWasRefused() throws IOException {
        Files.writeString(
                folder.resolve(SeedRefusal.FILE), "{\"time\": \"2030-01-31T12:00:00Z\", \"reason\": \"not <set>\"}");

        assertThat(page()).contains("The last seed was refused", "2030-01-31T12:00:00Z", "not &lt;set&gt;");
    }

    @Test
    void keepsTheNewestOfEachKindUnderTheOlderNames() throws IOException {
        var older = StoredRun.ofDay(1).in(folder);
        Files.writeString(older.resolve("verdict.html"), "<html><head><title>x</title></head></html>");
        RunsIndex.update(folder);
        assertThat(Files.readString(folder.resolve("station_redeem_peak.ramp.html")))
                .isEqualTo(
                        "<html><head><base href=\"./stationredeempeak-20300201120000123/verdict.html\"><title>x</title>"
                                + "</head></html>");

        var newer = StoredRun.ofDay(2).millis(123).in(folder);
        StoredRun.ofDay(3).profile("ci").in(folder);
        RunsIndex.update(folder);

        assertThat(folder.resolve("station_redeem_peak.ramp.json"))
                .hasSameTextualContentAs(newer.resolve("summary.json"));
        assertThat(folder.toFile().list())
                .contains("station_redeem_peak.ci.json")
                .doesNotContain("station_redeem_peak.ramp.html")
                .noneMatch(name -> name.endsWith(".tmp"));
    }

    /** Of two runs that end at once, one may put its older copy where the other then sets the newer one's time. */
    @Test
    void aCopyIsUpToDateByItsContentAlone() throws IOException {
        var run = StoredRun.ofDay(1).in(folder);
        RunsIndex.update(folder);
        var copy = folder.resolve("station_redeem_peak.ramp.json");
        Files.writeString(copy, "of an older run");
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(run.resolve("summary.json")));

        RunsIndex.update(folder);

        assertThat(copy).hasSameTextualContentAs(run.resolve("summary.json"));
    }

    @Test
    void aSummaryCannotNameAFileElsewhere() throws IOException {
        var sample = StoredRun.ofDay(1).profile("../../x");
        sample.in(folder.resolve("out"));

        RunsIndex.update(folder.resolve("out"));

        assertThat(folder.toFile().list()).containsExactly("out");
        assertThat(folder.resolve("out").toFile().list()).hasSize(2).contains("index.html");
    }

    @Test
    void aNameThatNoFileCanHaveCostsItsCopyAlone() throws IOException {
        StoredRun.ofDay(1).profile("p".repeat(300)).in(folder);

        assertThat(rows()).hasSize(1);
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("station_redeem_peak."));
    }

    @Test
    void runsThatEndAtTheSameTimeAllGetIn() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            var runs = new ArrayList<Callable<Void>>();
            for (int day = 1; day <= 12; day++) {
                var sample = StoredRun.ofDay(day).millis(day);
                runs.add(() -> {
                    sample.in(folder);
                    RunsIndex.update(folder);
                    return null;
                });
            }
            for (var run : pool.invokeAll(runs)) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(rowsOf(Files.readString(folder.resolve("index.html")))).hasSize(12);
        var newest = new ObjectMapper()
                .readTree(folder.resolve("station_redeem_peak.ramp.json").toFile());
        assertThat(newest.at("/overall/p95").asInt()).isEqualTo(12);
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
    }

    private void broken(String name, String json) throws IOException {
        Files.writeString(PastRuns.folder(folder, name).resolve("summary.json"), json);
    }

    private String page() throws IOException {
        RunsIndex.update(folder);
        return Files.readString(folder.resolve("index.html"));
    }

    private List<String> rows() throws IOException {
        return rowsOf(page());
    }

    /** The rows of the list. */
    private static List<String> rowsOf(String page) {
        return Pattern.compile("<tr data-o=.*</tr>")
                .matcher(page)
                .results()
                .map(match -> match.group())
                .toList();
    }
}
