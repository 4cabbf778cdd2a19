package loadtest.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import loadtest.report.summary.Summary;
import loadtest.server.Resources;
import loadtest.testing.LoopbackServer;
import loadtest.testing.SampleFigures;
import loadtest.testing.SampleRuns;
import loadtest.testing.ShownPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page as a browser shows it to one who has watched the run, and to one who comes at its end. */
class LivePageIT {
    private static final Path RUN = Path.of("results", "run").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void isTheVerdictPageAtLastAndSaysWhereItsFilesAre() throws Exception {
        var page = shown(message(SampleRuns.underWay(42)), end(SampleRuns.blown()));

        assertThat(page)
                .contains("data-rendered=\"2\"", "✗ FAILED", "<title>FAILED", "junit.xml")
                .contains(">" + RUN.resolve("verdict.html").toUri() + "<", "Ended after 10:0")
                .doesNotContain("href=\"junit.xml\"");
        assertThat(ShownPage.charts(page)).hasSize(15).doesNotHaveDuplicates();
    }

    @Tag("more-runs")
    @Test
    void promisesNothingBeforeTheEnd() throws Exception {
        var page = shown(message(SampleRuns.underWay(42)), message(SampleRuns.underWay(60)));

        assertThat(asSeen(page))
                .contains("<title>RUNNING", "… RUNNING", "01:01 of 10:00 · 08:59 left", "so far")
                .doesNotContain("✓", "mark MET", "verdict.html<");
    }

    @Tag("more-runs")
    @Test
    void whoComesEarlyAndWhoComesLateSeeTheSameInTheSameOrder() throws Exception {
        var last = end(SampleRuns.with(SampleRuns.blown(), SampleFigures.generator(600)));
        // The generator is there before the server, whose rates follow its levels by one reading.
        var early = shown(
                message(withoutServer(3)), message(SampleRuns.underWay(4)), message(SampleRuns.underWay(60)), last);
        var late = shown(last);

        assertThat(ShownPage.charts(late)).hasSize(17);
        assertThat(ShownPage.charts(early)).isEqualTo(ShownPage.charts(late));
        assertThat(asSeen(early)).isEqualTo(asSeen(late));
    }

    private static Summary withoutServer(int seconds) {
        return SampleRuns.with(
                SampleRuns.with(SampleRuns.underWay(seconds), (Resources) null), SampleFigures.generator(seconds));
    }

    /** What the page shows, without its scripts, the count of its drawings, and sizes that follow a moment later. */
    private static String asSeen(String page) {
        return page.replaceAll("(<canvas role=\"img\")[^>]*?( aria-label=\"[^\"]*\")[^>]*", "$1$2")
                .replaceFirst("data-rendered=\"\\d+\"", "")
                .replaceAll("(?s)<script.*?</script>", "");
    }

    private static String message(Summary summary) {
        return "data: " + VerdictPage.data(summary) + "\n\n";
    }

    private static String end(Summary summary) {
        return "event: end\ndata: " + VerdictPage.data(summary, RUN) + "\n\n";
    }

    private static void answer(HttpExchange asked, String events) throws IOException {
        try (asked) {
            var page = !asked.getRequestURI().getPath().equals("/events");
            var body = page ? VerdictPage.live("events", Duration.ofMinutes(10)) : events;
            asked.getResponseHeaders().add("Content-Type", page ? "text/html; charset=utf-8" : "text/event-stream");
            LoopbackServer.send(asked, 200, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String shown(String... events) throws Exception {
        try (var server = new LoopbackServer(asked -> answer(asked, String.join("", events)))) {
            return ShownPage.of(folder, server.url("/"));
        }
    }
}
