package loadtest.standin.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.JWTVerifier;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import loadtest.settings.Secret;
import loadtest.standin.http.Call;

/** Mints and checks the tokens of both products: JWTs signed with HS256, as Supabase's auth server does. */
public final class AuthTokens {
    private static final Duration LIFETIME = Duration.ofSeconds(3_600);
    private static final String AUDIENCE = "authenticated";
    private static final Duration TEN_YEARS = Duration.ofDays(3_652);

    private final Algorithm algorithm;
    private final JWTVerifier users;
    private final JWTVerifier any;
    private final String issuer;
    private final Secret serviceKey;
    private volatile Duration lifetime = LIFETIME;

    /** Who calls. */
    public record Caller(UUID id, String email) {}

    /**
     * What a good token says, be it a user's or a key.
     *
     * @param session empty if the token is of none
     */
    record Claims(String subject, String role, Optional<UUID> session) {}

    /** A token, how long it lives and when it ends. */
    record Minted(String token, Duration lifetime, Instant expiresAt) {}

    /** @param issuer the address of the auth server, as in each token's {@code iss} */
    public AuthTokens(Secret secret, String issuer) {
        this.algorithm = Algorithm.HMAC256(secret.reveal());
        this.users = JWT.require(algorithm).withAudience(AUDIENCE).build();
        this.any = JWT.require(algorithm).build();
        this.issuer = issuer;
        var now = Instant.now();
        this.serviceKey = new Secret(JWT.create()
                .withIssuer("supabase")
                .withClaim("ref", "stand-in")
                .withClaim("role", "service_role")
                .withIssuedAt(now)
                .withExpiresAt(now.plus(TEN_YEARS))
                .sign(algorithm));
    }

    /** The key that may do everything. */
    public Secret serviceKey() {
        return serviceKey;
    }

    /** From now on tokens are minted for so long; for an hour, where nothing is said. */
    public void live(Optional<Duration> time) {
        lifetime = time.orElse(LIFETIME);
    }

    /** @param user as the auth server shows it: {@code id, email, role, app_metadata, user_metadata} */
    Minted mint(JsonObject user, UUID session) {
        var now = Instant.now();
        var life = lifetime;
        var expiresAt = now.plus(life);
        var token = JWT.create()
                .withIssuer(issuer)
                .withSubject(user.getString("id"))
                .withAudience(AUDIENCE)
                .withIssuedAt(now)
                .withExpiresAt(expiresAt)
                .withClaim("email", user.getString("email"))
                .withClaim("role", user.getString("role"))
                .withClaim("app_metadata", user.getJsonObject("app_metadata").getMap())
                .withClaim("user_metadata", user.getJsonObject("user_metadata").getMap())
                .withClaim("session_id", session.toString())
                .sign(algorithm);
        return new Minted(token, life, expiresAt);
    }

    /** Whose token this is; empty if it is bad, expired or not a user's. */
    public Optional<Caller> caller(String token) {
        try {
            var jwt = users.verify(token);
            return Call.uuid(jwt.getSubject())
                    .map(id -> new Caller(id, jwt.getClaim("email").asString()));
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }

    /** Empty if the token is bad or expired. */
    Optional<Claims> claims(String token) {
        try {
            var jwt = any.verify(token);
            return Optional.of(new Claims(
                    jwt.getSubject(),
                    jwt.getClaim("role").asString(),
                    Call.uuid(jwt.getClaim("session_id").asString())));
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }
}
