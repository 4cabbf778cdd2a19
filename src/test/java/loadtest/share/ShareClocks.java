package loadtest.share;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the clocks of shares agree, and their loads began together, within a second. Each measurement may be wrong by
 * its error: a difference is proven where it is too large without that, and an agreement where it is small enough with it.
 */
record ShareClocks(List<FoundShare> shares) {
    /** Of begin and of clocks, in milliseconds. */
    private static final long TOLERATED = 1_000;

    private static final String UNKNOWN = "not every share asked the same clock what time it is";

    /**
     * By how much a share is behind another one.
     *
     * @param millis not negative
     * @param error by how much that may be wrong, in milliseconds
     * @param tolerated in milliseconds
     */
    private record Gap(FoundShare share, FoundShare other, long millis, long error, long tolerated) {
        long least() {
            return millis - error;
        }

        long most() {
            return millis + error;
        }

        boolean isProven() {
            return least() > tolerated;
        }

        boolean isPossible() {
            return !isProven() && most() > tolerated;
        }
    }

    /** What is proven to keep the shares from being one run. */
    List<ShareFault> faults() {
        var clocks = shares.stream()
                .flatMap(share -> clocks(share).max(Comparator.comparingLong(Gap::least)).stream())
                .filter(Gap::isProven)
                .map(gap -> new ShareFault(ShareFault.Kind.CLOCKS, behind(gap)));
        var begins = shares.stream()
                .flatMap(share -> begins(share).max(Comparator.comparingLong(Gap::least)).stream())
                .filter(Gap::isProven)
                .map(gap -> new ShareFault(ShareFault.Kind.SAME_TIME, late(gap)));
        return Stream.concat(begins, clocks).toList();
    }

    /** What would keep them from being one run, and can be neither proven nor ruled out. */
    List<ShareFault> doubts() {
        if (!areComparable()) {
            return Stream.of(ShareFault.Kind.CLOCKS, ShareFault.Kind.SAME_TIME)
                    .filter(kind -> kind == ShareFault.Kind.CLOCKS || shares.size() > 1)
                    .map(kind -> new ShareFault(kind, UNKNOWN))
                    .toList();
        }
        var clocks = doubt(
                ShareFault.Kind.CLOCKS,
                shares.stream().flatMap(this::clocks),
                "the clock of share %s may be too far behind that of share %s");
        var begins = doubt(
                ShareFault.Kind.SAME_TIME,
                shares.stream().flatMap(this::begins),
                "share %s may have begun too long after share %s");
        return Stream.of(begins, clocks).flatMap(Optional::stream).toList();
    }

    /** Whether all were told the time by the same clock. */
    private boolean areComparable() {
        return shares.stream().allMatch(share -> haveOneClock(share, shares.get(0)));
    }

    /** From those of the other shares that asked the same clock. */
    private Stream<Gap> clocks(FoundShare share) {
        return shares.stream()
                .filter(other -> other != share && haveOneClock(share, other))
                .map(other -> new Gap(
                        share,
                        other,
                        share.record().clock().millis() - other.record().clock().millis(),
                        share.record().clock().errorMillis()
                                + other.record().clock().errorMillis(),
                        TOLERATED))
                .filter(gap -> gap.millis() >= 0);
    }

    /** From those of the other shares that began earlier; where clocks differ, only that it began after another's end. */
    private Stream<Gap> begins(FoundShare share) {
        return shares.stream()
                .filter(other -> other != share
                        && share.began().isPresent()
                        && other.began().isPresent())
                .map(other -> new Gap(
                        share,
                        other,
                        Duration.between(
                                        other.began().orElseThrow(),
                                        share.began().orElseThrow())
                                .toMillis(),
                        share.error() + other.error(),
                        TOLERATED + share.startError() + other.startError()))
                .filter(gap -> gap.millis() >= 0 && (haveOneClock(share, gap.other()) || !overlapped(gap)));
    }

    private static boolean haveOneClock(FoundShare one, FoundShare other) {
        return one.record().clock() != null
                && other.record().clock() != null
                && one.record().clock().source().equals(other.record().clock().source());
    }

    private static boolean overlapped(Gap gap) {
        return gap.share().began().orElseThrow().isBefore(gap.other().ended().orElseThrow());
    }

    private static String behind(Gap gap) {
        return String.format(
                Locale.ROOT,
                "the clock of %s is %.1f s behind that of share %s (measured within %d ms by %s)",
                gap.share().named(),
                gap.millis() / 1000.0,
                gap.other().share(),
                gap.error(),
                gap.share().record().clock().source());
    }

    private static String late(Gap gap) {
        return String.format(
                Locale.ROOT,
                "%s began %.1f s after share %s%s",
                gap.share().named(),
                gap.millis() / 1000.0,
                gap.other().share(),
                overlapped(gap) ? "" : ", which had ended by then");
    }

    /** Of the two that may be furthest apart; empty where they are not. */
    private static Optional<ShareFault> doubt(ShareFault.Kind kind, Stream<Gap> gaps, String whose) {
        return gaps.filter(Gap::isPossible)
                .max(Comparator.comparingLong(Gap::most))
                .map(gap -> new ShareFault(
                        kind,
                        String.format(
                                Locale.ROOT,
                                whose + ": %d ms are measured, give or take %d ms (%s), and %d ms are tolerated",
                                gap.share().share(),
                                gap.other().share(),
                                gap.millis(),
                                gap.error(),
                                gap.share().record().clock().source(),
                                gap.tolerated())));
    }
}
