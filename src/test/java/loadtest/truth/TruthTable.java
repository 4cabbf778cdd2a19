package loadtest.truth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Conditions that load tests are known to mislead under, and what this suite says of each: every row is a real run in a
 * JVM of its own. {@code mvn verify -Ptruth}; {@code -Dtruth.rows=freeze} runs those with that in their name, a regular
 * expression. The results are published in {@code target/truth}. Rows marked as fast are also run by {@code mvn verify}.
 */
class TruthTable {
    private static final Path FOLDER = Path.of("target", "truth");
    private static final int AT_ONCE = 2;

    private static List<TruthRow> rows = List.of();
    private static boolean published;
    private static final List<CompletableFuture<JudgedRow>> LINES = new ArrayList<>();
    private static final Benches BENCHES = new Benches();
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_ONCE);

    @TestFactory
    @Tag("every-row")
    Stream<DynamicTest> rows() throws IOException {
        TruthReport.forget(FOLDER);
        published = true;
        rows = chosen();
        return tests();
    }

    @TestFactory
    @Tag("fast-rows")
    Stream<DynamicTest> fastRows() {
        rows = chosen().stream().filter(TruthRow::isFast).toList();
        return tests();
    }

    /** Rows that measure come first, one after another; the others then run two at a time. */
    private static Stream<DynamicTest> tests() {
        var quiet = rows.stream().filter(TruthRow::needsQuiet).toList();
        var others = rows.stream().filter(row -> !row.needsQuiet()).toList();
        var first = quiet.stream().map(TruthTable::test);
        // Lazily: these are started once the last of the others has been waited for.
        var then = Stream.of(others).flatMap(all -> all.stream().map(TruthTable::test).toList().stream());
        return Stream.concat(first, then);
    }

    @AfterAll
    static void publish() throws IOException {
        THREADS.shutdownNow();
        BENCHES.close();
        var lines = LINES.stream()
                .filter(CompletableFuture::isDone) // not all, where the tests were cancelled
                .map(CompletableFuture::join)
                .sorted(Comparator.comparing(line -> rows.indexOf(line.row())))
                .toList();
        if (published && !lines.isEmpty()) {
            new TruthReport(lines).write(FOLDER);
        }
    }

    private static List<TruthRow> chosen() {
        var word = System.getProperty("truth.rows", "").strip();
        var pattern = assertDoesNotThrow(
                () -> Pattern.compile(word), "truth.rows is '" + word + "'; valid: a regular expression");
        var rows = Stream.of(
                        CleanRows.all(),
                        LimitRows.all(),
                        LatencyRows.all(),
                        BudgetRows.all(),
                        BugRows.all(),
                        RepeatRows.all(),
                        OutageRows.all(),
                        FixtureRows.all(),
                        AccountRows.all(),
                        ScheduleRows.all(),
                        AbortRows.all(),
                        ThroughputRows.all(),
                        CapacityRows.all(),
                        DriftRows.all(),
                        EndRows.all(),
                        TogetherRows.all(),
                        MergeRows.all())
                .flatMap(Collection::stream)
                .filter(row -> pattern.matcher(row.name()).find())
                .toList();
        assertTrue(!rows.isEmpty(), "truth.rows is '" + word + "'; no row of the truth table has that in its name");
        return rows;
    }

    private static DynamicTest test(TruthRow row) {
        if (!row.isPossible()) {
            return dynamicTest(row.name(), () -> assumeTrue(false, "this machine lacks what the row needs"));
        }
        var line = CompletableFuture.supplyAsync(() -> BENCHES.run(row), THREADS);
        LINES.add(line);
        return dynamicTest(row.name(), () -> {
            var result = line.join();
            assertTrue(result.kept(), result.row().name() + ": " + result.row().condition() + result.wrong());
        });
    }
}
