package loadtest.benchmark;

import loadtest.seed.Seeder;
import loadtest.settings.Settings;

/** A seed of the platform that the settings name, with as many bulk targets as are asked for. */
final class SeedOfSize {
    private SeedOfSize() {}

    public static void main(String[] arguments) {
        Seeder.seed(Settings.load(), Integer.parseInt(arguments[0]));
    }
}
