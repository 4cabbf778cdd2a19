package loadtest.share;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether shares ran to their end, at the same time, by clocks that agree. */
record ShareTimes(List<FoundShare> shares) {
    /** Of begin and of clocks, in milliseconds. */
    private static final long TOLERATED = 1_000;

    List<ShareFault> faults() {
        var faults = new ArrayList<ShareFault>();
        shares.forEach(share -> {
            var end = share.record().end();
            if (end == null) {
                faults.add(new ShareFault(
                        ShareFault.Kind.COMPLETE,
                        share.named() + " has no end: it was killed, or its files are not all there"));
            } else if (end.cutOff() != null) {
                faults.add(new ShareFault(ShareFault.Kind.COMPLETE, share.named() + " " + end.cutOff()));
            }
        });
        shares.stream().flatMap(ShareTimes::invalid).forEach(faults::add);
        late().forEach(faults::add);
        clocks().forEach(faults::add);
        return faults;
    }

    /** Beside those of the others its late users and seconds may be too few to be seen. */
    private static Stream<ShareFault> invalid(FoundShare share) {
        return Stream.ofNullable(share.record().end())
                .flatMap(end -> end.invalid().stream())
                .map(why -> new ShareFault(ShareFault.Kind.ON_SCHEDULE, share.named() + ": " + why));
    }

    private Stream<ShareFault> late() {
        var begun = shares.stream().filter(share -> share.began().isPresent()).toList();
        return begun.stream().min(Comparator.comparing(share -> share.began().get())).stream()
                .flatMap(first -> begun.stream().flatMap(share -> late(share, first)));
    }

    private static Stream<ShareFault> late(FoundShare share, FoundShare first) {
        var late = Duration.between(first.began().get(), share.began().get()).toMillis();
        var overlapped = share.began().get().isBefore(first.ended().orElseThrow());
        return late <= TOLERATED + share.error() + first.error() + share.startError() + first.startError()
                ? Stream.empty()
                : Stream.of(new ShareFault(
                        ShareFault.Kind.SAME_TIME,
                        String.format(
                                Locale.ROOT,
                                "%s began %.1f s after share %s%s",
                                share.named(),
                                late / 1000.0,
                                first.share(),
                                overlapped ? "" : ", which had ended by then")));
    }

    private Stream<ShareFault> clocks() {
        var told =
                shares.stream().filter(share -> share.record().clock() != null).toList();
        return told.stream().min(Comparator.comparingLong(ShareTimes::ahead)).stream()
                .flatMap(first -> told.stream()
                        .filter(share -> Math.abs(ahead(share) - ahead(first)) > TOLERATED)
                        .map(share -> clock(share, first)));
    }

    /** Of two that differ the one that is further from the common clock is to be set. */
    private static ShareFault clock(FoundShare share, FoundShare first) {
        var apart = ahead(share) - ahead(first);
        return new ShareFault(
                ShareFault.Kind.CLOCKS,
                String.format(
                        Locale.ROOT,
                        "the clock of %s is %.1f s behind that of share %s (measured within %d ms by %s)",
                        share.named(),
                        apart / 1000.0,
                        first.share(),
                        share.error() + first.error(),
                        share.record().clock().source()));
    }

    /** How far the common clock is ahead of the share's, in milliseconds. */
    private static long ahead(FoundShare share) {
        return share.record().clock().millis();
    }
}
