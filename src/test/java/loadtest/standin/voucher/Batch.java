package loadtest.standin.voucher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import loadtest.standin.http.Call;
import loadtest.standin.http.Json;

/**
 * Targets of a campaign that are handed to the dispatcher together.
 *
 * @param reference the same for every attempt of a batch
 * @param targets phone numbers, in the order given
 * @param maxPerMinute messages that may be sent to the whole campaign in any minute
 * @param request the fingerprint of the body
 */
record Batch(UUID campaign, String reference, Set<String> targets, int maxPerMinute, String request) {
    private static final int MAX_TARGETS = 1_000;
    private static final int DEFAULT_PER_MINUTE = 600;

    /** All targets but the last. */
    Batch withoutLast() {
        var fewer = new LinkedHashSet<String>();
        targets.stream().limit(targets.size() - 1L).forEach(fewer::add);
        return new Batch(campaign, reference, fewer, maxPerMinute, request);
    }

    /** The last target. */
    String last() {
        return targets.stream().reduce((one, next) -> next).orElseThrow();
    }

    /** @throws Refusal 400, 404 or 413, if the body cannot be used */
    static Batch of(JsonObject body) {
        var campaign = Call.text(body, "campaignId").orElseThrow(() -> Bridge.invalid("campaignId is required"));
        var reference =
                Call.text(body, "batchReference").orElseThrow(() -> Bridge.invalid("batchReference is required"));
        var targets = targets(body);
        var throttle = body.getValue("throttle");
        if (throttle != null && !(throttle instanceof JsonObject)) {
            throw Bridge.invalid("throttle must be an object");
        }
        var limits = throttle == null ? new JsonObject() : (JsonObject) throttle;
        positive(limits, "maxInflight", 1);
        return new Batch(
                Call.uuid(campaign).orElseThrow(() -> Bridge.error(404, "campaign_not_found", "campaignId is no uuid")),
                reference,
                targets,
                positive(limits, "maxPerMinute", DEFAULT_PER_MINUTE),
                Json.fingerprint(body));
    }

    private static Set<String> targets(JsonObject body) {
        if (!(body.getValue("targets") instanceof JsonArray list) || list.isEmpty()) {
            throw Bridge.invalid("targets must be a list of phone numbers, not empty");
        }
        if (list.size() > MAX_TARGETS) {
            throw Bridge.error(413, "too_many_targets", "at most " + MAX_TARGETS + " targets a batch");
        }
        var targets = new LinkedHashSet<String>();
        for (var target : list) {
            if (!(target instanceof String msisdn && targets.add(msisdn))) {
                throw Bridge.invalid("targets must be phone numbers, each once; found " + target);
            }
        }
        return targets;
    }

    private static int positive(JsonObject throttle, String field, int fallback) {
        var value = throttle.getValue(field);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Integer number && number > 0) {
            return number;
        }
        throw Bridge.invalid("throttle." + field + " must be a whole number above 0");
    }
}
