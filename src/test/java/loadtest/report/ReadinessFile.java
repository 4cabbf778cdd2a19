package loadtest.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loadtest.report.summary.Summary;
import loadtest.report.text.ReadinessReport;
import loadtest.settings.Failure;
import loadtest.settings.WholeFile;

/**
 * The rows of all scenarios of one invocation in one table, {@code readiness-<start>-<pid>.md} in the output folder, and
 * in {@code readiness.md} a copy of the newest invocation's. Several invocations may write at once, each its own.
 */
public record ReadinessFile(Path outputDir, Invocation invocation) {
    private static final String NEWEST = "readiness.md";
    private static final String NAME = "readiness-\\d{8}T\\d{6}-\\d+(-\\d+)?\\.md";
    private static final String RUN = " <!-- %s -->";

    /**
     * Adds the row of a run. It replaces the one that the same run has written before it was interrupted at its end.
     *
     * @return why the row could not be written; empty where it was
     */
    public Optional<String> add(Summary summary) {
        var scenario = summary.identity().scenario();
        var mark = RUN.formatted(summary.identity().runId());
        var row = ReadinessReport.row(summary).stripTrailing() + mark;
        try {
            for (var nth = 1; !put(file(nth), scenario, row, mark); nth++) {
                // The next file: a build daemon is one process for several invocations.
            }
            copyNewest();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of("the readiness report lacks " + scenario + ": " + Failure.line(e));
        }
    }

    private Path file(int nth) {
        return outputDir.resolve("readiness-" + invocation.name() + (nth == 1 ? "" : "-" + nth) + ".md");
    }

    /**
     * @param mark the end of the row, by which the same run's is known
     * @return false where the file has a row of another run of this scenario, and so is another invocation's
     */
    private static boolean put(Path file, String scenario, String row, String mark) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.lock(); // until it is closed
            var lines = new ArrayList<>(
                    text(channel).lines().filter(line -> !line.endsWith(mark)).toList());
            var beginning = ReadinessReport.beginning(scenario);
            if (lines.stream().anyMatch(line -> line.startsWith(beginning))) {
                return false;
            }
            if (lines.isEmpty()) {
                lines.addAll(ReadinessReport.heading().lines().toList());
            }
            lines.add(row);
            var text = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            channel.truncate(text.remaining());
            for (var at = 0L; text.hasRemaining(); ) {
                at += channel.write(text, at);
            }
            return true;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // The rest of it.
        }
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    private void copyNewest() throws IOException {
        List<Path> all;
        try (var files = Files.list(outputDir)) {
            all = files.filter(file -> file.getFileName().toString().matches(NAME))
                    .toList();
        }
        var newest =
                all.stream().max(Comparator.comparing(ReadinessFile::order)).orElseThrow();
        WholeFile.write(outputDir.resolve(NEWEST), Files.readString(newest));
    }

    /** The start, the number of the process, and which of its invocations it is. */
    private static String order(Path file) {
        var parts = file.getFileName().toString().replace(".md", "").split("-");
        return String.format(Locale.ROOT, "%s-%20s-%10s", parts[1], parts[2], parts.length > 3 ? parts[3] : "1");
    }
}
