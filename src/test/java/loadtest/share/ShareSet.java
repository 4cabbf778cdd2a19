package loadtest.share;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Failure;
import loadtest.settings.Share;

/**
 * The shares of one scenario's run, as they were found.
 *
 * @param run what the most of them are shares of; its part says nothing
 * @param shares those of that run, each part once, in the order of their parts
 * @param faults what keeps them from being one run
 * @param doubts what would, and can be neither proven nor ruled out
 */
public record ShareSet(ShareIdentity run, List<FoundShare> shares, List<ShareFault> faults, List<ShareFault> doubts) {
    /** Of those that are missing: of 999 machines nobody reads a line each. */
    private static final int MOST_NAMED = 5;

    /**
     * Finds the shares below a folder.
     *
     * @return by scenario
     * @throws BadInput if none is found, or the folder cannot be read
     */
    public static Map<String, ShareSet> under(Path folder) {
        var found = new ArrayList<FoundShare>();
        var torn = new ArrayList<ShareFault>();
        for (var one : folders(folder)) {
            try {
                found.add(new FoundShare(one, ShareJson.read(one.record(), ShareRecord.class)));
            } catch (BadInput e) {
                torn.add(new ShareFault(ShareFault.Kind.COMPLETE, Failure.line(e)));
            }
        }
        if (found.isEmpty()) {
            throw BadInput.in(
                    "-Druns",
                    folder,
                    "a folder with the runs of all shares, each with its share/share.json"
                            + torn.stream().map(fault -> "; " + fault.words()).collect(Collectors.joining()));
        }
        var sets = new TreeMap<String, ShareSet>();
        found.stream()
                .collect(
                        Collectors.groupingBy(share -> share.record().identity().scenario()))
                .forEach((scenario, shares) -> sets.put(scenario, of(folder, shares, torn)));
        return sets;
    }

    /** How long their load went on, in seconds, where a setting said so. */
    public OptionalInt lengthSeconds() {
        return shares.stream()
                .flatMap(share -> Stream.ofNullable(share.record().lengthSeconds()))
                .mapToInt(seconds -> seconds)
                .findFirst();
    }

    private static List<ShareFolder> folders(Path folder) {
        try {
            return ShareFolder.under(folder);
        } catch (IOException | UncheckedIOException e) {
            throw BadInput.in("-Druns", folder, "a folder that can be read; " + Failure.line(e));
        }
    }

    /** @param torn of which the scenario cannot be read */
    private static ShareSet of(Path folder, List<FoundShare> found, List<ShareFault> torn) {
        var run = mostCommon(found);
        var faults = new ArrayList<>(torn);
        var shares = parts(found, run, faults);
        missing(run, shares)
                .forEach(part -> faults.add(
                        new ShareFault(ShareFault.Kind.COMPLETE, "share " + part + " is missing below " + folder)));
        faults.addAll(new ShareEnds(shares).faults());
        var clocks = new ShareClocks(shares);
        faults.addAll(clocks.faults());
        return new ShareSet(run, shares, List.copyOf(faults), clocks.doubts());
    }

    /** The parts that are not there; of many the first ones, and how many more. */
    private static List<String> missing(ShareIdentity run, List<FoundShare> shares) {
        var found = shares.stream().map(FoundShare::share).collect(Collectors.toSet());
        var missing = run.share().ofAllMachines().stream()
                .filter(part -> !found.contains(part))
                .map(Share::toString)
                .toList();
        if (missing.size() <= MOST_NAMED) {
            return missing;
        }
        var named = new ArrayList<>(missing.subList(0, MOST_NAMED));
        named.set(MOST_NAMED - 1, named.get(MOST_NAMED - 1) + ", like " + (missing.size() - MOST_NAMED) + " more,");
        return named;
    }

    /** The share of one machine; empty where it is missing. */
    public Optional<FoundShare> found(Share part) {
        return shares.stream().filter(share -> share.share().equals(part)).findFirst();
    }

    /** Those of the run, each part once, in the order of their parts. */
    private static List<FoundShare> parts(List<FoundShare> found, ShareIdentity run, List<ShareFault> faults) {
        var parts = new TreeMap<Integer, FoundShare>();
        for (var one : found) {
            var differences = one.record().identity().differences(run);
            if (!differences.isEmpty()) {
                var words = one.named() + " is of another run: " + String.join("; ", differences);
                faults.add(new ShareFault(ShareFault.Kind.ONE_RUN, words));
                continue;
            }
            var first = parts.putIfAbsent(one.share().part(), one);
            if (first != null) {
                var words = one.named() + " is there twice, the other in "
                        + first.folder().run();
                faults.add(new ShareFault(ShareFault.Kind.COMPLETE, words));
            }
        }
        return List.copyOf(parts.values());
    }

    /** Of equally many the first one. */
    private static ShareIdentity mostCommon(List<FoundShare> found) {
        var counts = found.stream()
                .map(one -> one.record().identity().whole())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .orElseThrow()
                .getKey();
    }
}
