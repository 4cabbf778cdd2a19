package loadtest.scenario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import loadtest.target.PreflightCalls;
import loadtest.target.Target;
import loadtest.testing.HostileTarget;
import loadtest.testing.Workload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sign-in, or a given token, makes of its answer. */
class AgentApiTest {
    private static final String ISSUE = "/api/auth/token/issue";
    private static final String STATUS = "/api/rate-limit/status";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String CHECK_PASSWORD = "; check PERF_EMAIL and PERF_PASSWORD";

    private static final Persona PERSONA =
            new Persona(Optional.of("a@example.com"), Optional.of(new Secret("canary")), "demo", Optional.empty());

    private HostileTarget target;
    private AgentApi api;

    @BeforeEach
    void serve() throws IOException {
        target = new HostileTarget();
        var settings = Settings.of(Map.of("PERF_BASE_URL", target.url(""), "PERF_ORG_SLUG", "demo"));
        var origins = new Target(settings, Optional.empty())
                .origins(Workload.simplest().file().scenario());
        api = new AgentApi(new PreflightCalls(settings), origins.named(AgentApi.SERVER));
    }

    @AfterEach
    void stop() throws IOException {
        target.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":\"invalid_credentials\"}",
                "400 | {\"error\":\"invalid_grant\",\"error_description\":\"Invalid login credentials\"}",
                "400 | {\"code\":400,\"error_code\":\"invalid_credentials\",\"msg\":\"Invalid login credentials\"}",
                "401 | {\"message\":\"Invalid email or password\"}",
                "401 | {\"message\":\"Wrong password.\"}",
                "401 | {\"message\":\"The password is incorrect\"}",
                "401 | {\"message\":\"Email or password does not match\"}",
                "400 | {\"error\":{\"code\":400,\"message\":\"INVALID_LOGIN_CREDENTIALS\"}}",
                "401 | {\"code\":\"AUTH_INVALID_PASSWORD\"}",
                "401 | {\"error\":\"InvalidCredentials\"}",
            })
    void thePasswordIsNamedWhereTheBodySaysIt(int status, String body) {
        assertRefused(status, JSON, body, " answers " + status + " for a@example.com: ", CHECK_PASSWORD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"message\":\"No API key found in request\"} | No API key found in request",
                "401 | '' | an empty body of application/json",
                "400 | {\"error\":\"invalid_grant\",\"error_description\":\"Email not confirmed\"}"
                        + " | invalid_grant: Email not confirmed",
                "400 | {\"error_code\":\"user_banned\",\"msg\":\"User is banned\"} | user_banned: User is banned",
                "403 | {\"message\":\"Invalid credentials\"} | Invalid credentials",
                "404 | {\"error\":\"Not Found\"} | Not Found; is PERF_BASE_URL the agent API's own address?",
                "401 | {\"message\":\"Password sign-ins are disabled\"} | Password sign-ins are disabled",
                "400 | {\"message\":\"Invalid captcha\"} | Invalid captcha",
                "429 | {\"error\":\"rate limit exceeded\"} | rate limit exceeded",
                "500 | {\"error\":\"token_issue_failed\"} | token_issue_failed",
                "200 | {\"token\":\"canary\"} | JSON with the fields token",
                "200 | {\"accessToken\":\"\"} | , without an accessToken: JSON with the fields accessToken",
                "200 | {\"accessToken\":\" \"} | , without an accessToken: JSON with the fields accessToken",
                "200 | {\"accessToken\":7} | JSON with the fields accessToken",
            })
    void whateverElseCameIsSaid(int status, String body, String said) {
        assertRefused(status, JSON, body, " answers " + status + " for a@example.com", said);
        assertThatThrownBy(() -> api.signIn(PERSONA)).hasMessageNotContaining("PERF_PASSWORD");
    }

    @Test
    void aRedirectAndAPageAreSaid() {
        assertRefused(
                302,
                "Location: https://sso.example.com/?x=canary\r\n",
                "<html>",
                ": a redirect to https://sso.example.com/?***; is PERF_BASE_URL the agent API's own address?");
        assertRefused(
                401,
                "Content-Type: text/html\r\n",
                "<title>Invalid password</title>",
                ": a page of text/html: \"Invalid password\"; is PERF_BASE_URL");
        assertRefused(
                503, "Content-Type: text/plain\r\n", "no healthy upstream", "text/plain: \"no healthy upstream\"");
    }

    @Test
    void aTokenInTheAnswerIsTaken() {
        target.answering(ISSUE, "{\"accessToken\":\"a.b.c\"}");
        assertThat(api.signIn(PERSONA)).isEqualTo(new Secret("a.b.c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":\"invalid access token\"}"
                        + " | 401 (invalid access token): it has expired, or is not this target's",
                "401 | {\"message\":\"No API key found in request\"} | 401 (No API key found in request): that does not say",
                "403 | {\"error\":\"invalid access token\"} | 403 (invalid access token): that does not say",
                "404 | {\"error\":\"Not Found\"} | 404 (Not Found): that does not say that the token is accepted",
                "302 | '' | 302, an empty body of application/json: that does not say",
                "429 | {\"error\":\"rate limit exceeded\"} | 429 (rate limit exceeded): that does not say",
                "503 | '' | 503, an empty body of application/json: that does not say",
                "200 | {} | 200, an empty JSON object: that does not say",
                "200 | {\"limit\":\"60\"} | 200, JSON with the fields limit: that does not say",
                "200 | <html><title>Welcome</title></html> | 200, a page of application/json: \"Welcome\": that does not say",
                "204 | '' | 204, an empty body of application/json: that does not say",
            })
    void aGivenTokenIsAcceptedByNothingElse(int status, String body, String said) {
        target.answering(STATUS, "HTTP/1.1 " + status + " x", JSON, body);
        assertThatThrownBy(() -> api.showToken(new Secret("canary-token")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_BEARER_TOKEN: " + target.url(STATUS) + " answers " + said)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"limit\":60}", "{\"limit\":60,\"remaining\":59,\"windowSeconds\":60,\"resetAt\":\"x\"}"})
    void aGivenTokenIsAcceptedByTheExpectedBody(String body) {
        target.answering(STATUS, body);
        assertThat(api.showToken(new Secret("t"))).isEqualTo(new Secret("t"));
    }

    private void assertRefused(int status, String headers, String body, String... said) {
        target.answering(ISSUE, "HTTP/1.1 " + status + " x", headers, body);
        assertThatThrownBy(() -> api.signIn(PERSONA))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(target.url(ISSUE))
                .hasMessageContainingAll(said)
                .hasMessageNotContainingAny("canary", "\n");
    }
}
