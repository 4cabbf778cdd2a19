package loadtest.seed.summary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;
import loadtest.settings.GitHubStep;
import loadtest.settings.Markdown;
import loadtest.settings.Mask;
import loadtest.settings.Settings;
import loadtest.settings.Variables;
import loadtest.settings.WholeFile;

/**
 * A seed that did not happen, for those who were not there: the list of runs shows {@code seed-refused.json} of the output
 * folder until a seed succeeds, and the build server gets an annotation and a section in the job's summary.
 *
 * @param time ISO-8601 in UTC
 * @param reason in one line, masked
 */
public record SeedRefusal(String time, String reason) {
    /** In the output folder. */
    public static final String FILE = "seed-refused.json";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String TITLE = "seed";

    public static SeedRefusal of(String reason) {
        return new SeedRefusal(Instant.now().toString(), Mask.current().in(ForeignText.inOneLine(reason)));
    }

    /**
     * The one of an output folder; empty where the last seed succeeded.
     *
     * @throws IOException if there is one that cannot be read
     */
    public static Optional<SeedRefusal> in(Path outputDir) throws IOException {
        var file = outputDir.resolve(FILE);
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), SeedRefusal.class)) : Optional.empty();
    }

    /** Never throws: the reason has been printed, and an output folder that is at fault may be that reason. */
    public void publish() {
        var step = new GitHubStep(System.getenv());
        step.commands(() -> List.of(GitHubStep.annotation(TITLE, reason)));
        step.append(() -> "### Seed: refused\n\n- " + Markdown.rendered(reason) + "\n\n");
        try {
            WholeFile.write(outputDir().resolve(FILE), JSON.writeValueAsString(this) + "\n");
        } catch (IOException | RuntimeException e) {
            System.err.println(FILE + " cannot be written: " + Failure.line(e));
        }
    }

    /** A seed has succeeded. */
    public static void forget() {
        try {
            Files.deleteIfExists(outputDir().resolve(FILE));
        } catch (IOException | RuntimeException e) {
            System.err.println(FILE + " cannot be deleted: " + Failure.line(e));
        }
    }

    /** Other settings may be wrong, and this one comes from the environment alone. */
    private static Path outputDir() {
        var variables = new HashMap<>(Variables.withoutDotEnv());
        variables.keySet().retainAll(Set.of("PERF_OUTPUT_DIR"));
        return Settings.of(variables).run().outputDir();
    }
}
