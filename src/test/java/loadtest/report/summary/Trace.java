package loadtest.report.summary;

import loadtest.measure.TracedSample;
import loadtest.settings.Tracing;

/**
 * What leads to a request in the logs of the target.
 *
 * @param id under which it was sent
 * @param answerId the header in which the answer gives itself an id, and that id; null where it gives none of its own
 * @param link to where the reader's logs show it; null where none is set
 */
public record Trace(String id, String answerId, String link) {
    /** @return null where nothing was sent */
    public static Trace of(TracedSample traced, Tracing settings) {
        var sample = traced.sample();
        return traced.id()
                .map(id -> new Trace(
                        id,
                        traced.answerId().orElse(null),
                        settings.link()
                                .map(link -> link.to(id, sample.start(), sample.millis()))
                                .orElse(null)))
                .orElse(null);
    }
}
