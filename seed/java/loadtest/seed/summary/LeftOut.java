package loadtest.seed.summary;

/**
 * Fixtures that the seeder has not written, because the database lacks their table.
 *
 * @param scenario the one that cannot run without them
 */
public record LeftOut(String table, String scenario) {}
