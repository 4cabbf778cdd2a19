package loadtest.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.FailedSample;
import loadtest.measure.FailedSamples;
import loadtest.measure.LoadEvent;
import loadtest.measure.RequestKey;
import loadtest.measure.SentRequests;
import loadtest.measure.TracedSample;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;

/**
 * Records everything that the recorder of a share is told, in the folder of its run, on a thread of its own. What was told
 * is on the disk within a quarter of a second, so that a share that is killed leaves all but its last moment.
 */
public final class ShareRecording implements SentRequests.Listener, Consumer<LoadEvent> {
    private static final int PERIOD_MILLIS = 250;

    private final ShareRecord begun;
    private final SentRequests.Listener recorder;
    private final Optional<Object> before;
    private final Supplier<Optional<Path>> run;
    private final Queue<LoadEvent> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Daemon.scheduler("share-recording");
    private FailedSamples failed = new FailedSamples();
    private Optional<EventWriter> events = Optional.empty(); // until there is a folder
    private Optional<String> trouble = Optional.empty();

    /**
     * @param recorder is told all the same
     * @param before the database before the load, as the audits need it; empty where another share has asked it
     * @param run the folder of this run; empty until the engine has made it
     */
    public ShareRecording(
            ShareRecord begun, SentRequests.Listener recorder, Optional<Object> before, Supplier<Optional<Path>> run) {
        this.begun = begun;
        this.recorder = recorder;
        this.before = before;
        this.run = run;
        clock.scheduleWithFixedDelay(this::write, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Takes what its scenario does; users of the harness are not recorded. */
    @Override
    public void accept(LoadEvent event) {
        if (begun.identity().scenario().equals(event.scenario())) {
            waiting.add(event);
        }
    }

    public void answered(DispatcherAnswer answer) {
        waiting.add(new LoadEvent.Answered(answer, System.currentTimeMillis()));
    }

    @Override
    public void sentAgain(RequestKey request) {
        recorder.sentAgain(request);
        waiting.add(new LoadEvent.SentAgain(request, System.currentTimeMillis()));
    }

    @Override
    public int slowFrom() {
        return recorder.slowFrom();
    }

    @Override
    public void slow(TracedSample sample) {
        recorder.slow(sample);
        waiting.add(new LoadEvent.Slow(sample));
    }

    @Override
    public void failed(FailedSample sample) {
        recorder.failed(sample);
        synchronized (this) {
            failed.add(sample); // as many as the recorder would keep of this period
        }
    }

    /** Writes what was told up to now. */
    private synchronized void write() {
        try {
            if (events.isEmpty() && run.get().isPresent()) {
                begin(folder());
            }
            if (events.isPresent() && trouble.isEmpty()) {
                write(events.get());
            }
        } catch (Throwable e) { // what is thrown here would end the writing without a word
            trouble = Optional.of(Failure.line(e));
            System.out.println("the evidence is incomplete: this share cannot be recorded: " + trouble.get());
        }
    }

    /** What keeps a merge from reading all of this share; empty where everything up to now is on the disk. */
    public synchronized Optional<String> trouble() {
        write();
        return trouble.isEmpty() && events.isEmpty() ? Optional.of("nothing was written") : trouble;
    }

    private void begin(ShareFolder folder) throws IOException {
        Files.createDirectories(folder.path());
        ShareJson.write(folder.record(), begun);
        if (before.isPresent()) {
            ShareJson.write(folder.before(), before.get());
        }
        events = Optional.of(new EventWriter(folder.events()));
    }

    private void write(EventWriter writer) throws IOException {
        for (var event = waiting.poll(); event != null; event = waiting.poll()) {
            writer.write(event);
        }
        for (var sample : failed.all()) {
            writer.write(LoadEvent.Failed.of(sample));
        }
        failed = new FailedSamples();
        writer.flush();
    }

    /**
     * Writes the rest and the end.
     *
     * @throws IOException if it cannot be written: a merge then finds a share that is not whole
     */
    public synchronized void end(ShareRecord.ShareEnd end) throws IOException {
        clock.shutdown();
        var missing = trouble();
        if (missing.isPresent()) {
            throw new IOException("this share is not recorded whole: " + missing.get());
        }
        events.get().close();
        ShareJson.write(folder().record(), begun.ended(end));
    }

    /** Where all of it lies; to be asked for once there is a folder of the run. */
    public ShareFolder folder() {
        return ShareFolder.in(run.get().orElseThrow());
    }
}
