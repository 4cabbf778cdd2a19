package loadtest.target;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.Bearer;
import loadtest.settings.Secret;
import loadtest.settings.ServiceKey;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;

/**
 * How a server takes a bearer token, as the scenario's file describes it. The service key goes to a server only where its
 * token asks for it, over https or to this machine, and to hosts that are written in {@code PERF_CONFIRM_TARGET}.
 *
 * @param variable the variable that holds the token
 * @param headerVariable the variable that names the header which carries a token that is given
 * @param serviceRole whether the token may ask for the service key by its name
 */
record BearerAuth(Optional<String> variable, Optional<String> headerVariable, boolean serviceRole) {
    private static final String HEADER = "authorization";

    /** What is sent with each call; empty where no token is set, or the service key may not go there. */
    Optional<Secret> token(Settings settings, URI address) {
        return bearer(settings)
                .filter(bearer -> refusal(settings, address).isEmpty())
                .flatMap(bearer -> bearer.token(settings.supabase()));
    }

    /** The name of the header that carries the token; the service key, asked for by name, has one of its own. */
    String header(Settings settings) {
        var byName = bearer(settings).filter(bearer -> bearer.given().isEmpty()).isPresent();
        return headerVariable
                .filter(name -> !byName)
                .map(settings.servers().headers()::get)
                .orElse(HEADER);
    }

    /** What the token needs and is not set, in words. */
    Optional<String> missing(Settings settings) {
        return bearer(settings)
                .filter(bearer ->
                        serviceRole && bearer.token(settings.supabase()).isEmpty())
                .map(bearer -> "SUPABASE_SERVICE_ROLE_KEY (" + asked(bearer) + " asks for it)");
    }

    /** @throws BadInput if the service key is asked for, and may not go to this address or has no access anywhere */
    void check(Settings settings, URI address) {
        refusal(settings, address).ifPresent(why -> {
            throw new BadInput(why);
        });
        key(settings).flatMap(bearer -> bearer.token(settings.supabase())).ifPresent(ServiceKey::requireRole);
    }

    /** That the service key goes to this address, for whoever reads the plan; empty where it does not. */
    Optional<Check> note(Settings settings, URI address) {
        return key(settings)
                .map(bearer -> Check.note(
                        "service key",
                        asked(bearer) + ": the service key goes to " + address.getHost() + " as " + header(settings)
                                + ", for a product whose route checks for the service role"
                                + (ServiceKey.of(bearer.token(settings.supabase())
                                                        .orElseThrow())
                                                .isNew()
                                        ? "; a secret key (sb_secret_...) is no JWT, so that a route that verifies one"
                                                + " refuses it: take the service_role key there"
                                        : "")));
    }

    /** Why the service key may not go to this address, in one line; empty where it may, or is not asked for. */
    private Optional<String> refusal(Settings settings, URI address) {
        return key(settings).flatMap(bearer -> {
            if (bearer.given().isEmpty() && !serviceRole) {
                return Optional.of(asked(bearer) + ": the service key never goes to this server; set a token of its"
                        + " own; nothing was sent");
            }
            var host = address.getHost();
            if ("http".equalsIgnoreCase(address.getScheme()) && !TargetGuard.isLoopback(host)) {
                return Optional.of(asked(bearer) + ": " + host + " over plain http: the service key goes over https,"
                        + " or to this machine, alone; nothing was sent");
            }
            var guard = new TargetGuard(settings.run());
            return guard.confirms(host)
                    ? Optional.empty()
                    : Optional.of(asked(bearer) + ": the service key goes to hosts that are written in"
                            + " PERF_CONFIRM_TARGET alone, whatever their name, and " + host + " is not; nothing was"
                            + " sent; if this is meant, " + guard.confirming(List.of(host)));
        });
    }

    /** The token where it is the service key. */
    private Optional<Bearer> key(Settings settings) {
        return bearer(settings).filter(bearer -> bearer.isServiceKey(settings.supabase()));
    }

    private Optional<Bearer> bearer(Settings settings) {
        return variable.map(settings.servers().bearers()::get);
    }

    private String asked(Bearer bearer) {
        return variable.orElseThrow()
                + (bearer.given().isEmpty() ? "=" + Bearer.SERVICE_ROLE : " is SUPABASE_SERVICE_ROLE_KEY");
    }
}
