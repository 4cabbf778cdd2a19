package loadtest.scenario.redeem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import loadtest.audit.Violations;
import loadtest.audit.VoucherRows;
import loadtest.scenario.redeem.RedeemLedger.Redeem;
import loadtest.slo.Finding;

/**
 * What is stored of redeems, in whichever tables the deployment keeps them: events, redemptions, or both, which must
 * agree then. A table that is there and holds no redeem of this run, while the other does, is not written by this
 * deployment.
 *
 * @param used the tables that this deployment writes redeems to
 */
record RedeemRecords(Map<String, Redeem> redeems, VoucherRows before, VoucherRows after, List<String> used) {
    /** Of every voucher that the client sent a redeem for. */
    static RedeemRecords of(Map<String, Redeem> redeems, VoucherRows before, VoucherRows after) {
        var written = after.recordTables().stream()
                .filter(table -> redeems.keySet().stream().anyMatch(id -> added(before, after, id, table) > 0))
                .toList();
        return new RedeemRecords(redeems, before, after, written.isEmpty() ? after.recordTables() : written);
    }

    /** What is in a table, in the plural. */
    static String words(String table) {
        return table.equals(VoucherRows.EVENTS) ? "redeemed events" : "redemptions";
    }

    /** The column with the time of a redeem. */
    static String time(String table) {
        return table + (table.equals(VoucherRows.EVENTS) ? ".created_at" : ".redeemed_at");
    }

    private long added(String id, String table) {
        return added(before, after, id, table);
    }

    /** How many redeems of a voucher were added to a table since it was read before the load. */
    private static long added(VoucherRows before, VoucherRows after, String id, String table) {
        return count(after, id, table) - count(before, id, table);
    }

    private static long count(VoucherRows rows, String id, String table) {
        var voucher = rows.vouchers().get(id);
        return voucher == null ? 0 : voucher.redeems(table).size();
    }

    /** @param faults what else was found of the accepted ones */
    Finding persisted(Violations faults) {
        var ids = redeems.keySet().stream()
                .filter(id -> redeems.get(id).accepted() > 0 || redeems.get(id).mayBeStored())
                .sorted()
                .toList();
        var stored = new ArrayList<String>();
        for (var id : ids) {
            check(id, faults);
            if (redeems.get(id).accepted() == 0 && isRedeemed(id)) {
                stored.add(id + " (" + redeems.get(id).answer() + ")");
            }
        }
        var accepted = ids.stream().filter(id -> redeems.get(id).accepted() > 0).count();
        return faults.finding(counted(ids, accepted) + unanswered(stored), accepted);
    }

    private void check(String id, Violations faults) {
        var voucher = after.vouchers().get(id);
        var accepted = redeems.get(id).accepted() > 0;
        if (voucher == null) {
            faults.addIf(accepted, "not in the database", id);
            return;
        }
        faults.addIf(accepted && !voucher.isRedeemed(), "accepted and not redeemed", id);
        for (var table : used) {
            var records = added(id, table);
            faults.addIf(accepted && records == 0, "without " + a(table), id);
            faults.addIf(records > 1, "with more than one " + one(table), id);
            faults.addIf(!accepted && isRedeemed(id) && records == 0, "redeemed without " + a(table), id);
            faults.addIf(!accepted && !isRedeemed(id) && records > 0, "with " + a(table) + " and not redeemed", id);
        }
    }

    private boolean isRedeemed(String id) {
        var voucher = after.vouchers().get(id);
        return voucher != null && voucher.isRedeemed();
    }

    private String counted(List<String> ids, long accepted) {
        var redeemed = ids.stream().filter(this::isRedeemed).count();
        return accepted + " accepted, " + redeemed + " vouchers redeemed, "
                + used.stream()
                        .map(table -> ids.stream()
                                        .filter(id -> after.vouchers().containsKey(id))
                                        .mapToLong(id -> added(id, table))
                                        .sum()
                                + " " + plural(table))
                        .collect(Collectors.joining(", "))
                + after.recordTables().stream()
                        .filter(table -> !used.contains(table))
                        .map(table -> " (" + table + " holds none)")
                        .collect(Collectors.joining());
    }

    /** Redeems that are stored though the client was not told so, each by its request. */
    private static String unanswered(List<String> stored) {
        return stored.isEmpty()
                ? ""
                : "; " + stored.size() + " of them stored without a clear answer: POST /redeem of "
                        + String.join(", ", stored);
    }

    /** One of what is in a table. */
    static String one(String table) {
        return table.equals(VoucherRows.EVENTS) ? "event" : "redemption";
    }

    private static String a(String table) {
        return table.equals(VoucherRows.EVENTS) ? "a redeemed event" : "a redemption";
    }

    private static String plural(String table) {
        return table.equals(VoucherRows.EVENTS) ? "events" : "redemptions";
    }
}
