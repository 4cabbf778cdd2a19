package loadtest.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the folder Gatling made for this run; the engine does not tell it. */
public final class RunFolder {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private RunFolder() {}

    /**
     * The first folder of this simulation that was made since this process started.
     *
     * @param results the folder of all runs
     * @param simulation the simple name of the simulation's class
     * @return empty before the engine has made it
     */
    public static Optional<Path> find(Path results, String simulation) {
        var started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        var prefix = simulation.toLowerCase(Locale.ROOT) + "-";
        if (!Files.isDirectory(results)) {
            return Optional.empty();
        }
        try (var folders = Files.list(results)) {
            return folders.filter(folder -> folder.getFileName().toString().matches(prefix + "\\d{17}"))
                    .filter(folder -> folder.getFileName().toString().compareTo(prefix + STAMP.format(started)) >= 0)
                    .min(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
