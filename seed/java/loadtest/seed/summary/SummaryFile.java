package loadtest.seed.summary;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Draft;
import loadtest.settings.StrictJson;
import loadtest.settings.WholeFile;

/** The place of the seed summary on disk. */
public final class SummaryFile {
    /** A number is no text here, either. */
    private static final ObjectMapper STRICT = StrictJson.mapper()
            .withCoercionConfig(LogicalType.Textual, texts -> Stream.of(
                            CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                    .forEach(other -> texts.setCoercion(other, CoercionAction.Fail)))
            .build();

    private final Path file;
    private final Path folder;

    public SummaryFile(Path file) {
        this.file = file;
        this.folder = file.toAbsolutePath().getParent();
    }

    /** Writes nothing; throws {@link BadInput} where the summary cannot go. */
    public void check() {
        if (Files.isDirectory(file)) {
            throw unwritable("this is a folder");
        }
        var nearest = Stream.iterate(folder, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        if (!Files.isDirectory(nearest)) {
            throw unwritable(nearest + " is no folder");
        }
        if (!Files.isWritable(nearest)) {
            throw unwritable("folder " + nearest + " is not writable");
        }
    }

    /**
     * Makes the folder, so that it is known before seeding whether that can be done; throws {@link BadInput} if not.
     * Sweeps what a seeder that was killed has left there.
     */
    public void prepare() {
        try {
            Files.createDirectories(folder);
            Draft.sweep(file);
        } catch (IOException e) {
            throw unwritable("its folder cannot be made");
        }
    }

    /** Replaces the file as a whole. */
    void replace(WholeFile.Content content) {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw unwritable(e.getClass().getSimpleName());
        }
    }

    /**
     * What is in it, unchecked.
     *
     * @throws BadInput if that is not one summary and nothing else
     */
    SeedSummary read() {
        try (var parser = STRICT.createParser(Files.readString(file, StandardCharsets.UTF_8))) {
            var summary = STRICT.readValue(parser, SeedSummary.class);
            if (!isAtItsEnd(parser)) {
                throw SummaryCheck.unusable(
                        file,
                        "there is more after its end, in line "
                                + parser.currentLocation().getLineNr());
            }
            return summary;
        } catch (NoSuchFileException e) {
            throw SummaryCheck.unusable(file, "there is no such file");
        } catch (StreamReadException e) {
            throw SummaryCheck.unusable(
                    file,
                    "it is not the JSON of a seed summary, perhaps cut short, in line "
                            + e.getLocation().getLineNr() + ": "
                            + BadInput.shown(e.getOriginalMessage()));
        } catch (JsonMappingException e) {
            throw SummaryCheck.unusable(file, misfit(e));
        } catch (IOException e) {
            throw SummaryCheck.unusable(
                    file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static boolean isAtItsEnd(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() == null;
        } catch (StreamReadException e) {
            return false;
        }
    }

    /** Where something else stands than what the seeder writes there. */
    private static String misfit(JsonMappingException e) {
        // A number that is too large is whole JSON, and not of the kind that the seeder writes.
        var broken = e.getCause() instanceof StreamReadException && !(e.getCause() instanceof InputCoercionException);
        if (broken || e.getPath().isEmpty()) {
            return "it is not the JSON of a seed summary, perhaps cut short";
        }
        return StrictJson.place(e) + " is not what the seeder writes there";
    }

    private BadInput unwritable(String why) {
        return BadInput.in("PERF_SUMMARY_PATH", file, "a file that can be written; " + why);
    }
}
