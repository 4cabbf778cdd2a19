package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.List;
import loadtest.target.Origin;

/** Sessions with an audit assistant. Every call carries the session's {@code token}. */
public final class Agents {
    static final String BEARER = "Bearer #{token}";

    private Agents() {}

    /** Opens a session for {@code orgSlug} and, where there is one, {@code engagementId}; leaves {@code sessionId}. */
    public static ChainBuilder start(Origin api) {
        return api.post("POST /api/agent/start", "/api/agent/start", call -> call.header("Authorization", BEARER)
                .body(ElFileBody(session -> session.contains("engagementId")
                        ? "bodies/agent-start.json"
                        : "bodies/agent-start-without-engagement.json"))
                .asJson()
                .check(status().in(200, 201, 202), jmesPath("sessionId").saveAs("sessionId")));
    }

    /** Asks for the plan of {@code sessionId}; a plan without steps is none. Leaves {@code planSteps}, how many. */
    public static ChainBuilder plan(Origin api) {
        return api.post("POST /api/agent/plan", "/api/agent/plan", call -> call.header("Authorization", BEARER)
                .body(ElFileBody("bodies/agent-plan.json"))
                .asJson()
                .check(
                        status().is(200),
                        jmesPath("plan.steps[0]").exists(),
                        // An answer without a plan must be reported by its status, not by a length that cannot be
                        // taken.
                        jmesPath("length(plan.steps || `[]`)").ofInt().saveAs("planSteps")));
    }

    /** Asks the assistant a question on behalf of {@code orgSlug}. */
    public static ChainBuilder respond(Origin api) {
        return api.post("POST /api/agent/respond", "/api/agent/respond", call -> call.header("Authorization", BEARER)
                .body(ElFileBody("bodies/agent-respond.json"))
                .asJson()
                .check(
                        status().is(200),
                        jmesPath("response.object").is("response"),
                        jmesPath("response.output[0]").exists()));
    }

    /** How many limited calls the account has left; does not count itself. */
    public static ChainBuilder rateLimitStatus(Origin api) {
        return api.get(
                "GET /api/rate-limit/status", "/api/rate-limit/status", call -> call.header("Authorization", BEARER)
                        .check(status().is(200), jmesPath("limit").ofInt().gte(1)));
    }

    /** What the dashboards of {@code orgSlug} show of its sessions. */
    public static ChainBuilder telemetry(Origin api) {
        return api.get(
                "GET /api/agent/telemetry", "/api/agent/telemetry", call -> call.queryParam("orgSlug", "#{orgSlug}")
                        .header("Authorization", BEARER)
                        .check(
                                status().is(200),
                                jmesPath("sessions.byStatus").exists(),
                                jmesPath("sessions.trend")
                                        .ofList()
                                        .transform(List::size)
                                        .is(7)));
    }
}
