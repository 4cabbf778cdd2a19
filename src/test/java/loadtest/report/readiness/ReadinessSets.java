package loadtest.report.readiness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.summary.RunOutcome;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;

/**
 * Finds the runs that are of one profile and one target. The scenarios of a deployment load different hosts, so runs
 * belong together that share a host or an invocation.
 */
public final class ReadinessSets {
    /** A profile becomes a part of a file's name. */
    private static final String NAME = "[\\w-]+";

    private final String profile;
    private final boolean standIn;
    private final Set<String> keys = new HashSet<>();
    private final List<PastRun> runs = new ArrayList<>();

    private ReadinessSets(Facts facts) {
        this.profile = facts.profile();
        this.standIn = facts.standIn();
    }

    /**
     * The sets of these runs, the one with the newest run first.
     *
     * @param all newest first
     */
    public static List<ReadinessSet> of(List<PastRun> all) {
        var groups = new ArrayList<ReadinessSets>();
        for (var run : all) {
            run.facts()
                    .filter(facts -> !facts.isPart() && facts.profile().matches(NAME))
                    .ifPresent(facts -> add(groups, run, facts));
        }
        return groups.stream()
                .filter(group -> group.standIn || !group.hosts().isEmpty())
                .filter(ReadinessSets::isOfAProfile)
                .flatMap(group -> group.set(all).stream())
                .sorted(Comparator.comparing((ReadinessSet set) -> set.newest().started())
                        .reversed())
                .toList();
    }

    /** A name that no scenario's file has, and under which nothing ever ran, was mistyped. */
    private boolean isOfAProfile() {
        return !defining().isEmpty() || runs.stream().anyMatch(is(facts -> facts.outcome() != RunOutcome.NOT_RUN));
    }

    private static void add(List<ReadinessSets> groups, PastRun run, Facts facts) {
        var joined = new ReadinessSets(facts);
        joined.runs.add(run);
        joined.keys.addAll(keys(facts));
        for (var group : List.copyOf(groups)) {
            if (group.touches(joined)) {
                groups.remove(group);
                joined.keys.addAll(group.keys);
                joined.runs.addAll(group.runs);
            }
        }
        groups.add(joined);
    }

    private boolean touches(ReadinessSets other) {
        return profile.equals(other.profile)
                && standIn == other.standIn
                && (standIn || keys.stream().anyMatch(other.keys::contains));
    }

    private static Set<String> keys(Facts facts) {
        var hosts = facts.target().stream().map(host -> "host " + host);
        var invocation = Stream.ofNullable(facts.invocation()).map(name -> "invocation " + name);
        return Stream.concat(hosts, invocation).collect(Collectors.toSet());
    }

    private Set<String> hosts() {
        return runs.stream()
                .flatMap(run -> run.facts().stream())
                .flatMap(facts -> facts.target().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param all of which those without a known host may have been meant for this target, and count here */
    private Optional<ReadinessSet> set(List<PastRun> all) {
        var mine = all.stream()
                .filter(run -> runs.contains(run) || isHostless(run))
                .toList();
        var counting = mine.stream().filter(is(facts -> !facts.rehearsed())).toList();
        return counting.stream().findFirst().map(newest -> {
            var entries = scenarios(mine).stream()
                    .map(scenario -> entry(scenario, mine, counting, all))
                    .toList();
            var where = standIn ? "the stand-in" : String.join(", ", hosts());
            return new ReadinessSet(profile, where, standIn, entries, newest, mine);
        });
    }

    private boolean isHostless(PastRun run) {
        return !standIn
                && is(facts -> facts.target().isEmpty()
                                && !facts.standIn()
                                && !facts.isPart()
                                && facts.profile().equals(profile))
                        .test(run);
    }

    /** Those that define the profile, and those that ran under it. */
    private Set<String> scenarios(List<PastRun> mine) {
        var names = new TreeSet<>(defining());
        mine.forEach(run -> run.facts().ifPresent(facts -> names.add(facts.scenario())));
        return names;
    }

    private List<String> defining() {
        return Scenarios.onClassPath().files().stream()
                .filter(file -> file.profiles().named(profile).isPresent())
                .map(file -> file.scenario().id())
                .toList();
    }

    private static ReadinessEntry entry(
            String scenario, List<PastRun> mine, List<PastRun> counting, List<PastRun> all) {
        Predicate<PastRun> of = is(facts -> facts.scenario().equals(scenario));
        var newest = mine.stream().filter(of).findFirst();
        var run = counting.stream().filter(of).findFirst();
        var name = Scenario.simulation(scenario).toLowerCase(Locale.ROOT) + "-";
        var silent = all.stream()
                .takeWhile(found -> !run.equals(Optional.of(found)))
                .filter(found -> found.facts().isEmpty() && found.name().startsWith(name))
                .findFirst();
        return new ReadinessEntry(scenario, run, newest.filter(found -> !run.equals(newest)), silent);
    }

    private static Predicate<PastRun> is(Predicate<Facts> what) {
        return run -> run.facts().filter(what).isPresent();
    }
}
