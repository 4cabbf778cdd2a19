package loadtest.share;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Path;
import loadtest.settings.BadInput;
import loadtest.settings.StrictJson;
import loadtest.settings.WholeFile;

/** The JSON of a share's files. */
public final class ShareJson {
    static final ObjectMapper MAPPER = StrictJson.mapper()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private ShareJson() {}

    /** @throws IOException if the file cannot be written; it is then as it was */
    public static void write(Path file, Object value) throws IOException {
        WholeFile.write(file, MAPPER.writeValueAsBytes(value));
    }

    /** @throws BadInput in one line, if the file is missing, cut off, or holds something else */
    public static <T> T read(Path file, Class<T> form) {
        try {
            var value = MAPPER.readValue(file.toFile(), form);
            if (value != null) {
                return value;
            }
        } catch (JacksonException e) {
            throw torn(file);
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        throw new BadInput(file + " is empty");
    }

    /** Of a file that holds something else than what a share writes. */
    public static BadInput torn(Path file) {
        return new BadInput(file + " is torn: it is not the JSON that a share writes");
    }
}
