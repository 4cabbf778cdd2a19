package loadtest.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import loadtest.report.page.LiveView;
import loadtest.report.page.VerdictPage;
import loadtest.report.summary.Summary;
import loadtest.settings.Daemon;
import loadtest.settings.LivePage;

/** Shows a run under way on a page of this machine, once a second until its verdict is there. */
final class LiveDisplay {
    /** Within this time a page reconnects that an earlier scenario of the same command has left open. */
    private static final int RECONNECT_SECONDS = 3;

    private final ScheduledExecutorService clock = Daemon.scheduler("live-page");
    private final LiveView view;

    private LiveDisplay(WholeRun run) {
        var command = OwnInvocation.of(Attempt.of(run)).live();
        var page = VerdictPage.live(LiveView.stream(command), run.length());
        view = LiveView.open(page, command, run.settings().watching().livePort());
        System.out.println("Live: " + view.address());
    }

    /**
     * Starts with the load.
     *
     * @param soFar the run as it is when it is asked for
     * @return empty where nobody asked for a page
     */
    static Optional<LiveDisplay> start(WholeRun run, Supplier<Summary> soFar) {
        var asked = run.settings().watching().live();
        if (asked == LivePage.NONE) {
            return Optional.empty();
        }
        var display = new LiveDisplay(run);
        Display.each(display.clock, 1, () -> display.view.publish(VerdictPage.data(soFar.get())));
        if (asked == LivePage.OPENED) {
            display.clock.schedule(display::openBrowser, RECONNECT_SECONDS, TimeUnit.SECONDS);
        }
        return Optional.of(display);
    }

    /**
     * Shows the verdict to the viewers who are still connected, and closes the page's address.
     *
     * @param folder of the run's files; empty where there is none
     */
    void end(Summary summary, Optional<Path> folder) {
        if (clock.isShutdown()) {
            return; // the run was interrupted after its end
        }
        clock.shutdown();
        view.end(folder.map(path -> VerdictPage.data(summary, path)).orElseGet(() -> VerdictPage.data(summary)));
        view.close();
    }

    private void openBrowser() {
        if (!view.isWatched()) {
            Daemon.thread("browser", () -> Browser.ofThisMachine()
                            .open(view.address())
                            .ifPresent(why -> System.out.println(
                                    "No browser was opened: " + why + ". Open " + view.address() + " yourself.")))
                    .start();
        }
    }
}
