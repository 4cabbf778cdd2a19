package loadtest.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import loadtest.report.summary.Explanation;
import loadtest.report.summary.Histograms;
import loadtest.report.summary.Summary;

/**
 * The data that the script of a verdict page draws: the summary, each histogram as a {@code curve} of percentiles, the
 * sentences and margins of {@link Explanation} as {@code explanation}, the text of a ticket as {@code markdown}, and the
 * files beside the page as {@code files}.
 */
final class PageData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PageData() {}

    static ObjectNode of(Summary summary, List<String> files) {
        var tree = JSON.<ObjectNode>valueToTree(summary);
        tree.path("requests").forEach(PageData::curve);
        curve(tree.path("overall"));
        tree.put("curveSteps", Histograms.CURVE_STEPS);
        tree.set("explanation", JSON.valueToTree(Explanation.of(summary)));
        if (summary.result().outcome() != null) {
            tree.put("markdown", Ticket.of(summary));
        }
        return tree.set("files", JSON.valueToTree(files));
    }

    private static void curve(JsonNode request) {
        if (request instanceof ObjectNode object) {
            object.set(
                    "curve",
                    JSON.valueToTree(Histograms.curve(object.path("histogram").asText())));
            object.remove(List.of("histogram", "okHistogram"));
        }
    }

    /** JSON on one line. */
    static String text(ObjectNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON in which nothing can end the script element that holds it. */
    static String inScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
