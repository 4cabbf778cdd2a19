package loadtest.report.readiness;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.history.PastRun;

/**
 * The newest run of every scenario of one profile on one target: what a release is decided on.
 *
 * @param where the target, in words
 * @param entries in the order of the scenarios' names
 * @param newest of these runs
 * @param all runs of this profile on this target, newest first, rehearsals among them
 */
public record ReadinessSet(
        String profile,
        String where,
        boolean standIn,
        List<ReadinessEntry> entries,
        PastRun newest,
        List<PastRun> all) {
    private static final String NO_DEPLOYMENT = "stand-in was loaded, not a deployment; ";
    private static final int LONGEST_NAME = 80; // of a file, in characters

    /** The statement in short. */
    public String verdict() {
        return isStatement() ? "Ready: " + count() + " of " + entries.size() : "No statement of readiness";
    }

    /** The statement with its reasons: which scenarios are ready, and why the others are not. */
    public String headline() {
        var ready = isStatement() ? verdict() : verdict() + ": the " + NO_DEPLOYMENT + kept();
        return Stream.concat(Stream.of(ready), unready().stream()).collect(Collectors.joining("; ")) + ".";
    }

    /** Each scenario that is not ready, and why. */
    List<String> unready() {
        return entries.stream()
                .filter(entry -> !entry.ready())
                .map(entry -> entry.scenario() + (isStatement() ? " is not (" : " did not (") + entry.why() + ")")
                .toList();
    }

    /** What a page has below its title: on the stand-in why it states nothing. */
    String subtitle() {
        if (!isStatement()) {
            return "The " + NO_DEPLOYMENT + kept() + ".";
        }
        return ready() ? "Every scenario kept its promises in its newest run." : "Not ready:";
    }

    private String kept() {
        return "kept their promises: " + count() + " of " + entries.size();
    }

    /** What limits the statement beside the risks of single runs. */
    public List<String> caveats() {
        return entries.stream().flatMap(entry -> entry.facts().stream()).anyMatch(ReadinessEntry::undecided)
                ? List.of("Response times do not decide under " + profile
                        + ", which is made for a laptop: nothing is said of the target's speed.")
                : List.of();
    }

    /** Whether it says something of a deployment. */
    public boolean isStatement() {
        return !standIn;
    }

    /** Whether every scenario is ready. */
    public boolean ready() {
        return isStatement() && count() == entries.size();
    }

    long count() {
        return entries.stream().filter(ReadinessEntry::ready).count();
    }

    /** The profile and the target, in words. */
    public String title() {
        return profile + " on " + where;
    }

    /** The runs, in the order of the entries. */
    public List<PastRun> runs() {
        return entries.stream().flatMap(entry -> entry.run().stream()).toList();
    }

    /** The runs of a scenario that count, newest first. */
    public List<PastRun> runs(String scenario) {
        return all.stream()
                .filter(run -> run.facts()
                        .filter(facts -> facts.scenario().equals(scenario) && !facts.rehearsed())
                        .isPresent())
                .toList();
    }

    /** A name for its files, such as {@code ramp.api.staging.example.com}. */
    public String name() {
        var target = standIn ? "stand-in" : where.replace(", ", "+").replaceAll("[^A-Za-z0-9.+-]", "_");
        var name = profile + "." + target;
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME) + String.format(Locale.ROOT, "-%08x", name.hashCode());
    }
}
