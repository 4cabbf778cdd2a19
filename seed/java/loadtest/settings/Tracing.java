package loadtest.settings;

import java.util.Optional;
import java.util.Set;

/**
 * How a request is found in the logs of the target.
 *
 * @param header names the request
 * @param link to where the reader's logs can be searched for it
 */
public record Tracing(TraceHeader header, Optional<TraceLink> link) {

    /**
     * @param staticHeaders the names of those that every request carries alike
     * @throws BadInput naming the variable, for a value that is not of its form, or a header that is set twice
     */
    static Tracing of(SettingsSection section, Set<String> staticHeaders) {
        var header =
                TraceHeader.parse(section.name("header"), section.text("header").orElseThrow());
        if (staticHeaders.stream().anyMatch(header.header()::equalsIgnoreCase)) {
            throw new BadInput(section.name("header") + "=" + header.header() + ": that header is in"
                    + " PERF_STATIC_HEADERS, too, and would name every request alike; take it out of one of them");
        }
        return new Tracing(header, section.text("link").map(text -> TraceLink.parse(section.name("link"), text)));
    }
}
