package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import loadtest.settings.Secret;
import loadtest.target.Origin;

/**
 * How a user gets a token: each mints one, or all users of one account share the first (some gateways allow few
 * logins), or the token was given and none is minted. Needs {@code email} and {@code password}; leaves {@code token},
 * without which the user leaves.
 */
public final class SignIn {
    private static final AccessToken MINTING = new AccessToken("", Instant.MAX);
    private final Optional<Secret> given;
    private final boolean shared;
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();

    /**
     * @param given a token for all users; none is minted then
     * @param shared whether the users of one account share one token, until it is near its end
     */
    public SignIn(Optional<Secret> given, boolean shared) {
        this.given = given;
        this.shared = shared;
    }

    /**
     * Keeps a token that was minted for an account just before the run, if it lives longer than that.
     *
     * @param run the time until the last user starts
     * @return whether none needs to be minted for this account in the run
     */
    public boolean remember(String email, Secret token, Duration run) {
        var minted = AccessToken.minted(token.reveal(), Optional.empty());
        var lasts = minted.isFresh(run);
        if (lasts) {
            tokens.put(email, minted);
        }
        return lasts;
    }

    /** When the given token expires, where it has that claim. */
    public Optional<Instant> givenEnds() {
        return given.flatMap(token -> AccessToken.end(token.reveal()));
    }

    ChainBuilder chain(Origin api) {
        if (given.isPresent()) {
            return exec(session -> session.set("token", given.get().reveal()));
        }
        return shared ? sharedToken(api) : ownToken(api);
    }

    private static ChainBuilder ownToken(Origin api) {
        return exec(Tokens.issue(api)).exec(exitHereIfFailed()).exec(Pause.think());
    }

    /** The first user of an account, or of one whose token is old, claims the minting; the others wait for its outcome. */
    private ChainBuilder sharedToken(Origin api) {
        return exec(session -> session.set("minter", claims(email(session))))
                .exec(doIf("#{minter}").then(exec(Tokens.issue(api)).exec(this::settle)))
                .exec(asLongAs(session -> tokens.get(email(session)) == MINTING).on(pause(Duration.ofMillis(50))))
                .exec(session -> {
                    var token = tokens.get(email(session));
                    return token == null ? session.markAsFailed() : session.set("token", token.text());
                })
                .exec(exitHereIfFailed())
                .exec(Pause.think());
    }

    private Session settle(Session session) {
        if (session.contains("token")) {
            tokens.put(email(session), AccessToken.minted(session.getString("token"), seconds(session)));
        } else {
            tokens.remove(email(session)); // the next user of this account tries again
        }
        return session;
    }

    private boolean claims(String email) {
        var known = tokens.putIfAbsent(email, MINTING);
        return known == null || !known.isFresh(Duration.ZERO) && tokens.replace(email, known, MINTING);
    }

    private static Optional<Long> seconds(Session session) {
        return Optional.ofNullable(session.getString("tokenSeconds"))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf);
    }

    private static String email(Session session) {
        return session.getString("email");
    }
}
