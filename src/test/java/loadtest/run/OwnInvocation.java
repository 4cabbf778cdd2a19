package loadtest.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import loadtest.report.github.JobRun;
import loadtest.report.history.PastRun;
import loadtest.report.invocation.InvocationFile;
import loadtest.report.invocation.InvocationPages;
import loadtest.report.page.LiveCommand;
import loadtest.report.page.VerdictPage;
import loadtest.report.summary.Summary;
import loadtest.report.text.Terminal;
import loadtest.settings.BadInput;
import loadtest.settings.Console;
import loadtest.settings.Failure;
import loadtest.settings.Settings;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;

/**
 * This process's part in its invocation: tells the invocation's file what becomes of its run, and is the one that ends
 * the invocation where it is the last. A file that cannot be written costs nothing else.
 *
 * @param attempt where its settings are not known, nothing is told
 */
record OwnInvocation(Attempt attempt) {
    static OwnInvocation of(Attempt attempt) {
        return new OwnInvocation(attempt);
    }

    void began() {
        with(file -> {
            InvocationPages.completeAbandoned(file.folder().toAbsolutePath().getParent());
            report().update(file, Optional.empty());
        });
    }

    void ended(Path folder) {
        with(file -> {
            file.ended(folder);
            InvocationPages.update(file, asked(), false);
        });
    }

    void leftOut(String why) {
        with(file -> {
            file.leftOut(why);
            report().update(file, Optional.empty());
        });
    }

    /** Tells the build server of a run that has ended, and of the others as far as they are known. */
    void publish(Summary summary, Optional<Path> folder) {
        var own = JobRun.of(summary, folder);
        if (folder.isEmpty() || !with(file -> report().update(file, Optional.of(own)))) {
            report().ofOneRun(Parentage.atStart().invocation().name(), own);
        }
    }

    private JobReport report() {
        return new JobReport(settings(), asked());
    }

    /**
     * Prints what became of all scenarios where this process is the last of several, and completes the pages.
     *
     * @param stopsOthers whether no other scenario's process follows this one
     */
    void end(boolean stopsOthers) {
        with(file -> {
            var begun = file.begun();
            if (stopsOthers || begun.containsAll(started())) {
                var all = InvocationPages.update(file, asked(), true);
                if (begun.size() > 1) {
                    Console.styled(all.table(Terminal.ofThisProcess()));
                }
            }
        });
    }

    /** What a live page says of the invocation; where that is not known, this scenario is alone. */
    LiveCommand live() {
        var live = new AtomicReference<>(
                new LiveCommand(Parentage.atStart().invocation().name(), List.of(), false));
        with(file -> {
            var earlier =
                    file.runs().stream().flatMap(run -> run.run().stream().map(past -> earlier(run.scenario(), past)));
            live.set(new LiveCommand(
                    file.folder().getFileName().toString(),
                    earlier.toList(),
                    !file.begun().containsAll(asked())));
        });
        return live.get();
    }

    private static LiveCommand.Earlier earlier(String scenario, PastRun past) {
        return new LiveCommand.Earlier(
                scenario,
                past.facts().map(facts -> facts.outcome().name()).orElse("NO VERDICT"),
                past.folder().resolve(VerdictPage.NAME).toUri().toString());
    }

    /** Those that Maven starts a process for; a process that it did not start is alone. */
    private Set<String> started() {
        return Parentage.atStart().forked()
                ? scenarios(scenario -> Selection.matchesSimulation(settings(), scenario))
                : Set.of(attempt.scenario());
    }

    /** Those of them that are to run. */
    private Set<String> asked() {
        var asked = new LinkedHashSet<>(scenarios(scenario -> Selection.listed(settings(), scenario)));
        asked.retainAll(started());
        return asked;
    }

    /**
     * This one alone where it combines all, and where a scenario's file has a mistake, since no other can run then either.
     */
    private Set<String> scenarios(Predicate<Scenario> which) {
        try {
            if (Scenarios.onClassPath().combination(attempt.scenario()).isPresent()) {
                return Set.of(attempt.scenario());
            }
            return Scenarios.onClassPath().all().stream()
                    .filter(which)
                    .map(Scenario::id)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (BadInput e) {
            return Set.of(attempt.scenario());
        }
    }

    private Settings settings() {
        return attempt.settings().orElseThrow();
    }

    /** @return whether the invocation's file could be used */
    private boolean with(FileUse use) {
        if (attempt.settings().isEmpty()
                || !Writable.isWritable(settings().run().outputDir())) {
            return false;
        }
        try {
            use.of(InvocationFile.begin(
                    settings().run().outputDir(),
                    Parentage.atStart().invocation(),
                    attempt.scenario(),
                    attempt.id().value(),
                    asked()));
            return true;
        } catch (IOException | RuntimeException e) {
            System.out.println("the evidence is incomplete: the outcomes of this command lack " + attempt.scenario()
                    + " (" + Failure.line(e) + ")");
            return false;
        }
    }

    private interface FileUse {
        void of(InvocationFile file) throws IOException;
    }
}
