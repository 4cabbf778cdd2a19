package loadtest.standin.voucher;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metrics of this machine, from {@code /proc} where it exists and else from the JVM. */
final class Machine {
    private static final Path PROC = Path.of("/proc");
    /** The columns of the first line of {@code /proc/stat}, in hundredths of a second. */
    private static final List<String> CPU_MODES =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

    private static final double TICKS_PER_SECOND = 100;

    private final OperatingSystemMXBean jvm = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Metrics by name and labels, as Prometheus writes them. */
    Map<String, Double> metrics() throws IOException {
        var metrics = new LinkedHashMap<String, Double>();
        if (Files.isReadable(PROC.resolve("stat"))) {
            cpu(metrics);
            network(metrics);
            metrics.put("node_load1", Double.parseDouble(lines("loadavg").get(0).split(" ")[0]));
            metrics.put("node_memory_MemAvailable_bytes", memory("MemAvailable"));
            metrics.put("node_memory_MemTotal_bytes", memory("MemTotal"));
        } else {
            metrics.put("node_cpu_seconds_total{mode=\"user\"}", jvm.getProcessCpuTime() / 1e9);
            metrics.put("node_load1", jvm.getSystemLoadAverage());
            metrics.put("node_memory_MemAvailable_bytes", (double) jvm.getFreeMemorySize());
            metrics.put("node_memory_MemTotal_bytes", (double) jvm.getTotalMemorySize());
        }
        return metrics;
    }

    private static void cpu(Map<String, Double> metrics) throws IOException {
        for (var line : lines("stat")) {
            var columns = line.split(" +");
            if (columns[0].matches("cpu\\d+")) {
                for (var mode = 0; mode < CPU_MODES.size() && mode + 1 < columns.length; mode++) {
                    var labels = "{cpu=\"%s\",mode=\"%s\"}".formatted(columns[0].substring(3), CPU_MODES.get(mode));
                    metrics.put(
                            "node_cpu_seconds_total" + labels, Long.parseLong(columns[mode + 1]) / TICKS_PER_SECOND);
                }
            }
        }
    }

    private static void network(Map<String, Double> metrics) throws IOException {
        for (var line : lines("net/dev")) {
            var parts = line.split(":", 2);
            if (parts.length == 2) {
                var columns = parts[1].strip().split(" +");
                var labels = "{device=\"%s\"}".formatted(parts[0].strip());
                metrics.put("node_network_receive_bytes_total" + labels, Double.parseDouble(columns[0]));
                metrics.put("node_network_transmit_bytes_total" + labels, Double.parseDouble(columns[8]));
            }
        }
    }

    private static double memory(String field) throws IOException {
        for (var line : lines("meminfo")) {
            if (line.startsWith(field + ":")) {
                return 1_024 * Double.parseDouble(line.split(" +")[1]);
            }
        }
        throw new IOException("no " + field + " in /proc/meminfo");
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(PROC.resolve(file));
    }
}
