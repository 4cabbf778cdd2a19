package loadtest.standin.agent;

import static loadtest.testing.ExpectedAnswer.get;
import static loadtest.testing.ExpectedAnswer.headers;
import static loadtest.testing.ExpectedAnswer.post;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loadtest.testing.ExpectedAnswer;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The agent API, row by row. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentApiIT {
    private static final String NOBODY = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA";
    private static final String[] NONE = {};

    private RunningStandIn target;
    private String[] persona;
    private String[] employee;
    private String[] outsider;

    @BeforeAll
    void personas(RunningStandIn shared) throws SQLException {
        target = shared;
        persona = bearer(target.token("demo.user02@example.com", "password123"));
        for (var name : List.of("employee", "outsider")) {
            target.sql(
                    "insert into auth.users (email, encrypted_password, email_confirmed_at)"
                            + " values (?, crypt('secret', gen_salt('bf', 4)), now()) on conflict do nothing",
                    name + "@example.com");
        }
        target.sql("insert into memberships select o.id, u.id, 'EMPLOYEE' from organizations o, auth.users u"
                + " where o.slug = 'demo' and u.email = 'employee@example.com' on conflict do nothing");
        employee = bearer(target.token("employee@example.com", "secret"));
        outsider = bearer(target.token("outsider@example.com", "secret"));
    }

    private static String[] bearer(String token) {
        return headers("authorization", "Bearer " + token);
    }

    @TestFactory
    Stream<DynamicTest> open() {
        var issue = "/api/auth/token/issue";
        return Stream.of(
                        post(
                                "good login",
                                issue,
                                login("password123"),
                                NONE,
                                200,
                                "/accessToken",
                                "/tokenType=bearer",
                                "/expiresIn=3600",
                                "/expiresAt",
                                "/refreshToken",
                                "/user/id",
                                "/user/email=load.user@example.com"),
                        post("bad password", issue, login("wrong"), NONE, 401, "/error=invalid_credentials"),
                        post("no password", issue, "{\"email\":\"a@b.c\"}", NONE, 400, "/error"),
                        post("no JSON", issue, "{", NONE, 400, "/error"),
                        get("up", "/api/healthz", NONE, 200, "/status=ok", "/database=reachable", "/latencyMs"),
                        get("ready", "/api/readiness", NONE, 200, "/status=ok", "/checks/database/status"),
                        get("unknown path", "/api/nope", NONE, 404, "/error"),
                        post("over 10 MB", issue, " ".repeat(10_500_000), NONE, 413, "/error"))
                .map(row -> row.of(target));
    }

    @TestFactory
    Stream<DynamicTest> tokenChecked() {
        var rows = new ArrayList<ExpectedAnswer>();
        for (var path : List.of("/api/agent/telemetry", "/v1/approvals", "/api/rate-limit/status")) {
            rows.add(get("no token", path, NONE, 401, "/error=missing or invalid authorization header"));
            rows.add(get("bad token", path, bearer(NOBODY), 401, "/error=invalid access token"));
        }
        for (var path : List.of("/api/agent/start", "/api/agent/plan", "/api/agent/respond")) {
            rows.add(post("no token", path, "{}", NONE, 401, "/error=missing or invalid authorization header"));
            rows.add(post("bad token", path, "{}", bearer(NOBODY), 401, "/error=invalid access token"));
        }
        for (var path : List.of("/functions/v1/archive-sync", "/functions/v1/telemetry-sync")) {
            rows.add(post("no token", path, "{}", NONE, 401, "/error=missing_authorization"));
            rows.add(post("bad token", path, "{}", bearer(NOBODY), 401, "/error=invalid_token"));
        }
        return rows.stream().map(row -> row.of(target));
    }

    @TestFactory
    Stream<DynamicTest> oversight() {
        var telemetry = "/api/agent/telemetry";
        var approvals = "/v1/approvals";
        return Stream.of(
                        get(
                                "telemetry",
                                telemetry + "?orgSlug=demo",
                                persona,
                                200,
                                "/sessions/byStatus/RUNNING",
                                "/sessions/byStatus/WAITING_APPROVAL",
                                "/sessions/byStatus/COMPLETED",
                                "/sessions/byStatus/FAILED",
                                "/sessions/trend/6/date",
                                "/sessions/trend/6/count",
                                "/approvals/pendingCount=6",
                                "/approvals/averagePendingHours",
                                "/errors/total",
                                "/errors/topTools/0/tool",
                                "/traces/items/0/id"),
                        get("no organisation", telemetry, persona, 400, "/error=orgSlug query param required"),
                        get("unknown organisation", telemetry + "?orgSlug=x", persona, 500, "/error=telemetry_failed"),
                        get(
                                "approvals",
                                approvals + "?orgSlug=demo",
                                persona,
                                200,
                                "/pending/0/id",
                                "/pending/0/orgSlug=demo",
                                "/pending/0/action",
                                "/pending/0/actionLabel",
                                "/pending/0/entity",
                                "/pending/0/description",
                                "/pending/0/submittedBy",
                                "/pending/0/submittedAt",
                                "/pending/0/status=PENDING",
                                "/history/0/status"),
                        get("no organisation", approvals, persona, 400, "/error"),
                        get("employee", approvals + "?orgSlug=demo", employee, 403, "/error=manager role required"),
                        get("outsider", approvals + "?orgSlug=demo", outsider, 403, "/error=manager role required"))
                .map(row -> row.of(target));
    }

    @TestFactory
    Stream<DynamicTest> sessions() {
        var start = "/api/agent/start";
        var respond = "/api/agent/respond";
        var audit = "{\"orgSlug\":\"demo\",\"agentType\":\"AUDIT\"}";
        var broken = "/error=failed to start session";
        return Stream.of(
                        post("started", start, audit, persona, 201, "/sessionId"),
                        post("no type", start, "{\"orgSlug\":\"demo\"}", persona, 400, "/error"),
                        post("unknown type", start, audit.replace("AUDIT", "X"), persona, 400, "/error"),
                        post("unknown organisation", start, audit.replace("demo", "x"), persona, 500, broken),
                        post("no member", start, audit, outsider, 500, broken),
                        post("no session", "/api/agent/plan", "{}", persona, 400, "/error"),
                        post(
                                "unknown session",
                                "/api/agent/plan",
                                "{\"sessionId\":\"x\"}",
                                persona,
                                404,
                                "/error=session not found"),
                        post(
                                "a text",
                                respond,
                                ask("\"What?\""),
                                persona,
                                200,
                                "/response/id",
                                "/response/object=response",
                                "/response/output/0/content/0/text",
                                "/response/usage/total_tokens"),
                        post(
                                "a message",
                                respond,
                                ask("{\"role\":\"user\",\"content\":\"What?\"}"),
                                persona,
                                200,
                                "/response/output/0"),
                        post("a list", respond, ask("[\"What?\",\"When?\"]"), persona, 200, "/response/output/0"),
                        post("no role", respond, ask("{\"content\":\"What?\"}"), persona, 400, "/error"),
                        post("no input", respond, "{\"orgSlug\":\"demo\"}", persona, 400, "/error"),
                        post("no organisation", respond, "{\"input\":\"What?\"}", persona, 400, "/error"),
                        post("not a member", respond, ask("\"What?\""), outsider, 400, "/error"))
                .map(row -> row.of(target));
    }

    @TestFactory
    Stream<DynamicTest> functions() {
        var archive = "/functions/v1/archive-sync";
        var sync = "/functions/v1/telemetry-sync";
        var both = "{\"orgSlug\":\"demo\",\"engagementId\":\"demo-engagement\"}";
        return Stream.of(
                        post(
                                "archived",
                                archive,
                                both.replace("}", ",\"includeDocuments\":true}"),
                                persona,
                                200,
                                "/manifest/engagementId",
                                "/manifest/generatedAt",
                                "/manifest/acceptance",
                                "/manifest/tcwg",
                                "/manifest/modules/0/module",
                                "/manifest/documents/0",
                                "/sha256"),
                        post("no organisation", archive, "{}", persona, 400, "/error=org_slug_required"),
                        post(
                                "no engagement",
                                archive,
                                "{\"orgSlug\":\"demo\"}",
                                persona,
                                400,
                                "/error=engagement_id_required"),
                        post("outsider", archive, both, outsider, 403, "/error=not_a_member"),
                        post("employee", archive, both, employee, 403, "/error=insufficient_role"),
                        post(
                                "unknown organisation",
                                archive,
                                both.replace("demo\"", "x\""),
                                persona,
                                404,
                                "/error=organization_not_found"),
                        post(
                                "unknown engagement",
                                archive,
                                both.replace("demo-e", "no-e"),
                                persona,
                                404,
                                "/error=engagement_not_found"),
                        post(
                                "synced",
                                sync,
                                both,
                                persona,
                                200,
                                "/coverage/0/metric",
                                "/coverage/1/metric",
                                "/sla/workflowEvent"),
                        post(
                                "a period",
                                sync,
                                "{\"orgSlug\":\"demo\",\"periodStart\":\"2030-01-01\",\"periodEnd\":\"2030-01-31\"}",
                                persona,
                                200,
                                "/coverage/1/periodEnd=2030-01-31"),
                        post(
                                "a bad period",
                                sync,
                                "{\"orgSlug\":\"demo\",\"periodStart\":\"x\"}",
                                persona,
                                400,
                                "/error=invalid_period"),
                        post("no organisation", sync, "{}", persona, 400, "/error=org_slug_required"),
                        post("outsider", sync, both, outsider, 403, "/error=not_a_member"),
                        post("employee", sync, both, employee, 403, "/error=insufficient_role"))
                .map(row -> row.of(target));
    }

    private static String login(String password) {
        return "{\"email\":\"load.user@example.com\",\"password\":\"%s\"}".formatted(password);
    }

    private static String ask(String input) {
        return "{\"orgSlug\":\"demo\",\"input\":%s}".formatted(input);
    }
}
