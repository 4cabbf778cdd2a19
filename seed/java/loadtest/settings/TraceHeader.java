package loadtest.settings;

import java.util.stream.Stream;

/** The header by which the logs of a target tell the requests of a run apart. */
public enum TraceHeader {
    /** Many gateways and frameworks write it into their logs as it is. */
    REQUEST_ID("x-request-id"),
    /** W3C's, by which tools for traces find a request. */
    TRACEPARENT("traceparent");

    /** What a setting may say, in words. */
    private static final String VALID = REQUEST_ID.header + " or " + TRACEPARENT.header;

    private final String header;

    TraceHeader(String header) {
        this.header = header;
    }

    /** Its name, in small letters. */
    public String header() {
        return header;
    }

    /** @throws BadInput for a text that names neither */
    static TraceHeader parse(String variable, String text) {
        return Stream.of(values())
                .filter(one -> one.header.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> BadInput.in(variable, text, VALID));
    }
}
