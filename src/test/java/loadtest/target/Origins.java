package loadtest.target;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import loadtest.measure.SentRequests;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;

/**
 * The servers of one scenario, and all calls that are built for them.
 *
 * @param byName by the name that the scenario's file gives each, in its order
 * @param calls filled as calls are built
 */
public record Origins(Map<String, Origin> byName, Calls calls) {

    static Origins of(Scenario scenario, Settings settings, Function<Endpoint, URI> address, SentRequests sent) {
        var origins = new LinkedHashMap<String, Origin>();
        var calls = new Calls(sent);
        var userAgent = UserAgent.of(scenario.id());
        scenario.endpoints()
                .forEach(endpoint -> origins.put(
                        endpoint.name(), new Origin(endpoint, address.apply(endpoint), settings, calls, userAgent)));
        return new Origins(origins, calls);
    }

    /** All of them. */
    public Collection<Origin> all() {
        return byName.values();
    }

    /** @throws BadInput naming those that the scenario's file has, where it has none of that name */
    public Origin named(String name) {
        var origin = byName.get(name);
        if (origin == null) {
            throw new BadInput(
                    "no address '" + name + "' in this scenario's file; valid: " + String.join(", ", byName.keySet()));
        }
        return origin;
    }
}
