package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import loadtest.target.Origin;

/** The approvals that wait for a manager's decision. */
public final class Approvals {
    private Approvals() {}

    /** The queue of {@code orgSlug}, pending and decided. */
    public static ChainBuilder list(Origin api) {
        return api.get("GET /v1/approvals", "/v1/approvals", call -> call.queryParam("orgSlug", "#{orgSlug}")
                .header("Authorization", Agents.BEARER)
                .check(
                        status().is(200),
                        jmesPath("pending").ofList().exists(),
                        jmesPath("history").ofList().exists()));
    }
}
