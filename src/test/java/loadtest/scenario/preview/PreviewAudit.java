package loadtest.scenario.preview;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import loadtest.audit.Audit;
import loadtest.audit.Evidence;
import loadtest.audit.Evidence.BeforeAndAfter;
import loadtest.audit.Violations;
import loadtest.audit.VoucherRows;
import loadtest.settings.Database;
import loadtest.slo.Finding;

/** Whether looking at vouchers left them as they were. */
public final class PreviewAudit implements Audit {
    private static final String UNCHANGED = "previews changed nothing";

    /** The names of what it finds. */
    public static final List<String> PROMISES = List.of(UNCHANGED);

    private final List<String> vouchers;
    private final Evidence<VoucherRows> evidence;

    /** @param vouchers ids of all that are previewed */
    public PreviewAudit(List<String> vouchers, Optional<Database> database) {
        this.vouchers = vouchers;
        this.evidence =
                new Evidence<>(database, VoucherRows.TABLES, look -> VoucherRows.readFixtures(look, this.vouchers));
    }

    @Override
    public void before() {
        evidence.before();
    }

    @Override
    public Map<String, Finding> findings() {
        return Map.of(UNCHANGED, evidence.after().judge(this::unchanged));
    }

    /** Their pictures' addresses and such may well be filled in by the first preview. */
    private Finding unchanged(BeforeAndAfter<VoucherRows> rows) {
        var faults = new Violations();
        rows.before().vouchers().forEach((id, before) -> {
            var after = rows.after().vouchers().get(id);
            if (after == null) {
                faults.add("gone", id);
                return;
            }
            faults.addIf(!after.status().equals(before.status()), "of another status now", id);
            faults.addIf(!Objects.equals(after.redeemedAt(), before.redeemedAt()), "with another redeemed_at", id);
            faults.addIf(after.events().size() != before.events().size(), "with more or fewer events", id);
        });
        var count = rows.before().vouchers().size();
        return faults.finding(count + " vouchers compared with before the load", count);
    }
}
