package loadtest.standin.voucher;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import loadtest.standin.http.Call;

/**
 * Who redeems at a station, as the body of a redeem says it.
 *
 * @param userId null where it is not said
 * @param context the whole of it, as an event keeps it
 */
record StationOperator(UUID userId, String context) {
    private static final String FIELD = "operator";
    private static final StationOperator UNKNOWN =
            new StationOperator(null, new JsonObject().putNull(FIELD).encode());

    /** Takes {@code {msisdn, displayName, userId}}, any of which may be absent, or no operator at all. */
    static StationOperator of(JsonObject body) {
        var given = body.getValue(FIELD);
        if (given == null) {
            return UNKNOWN;
        }
        if (!(given instanceof JsonObject operator)) {
            throw Bridge.invalid("operator must be an object of msisdn, displayName and userId");
        }
        for (var name : new String[] {"msisdn", "displayName"}) {
            if (operator.getValue(name) != null && Call.text(operator, name).isEmpty()) {
                throw Bridge.invalid("operator." + name + " must be a text");
            }
        }
        return new StationOperator(
                userId(operator.getValue("userId")),
                new JsonObject().put(FIELD, operator).encode());
    }

    private static UUID userId(Object given) {
        return given == null
                ? null
                : Call.uuid(given.toString()).orElseThrow(() -> Bridge.invalid("operator.userId must be a uuid"));
    }
}
