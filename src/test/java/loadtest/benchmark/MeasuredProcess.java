package loadtest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a whole process cost, from its start to its end.
 *
 * @param cpu of all its threads, in user and in kernel mode, as the system tells it
 * @param peakBytes of physical memory, as Linux tells it; 0 on other systems
 */
record MeasuredProcess(Duration cpu, long peakBytes, Duration wall) {
    /** What is used after the last reading is not seen. */
    private static final long READ_EVERY_MILLIS = 20;

    /** Of util-linux; other systems have none. */
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    /**
     * Runs a command to its end.
     *
     * @param output where what it prints goes
     * @throws IllegalStateException with what it printed, unless it ends with 0
     */
    static MeasuredProcess run(ProcessBuilder command, Path output) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var process = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            var cpu = Duration.ZERO;
            var peak = 0L;
            while (!process.waitFor(READ_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                cpu = process.info().totalCpuDuration().orElse(cpu);
                peak = Math.max(peak, peakBytes(process.pid()));
            }
            var wall = Duration.ofNanos(System.nanoTime() - begin);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "a process ended with " + process.exitValue() + ":\n" + Files.readString(output));
            }
            return new MeasuredProcess(cpu, peak, wall);
        } finally {
            process.destroyForcibly();
        }
    }

    /** CPU of each, in seconds. */
    static List<Double> seconds(List<MeasuredProcess> runs) {
        return runs.stream().map(run -> seconds(run.cpu)).toList();
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    static MedianRange cpu(List<MeasuredProcess> runs) {
        return MedianRange.of(seconds(runs), "s", 1);
    }

    static MedianRange peak(List<MeasuredProcess> runs) {
        return MedianRange.of(runs.stream().map(run -> run.peakBytes / 1e6).toList(), "MB", 0);
    }

    /** Whether processes can be kept to one core of this machine, which has more. */
    static boolean canPin() {
        return Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() > 1;
    }

    /**
     * Keeps a JVM to one core, where that is possible; it still reckons with all cores, as it does on a user's machine.
     *
     * @param core its number, from 0 on
     */
    static ProcessBuilder pinned(ProcessBuilder java, int core) {
        if (canPin()) {
            var command = new ArrayList<>(List.of(TASKSET.toString(), "-c", Integer.toString(core)));
            command.addAll(java.command());
            command.add(
                    command.indexOf("-cp"),
                    "-XX:ActiveProcessorCount=" + Runtime.getRuntime().availableProcessors());
            java.command(command);
        }
        return java;
    }

    private static long peakBytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .findFirst()
                    .map(kilobytes -> Long.parseLong(kilobytes) << 10)
                    .orElse(0L);
        } catch (IOException | RuntimeException e) {
            return 0; // no such file on this system, or the process has just ended
        }
    }
}
