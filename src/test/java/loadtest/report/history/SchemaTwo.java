package loadtest.report.history;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A summary of schema 2, as older versions of this suite left it, brought to the present one. Its verdicts are sentences
 * without numbers, which nobody reads back: they are left out, and what is made of verdicts is not shown of such a run.
 */
final class SchemaTwo {
    static final int SCHEMA = 2;

    /** How the reason begins where a run never reached its verdicts; nothing else in such a file says so. */
    private static final String CUT_OFF = "the run was cut off";

    private SchemaTwo() {}

    /** @param fields of the file, of which it may lack any */
    static void upgrade(ObjectNode fields) {
        fields.putArray("verdicts");
        var judged = true;
        for (var reason : fields.path("reasons")) {
            judged &= !reason.asText().startsWith(CUT_OFF);
        }
        fields.put("judged", judged);
    }
}
