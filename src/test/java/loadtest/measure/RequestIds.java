package loadtest.measure;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import loadtest.settings.TraceHeader;

/** Makes the ids by which the logs of the target know the requests of one run. */
final class RequestIds {
    private final TraceHeader header;
    private final String beginning;
    private final AtomicLong last = new AtomicLong();

    RequestIds(TraceHeader header, String runId) {
        this.header = header;
        this.beginning = switch (header) {
            case REQUEST_ID -> runId + "-";
            case TRACEPARENT ->
                hex(UUID.nameUUIDFromBytes(runId.getBytes(StandardCharsets.UTF_8))
                        .getMostSignificantBits());
        };
    }

    /** Of the run and a number from 1 on: {@code <run id>-17}, or the 32 digits of a trace as W3C has it. */
    String next() {
        var n = last.incrementAndGet();
        return switch (header) {
            case REQUEST_ID -> beginning + n;
            case TRACEPARENT -> beginning + hex(n);
        };
    }

    String header() {
        return header.header();
    }

    /** What the header says of a request: in a trace the request is also its first span, and is to be sampled. */
    String value(String id) {
        return switch (header) {
            case REQUEST_ID -> id;
            case TRACEPARENT -> "00-" + id + "-" + id.substring(id.length() / 2) + "-01";
        };
    }

    private static String hex(long number) {
        return HexFormat.of().toHexDigits(number);
    }
}
