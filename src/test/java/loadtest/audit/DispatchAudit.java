package loadtest.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import loadtest.record.DispatchLedger;
import loadtest.record.Finding;
import loadtest.settings.Database;

/** Whether everybody on the list gets the message, and nobody two. */
public final class DispatchAudit implements Audit {
    /** Targets the dispatcher has taken over; what WhatsApp makes of them later is not its doing. */
    private static final String TAKEN_OVER = "select count(distinct msisdn) from campaign_targets"
            + " where campaign_id::text = ? and msisdn = any(?)"
            + " and status::text <> 'queued'";

    private final DispatchLedger ledger;
    private final LongSupplier lacking;
    private final String campaignId;
    private final List<String> targets;
    private final Evidence evidence;

    /**
     * @param lacking how many answers the response log lacks; asked once the load has ended, may block
     * @param database absent where none is given: then only the answers can be judged
     */
    public DispatchAudit(
            DispatchLedger ledger,
            LongSupplier lacking,
            String campaignId,
            List<String> targets,
            Optional<Database> database) {
        this.ledger = ledger;
        this.lacking = lacking;
        this.campaignId = campaignId;
        this.targets = targets;
        this.evidence = new Evidence(database);
    }

    @Override
    public Map<String, Finding> findings() {
        return Map.of("every target dispatched exactly once", everyTargetOnce());
    }

    private Finding everyTargetOnce() {
        var lost = lacking.getAsLong();
        if (lost > 0) {
            // A reviewer could not follow what became of these batches.
            return Finding.failed("the response log lacks " + lost + " answers");
        }
        var answered = ledger.everyTargetOnce(targets.size());
        var recorded = answered.state() == Finding.State.HOLDS ? evidence.ask(this::takenOver) : answered;
        return recorded.state() == Finding.State.NOT_AUDITED
                ? Finding.of(true, answered.actual() + "; in the database " + recorded.actual(), answered.samples())
                : recorded;
    }

    private Finding takenOver(Connection connection) throws SQLException {
        var rows = Evidence.count(connection, TAKEN_OVER, campaignId, targets.toArray(String[]::new));
        var answered = ledger.everyTargetOnce(targets.size()).actual();
        var actual = answered + "; recorded in the database: " + rows;
        return Finding.of(rows == targets.size(), actual, targets.size());
    }
}
