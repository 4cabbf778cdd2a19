package loadtest.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.slo.Verdict;

/**
 * What other runs need to know of a run: a small part of its {@link Summary}, read without the rest. Lists are never
 * null; a figure that the file lacks is 0.
 *
 * @param started ISO-8601 in UTC
 * @param overall null where nothing was sent
 */
record Facts(
        String scenario,
        String profile,
        Summary.Outcome outcome,
        List<String> reasons,
        List<String> target,
        boolean standIn,
        String started,
        String ended,
        Load load,
        List<Figures> requests,
        Figures overall,
        List<Verdict> verdicts) {
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(Facts.class);

    /** The load, as the scenario's file says it. */
    record Load(List<String> steps) {
        Load {
            steps = listed(steps);
        }
    }

    /** One request name's figures: milliseconds, and samples per second. */
    record Figures(String name, long count, long ko, double rate, long p50, long p95, long p99) {
        double failedPercent() {
            return count == 0 ? 0 : 100.0 * ko / count;
        }
    }

    Facts {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(outcome, "outcome");
        reasons = listed(reasons);
        target = listed(target);
        requests = listed(requests);
        verdicts = listed(verdicts);
        load = load == null ? new Load(List.of()) : load;
    }

    /**
     * Reads a summary.
     *
     * @throws BadInput in one line, if the file is missing, is no summary, or has another schema
     */
    static Facts read(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            var schema = schema(bytes);
            if (schema != Summary.SCHEMA) {
                throw new BadInput(file + " is no summary of schema " + Summary.SCHEMA
                        + (schema == 0 ? "" : " but of schema " + schema) + "; give one that this suite has written");
            }
            return READER.readValue(bytes);
        } catch (JacksonException e) {
            throw new BadInput(file + " is no summary: it is not the JSON that this suite writes");
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Whether it got as far as its verdicts, kept or broken. */
    boolean complete() {
        return outcome != Summary.Outcome.INTERRUPTED
                && reasons.stream().noneMatch(reason -> reason.startsWith(Summary.CUT_OFF));
    }

    Optional<Figures> request(String name) {
        return requests.stream().filter(seen -> name.equals(seen.name())).findFirst();
    }

    /** It is the first field of every summary: the shape of those behind it depends on it. */
    private static int schema(byte[] json) throws IOException {
        try (var parser = READER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return 0;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isSchema = parser.currentName().equals("schema");
                parser.nextToken();
                if (isSchema) {
                    return parser.getValueAsInt();
                }
                parser.skipChildren();
            }
            return 0;
        }
    }

    private static <T> List<T> listed(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
