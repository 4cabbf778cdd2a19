package loadtest.report.history;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.settings.BadInput;
import loadtest.settings.StrictJson;

/** Reads a whole summary that this suite, or an older version of it, has written. */
public final class StoredSummary {
    private static final ObjectMapper JSON = StrictJson.mapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StoredSummary() {}

    /**
     * Reads a summary. One of schema 2 has no verdicts, see {@link SchemaTwo}.
     *
     * @throws BadInput in one line, if the file is missing, is no summary, or has another schema
     */
    public static Summary read(Path file) {
        try {
            if (!(JSON.readTree(file.toFile()) instanceof ObjectNode fields)) {
                throw FactsFile.otherSchema(file.toString(), 0);
            }
            var schema = fields.path("schema").asInt();
            FactsFile.upgrade(fields, schema, file.toString());
            var summary = JSON.treeToValue(fields, Summary.class);
            return fields.has("otherReasons") ? summary : withOtherReasons(summary);
        } catch (JacksonException e) {
            throw new BadInput(file + " is no summary: it is not the JSON that this suite writes" + FactsFile.place(e));
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Earlier versions do not say which reasons come from no verdict: those that no missed promise gives. */
    private static Summary withOtherReasons(Summary summary) {
        var others = new ArrayList<>(summary.result().reasons());
        others.removeAll(VerdictView.reasons(summary.verdicts()));
        return new Summary(
                summary.identity(),
                new Summary.RunResult(
                        summary.result().outcome(),
                        summary.result().judged(),
                        summary.result().reasons(),
                        List.copyOf(others)),
                summary.conditions(),
                summary.traffic(),
                summary.verdicts(),
                summary.observations(),
                summary.remarks());
    }
}
