package loadtest.scenario.campaign;

import io.gatling.javaapi.core.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import loadtest.measure.StatusCounts;
import loadtest.run.Run;
import loadtest.settings.ProjectFolder;

/** Hands every answer of the dispatcher to the ledger, which judges it, and to the log, which keeps it. */
final class Dispatches {
    /** The dispatcher, as the scenario's file calls it. */
    static final String SERVER = "dispatcher";

    private static final int SHORTEST_CREDENTIAL = 8; // characters

    private final DispatchLedger ledger = new DispatchLedger();
    private final Consumer<StatusCounts> told;
    private final ResponseLog log;
    private volatile boolean closed;

    Dispatches(Run run) {
        told = run::reported;
        var campaign = run.settings().campaign();
        var general = run.settings().run();
        // Shorter headers are words such as a team's name, which an answer may well hold.
        var headers = general.staticHeaders().values().stream()
                .filter(value -> value.reveal().length() >= SHORTEST_CREDENTIAL);
        var secrets = Stream.concat(
                        Stream.of(campaign.sandboxToken(), run.origin(SERVER).token(), general.bridgeSecret())
                                .flatMap(Optional::stream),
                        headers)
                .toList();
        this.log = new ResponseLog(
                () -> campaign.responseLog().orElseGet(() -> run.folder()
                        .orElse(ProjectFolder.resolve("target"))
                        .resolve("responses.ndjson")),
                secrets,
                campaign.responseLogPhones());
    }

    DispatchLedger ledger() {
        return ledger;
    }

    /**
     * Takes an answer; not any more once the load has ended, or was given up, and somebody looks at what came of it.
     *
     * @param session after a dispatch; without {@code dispatchStatus} no answer came
     */
    void answered(Session session) {
        if (closed) {
            return;
        }
        var reference = session.getString("batchReference");
        var status = session.contains("dispatchStatus") ? session.getInt("dispatchStatus") : 0;
        var body = session.contains("dispatchAnswer") ? session.getString("dispatchAnswer") : "";
        var millis = session.contains("dispatchMillis") ? session.getInt("dispatchMillis") : 0;
        var waba = ledger.answered(reference, session.getList("targets").size(), status, body);
        told.accept(waba);
        log.offer(new ResponseLog.Answer(Instant.now(), reference, status, millis, body));
    }

    /** How many answers the log lacks, once everything is written that can be. */
    long lacking() {
        closed = true;
        log.close();
        return log.lacking();
    }

    /** The run has ended, and takes no more answers; an audit that comes after this is of one that was cut off. */
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
