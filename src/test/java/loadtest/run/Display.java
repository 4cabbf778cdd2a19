package loadtest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import loadtest.report.summary.Summary;
import loadtest.report.text.ProgressLine;
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
    static Display start(PreparedRun run, Supplier<Summary> soFar) {
        var display = new Display(LiveDisplay.start(run, soFar));
        var line = new ProgressLine(Instant.now(), run.profile().length());
        each(
                display.clock,
                isTerminal() ? ON_A_TERMINAL : IN_A_LOG,
                () -> System.out.println(line.of(soFar.get(), Instant.now())));
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

    private static boolean isTerminal() {
        var term = System.getenv().getOrDefault("TERM", "dumb");
        return !term.equals("dumb")
                && System.getenv().getOrDefault("CI", "").isBlank()
                && outputOfParent().map(Display::isTerminal).orElse(true);
    }

    private static boolean isTerminal(Path output) {
        return output.startsWith("/dev/pts") || output.toString().startsWith("/dev/tty");
    }

    /** Maven stands between this process and a terminal, or a file; empty where the system does not show which. */
    private static Optional<Path> outputOfParent() {
        try {
            var parent = ProcessHandle.current().parent().orElseThrow().pid();
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", "" + parent, "fd", "1")));
        } catch (IOException | NoSuchElementException e) {
            return Optional.empty();
        }
    }
}
