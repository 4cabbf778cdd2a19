package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import loadtest.target.Origin;

/** The background functions of the agent product. */
public final class Functions {
    private Functions() {}

    /** Archives {@code engagementId} and answers the manifest with its SHA-256. */
    public static ChainBuilder archiveSync(Origin api) {
        return api.post("POST /functions/v1/archive-sync", "/functions/v1/archive-sync", call -> call.header(
                        "Authorization", Agents.BEARER)
                .body(ElFileBody("bodies/archive-sync.json"))
                .asJson()
                .check(
                        status().is(200),
                        jmesPath("manifest.engagementId").exists(),
                        jmesPath("sha256")
                                .transform(sha -> sha.matches("[0-9a-fA-F]{64}"))
                                .is(true)));
    }

    /** Rolls the telemetry of {@code orgSlug} up into coverage and service levels. */
    public static ChainBuilder telemetrySync(Origin api) {
        return api.post("POST /functions/v1/telemetry-sync", "/functions/v1/telemetry-sync", call -> call.header(
                        "Authorization", Agents.BEARER)
                .body(ElFileBody("bodies/telemetry-sync.json"))
                .asJson()
                .check(
                        status().is(200),
                        jmesPath("coverage[0]").exists(),
                        jmesPath("sla").exists()));
    }
}
