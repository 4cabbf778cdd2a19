package loadtest.target;

import java.nio.file.Path;
import java.util.Optional;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;

/** The fixtures of a target, as the seeder's summary describes them. The file is read when it is first needed, and once. */
public final class SeededFixtures {
    private final Path file;
    private Optional<SeedSummary> summary = Optional.empty(); // until it is first needed

    SeededFixtures(Path file) {
        this.file = file;
    }

    /** @throws BadInput saying what is wrong with the file and which command writes a new one */
    public synchronized SeedSummary summary() {
        if (summary.isEmpty()) {
            summary = Optional.of(SeedSummary.read(file));
        }
        return summary.get();
    }

    /** The file it is read from. */
    public Path file() {
        return file;
    }
}
