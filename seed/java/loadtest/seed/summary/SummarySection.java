package loadtest.seed.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import loadtest.seed.fixture.FixtureKind;
import loadtest.seed.fixture.FixtureKinds;
import loadtest.seed.fixture.Fixtures;
import loadtest.settings.BadInput;

/**
 * What the summary lists of a kind of fixture that has no field of its own there.
 *
 * @param field of the summary
 * @param entries at least one, and none of their fields null
 */
public record SummarySection<E>(String field, Function<Fixtures, List<E>> entries) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The sections of all kinds that are in the database. */
    static Map<String, JsonNode> write(Fixtures fixtures, List<LeftOut> leftOut) {
        var written = new LinkedHashMap<String, JsonNode>();
        FixtureKinds.ALL.stream()
                .filter(kind -> isThere(kind, leftOut))
                .flatMap(kind -> kind.section().stream())
                .forEach(section -> written.put(
                        section.field(), JSON.valueToTree(section.entries().apply(fixtures))));
        return written;
    }

    static <E> List<E> read(String field, JsonNode section, Class<E> entry) {
        try {
            return JSON.readerForListOf(entry).readValue(JSON.treeAsTokens(section));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput("seed summary: " + field + " is not a list of " + entry.getSimpleName());
        }
    }

    /** What of the kinds' sections is missing or empty; empty if all is there. */
    static List<String> lacking(SeedSummary summary) {
        return FixtureKinds.ALL.stream()
                .filter(kind -> isThere(kind, summary.leftOut()))
                .flatMap(kind -> kind.section().stream())
                .map(SummarySection::field)
                .filter(field -> !isWhole(summary.sections().get(field)))
                .toList();
    }

    private static boolean isWhole(JsonNode section) {
        return section != null
                && section.isArray()
                && !section.isEmpty()
                && StreamSupport.stream(section.spliterator(), false)
                        .allMatch(entry -> entry.isObject()
                                && StreamSupport.stream(entry.spliterator(), false)
                                        .noneMatch(JsonNode::isNull));
    }

    private static boolean isThere(FixtureKind kind, List<LeftOut> leftOut) {
        return leftOut.stream().noneMatch(one -> kind.table().equals(one.table()));
    }
}
