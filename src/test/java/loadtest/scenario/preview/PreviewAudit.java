package loadtest.scenario.preview;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import loadtest.audit.Audit;
import loadtest.audit.Evidence;
import loadtest.audit.Evidence.BeforeAndAfter;
import loadtest.audit.Ledger;
import loadtest.audit.Violations;
import loadtest.audit.VoucherRows;
import loadtest.settings.Database;
import loadtest.slo.Finding;

/** Audits that previews changed no voucher. */
public final class PreviewAudit implements Audit {
    private static final String UNCHANGED = "previews changed nothing";

    /** The names of what it finds. */
    public static final List<String> PROMISES = List.of(UNCHANGED);

    private final Evidence<VoucherRows> evidence;

    /** @param vouchers ids of all that are previewed */
    public PreviewAudit(List<String> vouchers, Optional<Database> database) {
        this.evidence = VoucherRows.evidence(database, vouchers);
    }

    @Override
    public Optional<Evidence<?>> evidence() {
        return Optional.of(evidence);
    }

    @Override
    public Optional<Ledger<?>> ledger() {
        return Optional.empty();
    }

    @Override
    public Map<String, Finding> findings() {
        return Map.of(UNCHANGED, evidence.after().judge(this::unchanged));
    }

    /** Compares status, time of redeem and events only; a first preview may store the address of the picture. */
    private Finding unchanged(BeforeAndAfter<VoucherRows> rows) {
        var violations = new Violations();
        rows.before().vouchers().forEach((id, before) -> {
            var after = rows.after().vouchers().get(id);
            if (after == null) {
                violations.add("gone", id);
                return;
            }
            violations.addIf(!after.status().equals(before.status()), "of another status now", id);
            violations.addIf(!Objects.equals(after.redeemedAt(), before.redeemedAt()), "with another redeemed_at", id);
            violations.addIf(after.events().size() != before.events().size(), "with more or fewer events", id);
        });
        var count = rows.before().vouchers().size();
        return violations.finding(count + " vouchers compared with before the load", count);
    }
}
