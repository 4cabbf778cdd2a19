package loadtest.settings;

import java.util.Optional;

/**
 * How servers are reached over HTTP, and whose certificates are trusted there.
 *
 * @param authorities beside those of the JVM
 */
public record Network(Proxies proxies, Optional<Authorities> authorities) {
    /** For this machine, and for whoever has set nothing. */
    public static final Network DIRECT = new Network(Proxies.NONE, Optional.empty());

    static Network of(SettingsSection settings) {
        return new Network(
                Proxies.of(settings),
                settings.path("caFile").map(file -> Authorities.read(settings.name("caFile"), file)));
    }
}
