package loadtest.share;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether shares ran to their end, as planned, and are all there. */
record ShareEnds(List<FoundShare> shares) {
    List<ShareFault> faults() {
        var faults = new ArrayList<ShareFault>();
        shares.forEach(share -> {
            var end = share.record().end();
            if (end == null) {
                faults.add(new ShareFault(
                        ShareFault.Kind.COMPLETE,
                        share.named() + " has no end: it was killed, still runs, or its files are not all there"));
            } else if (end.cutOff() != null) {
                faults.add(new ShareFault(ShareFault.Kind.COMPLETE, share.named() + " " + end.cutOff()));
            }
        });
        shares.stream().flatMap(ShareEnds::invalid).forEach(faults::add);
        shares.stream().map(LineFiles::faults).forEach(faults::addAll);
        return faults;
    }

    /** Beside those of the others its late users and seconds may be too few to be seen. */
    private static Stream<ShareFault> invalid(FoundShare share) {
        return Stream.ofNullable(share.record().end())
                .flatMap(end -> end.invalid().stream())
                .map(why -> new ShareFault(ShareFault.Kind.ON_SCHEDULE, share.named() + ": " + why));
    }
}
