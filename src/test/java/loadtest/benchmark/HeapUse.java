package loadtest.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import loadtest.settings.Daemon;
import loadtest.standin.database.ChildProcess;

/** The heap that a JVM uses, as the JDK's {@code jstat} tells it at intervals. It reads a file and asks that JVM nothing. */
final class HeapUse implements AutoCloseable {
    private static final Path JSTAT = Path.of(System.getProperty("java.home"), "bin", "jstat");
    private static final List<String> USED = List.of("S0U", "S1U", "EU", "OU"); // kilobytes of each generation

    private final Process process;
    private volatile OptionalDouble bytes = OptionalDouble.empty();

    private HeapUse(Process process) {
        this.process = process;
        Daemon.thread("heap-use", this::read).start();
    }

    static boolean isKnown() {
        return Files.isExecutable(JSTAT);
    }

    static HeapUse of(long pid, Duration every) throws IOException {
        var command = List.of(JSTAT.toString(), "-gc", Long.toString(pid), Long.toString(every.toMillis()));
        return new HeapUse(ChildProcess.of(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Empty before the first reading. */
    OptionalDouble bytes() {
        return bytes;
    }

    private void read() {
        try (var lines = process.inputReader()) {
            read(lines);
        } catch (IOException | NumberFormatException e) {
            bytes = OptionalDouble.empty();
        }
    }

    private void read(BufferedReader lines) throws IOException {
        var names = List.<String>of();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var cells = List.of(line.strip().split(" +"));
            if (names.isEmpty()) {
                names = cells;
            } else {
                bytes = OptionalDouble.of(used(names, cells));
            }
        }
    }

    private static double used(List<String> names, List<String> cells) {
        return USED.stream()
                        .mapToDouble(name -> Double.parseDouble(cells.get(names.indexOf(name))))
                        .sum()
                * 1024;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
