package loadtest.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Failure;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;
import loadtest.settings.UnknownVariables;
import loadtest.settings.Variables;
import loadtest.target.Check;
import loadtest.target.Combination;
import loadtest.target.PreflightCalls;
import loadtest.target.Scenario;
import loadtest.target.SettingsList;
import loadtest.target.Target;
import loadtest.target.TargetReadiness;

/**
 * Says whether the chosen scenarios can run, and what keeps them from it: {@code mvn test-compile exec:java@doctor}.
 * Changes nothing anywhere. Exits with 0 if they can, with 2 if they cannot, with 1 if the doctor itself fails.
 */
public final class Doctor {
    private static final int CANNOT_RUN = 2;

    private final Map<String, String> variables;
    private final UnknownVariables unknown;
    private final List<DoctorRow> rows = new ArrayList<>();
    private final Map<String, Check> signedIn = new HashMap<>();

    /** One line of the table. */
    private record DoctorRow(String of, Check check) {}

    Doctor(Map<String, String> variables, UnknownVariables unknown) {
        this.variables = variables;
        this.unknown = unknown;
    }

    public static void main(String[] arguments) {
        try {
            var doctor = new Doctor(Variables.of(ProjectFolder.path()), UnknownVariables.of(ProjectFolder.path()));
            doctor.examine().forEach(System.out::println);
            if (!doctor.ready()) {
                System.exit(CANNOT_RUN);
            }
        } catch (BadInput e) {
            System.out.println(Failure.line(e));
            System.exit(CANNOT_RUN);
        } catch (Throwable e) {
            System.out.println("the doctor has failed: " + Failure.line(e));
            System.exit(1);
        }
    }

    /** The lines of the report. */
    List<String> examine() {
        var list = new SettingsList(variables);
        var lines = new ArrayList<String>();
        lines.add("Settings");
        list.shown().forEach((name, value) -> lines.add("  %-34s %s".formatted(name, value)));
        if (list.shown().isEmpty()) {
            lines.add("  none: every one has its default");
        }
        list.wrong().forEach((name, why) -> rows.add(new DoctorRow("settings", failed(name, why))));
        var readable = ready();
        unknown.mistakes()
                .forEach(one -> rows.add(
                        new DoctorRow("settings", failed(one.name(), one.what().strip()))));
        Stream.concat(unknown.notes().stream(), unknown.foreign().stream())
                .forEach(one -> rows.add(new DoctorRow("settings", Check.note(one.name(), one.what()))));
        if (readable) {
            rows.add(new DoctorRow("settings", Check.of("choice", this::scenarios)));
        }
        lines.add("");
        lines.addAll(table());
        lines.add("");
        lines.add(conclusion());
        return lines;
    }

    boolean ready() {
        return rows.stream().noneMatch(row -> row.check().failed());
    }

    /** Checks each scenario; adds a row for every check. */
    private Check scenarios() {
        var standIn = Target.isStandIn(variables);
        var relevant = Target.relevant(variables);
        var settings = Settings.of(relevant).inForce();
        var selection = new Selection(settings, relevant);
        SharedRun.require(settings, standIn, selection.chosen());
        for (var scenario : selection.scenarios().all()) {
            checks(selection, scenario, settings, relevant)
                    .forEach(check -> rows.add(new DoctorRow(scenario.id(), check)));
        }
        selection.combination().ifPresent(all -> rows.add(new DoctorRow(all.id(), together(selection, all))));
        if (!standIn) {
            seeding(settings).forEach(check -> rows.add(new DoctorRow("seeding", check)));
        }
        var profile = "profile " + settings.run().profile()
                + (Variables.isProfileOlder(relevant) ? ", which " + Variables.OLDER_PROFILE + " names" : "");
        return Check.ok(
                "choice", standIn ? profile + ", and no target is configured: the stand-in serves all" : profile);
    }

    private List<Check> checks(
            Selection selection, Scenario scenario, Settings settings, Map<String, String> relevant) {
        if (!selection.matchesSimulation(scenario)) {
            return List.of(Check.note("settings", "left out: -Dsimulation does not name it"));
        }
        var choice = choice(selection, scenario);
        if (choice instanceof Selection.Choice.LeftOut leftOut) {
            return List.of(Check.note("settings", "left out: it " + leftOut.why()));
        }
        if (choice instanceof Selection.Choice.CannotRun cannotRun) {
            return List.of(failed("settings", "it " + cannotRun.why()));
        }
        if (Target.isStandIn(relevant)) {
            return List.of(Check.ok("settings", "runs on the stand-in, which seeds itself"));
        }
        var run = (Selection.Choice.Chosen) choice;
        return Stream.concat(
                        Stream.of(Check.ok("settings", "nothing is missing")),
                        // Nothing is started: it is no stand-in.
                        new TargetReadiness(run.file(), Target.open(settings, relevant), run.profile())
                                .thorough(signedIn).stream())
                .toList();
    }

    private static Check together(Selection selection, Combination all) {
        var choice = selection.choose(Scope.named(all.id()));
        return choice instanceof Selection.Choice.Together together
                ? Check.ok("choice", together.parts().size() + " scenarios run at once")
                : failed("choice", choice.why());
    }

    /** Where no scenario is left to run, leaving this one out is an error, too. */
    private static Selection.Choice choice(Selection selection, Scenario scenario) {
        try {
            return selection.choose(scenario);
        } catch (BadInput e) {
            return new Selection.Choice.CannotRun("is left out, and " + e.getMessage());
        }
    }

    /** What is wrong with the seeder keeps no scenario from running, so it is a note. */
    private static Stream<Check> seeding(Settings settings) {
        var supabase = settings.supabase();
        if (supabase.url().isEmpty() || supabase.serviceRoleKey().isEmpty()) {
            return Stream.empty();
        }
        var url = supabase.url().get();
        var check = Check.of("service key", () -> {
            new TargetGuard(settings.run()).check(List.of(TargetGuard.GuardedTarget.supabase(url)));
            return new PreflightCalls(settings)
                    .serviceKey(url, supabase.ownKey().orElseThrow());
        });
        return Stream.of(check.failed() ? Check.note(check.name(), "cannot seed: " + check.finding()) : check);
    }

    private List<String> table() {
        var lines = new ArrayList<String>();
        var of = "";
        for (var row : rows) {
            var check = row.check();
            lines.add("%-22s %-12s %-7s %s"
                    .formatted(
                            row.of().equals(of) ? "" : row.of(),
                            check.name(),
                            check.outcome() == Check.CheckOutcome.FAILED
                                    ? "FAILED"
                                    : check.outcome().name().toLowerCase(Locale.ROOT),
                            check.finding())
                    .stripTrailing());
            of = row.of();
        }
        return lines;
    }

    private String conclusion() {
        var failed = rows.stream()
                .filter(row -> row.check().failed())
                .map(DoctorRow::of)
                .distinct()
                .collect(Collectors.joining(", "));
        return failed.isEmpty() ? "READY: the chosen scenarios can run" : "NOT READY: mend what FAILED, in " + failed;
    }

    private static Check failed(String name, String why) {
        return new Check(name, Check.CheckOutcome.FAILED, why);
    }
}
