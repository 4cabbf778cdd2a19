package loadtest.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import loadtest.report.summary.Summary;
import loadtest.report.text.ProgressLine;
import loadtest.report.text.Screen;
import loadtest.report.text.Terminal;
import loadtest.settings.Console;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;

/** Shows a run while it goes: in a line on the console, and on a page where one is asked for. */
final class Display {
    private static final int ON_A_TERMINAL = 5; // seconds
    private static final int IN_A_LOG = 30;

    private final ScheduledExecutorService clock = Daemon.scheduler("display");
    private final Optional<LiveDisplay> live;

    private Display(Optional<LiveDisplay> live) {
        this.live = live;
    }

    /**
     * Starts with the load.
     *
     * @param soFar the run as it is when it is asked for
     */
    static Display start(WholeRun run, Supplier<Summary> soFar) {
        var display = new Display(LiveDisplay.start(run, soFar));
        var beginning = run.timing().start().map(PlannedStart::beginning).orElseGet(Instant::now);
        var line = new ProgressLine(beginning, run.length(), Terminal.ofThisProcess());
        each(
                display.clock,
                isWatched() ? ON_A_TERMINAL : IN_A_LOG,
                () -> Console.styled(line.of(soFar.get(), Instant.now())));
        return display;
    }

    /** The load has ended: the console shows nothing more of it. */
    void stop() {
        clock.shutdown();
        try {
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows the verdict to the viewers of the page. */
    void end(Summary summary, Optional<Path> folder) {
        stop();
        live.ifPresent(page -> page.end(summary, folder));
    }

    /** Shows again and again; a failure is said and costs neither the run nor what is shown next. */
    static void each(ScheduledExecutorService clock, int seconds, Runnable show) {
        clock.scheduleAtFixedRate(
                () -> {
                    try {
                        show.run();
                    } catch (RuntimeException e) {
                        System.out.println("the run cannot be shown: " + Failure.line(e));
                    }
                },
                Math.min(seconds, ON_A_TERMINAL), // a first sign of life comes soon
                seconds,
                TimeUnit.SECONDS);
    }

    private static boolean isWatched() {
        return Screen.ofThisProcess().isTerminal()
                && System.getenv().getOrDefault("CI", "").isBlank();
    }
}
