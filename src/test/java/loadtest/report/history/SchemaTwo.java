package loadtest.report.history;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Converts a summary of schema 2, as older versions of this suite wrote it. Its verdicts are sentences without numbers:
 * they are not parsed but left out, so nothing that is made of verdicts is shown for such a run.
 */
final class SchemaTwo {
    static final int SCHEMA = 2;

    /** The beginning of the reason in a run that never reached its verdicts. Schema 2 has no field for that. */
    private static final String CUT_OFF = "the run was cut off";

    private SchemaTwo() {}

    /** @param fields of the file; any of them may be missing */
    static void upgrade(ObjectNode fields) {
        fields.putArray("verdicts");
        var judged = true;
        for (var reason : fields.path("reasons")) {
            judged &= !reason.asText().startsWith(CUT_OFF);
        }
        fields.put("judged", judged);
    }
}
