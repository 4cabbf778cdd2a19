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
import loadtest.audit.Ledger;
import loadtest.audit.Violations;
import loadtest.scenario.campaign.CampaignTargetRows.Target;
import loadtest.settings.Database;
import loadtest.slo.Finding;
import loadtest.slo.VerdictOutcome;

/** Audits that every target on the list is sent to exactly once, and no other target at all. */
public final class DispatchAudit implements Audit, Ledger<DispatchRecord> {
    private static final String EXACTLY_ONCE = "every target dispatched exactly once";
    private static final String NOT_TWICE = "no target sent to twice";
    private static final String NOBODY_ELSE = "nobody else sent to";

    /** The names of what it finds. */
    public static final List<String> PROMISES = List.of(EXACTLY_ONCE, NOT_TWICE, NOBODY_ELSE);

    private final DispatchLedger ledger;
    private final Send send;
    private final LongSupplier lacking;
    private final Evidence<CampaignTargetRows> evidence;
    private long lackingElsewhere;

    /**
     * What this run sends, on all its machines.
     *
     * @param targets phone numbers, none twice
     */
    public record Send(String campaignId, List<String> targets) {}

    /**
     * @param lacking number of answers that the response log lacks, read after the load; with any, the audit does
     *     not count. May block
     * @param database absent where none is configured; the audit then judges the answers alone
     */
    public DispatchAudit(DispatchLedger ledger, Send send, LongSupplier lacking, Optional<Database> database) {
        this.ledger = ledger;
        this.send = send;
        this.lacking = lacking;
        this.evidence = new Evidence<>(
                database,
                CampaignTargetRows.TABLES,
                CampaignTargetRows.class,
                look -> CampaignTargetRows.read(look, send.campaignId(), send.targets()));
    }

    @Override
    public Optional<Evidence<?>> evidence() {
        return Optional.of(evidence);
    }

    @Override
    public Optional<Ledger<?>> ledger() {
        return Optional.of(this);
    }

    @Override
    public DispatchRecord recorded() {
        return ledger.recorded(lacking.getAsLong());
    }

    @Override
    public Class<DispatchRecord> form() {
        return DispatchRecord.class;
    }

    @Override
    public void add(DispatchRecord recorded) {
        ledger.add(recorded);
        lackingElsewhere += recorded.lacking();
    }

    @Override
    public Map<String, Finding> lost() {
        var lacking = this.lacking.getAsLong() + lackingElsewhere;
        if (lacking == 0) {
            return Map.of();
        }
        // Without these answers a reviewer cannot trace every batch.
        var lost = Finding.failed("the response log lacks " + lacking + " answers");
        return Map.of(EXACTLY_ONCE, lost, NOT_TWICE, lost, NOBODY_ELSE, lost);
    }

    @Override
    public Map<String, Finding> findings() {
        var lost = lost();
        if (!lost.isEmpty()) {
            return lost;
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

    /** The dispatcher has taken a target over once it is no longer queued; WhatsApp's later status does not count. */
    private Finding exactlyOnce(BeforeAndAfter<CampaignTargetRows> rows) {
        if (ledger.isCutOff()) {
            return asFarAsItGot(rows.after());
        }
        var answered = ledger.everyTargetOnce(send.targets().size());
        var violations = new Violations();
        var changed = 0;
        var messagesAreKept = rows.after().keepsMessages() && !ledger.messages().isEmpty();
        for (var msisdn : send.targets()) {
            var before = rows.before().targets().getOrDefault(msisdn, List.of());
            var after = rows.after().targets().getOrDefault(msisdn, List.of());
            var taken = after.stream().filter(target -> !target.isQueued()).toList();
            changed += taken.isEmpty() ? 0 : 1;
            violations.addIf(taken.isEmpty(), "not dispatched", masked(msisdn));
            violations.addIf(before.stream().noneMatch(Target::isQueued), "not queued before the load", masked(msisdn));
            violations.addIf(
                    messagesAreKept
                            && taken.stream()
                                    .anyMatch(target -> target.status().equals("sent")
                                            && target.messageId().isEmpty()),
                    "sent without a message id",
                    masked(msisdn));
        }
        var recorded = violations.finding(answered.actual() + "; recorded in the database: " + changed, changed);
        return Finding.of(
                answered.holds() && recorded.holds(),
                recorded.actual(),
                send.targets().size());
    }

    /** After a cut-off, a batch in flight may be recorded or not; a batch that was answered must be. */
    private Finding asFarAsItGot(CampaignTargetRows rows) {
        var answered = ledger.everyTargetOnce(send.targets().size());
        var recorded = send.targets().stream()
                .filter(msisdn ->
                        rows.targets().getOrDefault(msisdn, List.of()).stream().anyMatch(target -> !target.isQueued()))
                .count();
        var lost = Math.max(0, ledger.takenOver() - recorded);
        var actual = (lost == 0 ? "" : lost + " not dispatched; ") + answered.actual() + "; recorded in the database: "
                + recorded;
        return Finding.found(lost == 0 ? answered.outcome() : VerdictOutcome.MISSED, actual, recorded);
    }

    /** A second message to a target replaces the first one's id in its row, so the first id is then in no row. */
    private Finding notTwice(CampaignTargetRows rows) {
        var answered = ledger.noTargetTwice();
        var violations = new Violations();
        var known = new HashSet<String>();
        rows.targets().forEach((msisdn, targets) -> {
            violations.addIf(
                    targets.stream().filter(target -> !target.isQueued()).count() > 1,
                    "sent to in two rows",
                    masked(msisdn));
            targets.stream()
                    .map(Target::messageId)
                    .filter(id -> !id.isEmpty() && !known.add(id))
                    .forEach(id -> violations.add("with the message id of another", masked(msisdn)));
        });
        var messages = ledger.messages();
        new TreeSet<>(messages)
                .stream()
                        .filter(id -> rows.keepsMessages() && !known.contains(id))
                        .forEach(id -> violations.add("message ids answered that no target has", masked(id)));
        var recorded =
                violations.finding(answered.actual() + "; " + messages.size() + " message ids", answered.samples());
        return Finding.of(answered.holds() && recorded.holds(), recorded.actual(), answered.samples());
    }

    private static Finding nobodyElse(BeforeAndAfter<CampaignTargetRows> rows) {
        var before = rows.before().othersQueued();
        var gone = Math.max(0, before - rows.after().othersQueued());
        return Finding.of(gone == 0, gone + " of " + before + " other queued targets changed", before);
    }

    private static String masked(String msisdn) {
        return "***" + msisdn.substring(Math.max(0, msisdn.length() - 3));
    }
}
