package loadtest.target;

import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.Secret;
import loadtest.settings.WebAddress;

/**
 * A server that a setting names. A call to it, and to no other, carries what was set for it: static headers, a token,
 * the bridge secret. The protocols carry none of these, so that a call to anywhere else has nothing to give away.
 */
public final class Origin {
    private final URI address;
    private final Map<String, Secret> headers;

    private Origin(URI address, Map<String, Secret> headers) {
        this.address = address;
        this.headers = headers;
    }

    /** @param address any of that server's */
    public static Origin of(URI address, Map<String, Secret> staticHeaders) {
        return new Origin(address, staticHeaders);
    }

    /** The same with a token, where there is one. */
    public Origin bearer(String header, Optional<Secret> token) {
        return token.map(secret -> with(header, new Secret("Bearer " + secret.reveal())))
                .orElse(this);
    }

    /** The same with the secret of the voucher platform's endpoints, where there is one. */
    public Origin bridged(Optional<Secret> secret) {
        return secret.map(value -> with("x-bridge-secret", value)).orElse(this);
    }

    /** This request with the headers of its server. */
    public HttpRequestActionBuilder call(HttpRequestActionBuilder request) {
        var call = request.disableFollowRedirect();
        for (var header : headers.entrySet()) {
            // A lambda, because a plain text would be read as an expression.
            call = call.header(header.getKey(), session -> header.getValue().reveal());
        }
        return call;
    }

    /** The address that was set. */
    public URI address() {
        return address;
    }

    /** Whether an address is of this very server: the same scheme, host and port. */
    boolean serves(URI other) {
        return WebAddress.sameOrigin(address, other);
    }

    private Origin with(String header, Secret value) {
        var more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(header::equalsIgnoreCase);
        more.put(header, value);
        return new Origin(address, more);
    }
}
