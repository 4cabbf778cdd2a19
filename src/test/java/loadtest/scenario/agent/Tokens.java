package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import loadtest.target.Origin;

/** Access tokens of the agent API. */
public final class Tokens {
    private Tokens() {}

    /** Signs in with {@code email} and {@code password}; leaves {@code token} and, where the answer says so, {@code tokenSeconds}. */
    public static ChainBuilder issue(Origin api) {
        return api.post("POST /api/auth/token/issue", "/api/auth/token/issue", call -> call.body(
                        ElFileBody("bodies/token-issue.json"))
                .asJson()
                .check(
                        status().is(200),
                        jmesPath("accessToken").saveAs("token"),
                        jmesPath("expiresIn").optional().saveAs("tokenSeconds")));
    }
}
