package loadtest.standin.http;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import loadtest.standin.fault.Effect;
import loadtest.standin.fault.RetryForm;

/**
 * What a failing endpoint says, with which status: the words of the contract for that endpoint, else those its product
 * uses for that status.
 */
final class ContractErrors {
    private static final Map<String, String> OF_ENDPOINT = Map.ofEntries(
            Map.entry("POST /api/auth/token/issue 401", "{'error':'invalid_credentials'}"),
            Map.entry("GET /v1/approvals 403", "{'error':'manager role required'}"),
            Map.entry("POST /api/agent/plan 403", "{'error':'request refused by policy'}"),
            Map.entry("POST /api/agent/plan 404", "{'error':'session not found'}"),
            Map.entry("POST /api/agent/respond 502", "{'error':'upstream model failed'}"),
            Map.entry("POST /functions/v1/archive-sync 404", "{'error':'engagement_not_found'}"),
            Map.entry("GET /api/readiness 503", "{'status':'degraded','checks':{'database':{'status':'unreachable'}}}"),
            Map.entry(
                    "POST /api/vouchers/preview 503",
                    "{'integration':{'status':'degraded','message':'the renderer is busy'}}"),
            Map.entry("POST /campaigns 404", "{'error':'campaign_not_found','message':'no such campaign'}"),
            Map.entry("POST /campaigns 409", "{'error':'campaign_not_running','message':'the campaign is paused'}"),
            Map.entry("POST /campaigns 413", "{'error':'too_many_targets','message':'at most 1000 targets a batch'}"),
            Map.entry("POST /redeem 403", "{'status':'invalid_station'}"),
            Map.entry("POST /redeem 404", "{'status':'not_found'}"),
            Map.entry("POST /redeem 409", "{'status':'already_redeemed','redeemedAt':'$now'}"),
            Map.entry("POST /redeem 410", "{'status':'expired'}"));

    private static final Map<String, String> OF_FUNCTIONS = Map.of(
            "400", "{'error':'org_slug_required'}",
            "401", "{'error':'invalid_token'}",
            "403", "{'error':'insufficient_role'}",
            "404", "{'error':'organization_not_found'}");

    private static final Map<String, String> OF_VOUCHERS = Map.of(
            "400", "{'error':'invalid_payload','message':'the body cannot be used'}",
            "401", "{'error':'unauthorized','message':'invalid bridge secret'}");

    private static final Map<Integer, String> OF_STATUS = Map.ofEntries(
            Map.entry(400, "bad request"),
            Map.entry(401, "invalid access token"),
            Map.entry(403, "forbidden"),
            Map.entry(404, "not found"),
            Map.entry(409, "conflict"),
            Map.entry(410, "gone"),
            Map.entry(413, "body too large"),
            Map.entry(422, "unprocessable"),
            Map.entry(429, "rate limit exceeded"),
            Map.entry(500, "internal error"),
            Map.entry(502, "bad gateway"),
            Map.entry(503, "service unavailable"),
            Map.entry(504, "gateway timeout"));

    private ContractErrors() {}

    /**
     * @param endpoint method and path
     * @param whenBroken what that endpoint says when it fails by itself
     */
    static ApiAnswer of(String endpoint, Effect.Status fault, ApiAnswer whenBroken) {
        var code = fault.code();
        var answer = whenBroken.status() == code ? whenBroken : ApiAnswer.json(code, body(endpoint, code));
        if (code != 429 && fault.retryAfter().isEmpty()) {
            return answer;
        }
        var wait = Duration.ofSeconds(
                Math.max(1, fault.retryAfter().map(Duration::toSeconds).orElse(1L)));
        var now = Instant.now();
        var told = answer.with("retry-after", fault.form().after(wait, now));
        return fault.form() == RetryForm.SECONDS ? told : told.with("date", RetryForm.DATE.after(Duration.ZERO, now));
    }

    private static String body(String endpoint, int code) {
        // Both ways to redeem are one endpoint.
        var name = endpoint.equals("POST /api/station/redeem") ? "POST /redeem" : endpoint;
        var product = product(name).getOrDefault(Integer.toString(code), common(code));
        return OF_ENDPOINT
                .getOrDefault(name + " " + code, product)
                .replace('\'', '"')
                .replace("$now", Instant.now().toString());
    }

    private static Map<String, String> product(String endpoint) {
        if (endpoint.contains("/functions/v1/")) {
            return OF_FUNCTIONS;
        }
        return endpoint.contains("/vouchers/") || endpoint.endsWith("/redeem") || endpoint.endsWith("/campaigns")
                ? OF_VOUCHERS
                : Map.of();
    }

    private static String common(int code) {
        return new JsonObject()
                .put("error", OF_STATUS.getOrDefault(code, "status " + code))
                .encode();
    }
}
