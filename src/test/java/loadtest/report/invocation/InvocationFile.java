package loadtest.report.invocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loadtest.report.Invocation;
import loadtest.report.history.PastRun;
import loadtest.report.invocation.InvocationLine.InvocationEvent;
import loadtest.report.invocation.InvocationRun.InvocationState;
import loadtest.settings.AppendedLines;
import loadtest.settings.WholeFile;

/**
 * What became of every scenario of one invocation, {@code <start>-<pid>/outcomes.ndjson} in the output folder. Each
 * scenario is a process of its own, which adds a line when it begins and one when it ends; the figures are in the
 * summary of its run.
 *
 * @param folder of the invocation, in the output folder
 */
public record InvocationFile(Path folder, String scenario, String runId) {
    private static final String NAME = "outcomes.ndjson";

    /** Empty; made when a later command has completed the pages of one that was killed. */
    private static final String COMPLETED = ".completed";

    /**
     * Adds that a run begins, unless it was added before.
     *
     * @param asked the scenarios that are to run
     * @throws IOException if the file cannot be read or written
     */
    public static InvocationFile begin(
            Path outputDir, Invocation invocation, String scenario, String runId, Collection<String> asked)
            throws IOException {
        for (var nth = 1; ; nth++) {
            // The next folder: a build daemon is one process for several invocations.
            var folder = outputDir.resolve(invocation.name() + (nth == 1 ? "" : "-" + nth));
            var file = new InvocationFile(folder, scenario, runId);
            var begun = file.lines().stream()
                    .filter(line -> line.scenario().equals(scenario))
                    .findFirst();
            if (begun.isEmpty()) {
                file.add(InvocationEvent.BEGAN, null, null, asked);
                return file;
            }
            if (begun.get().runId().equals(runId)) {
                return file;
            }
        }
    }

    /**
     * Adds that the run has ended, after its summary was written.
     *
     * @param run its folder
     * @throws IOException if it cannot be written
     */
    public void ended(Path run) throws IOException {
        add(InvocationEvent.ENDED, run.getFileName().toString(), null, null);
    }

    /**
     * Adds that the scenario is not meant to run.
     *
     * @throws IOException if it cannot be written
     */
    public void leftOut(String why) throws IOException {
        add(InvocationEvent.LEFT_OUT, null, why, null);
    }

    /**
     * The scenarios that have begun by now, in their order. They run one after the other, so one that has not ended
     * before the next began never will.
     *
     * @throws IOException if the file cannot be read
     */
    public List<InvocationRun> runs() throws IOException {
        var lines = lines();
        var latest = new LinkedHashMap<String, InvocationLine>();
        lines.forEach(line -> latest.put(line.scenario(), line));
        var last = lines.isEmpty() ? "" : lines.get(lines.size() - 1).scenario();
        return latest.values().stream()
                .map(line -> run(line, line.scenario().equals(last)))
                .toList();
    }

    /**
     * The scenarios that have begun; their runs are not read.
     *
     * @throws IOException if the file cannot be read
     */
    public Set<String> begun() throws IOException {
        return begun(lines());
    }

    /** Whether a run has not ended, or one that is to run has not begun. */
    boolean goesOn() throws IOException {
        var lines = lines();
        return !lines.isEmpty()
                && (lines.get(lines.size() - 1).event() == InvocationEvent.BEGAN
                        || !begun(lines).containsAll(asked(lines)));
    }

    /** Whether {@link #complete} was called and nothing was added since. */
    boolean isCompleted() throws IOException {
        var completed = folder.resolve(COMPLETED);
        return Files.exists(completed)
                && Files.getLastModifiedTime(completed).compareTo(Files.getLastModifiedTime(folder.resolve(NAME))) >= 0;
    }

    /** Notes that all pages say by now what became of it, though nobody has ended it. */
    void complete() throws IOException {
        WholeFile.write(folder.resolve(COMPLETED), "");
    }

    /** The scenarios that are to run, in their order. */
    Set<String> asked() throws IOException {
        return asked(lines());
    }

    private static Set<String> begun(List<InvocationLine> lines) {
        return lines.stream().map(InvocationLine::scenario).collect(Collectors.toSet());
    }

    private static Set<String> asked(List<InvocationLine> lines) {
        return lines.stream()
                .map(InvocationLine::asked)
                .filter(Objects::nonNull)
                .findFirst()
                .map(LinkedHashSet::new)
                .orElseGet(LinkedHashSet::new);
    }

    private InvocationRun run(InvocationLine line, boolean last) {
        var state =
                switch (line.event()) {
                    case BEGAN -> last ? InvocationState.GOES_ON : InvocationState.DID_NOT_END;
                    case ENDED -> InvocationState.ENDED;
                    case LEFT_OUT -> InvocationState.LEFT_OUT;
                };
        var past =
                Optional.ofNullable(line.folder()).map(folder::resolveSibling).map(PastRun::of);
        return new InvocationRun(line.scenario(), line.runId(), state, past, line.why() == null ? "" : line.why());
    }

    private List<InvocationLine> lines() throws IOException {
        var file = folder.resolve(NAME);
        var lines = new ArrayList<InvocationLine>();
        if (Files.exists(file)) {
            AppendedLines.objects(file)
                    .forEach(object -> InvocationLine.of(object).ifPresent(lines::add));
        }
        return lines;
    }

    private void add(InvocationEvent event, String run, String why, Collection<String> asked) throws IOException {
        var line = new InvocationLine(scenario, runId, event, Instant.now().toString(), run, why, asked);
        try (var file = AppendedLines.open(folder.resolve(NAME))) {
            file.append(line.json());
        }
    }
}
