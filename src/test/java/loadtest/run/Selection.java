package loadtest.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.load.Profile;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.target.Combination;
import loadtest.target.Scenario;
import loadtest.target.ScenarioFile;
import loadtest.target.Scenarios;
import loadtest.target.Simulations;
import loadtest.target.Target;

/**
 * Decides whether a scenario runs. Each simulation has a JVM of its own, so each judges the whole suite: otherwise the
 * last of them could not know that no scenario was left to run.
 */
public final class Selection {
    private static final String ALONE = "looks for the highest rate that it alone can have";

    private final Settings settings;
    private final Map<String, String> variables;
    private final boolean standIn;
    private final Scenarios scenarios;

    /**
     * @param variables those that the settings were read from
     * @throws BadInput for an unknown scenario, profile or simulation, more than one simulation, or a mistake in any
     *     scenario's file
     */
    public Selection(Settings settings, Map<String, String> variables) {
        this.settings = settings;
        this.variables = variables;
        this.standIn = Target.isStandIn(variables);
        this.scenarios = Scenarios.onClassPath();
        new ChosenNames(settings, variables, scenarios).require();
    }

    Scenarios scenarios() {
        return scenarios;
    }

    /** How many scenarios are meant to run. */
    long chosen() {
        return scenarios.all().stream()
                .filter(this::matchesSimulation)
                .filter(scenario -> !(choice(scenario) instanceof Choice.LeftOut))
                .count();
    }

    /** How many scenarios these settings ask for: each has a process of its own, and all share one console. */
    static int asked(Settings settings) {
        var asked = Scenarios.onClassPath().all().stream()
                .filter(scenario -> matchesSimulation(settings, scenario) && listed(settings, scenario))
                .count();
        return Math.max(1, (int) asked);
    }

    /** The decision on one scenario. */
    public sealed interface Choice {
        /** What keeps it from running; empty where nothing does. */
        default String why() {
            return "";
        }

        /** It runs. */
        record Chosen(ScenarioFile file, Profile profile) implements Choice {}

        /** Several run at once. */
        record Together(List<Chosen> parts) implements Choice {}

        /** It is not meant to run: the others go on, the build stays green. */
        record LeftOut(String why) implements Choice {}

        /** It was meant to run and cannot: the others go on, the build fails. */
        record CannotRun(String why) implements Choice {}
    }

    Choice choose(Scope scope) {
        return scope.combination().isPresent()
                ? together(scope.listed(settings), scope.combination().get())
                : choose(scope.scenarios().get(0));
    }

    /** All of them or none: a run that lacks one would not show how the products meet. */
    private Choice together(Scope scope, Combination combination) {
        if (!combination.simulation().equals(settings.run().simulation())) {
            return new Choice.LeftOut("runs only where it is named: -Dsimulation=" + combination.simulation());
        }
        var chosen = new ArrayList<Choice.Chosen>();
        var lacking = new ArrayList<String>();
        for (var scenario : scope.scenarios()) {
            var choice = choice(scenario);
            if (choice instanceof Choice.Chosen one && !one.profile().climbs()) {
                chosen.add(one);
            } else {
                lacking.add(scenario.id() + " " + (choice instanceof Choice.Chosen ? ALONE : choice.why()));
            }
        }
        if (lacking.isEmpty()) {
            return new Choice.Together(chosen);
        }
        var ids = chosen.stream().map(one -> one.file().scenario().id()).collect(Collectors.joining(","));
        return new Choice.CannotRun(String.join("; ", lacking)
                + (ids.isEmpty() ? "" : "; PERF_SCENARIOS=" + ids + " runs the others alone"));
    }

    /**
     * @throws BadInput where no scenario is left to run, for then even leaving this one out would be green
     */
    public Choice choose(Scenario scenario) {
        var chosen = choice(scenario);
        if (chosen instanceof Choice.LeftOut leftOut && chosen() == 0) {
            throw new BadInput("every scenario is left out: " + scenario.id() + " " + leftOut.why());
        }
        return chosen;
    }

    private Choice choice(Scenario scenario) {
        if (!listed(settings, scenario)) {
            var why = "is not in PERF_SCENARIOS="
                    + String.join(",", settings.run().scenarios());
            return namedBySimulation(scenario)
                    ? new Choice.CannotRun(why + ", yet -Dsimulation names it: drop one of the two")
                    : new Choice.LeftOut(why);
        }
        var file = scenarios.file(scenario.id());
        var profiles = file.profiles();
        var profile = profiles.named(settings.run().profile());
        if (profile.isEmpty()) {
            return new Choice.LeftOut(
                    "has no profile '" + settings.run().profile() + "', only " + String.join(", ", profiles.names()));
        }
        return configured(scenario).orElseGet(() -> chosen(file, profile.get()));
    }

    /** Machines would not see in time that a step has broken on another one, and their users would not leave. */
    private Choice chosen(ScenarioFile file, Profile profile) {
        if (profile.climbs() && !settings.run().share().isAll()) {
            return new Choice.CannotRun("profile " + profile.name()
                    + " climbs, and a climb is not shared: unset PERF_SHARE, or name another profile");
        }
        try {
            var length = settings.run().length().filter(time -> profile.anyLength());
            return new Choice.Chosen(file, length.map(profile::lasting).orElse(profile));
        } catch (BadInput e) {
            return new Choice.CannotRun(e.getMessage());
        }
    }

    /** Empty where nothing is missing. */
    private Optional<Choice> configured(Scenario scenario) {
        var lacking = standIn ? List.<String>of() : scenario.missing(settings, variables);
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        var missing = String.join(", ", lacking);
        var asked = namedBySimulation(scenario) || settings.run().scenarios().contains(scenario.id());
        return Optional.of(
                scenario.anySet(variables) || asked
                        ? new Choice.CannotRun("is missing " + missing + ": set it, or unset the rest")
                        : new Choice.LeftOut("is not configured: " + missing));
    }

    static boolean listed(Settings settings, Scenario scenario) {
        return settings.run().scenarios().isEmpty()
                || settings.run().scenarios().contains(scenario.id());
    }

    private boolean namedBySimulation(Scenario scenario) {
        return settings.run().simulation().equals(scenario.simulation());
    }

    /** Whether {@code -Dsimulation} names it, which may be a pattern such as {@code Voucher*}; Maven starts no other. */
    boolean matchesSimulation(Scenario scenario) {
        return matchesSimulation(settings, scenario) || combination().isPresent();
    }

    /** The combination of all scenarios that {@code -Dsimulation} names; empty where it names none. */
    Optional<Combination> combination() {
        return scenarios.named(settings.run().simulation());
    }

    static boolean matchesSimulation(Settings settings, Scenario scenario) {
        return Simulations.matches(settings.run().simulation(), scenario.simulation());
    }
}
