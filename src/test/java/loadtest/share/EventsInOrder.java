package loadtest.share;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import loadtest.measure.LoadEvent;

/** The events of several shares in the order of their times, on one clock. It reads as it goes, and keeps one event each. */
public final class EventsInOrder implements AutoCloseable {
    private final PriorityQueue<Source> sources =
            new PriorityQueue<>(Comparator.comparingLong(source -> source.next.time()));
    private final List<ShareFault> faults = new ArrayList<>();

    /** Of a load, which goes on for a day at the most, and of its last users. */
    private static final long LONGEST_MILLIS = Duration.ofDays(3).toMillis();

    private static final class Source {
        final FoundShare share;
        final EventReader events;
        LoadEvent next;
        OptionalLong first = OptionalLong.empty(); // its first time

        Source(FoundShare share) {
            this.share = share;
            this.events = EventReader.of(share.folder().events());
        }

        /** Whether it is of its own scenario and load: what else a file says would be no sample of this run. */
        boolean isOwn(LoadEvent event) {
            first = OptionalLong.of(first.orElse(event.time()));
            var counts = event instanceof LoadEvent.Ended || event instanceof LoadEvent.User;
            return (!counts || event.scenario().equals(share.record().identity().scenario()))
                    && Math.abs(event.time() - first.getAsLong()) <= LONGEST_MILLIS
                    && ShareRecord.isTime(Instant.ofEpochMilli(event.time()));
        }
    }

    public EventsInOrder(List<FoundShare> shares) {
        shares.stream().map(Source::new).forEach(this::advance);
    }

    /** The next event; empty when there is none left. */
    public Optional<LoadEvent> next() {
        var first = sources.poll();
        if (first == null) {
            return Optional.empty();
        }
        var event = first.next;
        advance(first);
        return Optional.of(event);
    }

    private void advance(Source source) {
        var read = source.events.next().filter(source::isOwn);
        if (read.isPresent()) {
            source.next = read.get().later(source.share.record().toOneClock());
            sources.add(source);
        } else if (!source.events.isWhole()) {
            var words = source.share.named() + " is torn: what it recorded ends before its end";
            faults.add(new ShareFault(ShareFault.Kind.COMPLETE, words));
        }
    }

    /** The shares whose events are not whole, as far as that is known by now. */
    public List<ShareFault> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() throws IOException {
        for (var source : sources) {
            source.events.close();
        }
    }
}
