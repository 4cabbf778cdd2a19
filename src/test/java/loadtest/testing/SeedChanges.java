package loadtest.testing;

import loadtest.seed.SeedReport;
import loadtest.seed.fixture.Change;

/** What tests ask of a seeding's report. */
public final class SeedChanges {
    private SeedChanges() {}

    /** The change of one table; throws {@link java.util.NoSuchElementException} for a table that is not seeded. */
    public static Change change(SeedReport report, String table) {
        return report.tables().stream()
                .filter(change -> change.kind().equals(table))
                .findFirst()
                .orElseThrow();
    }
}
