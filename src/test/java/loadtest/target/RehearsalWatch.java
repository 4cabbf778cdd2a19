package loadtest.target;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import loadtest.settings.ForeignText;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;
import loadtest.standin.Rehearsal;

/**
 * Learns from the target whether a run is a rehearsal: whether it loads a stand-in that goes wrong on purpose, by the
 * run's own fault plan or by one that somebody sends to it. It is asked before the load, since it may not outlive that,
 * and at the end, for the plans that came meanwhile.
 */
public final class RehearsalWatch {
    private static final int MOST_NAMES = 20;

    private final Collection<Origin> servers;
    private final Target target;
    private final Instant start = Instant.now();
    private final Set<String> names = new LinkedHashSet<>();

    /** Asks for the first time. */
    public RehearsalWatch(Collection<Origin> servers, Target target) {
        this.servers = servers;
        this.target = target;
        ask();
        if (names.isEmpty()) {
            names.addAll(planned(target.settings()));
        }
    }

    /** What a run that has not begun is to rehearse: the file of its plan, whose faults nobody has read yet. */
    public static List<String> planned(Settings settings) {
        return settings.run().faults().map(ProjectFolder::relative).stream()
                .map(String::valueOf)
                .toList();
    }

    /** What has gone wrong on purpose so far, by name; empty where this is no rehearsal. */
    public synchronized List<String> names() {
        return List.copyOf(names);
    }

    /**
     * Asks for the last time, which takes a few seconds where nothing answers.
     *
     * @return notes for the reader of the report
     */
    public List<String> end() {
        var strikes = ask();
        if (target.settings().run().faults().isPresent()) {
            return strikes;
        }
        var found = names();
        return found.isEmpty() ? List.of() : List.of("the stand-in went wrong on purpose: " + String.join(", ", found));
    }

    private synchronized List<String> ask() {
        var strikes = new ArrayList<String>();
        for (var rehearsal : rehearsals()) {
            rehearsal.names().stream().limit(MOST_NAMES).map(ForeignText::shown).forEach(names::add);
            strikes.addAll(rehearsal.strikes());
        }
        return strikes;
    }

    /** Only servers on loopback are asked: a stand-in listens nowhere else, and no deployment knows the question. */
    private List<Rehearsal> rehearsals() {
        var asked = new LinkedHashMap<URI, Rehearsal>();
        for (var server : servers) {
            if (TargetGuard.isLoopback(server.address().getHost())) {
                asked.computeIfAbsent(
                        PreflightCalls.origin(server.address()),
                        origin -> Rehearsal.since(start, origin, server.headersWithoutAccess()));
            }
        }
        return List.copyOf(asked.values());
    }
}
