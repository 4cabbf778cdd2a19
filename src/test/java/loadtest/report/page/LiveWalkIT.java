package loadtest.report.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import loadtest.settings.Daemon;
import loadtest.testing.BrowserWalk;
import loadtest.testing.LoopbackServer;
import loadtest.testing.SampleFigures;
import loadtest.testing.SampleRuns;
import loadtest.testing.SystemProgram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The live page as its readers use it while figures come, while the connection is cut, and when the next run begins. */
@Tag("browser")
class LiveWalkIT {
    private static final Path RUN = Path.of("results", "run").toAbsolutePath();
    private static final LiveCommand COMMAND = new LiveCommand("20300131T140000-4711", List.of(), true);
    private static final LiveCommand NEXT = new LiveCommand(
            COMMAND.name(),
            List.of(new LiveCommand.Earlier(
                    "station_redeem_peak",
                    "FAILED",
                    RUN.resolve("verdict.html").toUri().toString())),
            false);
    private static final Duration PLANNED = Duration.ofMinutes(10);

    private final ScheduledExecutorService clock = Daemon.scheduler("run");
    private int port;
    private volatile LiveView view;
    private volatile String runId = SampleRuns.green().identity().runId();
    private int seconds = 20;

    @Test
    void whatAViewerSeesAndHoldsSurvivesWhatHappensToTheRun() throws Exception {
        BrowserWalk.assumePossible();
        port = SystemProgram.freePort();
        start(COMMAND);
        clock.scheduleAtFixedRate(this::publish, 0, 1, TimeUnit.SECONDS);
        try (var control = new LoopbackServer(this::happen)) {
            BrowserWalk.run("live.mjs", view.address(), control.url("/"));
        } finally {
            clock.shutdown();
            view.close();
        }
    }

    private void publish() {
        seconds = Math.min(seconds + 1, 300); // the walk may take longer than the run
        var so = SampleRuns.with(SampleRuns.underWay(seconds), SampleFigures.generator(seconds));
        try {
            view.publish(VerdictPage.data(SampleRuns.as(so, runId)));
        } catch (RejectedExecutionException e) {
            // This run has ended.
        }
    }

    private void happen(HttpExchange asked) throws IOException {
        switch (asked.getRequestURI().getPath()) {
            case "/cut" -> cut();
            case "/mend" -> start(COMMAND);
            case "/end" -> {
                view.end(VerdictPage.data(SampleRuns.as(SampleRuns.blown(), runId), RUN));
                view.close();
            }
            case "/next" -> {
                runId = "20300131T150000-aaaaaa";
                start(NEXT);
            }
            default -> start(new LiveCommand("another", List.of(), false));
        }
        asked.sendResponseHeaders(204, -1);
        asked.close();
    }

    private void start(LiveCommand command) {
        view = LiveView.open(VerdictPage.live(LiveView.stream(command), PLANNED), command, port);
    }

    /** As a process ends that is killed: without an end of its run. */
    private void cut() {
        view.close();
    }
}
