package loadtest.standin.agent;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import loadtest.standin.database.Db;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;

/** The health endpoints, which query the database each time. */
public final class HealthRoutes {
    private final Db db;

    public HealthRoutes(Db db) {
        this.db = db;
    }

    public void register(Api api) {
        api.get(
                "/api/healthz",
                this::healthz,
                ApiAnswer.json(500, new JsonObject().put("status", "error").put("database", "unreachable")));
        api.get("/api/readiness", this::readiness, readiness(503, "degraded", "unreachable"));
    }

    private ApiAnswer healthz(Call call) throws SQLException {
        var start = System.nanoTime();
        db.one("select 1", row -> row.getInt(1));
        var latencyMs = (System.nanoTime() - start) / 10_000 / 100.0;
        return ApiAnswer.json(
                200,
                new JsonObject()
                        .put("status", "ok")
                        .put("database", "reachable")
                        .put("latencyMs", latencyMs));
    }

    private ApiAnswer readiness(Call call) throws SQLException {
        db.one("select count(*) from organizations", row -> row.getLong(1));
        return readiness(200, "ok", "ok");
    }

    private static ApiAnswer readiness(int status, String overall, String database) {
        var checks = new JsonObject().put("database", new JsonObject().put("status", database));
        return ApiAnswer.json(status, new JsonObject().put("status", overall).put("checks", checks));
    }
}
