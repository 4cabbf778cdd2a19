package loadtest.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import loadtest.audit.Audit;
import loadtest.audit.Evidence;
import loadtest.audit.Ledger;
import loadtest.measure.GeneratorHealth;
import loadtest.measure.Recorder;
import loadtest.report.summary.Environment;
import loadtest.settings.Failure;
import loadtest.settings.Share;
import loadtest.share.LineFiles;
import loadtest.share.ShareIdentity;
import loadtest.share.ShareJson;
import loadtest.share.ShareRecord;
import loadtest.share.ShareRecording;
import loadtest.slo.Finding;
import loadtest.slo.Gate;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;

/** What one of several machines records of its part of a run, so that a merge can judge all parts as one. */
final class RecordedShare {
    private static final Set<PromiseKind> JUDGED_ALONE = Set.of(PromiseKind.SCHEDULE, PromiseKind.SHARES);

    private final PreparedRun run;
    private final Recorder recorder;
    private final Audit audit;
    private final ShareRecording recording;
    private volatile Optional<String> noLedger = Optional.empty();

    private RecordedShare(PreparedRun run, Recorder recorder, Audit audit, Supplier<Optional<Path>> folder) {
        this.run = run;
        this.recorder = recorder;
        this.audit = audit;
        this.recording = new ShareRecording(begun(run), recorder, before(audit), folder);
    }

    /**
     * Begins to record.
     *
     * @param audit of all shares, which has asked before the load where this is the share that does
     * @param folder of this run; empty until the engine has made it
     * @return empty for a machine that runs alone
     */
    static Optional<RecordedShare> of(
            PreparedRun run, Recorder recorder, Audit audit, Supplier<Optional<Path>> folder) {
        return run.settings().run().share().isAll()
                ? Optional.empty()
                : Optional.of(new RecordedShare(run, recorder, audit, folder));
    }

    private static ShareRecord begun(PreparedRun run) {
        var settings = run.settings().run();
        return new ShareRecord(
                identity(run, settings.share()),
                run.id().value(),
                Environment.hostName(),
                settings.startAt().orElse(null),
                length(run),
                run.timing().clock().orElse(null),
                List.copyOf(run.leftOut()),
                null);
    }

    private static Integer length(PreparedRun run) {
        return run.settings()
                .run()
                .length()
                .filter(given -> run.profile().anyLength())
                .map(given -> Math.toIntExact(given.toSeconds()))
                .orElse(null);
    }

    /** Of a share of this run, or of its merge: both have the name that all machines give the run. */
    static ShareIdentity identity(PreparedRun run, Share share) {
        return new ShareIdentity(
                run.settings().run().group().orElseThrow(),
                share,
                run.scenario().id(),
                run.profile().name(),
                run.profile().sentences(),
                Environment.suite().commit(),
                run.target().hosts(run.scenario()));
    }

    private static Optional<Object> before(Audit audit) {
        return audit.evidence().flatMap(Evidence::found);
    }

    ShareRecording recording() {
        return recording;
    }

    /** Writes what the clients were answered, and starts the audit; to be called once no answer counts any more. */
    CompletableFuture<Map<String, Finding>> audit() {
        return CompletableFuture.runAsync(
                        () -> audit.ledger().map(Ledger::recorded).ifPresent(this::write))
                .exceptionally(this::said)
                .thenCompose(written -> audit.start());
    }

    private void write(Object ledger) {
        try {
            ShareJson.write(recording.folder().ledger(), ledger);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Void said(Throwable failure) {
        noLedger = Optional.of("no ledger: " + Failure.line(failure));
        System.out.println("the evidence is incomplete: this share has " + noLedger.get());
        return null;
    }

    /** That the merge will find all of this share. */
    Map<Promise, Supplier<Verdict>> promises() {
        var promise = Promise.kept(PromiseKind.SHARES, run.scenario().id(), "share recorded");
        return Map.of(promise, () -> recorded().verdict(promise));
    }

    private Finding recorded() {
        var trouble = recording.trouble().or(() -> noLedger);
        return Finding.of(trouble.isEmpty(), trouble.orElse("on the disk"), 1);
    }

    /**
     * Writes the end.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    void end(Gate gate, LoadMonitor monitor) {
        try {
            recording.end(new ShareRecord.ShareEnd(
                    monitor.began().orElse(null),
                    Instant.now(),
                    gate.reached() ? null : cutOff(monitor),
                    invalid(gate),
                    traffic(),
                    generator(monitor),
                    LineFiles.counts(recording.folder().run())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all began together is judged by the merge. */
    private static List<String> invalid(Gate gate) {
        return gate.verdicts().stream()
                .filter(Verdict::missed)
                .filter(verdict -> JUDGED_ALONE.contains(verdict.promise().kind())
                        && verdict.promise().statistic() != Statistic.LATE_START)
                .map(verdict -> verdict.name() + " " + verdict.actual())
                .toList();
    }

    private static String cutOff(LoadMonitor monitor) {
        return monitor.abort()
                .reached()
                .map(criterion -> "was cut off early: " + criterion)
                .orElse("was cut off before its load had ended");
    }

    private ShareRecord.Traffic traffic() {
        var all = recorder.overall();
        return new ShareRecord.Traffic(
                all.count(),
                all.count() / recorder.seconds(),
                all.percentile(95),
                recorder.users(run.scenario().id()).started(),
                recorder.lateness(run.scenario().id()).orElse(null));
    }

    private static ShareRecord.Generator generator(LoadMonitor monitor) {
        GeneratorHealth health = monitor.health();
        var busiest = health.busiestCpu();
        return new ShareRecord.Generator(
                monitor.timer(), busiest.isPresent() ? busiest.getAsDouble() : null, health.likelyCauses());
    }
}
