package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import loadtest.target.Origin;

/** The health endpoints of the agent API, which need no token. */
public final class Health {
    private Health() {}

    /** Is the process alive, and its database in reach? */
    public static ChainBuilder healthz(Origin api) {
        return api.get(
                "GET /api/healthz",
                "/api/healthz",
                call -> call.check(status().is(200), jmesPath("status").is("ok")));
    }

    /** Are all its parts ready for work? */
    public static ChainBuilder readiness(Origin api) {
        return api.get(
                "GET /api/readiness",
                "/api/readiness",
                call -> call.check(status().is(200), jmesPath("status").is("ok")));
    }
}
