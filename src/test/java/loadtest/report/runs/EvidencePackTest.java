package loadtest.report.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import loadtest.report.history.RunLinks;
import loadtest.settings.BadInput;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EvidencePackTest {
    private static final String FIRST = "stationredeempeak-20300201120000123";
    private static final String SECOND = "stationredeempeak-20300202120000123";

    @TempDir
    Path folder;

    private Path out;
    private EvidencePack evidence;

    @BeforeEach
    void twoRuns() throws IOException {
        out = folder.resolve("out");
        evidence = new EvidencePack(out);
        for (int day = 1; day <= 2; day++) {
            var run = StoredRun.ofDay(day).in(out);
            Files.writeString(Files.createDirectory(run.resolve("js")).resolve("a file.js"), "day " + day);
            Files.writeString(run.resolve("index.html"), "<html></html>");
        }
    }

    @Test
    void packsTheNewestSetWithASumOfEachFileAndTheReadinessReportOnTop() throws IOException {
        StoredRun.ofDay(1).scenario("api_smoke").in(out);
        StoredRun.ofDay(2).scenario("api_smoke").profile("ci").in(out.resolveSibling("another"));
        StoredRun.ofDay(3).rehearsing("slow").in(out);
        var file = evidence.pack("", "");

        assertThat(file).isEqualTo(out.resolve("evidence-ramp.api.staging.example.com.zip"));
        assertThat(contents(file).keySet())
                .containsExactly(
                        "readiness.md",
                        "readiness.html",
                        "apismoke-20300201120000123/simulation.log",
                        "apismoke-20300201120000123/summary.json",
                        SECOND + "/index.html",
                        SECOND + "/js/a file.js",
                        SECOND + "/simulation.log",
                        SECOND + "/summary.json",
                        "SHA256SUMS");
        assertThat(contents(file).get(SECOND + "/js/a file.js")).isEqualTo("day 2");
        assertThat(contents(file).get("readiness.html"))
                .contains("<a href=\"./" + SECOND + "/summary.json\">station_redeem_peak</a>")
                .contains("<a href=\"./apismoke-20300201120000123/summary.json\">api_smoke</a>");
        assertThat(out.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void packsTheOneThatIsNamedOrAllOfADay() throws IOException {
        assertThat(evidence.pack(FIRST, "")).hasFileName("evidence-" + FIRST + ".zip");
        assertThat(evidence.pack(out.resolve(FIRST).toString(), "")).hasFileName("evidence-" + FIRST + ".zip");

        StoredRun.ofDay(1).scenario("api_smoke").in(out);
        var day = contents(evidence.pack("", "2030-02-01"));
        assertThat(day.keySet())
                .contains("apismoke-20300201120000123/summary.json", FIRST + "/summary.json")
                .noneMatch(name -> name.startsWith(SECOND));
    }

    @Test
    void aPageIsPackedWithoutItsLinksToRunsThatAreNotInThePack() throws IOException {
        var page = "<html><body class=\"x\">\n<main>the page</main></body></html>";
        Files.writeString(
                out.resolve(SECOND).resolve("verdict.html"), RunLinks.put(page, "<a href=\"../other/\">other</a>"));

        assertThat(contents(evidence.pack("", "")).get(SECOND + "/verdict.html"))
                .isEqualTo(page);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void sha256sumReadsItsManifest() throws Exception {
        var unpacked = Files.createDirectory(folder.resolve("unpacked"));
        for (var entry : contents(evidence.pack("", "")).entrySet()) {
            var file = unpacked.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }

        assertThat(sums(unpacked)).isZero();
        Files.writeString(unpacked.resolve(SECOND).resolve("summary.json"), "changed");
        assertThat(sums(unpacked)).isNotZero();
    }

    @Test
    void theSameRunGivesTheSameBytes() throws IOException {
        var first = Files.readAllBytes(evidence.pack("", ""));

        assertThat(Files.readAllBytes(evidence.pack("", ""))).isEqualTo(first);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsNoLinkOutOfTheRun() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "canary");
        Files.createSymbolicLink(out.resolve(SECOND).resolve("link"), secret);
        Files.createSymbolicLink(out.resolve(SECOND).resolve("links"), folder);
        Files.createSymbolicLink(out.resolve("linked"), out.resolve(FIRST));

        assertThat(contents(evidence.pack("", "")).keySet()).noneMatch(name -> name.contains("link"));
        assertRefused("linked", "", "-Drun: found 'linked'");
    }

    @Test
    void whatCannotBePackedIsSaidInOneLine() {
        assertRefused(
                "nope",
                "",
                "-Drun: found 'nope'; valid: the folder of a run, or its name in " + out + ", such as " + SECOND);
        assertRefused("\0", "", "-Drun: found");
        assertRefused("..", "", "-Drun: found '..'");
        assertRefused("", "2030-02-30", "-Dday: found '2030-02-30'; valid: a day such as 2030-01-31");
        assertRefused("", "2031-01-01", "-Dday: found '2031-01-01'; valid: a day (in UTC) on which a run");
        assertRefused(FIRST, "2030-02-01", "-Drun and -Dday are both given");
        assertThatThrownBy(() -> new EvidencePack(folder.resolve("nowhere")).pack("", ""))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is no run in");
        assertThat(out.toFile().list()).noneMatch(name -> name.contains("evidence"));
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    private void assertRefused(String run, String day, String why) {
        assertThatThrownBy(() -> evidence.pack(run, day))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(why)
                .hasMessageNotContaining("\n");
    }

    private static int sums(Path unpacked) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sha256sum", "--strict", "-c", "SHA256SUMS")
                .directory(unpacked.toFile())
                .redirectErrorStream(true)
                .redirectOutput(unpacked.resolveSibling("sums.txt").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static Map<String, String> contents(Path file) throws IOException {
        var contents = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : new ArrayList<>(zip.stream().toList())) {
                try (var bytes = zip.getInputStream(entry)) {
                    contents.put(entry.getName(), new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return contents;
    }
}
