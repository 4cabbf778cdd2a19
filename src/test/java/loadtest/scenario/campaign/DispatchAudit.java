package loadtest.scenario.campaign;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import loadtest.audit.Audit;
import loadtest.audit.Evidence;
import loadtest.audit.Evidence.BeforeAndAfter;
import loadtest.audit.Violations;
import loadtest.scenario.campaign.TargetRows.Target;
import loadtest.settings.Database;
import loadtest.slo.Finding;
import loadtest.slo.VerdictOutcome;

/** Whether everybody on the list gets the message, nobody two, and nobody else one. */
public final class DispatchAudit implements Audit {
    private static final String EXACTLY_ONCE = "every target dispatched exactly once";
    private static final String NOT_TWICE = "no target sent to twice";
    private static final String NOBODY_ELSE = "nobody else sent to";

    /** The names of what it finds. */
    public static final List<String> PROMISES = List.of(EXACTLY_ONCE, NOT_TWICE, NOBODY_ELSE);

    private final DispatchLedger ledger;
    private final Send send;
    private final LongSupplier lacking;
    private final Evidence<TargetRows> evidence;

    /**
     * What this run sends.
     *
     * @param targets phone numbers, none twice
     * @param spared those, and the numbers that other machines send to at the same time
     */
    public record Send(String campaignId, List<String> targets, List<String> spared) {}

    /**
     * @param lacking how many answers the response log lacks, asked once the load has ended; with any, the audit does
     *     not count. May block
     * @param database absent where none is given: then only the answers can be judged
     */
    public DispatchAudit(DispatchLedger ledger, Send send, LongSupplier lacking, Optional<Database> database) {
        this.ledger = ledger;
        this.send = send;
        this.lacking = lacking;
        this.evidence = new Evidence<>(
                database,
                TargetRows.TABLES,
                look -> TargetRows.read(look, send.campaignId(), send.targets(), send.spared()));
    }

    @Override
    public void before() {
        evidence.before();
    }

    @Override
    public Map<String, Finding> findings() {
        var lacking = this.lacking.getAsLong();
        if (lacking > 0) {
            // A reviewer could not follow what became of these batches.
            var lost = Finding.failed("the response log lacks " + lacking + " answers");
            return Map.of(EXACTLY_ONCE, lost, NOT_TWICE, lost, NOBODY_ELSE, lost);
        }
        var reading = evidence.after();
        return Map.of(
                EXACTLY_ONCE,
                reading.judge(ledger.everyTargetOnce(send.targets().size()), this::exactlyOnce),
                NOT_TWICE,
                reading.judge(ledger.noTargetTwice(), rows -> notTwice(rows.after())),
                NOBODY_ELSE,
                reading.judge(DispatchAudit::nobodyElse));
    }

    /** A target is taken over once it waits no longer; what WhatsApp makes of it later is not the dispatcher's doing. */
    private Finding exactlyOnce(BeforeAndAfter<TargetRows> rows) {
        if (ledger.isCutOff()) {
            return asFarAsItGot(rows.after());
        }
        var answered = ledger.everyTargetOnce(send.targets().size());
        var faults = new Violations();
        var changed = 0;
        var messagesAreKept = rows.after().keepsMessages() && !ledger.messages().isEmpty();
        for (var msisdn : send.targets()) {
            var before = rows.before().targets().getOrDefault(msisdn, List.of());
            var after = rows.after().targets().getOrDefault(msisdn, List.of());
            var taken = after.stream().filter(target -> !target.isQueued()).toList();
            changed += taken.isEmpty() ? 0 : 1;
            faults.addIf(taken.isEmpty(), "not dispatched", masked(msisdn));
            faults.addIf(before.stream().noneMatch(Target::isQueued), "not queued before the load", masked(msisdn));
            faults.addIf(
                    messagesAreKept
                            && taken.stream()
                                    .anyMatch(target -> target.status().equals("sent")
                                            && target.messageId().isEmpty()),
                    "sent without a message id",
                    masked(msisdn));
        }
        var recorded = faults.finding(answered.actual() + "; recorded in the database: " + changed, changed);
        return Finding.of(
                answered.holds() && recorded.holds(),
                recorded.actual(),
                send.targets().size());
    }

    /** What was under way when the run was cut off may be recorded or not; what was taken over must be. */
    private Finding asFarAsItGot(TargetRows rows) {
        var answered = ledger.everyTargetOnce(send.targets().size());
        var recorded = send.targets().stream()
                .filter(msisdn ->
                        rows.targets().getOrDefault(msisdn, List.of()).stream().anyMatch(target -> !target.isQueued()))
                .count();
        var lost = Math.max(0, ledger.takenOver() - recorded);
        var actual = answered.actual() + "; recorded in the database: " + recorded
                + (lost == 0 ? "" : "; " + lost + " not dispatched");
        return Finding.found(lost == 0 ? answered.outcome() : VerdictOutcome.MISSED, actual, recorded);
    }

    /** The second message to a target takes the first one's place in its row: the first is then in no row. */
    private Finding notTwice(TargetRows rows) {
        var answered = ledger.noTargetTwice();
        var faults = new Violations();
        var known = new HashSet<String>();
        rows.targets().forEach((msisdn, targets) -> {
            faults.addIf(
                    targets.stream().filter(target -> !target.isQueued()).count() > 1,
                    "sent to in two rows",
                    masked(msisdn));
            targets.stream()
                    .map(Target::messageId)
                    .filter(id -> !id.isEmpty() && !known.add(id))
                    .forEach(id -> faults.add("with the message id of another", masked(msisdn)));
        });
        var messages = ledger.messages();
        new TreeSet<>(messages)
                .stream()
                        .filter(id -> rows.keepsMessages() && !known.contains(id))
                        .forEach(id -> faults.add("message ids answered that no target has", masked(id)));
        var recorded = faults.finding(answered.actual() + "; " + messages.size() + " message ids", answered.samples());
        return Finding.of(answered.holds() && recorded.holds(), recorded.actual(), answered.samples());
    }

    private static Finding nobodyElse(BeforeAndAfter<TargetRows> rows) {
        var before = rows.before().othersQueued();
        var gone = Math.max(0, before - rows.after().othersQueued());
        return Finding.of(gone == 0, gone + " of " + before + " other queued targets changed", before);
    }

    private static String masked(String msisdn) {
        return "***" + msisdn.substring(Math.max(0, msisdn.length() - 3));
    }
}
