package loadtest.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import loadtest.report.page.LiveView;
import loadtest.report.page.VerdictPage;
import loadtest.report.summary.Summary;
import loadtest.report.text.ProgressLine;
import loadtest.report.text.Screen;
import loadtest.settings.Console;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.settings.Settings;

/** Shows a run while it goes: in a line on the console, and on a page where one is asked for. */
final class Display {
    private static final int ON_A_TERMINAL = 5; // seconds
    private static final int IN_A_LOG = 30;

    private final ScheduledExecutorService clock = Daemon.scheduler("display");
    private final Supplier<Summary> soFar;
    private final Optional<LiveView> view;

    private Display(Supplier<Summary> soFar, Optional<LiveView> view) {
        this.soFar = soFar;
        this.view = view;
    }

    /**
     * Starts with the load.
     *
     * @param length how long users are started
     * @param soFar the run as it is when it is asked for
     */
    static Display start(Settings.Watching settings, Duration length, Supplier<Summary> soFar) {
        var view = settings.live()
                ? Optional.of(LiveView.open(VerdictPage.live("events"), settings.livePort()))
                : Optional.<LiveView>empty();
        view.ifPresent(page -> System.out.println("Live: " + page.address()));
        var display = new Display(soFar, view);
        var terminal = OwnInvocation.terminal();
        var line = new ProgressLine(Instant.now(), length, terminal);
        display.each(isWatched() ? ON_A_TERMINAL : IN_A_LOG, () -> Console.styled(line.of(soFar.get(), Instant.now())));
        view.ifPresent(page -> display.each(1, () -> page.publish(VerdictPage.data(soFar.get()))));
        return display;
    }

    /** The load has ended: nothing more is shown until {@link #end}. */
    void stop() {
        clock.shutdown();
        try {
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows the verdict to the viewers that are still connected. */
    void end(Summary summary) {
        stop();
        view.ifPresent(page -> {
            page.end(VerdictPage.data(summary));
            page.close();
        });
    }

    private void each(int seconds, Runnable show) {
        clock.scheduleAtFixedRate(
                () -> {
                    try {
                        show.run();
                    } catch (RuntimeException e) {
                        // A display that fails once goes on, and never ends the run.
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
