package loadtest.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.summary.SeedRefusal;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;
import loadtest.settings.TargetGuard.GuardedTarget;
import loadtest.settings.UnknownVariables;

/**
 * Seeds the database that the settings name: {@code mvn compile exec:java@seed}. With
 * {@code -Dexec.args=--dry-run} it tells what it would change, with {@code -Dexec.args=--remove} it deletes the
 * fixtures. Exits with 2, and one line on standard
 * error, if something is missing, refused or not confirmed; with 1 for whatever nobody foresaw.
 */
public final class Seed {
    private static final String DRY_RUN = "--dry-run";
    private static final String REMOVE = "--remove";

    private Seed() {}

    public static void main(String[] arguments) {
        try {
            run(List.of(arguments));
        } catch (BadInput e) {
            refuse(Failure.line(e), 2);
        } catch (Throwable e) {
            refuse("the seeder has failed: " + Failure.line(e), 1);
        }
    }

    private static void refuse(String reason, int exitCode) {
        System.err.println(reason);
        SeedRefusal.of(reason).publish();
        System.exit(exitCode);
    }

    private static void run(List<String> arguments) {
        if (!List.of(List.of(), List.of(DRY_RUN), List.of(REMOVE)).contains(arguments)) {
            throw BadInput.in(
                    "exec.args",
                    String.join(" ", arguments),
                    "-Dexec.args=" + DRY_RUN + ", -Dexec.args=" + REMOVE + " or none");
        }
        UnknownVariables.of(ProjectFolder.path()).ofTheSeeder().refuse();
        var settings = Settings.load();
        requireAll(settings);
        guard(settings);
        var dryRun = arguments.contains(DRY_RUN);
        var remove = arguments.contains(REMOVE);
        printPlan(settings, remove ? "removing the fixtures of" : dryRun ? "would seed" : "seeding");
        var report = act(seeder(settings), dryRun, remove);
        if (!dryRun && !remove) {
            SeedRefusal.forget();
        }
        System.out.println();
        System.out.print(ForeignText.lines(report.text()));
        System.out.println(
                dryRun ? "dry run: nothing was written" : remove ? "removed" : "summary: " + report.summary());
    }

    private static Seeder seeder(Settings settings) {
        return new Seeder(
                settings,
                Seeder.Timeouts.DEFAULT,
                CampaignTarget.BULK_COUNT,
                line -> System.out.println("  " + ForeignText.inOneLine(line)));
    }

    private static SeedReport act(Seeder seeder, boolean dryRun, boolean remove) {
        return remove ? seeder.remove() : dryRun ? seeder.plan() : seeder.seed();
    }

    private static void requireAll(Settings settings) {
        var supabase = settings.supabase();
        var missing = new ArrayList<String>();
        add(missing, "SUPABASE_URL", supabase.url());
        add(missing, "SUPABASE_SERVICE_ROLE_KEY", supabase.serviceRoleKey());
        add(missing, "SUPABASE_DB_URL", supabase.database());
        if (!missing.isEmpty()) {
            throw new BadInput("not set: " + String.join(", ", missing)
                    + "; the seeder needs SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY and SUPABASE_DB_URL,"
                    + " exported or in .env");
        }
    }

    private static void add(List<String> missing, String variable, Optional<?> value) {
        if (value.isEmpty()) {
            missing.add(variable);
        }
    }

    private static void guard(Settings settings) {
        var supabase = settings.supabase();
        new TargetGuard(settings.run())
                .check(List.of(
                        GuardedTarget.supabase(supabase.url().orElseThrow()),
                        GuardedTarget.database(supabase.database().orElseThrow())));
        supabase.ownKey(); // may be refused, too
    }

    private static void printPlan(Settings settings, String doing) {
        var supabase = settings.supabase();
        var database = supabase.database().orElseThrow();
        System.out.println(doing + " " + SeedSummary.SEED_VERSION);
        System.out.println("  auth      " + supabase.url().orElseThrow()
                + settings.network().proxies().route(supabase.url().orElseThrow()));
        System.out.println("  database  " + database.host() + ":" + database.port() + "/" + database.name());
    }
}
