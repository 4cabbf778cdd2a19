package loadtest.target;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.load.Profiles;
import loadtest.settings.DataFile;
import loadtest.slo.AbortRules;
import loadtest.slo.DriftLimits;
import loadtest.slo.Schedule;
import loadtest.slo.Slos;
import loadtest.slo.Source;

/**
 * Everything that a scenario's file says, read once per run and handed on. Whatever in it can be known to be wrong is
 * found here, before anything is sent.
 *
 * @param limitedCallsPerUser how many calls under the agent API's rate limit one user makes, on average
 * @param drift how far the target may change while a load goes on; empty where the file does not say
 */
public record ScenarioFile(
        Scenario scenario,
        Profiles profiles,
        double limitedCallsPerUser,
        Slos slos,
        AbortRules abort,
        Schedule schedule,
        Optional<DriftLimits> drift) {
    private static final int MOST_CALLS = 1_000;

    /** Beside those of {@link Scenario}. */
    private static final List<String> WORDS = List.of(
            "profiles",
            "limited-calls-per-user",
            "failed",
            "requests",
            "budgets",
            "throughput",
            "integrity",
            "abort",
            "schedule",
            "drift");

    /** @throws loadtest.settings.BadInput for the first mistake, naming file and line */
    static ScenarioFile read(String id) {
        return of(id, DataFile.read(Scenarios.resource(id)));
    }

    /** The same of what its file holds. */
    static ScenarioFile of(String id, DataFile all) {
        var words = Stream.concat(WORDS.stream(), Scenario.WORDS.stream()).toArray(String[]::new);
        var data = all.only(words);
        var scenario = Scenario.read(id, data);
        var limitedCalls = limitedCalls(data);
        requireAudits(scenario, data);
        if (!scenario.dispatches()) {
            refuseDispatchers(data.child("budgets"));
            refuseDispatchers(data.child("abort"));
        }
        var file = new ScenarioFile(
                scenario,
                Profiles.read(data),
                limitedCalls,
                Slos.read(scenario.id(), data),
                AbortRules.read(scenario.id(), data),
                Schedule.read(scenario.id(), data),
                DriftLimits.read(data));
        requireTargets(scenario, data.child("profiles"));
        file.requireDrift(data.child("profiles"));
        return file;
    }

    /** The same with requests that run in the group of this scenario, as beside others in one run. */
    public ScenarioFile grouped() {
        return new ScenarioFile(
                scenario, profiles, limitedCallsPerUser, slos.grouped(), abort.grouped(), schedule, drift);
    }

    private static double limitedCalls(DataFile data) {
        var calls = data.number("limited-calls-per-user").orElse(0.0);
        if (calls < 0 || calls > MOST_CALLS) {
            throw data.wrong("limited-calls-per-user", "a number from 0 to " + MOST_CALLS);
        }
        return calls;
    }

    /** A promise that no audit checks would fail only at the end of the run. */
    private static void requireAudits(Scenario scenario, DataFile data) {
        var names = data.list("integrity");
        for (int i = 0; i < names.size(); i++) {
            if (!scenario.room().audited().contains(names.get(i))) {
                var valid = scenario.room().audited().isEmpty()
                        ? "nothing: " + scenario.id() + " has no audit"
                        : "what the audit of " + scenario.id() + " looks into: "
                                + String.join(", ", scenario.room().audited());
                throw data.wrongItem("integrity", i, valid);
            }
            if (names.indexOf(names.get(i)) < i) {
                throw data.wrongItem("integrity", i, "each name once");
            }
        }
    }

    private static void refuseDispatchers(DataFile block) {
        for (var name : block.words()) {
            // A duration such as the window of all criteria has no source.
            if (block.isBlock(name)
                    && Source.named(block.child(name))
                            .filter(Source::isDispatchers)
                            .isPresent()) {
                throw block.child(name).wrong("source", "http: no dispatcher reports WhatsApp's answers here");
            }
        }
    }

    /** Without limits there would be nothing to judge. */
    private void requireDrift(DataFile data) {
        profiles.all().stream()
                .filter(profile -> profile.judgesDrift() && drift.isEmpty())
                .findFirst()
                .ifPresent(profile -> {
                    throw data.child(profile.name())
                            .wrong(
                                    "judges-drift",
                                    "false, or a block of limits beside 'profiles', such as drift { p95 = \"50 %\" }");
                });
    }

    private static void requireTargets(Scenario scenario, DataFile profiles) {
        for (var name : profiles.words()) {
            var profile = profiles.child(name);
            if (profile.has("targets") != scenario.dispatches()) {
                throw profile.wrong(
                        "targets",
                        scenario.dispatches()
                                ? "how many targets the users share, such as targets = 1000"
                                : "nothing: users of " + scenario.id() + " share no list of targets");
            }
        }
    }
}
