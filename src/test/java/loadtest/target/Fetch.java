package loadtest.target;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static loadtest.target.LinkedDocument.ADDRESS;
import static loadtest.target.LinkedDocument.LOCATION;
import static loadtest.target.LinkedDocument.REDIRECTS;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.net.URI;
import loadtest.measure.Unsent;
import loadtest.settings.TargetGuard;

/**
 * Fetches a document from the address that an answer names, and follows redirects one by one. The guard judges each
 * address first; one that it refuses ends the fetch with a failed sample that was never sent, as does an answer without
 * an address.
 */
public final class Fetch {
    private static final String REFUSAL = "documentRefusal";

    private Fetch() {}

    public static ChainBuilder of(LinkedDocument document, TargetGuard guard) {
        return exec(session -> begin(session, document, guard))
                .exec(asLongAs(session -> session.contains(ADDRESS))
                        .on(exec(document.request()).exec(session -> next(session, guard))))
                .exec(doIf(session -> session.contains(REFUSAL))
                        .then(Unsent.request(document.name(), session -> session.getString(REFUSAL))));
    }

    private static Session begin(Session session, LinkedDocument document, TargetGuard guard) {
        var fresh = session.removeAll(ADDRESS, LOCATION, REFUSAL).set(REDIRECTS, 0);
        var named = session.getString(document.named());
        return named == null || named.isBlank()
                ? fresh.set(REFUSAL, document.absence())
                : judge(fresh, guard, document.base(), named);
    }

    private static Session next(Session session, TargetGuard guard) {
        var done = session.removeAll(ADDRESS, LOCATION).set(REDIRECTS, session.getInt(REDIRECTS) + 1);
        return session.contains(LOCATION)
                ? judge(done, guard, session.<URI>get(ADDRESS), session.getString(LOCATION))
                : done;
    }

    private static Session judge(Session session, TargetGuard guard, URI base, String named) {
        var judgement = guard.judge(base, named);
        return judgement
                .address()
                .map(address -> session.set(ADDRESS, address))
                .orElseGet(() -> session.set(REFUSAL, judgement.refusal()));
    }
}
