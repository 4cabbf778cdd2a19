package loadtest.endpoint;

import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Optional;
import loadtest.settings.Secret;
import loadtest.settings.Settings;

/** The credentials of the voucher platform. Lambdas, so that no secret is read as an expression. */
final class Auth {
    private Auth() {}

    static HttpRequestActionBuilder bearer(HttpRequestActionBuilder request, String header, Optional<Secret> token) {
        return token.map(secret -> request.header(header, session -> "Bearer " + secret.reveal()))
                .orElse(request);
    }

    static HttpRequestActionBuilder bridged(HttpRequestActionBuilder request, Settings.Run run) {
        return run.bridgeSecret()
                .map(secret -> request.header("x-bridge-secret", session -> secret.reveal()))
                .orElse(request);
    }
}
