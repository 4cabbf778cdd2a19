package loadtest.seed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.seed.fixture.Change;

/**
 * What a seed changed.
 *
 * @param tables in the order in which they were written
 * @param notes the fixtures and columns that were left out, and why
 * @param took from the first query to the summary on disk
 * @param summary where the summary was written
 */
public record SeedReport(Change users, List<Change> tables, List<String> notes, Duration took, Path summary) {

    /** Whether everything was already as it should be. */
    public boolean nothingChanged() {
        return changes().allMatch(Change::isNone);
    }

    /** A table for people: one line for each kind, then the time taken. */
    public String text() {
        var header = String.format(
                Locale.ROOT, "%-18s %10s %10s %10s %10s%n", "", "inserted", "updated", "unchanged", "removed");
        var lines = changes().map(SeedReport::line).collect(Collectors.joining());
        var end = nothingChanged() ? "nothing changed" : "done";
        return header + lines + String.format(Locale.ROOT, "%s, in %.2f s%n", end, took.toMillis() / 1000.0);
    }

    private Stream<Change> changes() {
        return Stream.concat(Stream.of(users), tables.stream());
    }

    private static String line(Change change) {
        return String.format(
                Locale.ROOT,
                "%-18s %,10d %,10d %,10d %,10d%n",
                change.kind(),
                change.inserted(),
                change.updated(),
                change.unchanged(),
                change.removed());
    }
}
