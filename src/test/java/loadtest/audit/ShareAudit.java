package loadtest.audit;

import java.util.Map;
import java.util.Optional;
import loadtest.settings.Share;
import loadtest.slo.Finding;

/**
 * The audit on one machine of several. The state before the load is read by the first machine alone, and what came of all
 * loads by their merge.
 *
 * @param whole of all machines
 */
public record ShareAudit(Audit whole, Share share) implements Audit {
    /** What this machine audits: all, where it is the only one. */
    public static Audit of(Audit whole, Share share) {
        return share.isAll() ? whole : new ShareAudit(whole, share);
    }

    @Override
    public Optional<Evidence<?>> evidence() {
        return whole.evidence();
    }

    @Override
    public Optional<Ledger<?>> ledger() {
        return whole.ledger();
    }

    @Override
    public void before() {
        if (share.part() == 1) {
            whole.before();
        }
    }

    @Override
    public Map<String, Finding> lost() {
        return whole.lost();
    }

    @Override
    public Map<String, Finding> findings() {
        return lost();
    }
}
