package loadtest.journey;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import loadtest.endpoint.Tokens;
import loadtest.settings.Secret;

/**
 * How a user comes by a token: each mints one, or all users of one account share the first (some gateways allow few
 * logins), or the token was given and none is minted. Needs {@code email} and {@code password}; leaves {@code token},
 * without which the user leaves.
 */
public final class SignIn {
    private static final String MINTING = "";
    private final Optional<Secret> given;
    private final boolean shared;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /**
     * @param given a token for everybody; none is minted then
     * @param shared whether the users of one account share one token for the whole run
     */
    public SignIn(Optional<Secret> given, boolean shared) {
        this.given = given;
        this.shared = shared;
    }

    /** A token for an account that was minted before the run, so that it need not be minted again. */
    public void remember(String email, Secret token) {
        tokens.put(email, token.reveal());
    }

    ChainBuilder chain() {
        if (given.isPresent()) {
            return exec(session -> session.set("token", given.get().reveal()));
        }
        return shared ? sharedToken() : ownToken();
    }

    private static ChainBuilder ownToken() {
        return exec(Tokens.issue()).exec(exitHereIfFailed()).exec(Pause.think());
    }

    /** The first user of an account claims the minting; the others wait for its outcome. */
    private ChainBuilder sharedToken() {
        return exec(session -> session.set("minter", tokens.putIfAbsent(email(session), MINTING) == null))
                .exec(doIf("#{minter}").then(exec(Tokens.issue()).exec(this::settle)))
                .exec(asLongAs(session -> MINTING.equals(tokens.get(email(session))))
                        .on(pause(Duration.ofMillis(50))))
                .exec(session -> {
                    var token = tokens.get(email(session));
                    return token == null ? session.markAsFailed() : session.set("token", token);
                })
                .exec(exitHereIfFailed())
                .exec(Pause.think());
    }

    private Session settle(Session session) {
        if (session.contains("token")) {
            tokens.put(email(session), session.getString("token"));
        } else {
            tokens.remove(email(session)); // the next user of this account tries again
        }
        return session;
    }

    private static String email(Session session) {
        return session.getString("email");
    }
}
