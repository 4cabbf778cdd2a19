package loadtest.standin.agent;

import static loadtest.testing.ExpectedAnswer.headers;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Locale;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What calls of the agent API leave behind, and their limits. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentStateIT {
    private RunningStandIn target;

    @BeforeAll
    void target(RunningStandIn shared) {
        target = shared;
    }

    /** Each test has a persona of its own, because each may make 60 calls a minute. */
    private String[] persona(int number) {
        var email = String.format(Locale.ROOT, "demo.user%02d@example.com", number);
        return headers("authorization", "Bearer " + target.token(email, "password123"));
    }

    @Test
    void aTokenCarriesWhatTheProductsReadFromIt() {
        var jwt = JWT.decode(target.token("load.user@example.com", "password123"));

        assertThat(jwt.getAlgorithm()).isEqualTo("HS256");
        assertThat(jwt.getAudience()).containsExactly("authenticated");
        assertThat(jwt.getClaims())
                .containsKeys(
                        "iss", "sub", "exp", "iat", "email", "role", "app_metadata", "user_metadata", "session_id");
        assertThat(jwt.getExpiresAtAsInstant())
                .isEqualTo(jwt.getIssuedAtAsInstant().plusSeconds(3_600));
    }

    @Test
    void theSameStartAnswersTheSameSession() throws SQLException {
        var body = "{\"orgSlug\":\"demo\",\"engagementId\":\"demo-engagement\",\"agentType\":\"TAX\"}";
        var caller = persona(3);

        var first = target.send("POST", "/api/agent/start", body, caller);
        var second = target.send("POST", "/api/agent/start", body, caller);

        assertThat(first.header("x-idempotency-cache")).isEqualTo("MISS");
        assertThat(second.header("x-idempotency-cache")).isEqualTo("HIT");
        assertThat(second.header("x-idempotency-key")).isEqualTo(first.header("x-idempotency-key"));
        assertThat(second.json()).isEqualTo(first.json());
        var status = target.sql(
                "select status || ' ' || agent_type from agent_sessions where id = ?::uuid",
                first.json().path("sessionId").asText());
        assertThat(status).isEqualTo("RUNNING TAX");
    }

    @Test
    void aPlanWritesItsStepsOnceAndTheOlderQuestionIsAnswered() throws SQLException {
        var caller = persona(4);
        var start = "{\"orgSlug\":\"demo\",\"agentType\":\"CLOSE\"}";
        var session = target.send("POST", "/api/agent/start", start, caller)
                .json()
                .path("sessionId")
                .asText();
        var body = "{\"sessionId\":\"%s\"}".formatted(session);

        var first = target.send("POST", "/api/agent/plan", body, caller).json();
        var second = target.send("POST", "/api/agent/plan", body, caller).json();

        assertThat(first.at("/plan/steps")).hasSize(4);
        assertThat(first.at("/plan/agentType").asText()).isEqualTo("CLOSE");
        assertThat(first.at("/plan/steps/1/dependsOn/0").asInt()).isZero();
        assertThat(second.at("/plan/steps/0/id")).isEqualTo(first.at("/plan/steps/0/id"));
        assertThat(target.sql("select count(*) from agent_runs where session_id = ?::uuid", session))
                .isEqualTo("4");
        var question = "{\"question\":\"What?\",\"context\":{\"sessionId\":\"%s\"}}".formatted(session);
        assertThat(target.send("POST", "/api/agent/respond", question, caller).status())
                .isEqualTo(200);
        assertThat(target.sql("select count(*) from agent_traces where session_id = ?::uuid", session))
                .isEqualTo("3");
    }

    @Test
    void anArchiveIsKeptUnderItsDigest() throws SQLException {
        var body = "{\"orgSlug\":\"demo\",\"engagementId\":\"demo-engagement\"}";

        var answer = target.send("POST", "/functions/v1/archive-sync", body, persona(6))
                .json();

        var stored = target.sql(
                "select count(*) from engagement_archives a join engagements e on e.id = a.engagement_id"
                        + " where e.slug = 'demo-engagement' and e.id::text = ?",
                answer.at("/manifest/engagementId").asText());
        assertThat(stored).isEqualTo("1");
        assertThat(answer.path("sha256").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void theSixtyFirstCallOfAMinuteIsRefused() {
        var caller = persona(5);
        var statuses = new ArrayList<Integer>();
        for (var call = 0; call < 60; call++) {
            statuses.add(target.send("GET", "/v1/approvals?orgSlug=demo", null, caller)
                    .status());
        }
        var refused = target.send("GET", "/api/agent/telemetry?orgSlug=demo", null, caller);
        var standing = target.send("GET", "/api/rate-limit/status", null, caller);

        assertThat(statuses).hasSize(60).containsOnly(200);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("error").asText()).isEqualTo("rate limit exceeded");
        assertThat(refused.header("retry-after")).matches("[1-9]\\d?");
        assertThat(refused.header("ratelimit-remaining")).isEqualTo("0");
        assertThat(standing.status()).isEqualTo(200);
        assertThat(standing.json().path("limit").asInt()).isEqualTo(60);
        assertThat(standing.json().path("remaining").asInt()).isZero();
        assertThat(standing.json().path("windowSeconds").asInt()).isEqualTo(60);
        assertThat(java.time.Instant.parse(standing.json().path("resetAt").asText()))
                .isAfter("2020-01-01T00:00:00Z");
    }

    @Test
    void aRequestIdIsEchoedOrGiven() {
        assertThat(target.send("GET", "/api/healthz", null, "x-request-id", "mine")
                        .header("x-request-id"))
                .isEqualTo("mine");
        assertThat(target.send("GET", "/api/healthz", null).header("x-request-id"))
                .hasSize(36);
    }
}
