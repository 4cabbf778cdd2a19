package loadtest.scenario.campaign;

import io.gatling.javaapi.core.Session;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.SentRequest;
import loadtest.run.Run;
import loadtest.settings.Mask;
import loadtest.settings.ProjectFolder;

/** Hands every answer of the dispatcher to the ledger, which judges it, and to the log, which keeps it. */
final class Dispatches {
    /** The dispatcher, as the scenario's file calls it. */
    static final String SERVER = "dispatcher";

    private final DispatchLedger ledger = new DispatchLedger();
    private final Consumer<DispatcherAnswer> reported;
    private final ResponseLog log;
    private volatile boolean closed;

    Dispatches(Run run) {
        reported = run::reported;
        this.log = new ResponseLog(
                () -> files(run),
                run.id(),
                Mask.current(),
                run.settings().campaign().responseLogPhones());
    }

    /** A machine that shares its run keeps all answers in its own folder, too, from where a merge joins those of all. */
    private static List<Path> files(Run run) {
        var own = run.folder().orElse(ProjectFolder.resolve("target")).resolve("responses.ndjson");
        return run.settings()
                .campaign()
                .responseLog()
                .map(given -> run.load().share().isAll() ? List.of(given) : List.of(given, own))
                .orElse(List.of(own));
    }

    DispatchLedger ledger() {
        return ledger;
    }

    /**
     * Takes an answer. It ignores answers that arrive after the load has ended or was aborted, while the audit reads the
     * database.
     *
     * @param session after a dispatch; without {@code dispatchStatus} no answer came
     * @param next what the sender does with the batch
     */
    void answered(Session session, NextTry next) {
        if (closed) {
            return;
        }
        var reference = session.getString("batchReference");
        var status = session.contains("dispatchStatus") ? session.getInt("dispatchStatus") : 0;
        var body = session.contains("dispatchAnswer") ? session.getString("dispatchAnswer") : "";
        var millis = session.contains("dispatchMillis") ? session.getInt("dispatchMillis") : 0;
        if (SentRequest.of(session).sentAgain()) {
            ledger.sentAgain(reference);
        }
        List<String> targets = session.getList("targets");
        reported.accept(ledger.answered(reference, targets.size(), status, body));
        next.remarks().forEach(remark -> ledger.remark(remark, reference));
        var attempt = new ResponseLog.Attempt(reference, session.getInt("tries"), targets);
        log.offer(new ResponseLog.Answer(
                Instant.now(), attempt, status, millis, SentRequest.of(session).failure(), next.said(), body));
    }

    /** Writes what is still queued and returns how many answers the log lacks. */
    long lacking() {
        closed = true;
        log.close();
        return log.lacking();
    }

    /** Takes no more answers because the run has ended; an audit after this one judges a run that was cut off. */
    void end() {
        closed = true;
        ledger.cutOff();
    }

    void close() {
        var lacking = lacking();
        if (lacking > 0) {
            System.out.println("the response log lacks " + lacking + " answers");
        }
    }
}
