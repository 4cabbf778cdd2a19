package loadtest.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;
import loadtest.settings.TargetGuard.Target;

/**
 * Seeds the database that the settings name: {@code mvn compile exec:java@seed}. Exits with 2, and one line on standard
 * error, if something is missing, refused or not confirmed.
 */
public final class Seed {
    private Seed() {}

    public static void main(String[] arguments) {
        try {
            run();
        } catch (BadInput e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run() {
        var settings = Settings.load();
        requireAll(settings);
        guard(settings);
        printPlan(settings);
        var report = new Seeder(
                        settings,
                        Seeder.Patience.USUAL,
                        CampaignTarget.BULK_COUNT,
                        line -> System.out.println("  " + line))
                .seed();
        System.out.println();
        System.out.print(report.text());
        System.out.println("summary: " + report.summary());
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
        new TargetGuard(settings.run().confirmedTargets())
                .check(List.of(
                        Target.supabase(supabase.url().orElseThrow()),
                        Target.database(supabase.database().orElseThrow())));
    }

    private static void printPlan(Settings settings) {
        var supabase = settings.supabase();
        var database = supabase.database().orElseThrow();
        System.out.println("seeding " + SeedSummary.SEED_VERSION);
        System.out.println("  auth      " + supabase.url().orElseThrow());
        System.out.println("  database  " + database.host() + ":" + database.port() + "/" + database.name());
    }
}
