package loadtest.target;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import loadtest.measure.SentRequests;

/** The requests that the journeys of a scenario can send, noted as they are built, and what sends each under an id. */
public final class Calls {
    private final SentRequests sent;
    private final Set<String> reading = new ConcurrentSkipListSet<>();
    private final Set<String> changing = new ConcurrentSkipListSet<>();

    Calls(SentRequests sent) {
        this.sent = sent;
    }

    /** What gives each request its id. */
    public SentRequests sent() {
        return sent;
    }

    /** The names of all. */
    public Set<String> names() {
        var names = new TreeSet<>(reading);
        names.addAll(changing);
        return names;
    }

    /** The names of those that change nothing at the target, whatever is sent under them. */
    public Set<String> reading() {
        var names = new TreeSet<>(reading);
        names.removeAll(changing);
        return names;
    }

    void reads(String name) {
        reading.add(name);
    }

    void changes(String name) {
        changing.add(name);
    }
}
