package loadtest.standin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.settings.Secret;
import loadtest.standin.database.Db;

/**
 * Calls every endpoint a few times before the stand-in says that it is ready, so that the first request of a run is not
 * the one that loads classes. It works on rows of its own and takes them away again. A start that cannot answer its
 * own calls fails here.
 */
final class StartupCalls {
    /** The first one loads the classes; what more of them would compile is not worth the wait of every run. */
    private static final int ROUNDS = 2;

    private static final int PATIENCE_MILLIS = 20_000;

    private static final String EMAIL = "warm-up@example.com";
    private static final String PASSWORD = "warm-up";

    private static final String PREPARE = """
            insert into auth.users (email, encrypted_password, email_confirmed_at)
            values ('warm-up@example.com', crypt('warm-up', gen_salt('bf', 4)), now());
            insert into organizations (slug) values ('warm-up');
            insert into engagements (org_id, slug) select id, 'warm-up' from organizations where slug = 'warm-up';
            insert into memberships (org_id, user_id, role) select o.id, u.id, 'MANAGER'
            from organizations o, auth.users u where o.slug = 'warm-up' and u.email = 'warm-up@example.com';
            insert into campaigns (id, name, type, status)
            values ('00000000-0000-4000-8000-000000000000', 'warm-up', 'promo', 'running');
            insert into vouchers (amount, code5) select 1, 'WUP' || lpad(n::text, 2, '0') from generate_series(1, %d) n;
            """.formatted(ROUNDS);

    private static final String TIDY = """
            delete from vouchers where code5 like 'WUP__';
            delete from campaigns where name = 'warm-up';
            delete from organizations where slug = 'warm-up';
            delete from auth.users where email = 'warm-up@example.com';
            delete from idempotency_keys;
            """;

    private final Db db;
    private final String address;
    private final Secret bridge;
    private volatile String token = "";

    StartupCalls(Db db, String address, Secret bridge) {
        this.db = db;
        this.address = address;
        this.bridge = bridge;
    }

    void run() throws SQLException, IOException {
        db.script(PREPARE);
        var codes = db.all("select code5 from vouchers where code5 like 'WUP__'", row -> row.getString(1));
        // Beside each other: each waits for the database now and then.
        var agents = new FutureTask<Void>(() -> {
            for (var round = 0; round < ROUNDS; round++) {
                agent();
            }
            return null;
        });
        Daemon.thread("agent-calls", agents).start();
        for (var round = 0; round < ROUNDS; round++) {
            voucher(codes.get(round), round);
        }
        await(agents);
        db.script(TIDY);
    }

    private static void await(Future<Void> calls) throws IOException {
        try {
            calls.get();
        } catch (ExecutionException e) {
            throw new IOException(Failure.line(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the stand-in was warmed", e);
        }
    }

    private void agent() throws IOException {
        var login = new JsonObject().put("email", EMAIL).put("password", PASSWORD);
        token = post("/api/auth/token/issue", login, 200).getString("accessToken");
        get("/api/healthz");
        get("/api/readiness");
        get("/api/agent/telemetry?orgSlug=warm-up");
        get("/v1/approvals?orgSlug=warm-up");
        get("/api/rate-limit/status");
        var work = new JsonObject().put("orgSlug", "warm-up").put("engagementId", "warm-up");
        var session = post("/api/agent/start", work.copy().put("agentType", "AUDIT"), 201);
        post("/api/agent/plan", session, 200);
        post("/api/agent/respond", work.copy().put("input", "warm?"), 200);
        post("/functions/v1/archive-sync", work, 200);
        post("/functions/v1/telemetry-sync", work, 200);
    }

    private void voucher(String code, int round) throws IOException, SQLException {
        var id = db.text("select id::text from vouchers where code5 = ?", code).orElseThrow();
        var preview = post("/api/vouchers/preview", new JsonObject().put("voucherId", id), 200);
        get(URI.create(preview.getString("imageUrl")).getPath());
        get(URI.create(preview.getString("pdfUrl")).getPath());
        post("/redeem", new JsonObject().put("voucherId", id), 200);
        post("/redeem", new JsonObject().put("voucherCode", code), 409);
        var batch = new JsonObject()
                .put("campaignId", "00000000-0000-4000-8000-000000000000")
                .put("batchReference", "warm-up-" + round)
                .put("targets", new JsonArray(List.of("+10000000" + round)));
        post("/campaigns", batch, 202);
    }

    private void get(String path) throws IOException {
        send(path, connection -> {}, 200);
    }

    private JsonObject post(String path, JsonObject body, int expected) throws IOException {
        return new JsonObject(send(
                path,
                connection -> {
                    connection.setDoOutput(true);
                    connection.getOutputStream().write(body.encode().getBytes(StandardCharsets.UTF_8));
                },
                expected));
    }

    private interface Content {
        void send(HttpURLConnection connection) throws IOException;
    }

    /** By the JDK's smallest client, since that of the checks before a load brings 300 classes. */
    private String send(String path, Content content, int expected) throws IOException {
        var connection = (HttpURLConnection) new URL(address + path).openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setRequestProperty("authorization", "Bearer " + token);
        connection.setRequestProperty("x-bridge-secret", bridge.reveal());
        content.send(connection);
        var status = connection.getResponseCode();
        if (status != expected) {
            throw new IOException(path + " answered " + status + " when it was warmed");
        }
        try (var answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
