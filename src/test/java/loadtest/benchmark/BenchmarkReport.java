package loadtest.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import loadtest.report.summary.Environment;
import loadtest.report.summary.Summary;
import loadtest.settings.ProjectFolder;

/**
 * What a benchmark measures: it is printed as it comes, and {@link #write} keeps it as {@code
 * target/benchmark/<name>.json} and renews {@link BenchmarkDocument the document of all benchmarks}.
 */
final class BenchmarkReport {
    /** Where the results of all benchmarks lie. */
    static final Path FOLDER = ProjectFolder.resolve("target").resolve("benchmark");

    private final String name;
    private final PrintStream out;
    private final Path folder;
    private final List<String> notes = new ArrayList<>();
    private final List<BenchmarkTable> tables = new ArrayList<>();
    private final List<AimResult> aims = new ArrayList<>();

    /**
     * A limit beside what was measured.
     *
     * @param verdict the same in words
     */
    record AimResult(String what, double measured, double most, String unit, boolean kept, String verdict) {}

    /** All of it, as it is stored. */
    record Content(
            String benchmark,
            String at,
            Summary.Suite suite,
            Summary.GeneratorMachine machine,
            List<String> notes,
            List<BenchmarkTable> tables,
            List<AimResult> aims) {}

    /** @param folder of the results of all benchmarks */
    BenchmarkReport(String name, PrintStream out, Path folder) {
        this.name = name;
        this.out = out;
        this.folder = folder;
    }

    /** Says how something was measured. */
    void note(String sentence) {
        notes.add(sentence);
        out.println(sentence);
    }

    /** A file that stays beside the results. */
    Path beside(String file) throws IOException {
        return Files.createDirectories(folder).resolve(file);
    }

    /** Prints how far the benchmark has come, which is not kept. */
    void progress(String line) {
        out.println("  " + line);
    }

    /** Adds a table whose rows are complete. */
    void table(BenchmarkTable table) {
        tables.add(table);
        out.println();
        table.lines().forEach(out::println);
        out.println();
    }

    /** Compares what was measured with its limit; a miss has the command end with 2. */
    void aim(String what, double measured, Aim aim) {
        var result = new AimResult(what, measured, aim.most(), aim.unit(), aim.isKept(measured), aim.verdict(measured));
        aims.add(result);
        out.println(what + ": " + result.verdict());
    }

    boolean keepsAllAims() {
        return aims.stream().allMatch(AimResult::kept);
    }

    /** Writes both files. */
    void write() throws IOException {
        Files.createDirectories(folder);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var content = new Content(name, now, Environment.suite(), Environment.machine(), notes, tables, aims);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(name + ".json").toFile(), content);
        out.println("All benchmarks: " + ProjectFolder.relative(BenchmarkDocument.write(folder)));
    }
}
