package loadtest.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The database and auth server underneath the voucher platform; {@code metricsEvery} is whole seconds. */
public record Supabase(
        Optional<URI> url,
        Optional<Secret> serviceRoleKey,
        Optional<Database> database,
        Optional<URI> metricsUrl,
        Optional<Duration> metricsEvery) {

    /** The service key, if it may go to this address: to the project's own server alone, and encrypted off loopback. */
    public Optional<Secret> keyFor(URI address) {
        var itsOwn =
                url.filter(project -> WebAddress.sameOrigin(project, address)).isPresent();
        var unseen = "https".equalsIgnoreCase(address.getScheme()) || TargetGuard.isLoopback(address.getHost());
        return serviceRoleKey.filter(key -> itsOwn && unseen);
    }

    /** The same with its metrics read as often as this. */
    Supabase every(Optional<Duration> otherMetricsEvery) {
        return new Supabase(url, serviceRoleKey, database, metricsUrl, otherMetricsEvery);
    }

    /**
     * The service key for the project itself.
     *
     * @throws BadInput if it would travel unencrypted, or is a key without access to this project by its own form
     */
    public Optional<Secret> ownKey() {
        var key = url.flatMap(this::keyFor);
        if (url.isPresent() && serviceRoleKey.isPresent() && key.isEmpty()) {
            throw new BadInput("SUPABASE_URL: " + url.get().getHost() + " over plain http: the service key goes"
                    + " there over https alone; nothing was sent");
        }
        key.ifPresent(own -> ServiceKey.require(own, url.orElseThrow()));
        return key;
    }
}
