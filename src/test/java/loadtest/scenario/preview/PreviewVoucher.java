package loadtest.scenario.preview;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.pace;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.TargetGuard;
import loadtest.target.Fetch;

/** A customer opens the voucher that a campaign sent, sees its picture and downloads the document. */
public final class PreviewVoucher {
    private PreviewVoucher() {}

    /**
     * @param previews vouchers, each with the fields of the preview's body and an {@code idempotencyKey} never used
     *     before
     * @param guard asked before a document is fetched, which may be anywhere
     * @param every how often a user who stays begins anew; absent for users who come once
     */
    public static ChainBuilder journey(
            Iterator<Map<String, Object>> previews, Vouchers vouchers, TargetGuard guard, Optional<Duration> every) {
        var visit = feed(previews).exec(openTheVoucher(vouchers)).exec(fetchItsDocuments(vouchers, guard));
        // The first pace starts the interval, the second waits for the rest of it.
        return every.map(time -> exec(pace(time, "visit")).exec(visit).exec(pace(time, "visit")))
                .orElse(visit);
    }

    private static ChainBuilder openTheVoucher(Vouchers vouchers) {
        return exec(vouchers.preview());
    }

    private static ChainBuilder fetchItsDocuments(Vouchers vouchers, TargetGuard guard) {
        return vouchers.documents().stream()
                .map(document -> Fetch.of(document, guard))
                .reduce((first, second) -> first.exec(second))
                .map(all -> exec(doIf(session -> !session.isFailed()).then(all)))
                .orElseGet(() -> exec(session -> session));
    }
}
