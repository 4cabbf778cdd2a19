package loadtest.report.history;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.summary.Summary;
import loadtest.settings.BadInput;
import loadtest.settings.StrictJson;

/** Reads {@link Facts} from a summary's file, without the rest of it. */
final class FactsFile {
    private static final ObjectMapper JSON = StrictJson.mapper().build();

    private static final Set<String> FIELDS = Stream.of(Facts.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    /** Fields that may be absent, and are false then. */
    private static final List<String> FALSE_IF_ABSENT = List.of("standIn", "judged");

    /** The other fields that may be absent. This suite writes all of these before the others, so none comes later. */
    private static final List<String> MAY_LACK =
            List.of("standIn", "judged", "rehearsal", "targetVersion", "invocation", "share", "suite");

    private static final Set<String> REQUIRED =
            FIELDS.stream().filter(field -> !MAY_LACK.contains(field)).collect(Collectors.toUnmodifiableSet());

    private FactsFile() {}

    /**
     * Reads a summary.
     *
     * @throws BadInput in one line, if the file is missing, is no summary, or has another schema
     */
    static Facts read(Path file) {
        return read(file, file.toString());
    }

    /**
     * Reads a summary, as {@link #read(Path)}.
     *
     * @param name what messages call the file
     */
    static Facts read(Path file, String name) {
        try {
            if (!isWhole(file)) {
                throw new BadInput(name + " is no summary: it is cut short");
            }
            return JSON.treeToValue(fields(file, name), Facts.class);
        } catch (JacksonException e) {
            throw new BadInput(name + " is no summary: it is not the JSON that this suite writes" + place(e));
        } catch (IOException e) {
            throw new BadInput(name + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Reads a file to its end, which {@link #read} does not do.
     *
     * @throws BadInput in one line, if it is truncated, repeats a field, or continues after its end
     */
    static void requireWhole(Path file) {
        try (var parser = JSON.createParser(file.toFile())) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new BadInput(file + " is no summary: there is more after its end");
            }
        } catch (JsonEOFException e) {
            throw new BadInput(file + " is no summary: it is cut short");
        } catch (JacksonException e) {
            throw new BadInput(file + " is no summary: it is not the JSON that this suite writes" + place(e));
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** The place in the file, as far as it is known. */
    static String place(JacksonException e) {
        if (e instanceof JsonMappingException misfit) {
            var path = StrictJson.place(misfit);
            return path.isEmpty() ? "" : ", at " + path;
        }
        return e.getLocation() == null ? "" : ", in line " + e.getLocation().getLineNr();
    }

    /** The fields of {@link Facts}. This suite writes them first, so that the long rest is not read. */
    private static ObjectNode fields(Path file, String name) throws IOException {
        var fields = JSON.createObjectNode();
        try (var parser = JSON.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw otherSchema(name, 0);
            }
            var schema = 0;
            while (!REQUIRED.stream().allMatch(fields::has) && parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                parser.nextToken();
                if (field.equals("schema")) {
                    schema = parser.getValueAsInt();
                } else if (FIELDS.contains(field)) {
                    fields.set(field, parser.<JsonNode>readValueAsTree());
                    if (field.equals("started")) {
                        fields.putIfAbsent("targetVersion", NullNode.instance); // earlier files lack it
                    }
                } else {
                    parser.skipChildren();
                }
            }
            upgrade(fields, schema, name);
        }
        FALSE_IF_ABSENT.forEach(field -> fields.putIfAbsent(field, BooleanNode.FALSE));
        return fields;
    }

    /** @throws BadInput if the fields are those of no schema that this suite reads */
    static void upgrade(ObjectNode fields, int schema, String name) {
        if (schema == SchemaTwo.SCHEMA) {
            SchemaTwo.upgrade(fields);
        } else if (schema != Summary.SCHEMA) {
            throw otherSchema(name, schema);
        }
    }

    static BadInput otherSchema(String file, int found) {
        return new BadInput(file + " is no summary of schema " + Summary.SCHEMA + " or " + SchemaTwo.SCHEMA
                + (found == 0 ? "" : " but of schema " + found) + "; give one that this suite has written");
    }

    /** Whether the file ends like JSON, which a truncated copy does not. */
    private static boolean isWhole(Path file) throws IOException {
        try (var bytes = Files.newByteChannel(file)) {
            var end = ByteBuffer.allocate(16);
            bytes.position(Math.max(0, bytes.size() - end.capacity()));
            bytes.read(end);
            return new String(end.array(), 0, end.position(), StandardCharsets.UTF_8)
                    .strip()
                    .endsWith("}");
        }
    }
}
