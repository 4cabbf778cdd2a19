package loadtest.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.audit.Audit;
import loadtest.settings.BadInput;
import loadtest.share.EventsInOrder;
import loadtest.share.JoinedLines;
import loadtest.share.ShareFault;
import loadtest.share.ShareSet;
import loadtest.slo.Finding;
import loadtest.target.Target;

/**
 * What this process merges, where it sends no load of its own: the shares of one scenario's run. The simulation is built
 * as for any run; its recorder is told what those of the shares were told.
 */
final class Merge {
    /** Of the process that merges: the folder below which the shares lie. */
    static final String PROPERTY = "loadtest.merge";

    /** How long a load goes on, as its shares were told. */
    private static final String LENGTH = "length";

    /**
     * They are about one machine's part of a load, about what it writes, or about other scenarios; a merge is about the
     * whole of one, and as long as its shares were.
     */
    private static final Set<String> OF_ONE_SHARE = Set.of(
            "PERF_SHARE",
            "PERF_START_AT",
            "PERF_SCENARIOS",
            "PERF_RESPONSE_LOG",
            "PERF_LOCUST_LOG",
            "PERF_LOAD_LENGTH",
            LENGTH);

    private static volatile Optional<Merge> ofThisProcess = Optional.empty();

    private final ShareSet set;
    private final EventsInOrder events;
    private final ReplayClock clock = new ReplayClock();
    private final ServerSide server;
    private Optional<String> unaudited = Optional.empty();

    private Merge(ShareSet set) {
        this.set = set;
        this.events = new EventsInOrder(set.shares());
        this.server = MergedServer.of(set);
    }

    /**
     * Reads what this process is to merge, if anything.
     *
     * @throws BadInput if there is no share of this scenario
     */
    static void begin(String scenario) {
        var folder = System.getProperty(PROPERTY, "");
        if (!folder.isEmpty()) {
            var found = ShareSet.under(Path.of(folder)).get(scenario);
            if (found == null) {
                throw BadInput.in("-Druns", folder, "a folder with shares of " + scenario);
            }
            ofThisProcess = Optional.of(new Merge(found));
        }
    }

    /** Empty where this process runs a load. */
    static Optional<Merge> ofThisProcess() {
        return ofThisProcess;
    }

    /** These variables without those that a merge does not heed, and with the name and the length of the shares' run. */
    static Map<String, String> relevant(Map<String, String> variables) {
        var relevant = new HashMap<>(variables);
        ofThisProcess.ifPresent(merge -> {
            relevant.keySet().removeAll(OF_ONE_SHARE);
            relevant.putIfAbsent("PERF_RUN_GROUP", merge.set.run().group());
            merge.set.lengthSeconds().ifPresent(seconds -> relevant.put(LENGTH, seconds + " s"));
        });
        return relevant;
    }

    /** @throws BadInput if these variables name no target: the audits would ask a stand-in of this process */
    void require(Map<String, String> variables) {
        if (Target.isStandIn(variables)) {
            throw new BadInput("no target is configured, and the shares have loaded "
                    + String.join(", ", set.run().target()) + ": a merge needs the settings that the shares had");
        }
    }

    /** What a reader must know of it. */
    List<String> notes() {
        var merged = set.shares().size() + " of " + set.run().share().of() + " shares of "
                + set.run().group() + " are merged; nothing is sent";
        return Stream.concat(Stream.of(merged), set.faults().stream().map(ShareFault::words))
                .toList();
    }

    ShareSet set() {
        return set;
    }

    EventsInOrder events() {
        return events;
    }

    /** The time of the load that is replayed. */
    ReplayClock clock() {
        return clock;
    }

    MergedMachines machines() {
        return new MergedMachines(set);
    }

    /** What the server said of itself to them. */
    ServerSide server() {
        return server;
    }

    /** The run without the requests that no share sends. */
    PreparedRun without(PreparedRun run) {
        var less = run;
        for (var request : machines().leftOut()) {
            if (!less.leftOut().contains(request)) {
                less = less.without(request, "no share sends it");
            }
        }
        return less;
    }

    /** Gives an audit what the shares have recorded for it, in the place of asking the database before a load. */
    void prepare(Audit audit) {
        unaudited = new UnitedEvidence(set).giveTo(audit);
    }

    /**
     * Starts the audit of all shares together.
     *
     * @param promises the names of what it finds
     */
    CompletableFuture<Map<String, Finding>> audit(Audit audit, List<String> promises) {
        return unaudited
                .map(why -> CompletableFuture.completedFuture(
                        promises.stream().collect(Collectors.toMap(name -> name, name -> Finding.failed(why)))))
                .orElseGet(audit::start);
    }

    /** Joins the files of lines that the shares left in the folders of their runs. */
    void joinLines(Path folder) {
        try {
            JoinedLines.write(set.shares(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
