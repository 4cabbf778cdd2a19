package loadtest.report.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.RequestSummary;
import loadtest.settings.BadInput;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.slo.Observation;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/**
 * The earlier run, or runs, that a run is compared with: a named run, or the latest ones. They have the same scenario and
 * profile and reached their verdicts, passed or failed. A run on the stand-in is never compared with one on a deployment.
 * The latest runs also have the same hosts and the same load; a named run may differ there.
 */
public final class Baseline {
    /** The name of the promise in the verdict table. */
    public static final String PROMISE = "no regression against the baseline";

    private static final int MOST_RUNS = 7;
    private static final String SETTING = "-Dbaseline (PERF_BASELINE)";
    private static final String LATEST = "latest";

    private final Settings.Comparing settings;
    private final RunKind kind;
    private final List<Facts> runs;
    private final boolean latest;

    /** The properties that a run and its baseline must share. */
    public record RunKind(String scenario, String profile, boolean standIn) {}

    private Baseline(Settings.Comparing settings, RunKind kind, List<Facts> runs, boolean latest) {
        this.settings = settings;
        this.kind = kind;
        this.runs = runs;
        this.latest = latest;
    }

    /**
     * Finds the baseline that the settings ask for.
     *
     * @param kind of the run to be compared
     * @return empty where the settings ask for none
     * @throws BadInput in one line, if the named run cannot be compared with
     */
    public static Optional<Baseline> of(Settings settings, RunKind kind) {
        var comparing = settings.comparing();
        if (comparing.baseline().isEmpty() && comparing.gates()) {
            throw new BadInput("-Dbaseline.gate=true (PERF_BASELINE_GATE) has nothing to compare with;"
                    + " give -Dbaseline=latest, or a summary.json or run folder");
        }
        return comparing.baseline().map(asked -> {
            var latest = asked.equals(LATEST);
            var runs = latest ? earlier(settings.run().outputDir(), kind) : List.of(named(asked, kind));
            return new Baseline(comparing, kind, runs, latest);
        });
    }

    /** The baseline for a run on these hosts and with this load. */
    public Baseline under(List<String> hosts, List<String> steps) {
        var fitting = runs.stream()
                .filter(run -> !latest
                        || run.target().equals(hosts) && run.load().steps().equals(steps))
                .limit(MOST_RUNS)
                .toList();
        return new Baseline(settings, kind, fitting, latest);
    }

    /** A line for the plan. */
    public String note() {
        return (runs.isEmpty() ? "" : "compared with ") + describe();
    }

    String describe() {
        if (runs.isEmpty()) {
            return "no earlier run to compare with: none of " + kind.scenario() + ", profile " + kind.profile()
                    + ", on this target and with this load has come to its verdicts";
        }
        if (!latest) {
            return "the run of " + runs.get(0).started() + " on " + runs.get(0).whereInWhichVersion();
        }
        return runs.size() == 1
                ? "the one earlier run, of " + runs.get(0).started() + Facts.versions(runs)
                : "the median of the " + runs.size() + " latest runs, noise being their median absolute deviation"
                        + Facts.versions(runs);
    }

    /** Whether a regression fails the run. */
    public boolean gates() {
        return settings.gates();
    }

    /** @return empty where there is no earlier run */
    public Optional<Comparison> compare(List<RequestSummary> now) {
        var figures = now.stream()
                .map(seen -> new Facts.Figures(
                        seen.name(), seen.count(), seen.ko(), seen.rate(), seen.p50(), seen.p95(), seen.p99()))
                .toList();
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Comparer(settings).compare(describe(), runs, figures));
    }

    /** The promise that there is no regression. */
    public Promise promise() {
        return Promise.kept(PromiseKind.BASELINE, kind.scenario(), PROMISE);
    }

    /** The verdict on that promise. Without an earlier run it is not audited, so that the first run does not fail. */
    public Verdict verdict(List<RequestSummary> now) {
        var comparison = compare(now);
        if (comparison.isEmpty()) {
            return verdict(now, "no earlier run", VerdictOutcome.NOT_AUDITED, "");
        }
        if (comparison.get().nothingInCommon()) {
            return verdict(now, "nothing could be compared: no request in common", VerdictOutcome.MISSED, "");
        }
        var regressions = comparison.get().regressions();
        var others = comparison.get().notCompared();
        var note = others.isEmpty() ? "" : "not compared: " + String.join(", ", others);
        return regressions.isEmpty()
                ? verdict(now, "none", VerdictOutcome.MET, note)
                : verdict(now, String.join(", ", regressions), VerdictOutcome.MISSED, note);
    }

    private Verdict verdict(List<RequestSummary> now, String found, VerdictOutcome outcome, String note) {
        var samples = now.stream().mapToLong(RequestSummary::count).sum();
        return new Verdict(promise(), new Observation.Found(found), samples, outcome, note);
    }

    private static List<Facts> earlier(Path outputDir, RunKind kind) {
        try {
            return PastRun.in(outputDir).stream()
                    .flatMap(run -> run.facts().stream())
                    .filter(Facts::comparable)
                    .filter(run -> unlike(run, kind).isEmpty() && run.defects().isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new BadInput("-Dbaseline=latest: " + outputDir + " cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static Facts named(String asked, RunKind kind) {
        var valid =
                "latest, or the summary.json or folder of a run of " + kind.scenario() + ", profile " + kind.profile();
        try {
            var path = ProjectFolder.resolve(asked);
            if (!Files.exists(path)) {
                throw BadInput.in(SETTING, asked, valid + "; there is no such file or folder");
            }
            var facts = read(Files.isDirectory(path) ? path.resolve(PastRun.SUMMARY) : path);
            var wrong = new ArrayList<>(unlike(facts, kind));
            wrong.addAll(facts.defects());
            wrong.addAll(facts.unfit());
            if (!wrong.isEmpty()) {
                throw BadInput.in(SETTING, asked, valid + "; that run " + String.join(", ", wrong));
            }
            return facts;
        } catch (InvalidPathException e) {
            throw BadInput.in(SETTING, asked, valid);
        }
    }

    private static Facts read(Path summary) {
        try {
            var facts = FactsFile.read(summary);
            FactsFile.requireWhole(summary);
            return facts;
        } catch (BadInput e) {
            throw new BadInput(SETTING + ": " + e.getMessage());
        }
    }

    private static List<String> unlike(Facts run, RunKind kind) {
        var unlike = new ArrayList<String>();
        if (!run.scenario().equals(kind.scenario())) {
            unlike.add("is of " + run.scenario());
        }
        if (!run.profile().equals(kind.profile())) {
            unlike.add("has the profile " + run.profile());
        }
        if (run.standIn() != kind.standIn()) {
            unlike.add(run.standIn() ? "was on the stand-in" : "was not on the stand-in");
        }
        return unlike;
    }
}
