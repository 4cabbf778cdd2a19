package loadtest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux says of a process at one moment.
 *
 * @param residentBytes physical memory
 * @param files open descriptors, sockets among them
 */
record ProcessReading(double residentBytes, double threads, double files) {
    private static final Path PROC = Path.of("/proc");

    /** Whether this system tells. */
    static boolean isKnown() {
        return Files.isReadable(PROC.resolve("self/status"));
    }

    /** @throws IOException if the process has ended */
    static ProcessReading of(long pid) throws IOException {
        var folder = PROC.resolve(Long.toString(pid));
        var status = Files.readAllLines(folder.resolve("status"));
        try (var files = Files.list(folder.resolve("fd"))) {
            return new ProcessReading(1024 * number(status, "VmRSS:"), number(status, "Threads:"), files.count());
        }
    }

    private static double number(Iterable<String> status, String field) throws IOException {
        for (var line : status) {
            if (line.startsWith(field)) {
                return Double.parseDouble(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no " + field); // of a process that has just ended
    }
}
