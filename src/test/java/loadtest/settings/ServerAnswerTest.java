package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAnswerTest {
    private static final String JSON = "application/json";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":404,\"error_code\":\"user_not_found\",\"msg\":\"User not found\"} | user_not_found: User not found",
                "{\"code\":\"user_not_found\",\"message\":\"User not found\"} | user_not_found: User not found",
                "{\"code\":404,\"msg\":\"User not found\"} | User not found",
                "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid login credentials\"}"
                        + " | invalid_grant: Invalid login credentials",
                "{\"message\":\"Invalid API key\",\"hint\":\"Double check\"} | Invalid API key: Double check",
                "{\"error\":\"unauthorized\",\"message\":\"invalid bridge secret\"} | unauthorized: invalid bridge secret",
                "{\"status\":\"invalid_station\"} | invalid_station",
                "{\"error\":{\"code\":403,\"message\":\"no\",\"status\":\"DENIED\"}} | code 403: DENIED: no",
                "{\"errors\":[{\"message\":\"first\"},{\"message\":\"second\"}]} | first",
                "{\"errors\":{\"voucherId\":[\"The voucherId is required.\"]}} | The voucherId is required.",
                "{\"errors\":{\"voucherId\":\"is missing\"}} | is missing",
                "{\"title\":\"Invalid\",\"errors\":{\"voucherId\":[\"none\"]}} | Invalid",
                "{\"detail\":[{\"msg\":\"field required\",\"type\":\"missing\"}]} | field required",
                "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"no such thing\"} | no such thing: Not Found",
                "{\"code\":1010,\"message\":\"denied\"} | code 1010: denied",
                "{\"message\":\"a\\n\\tb\"} | a b",
                "{\"message\":\"same\",\"error\":\"same\"} | same",
            })
    void findsTheReasonWhereServersPutIt(String body, String reason) {
        assertThat(answer(404, JSON, body).reason()).contains(reason);
        assertThat(answer(404, JSON, body).shown()).isEqualTo("404 (" + reason + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | text/html; charset=utf-8 | <html><head><title> 404 Not Found </title> | a page of text/html: \"404 Not Found\"",
                "200 | text/html | <p>hello | a page of text/html",
                "200 | '' | \uFEFF <!DOCTYPE html><h1 class=a>Sign in</h1> | a page: \"Sign in\"",
                "200 | '' | <!-- theme --> <!-- 2 --><!DOCTYPE html><title>Sign in</title> | a page: \"Sign in\"",
                "200 | text/plain | <head><title>Sign in</title> | a page of text/plain: \"Sign in\"",
                "503 | text/plain | upstream connect error | a body of text/plain: \"upstream connect error\"",
                "502 | '' | '' | an empty body",
                "400 | text/plain | '' | an empty body of text/plain",
                "200 | text/plain | a-token-perhaps | a body of text/plain",
                "200 | application/json | {\"token\":\"canary\",\"user\":{}} | JSON with the fields token, user",
                "200 | application/json | {} | an empty JSON object",
                "200 | application/json | \"canary\" | a body of application/json",
                "403 | application/xml | <Error><Code>Denied</Code></Error>"
                        + " | a body of application/xml: \"<Error><Code>Denied</Code></Error>\"",
            })
    void saysWhatCameInPlaceOfAReason(int status, String type, String body, String said) {
        var answer = answer(status, type, body);
        assertThat(answer.reason()).isEmpty();
        assertThat(answer.shown()).isEqualTo(status + ", " + said).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "https://sso.example.com/login, https://sso.example.com/login",
        "https://sso.example.com/login?token=canary, https://sso.example.com/login?***",
        "https://me:canary@sso.example.com/, https://***@sso.example.com/",
        "/login?next=canary, /login?***",
        "/login#canary, /login?***",
        "../v2/, ../v2/",
    })
    void saysWhereARedirectLeads(String location, String shown) {
        var answer = answer(307, "text/html", "<html>moved", Map.of("Location", location));
        assertThat(answer.shown()).isEqualTo("307, a redirect to " + shown);
        assertThat(answer(201, JSON, "{}", Map.of("Location", location)).redirect())
                .isEmpty();
    }

    @Test
    void theReasonMayBeInAHeader() {
        var challenge = Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"expired\"");
        var expired = answer(401, "", "", challenge);
        assertThat(expired.shown())
                .isEqualTo("401, an empty body (Bearer error=\"invalid_token\", error_description=\"expired\")");
        assertThat(expired.says(Pattern.compile("expired"))).isTrue();
        assertThat(answer(401, JSON, "{\"message\":\"no\"}", challenge).shown()).isEqualTo("401 (no)");

        var unsaid = answer(401, "", "", Map.of("WWW-Authenticate", "Bearer realm=\"token\""));
        assertThat(unsaid.shown()).isEqualTo("401, an empty body (Bearer realm=\"token\")");
        assertThat(unsaid.says(Pattern.compile("token"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; charset=iso-8859-1, 401 (ungültig)",
        "application/json; charset=\"windows-1252\", 401 (ungültig)",
        "application/json; charset=none-such, 401 (ung�ltig)",
        "application/json, 401 (ung�ltig)",
    })
    void anotherEncodingHidesNoReason(String type, String shown) {
        var body = "{\"message\":\"ungültig\"}".getBytes(StandardCharsets.ISO_8859_1);
        var headers = HttpHeaders.of(Map.of("content-type", List.of(type)), (name, value) -> true);
        assertThat(ServerAnswer.of(new ProbeClient.Response(401, headers, body)).shown())
                .isEqualTo(shown);
    }

    @Test
    void hasNoEffectAndNoEnd() {
        var said = answer(400, JSON, "{\"msg\":\"::error::x \\u001b[2J\\u202e " + "y".repeat(5_000) + "\"}");
        assertThat(said.shown())
                .hasSizeLessThan(400)
                .contains("\\u003a:error", "\\u001b")
                .doesNotContain("\u001b");
        assertThat(answer(307, "", "", Map.of("Location", "/" + "z".repeat(9_000)))
                        .shown())
                .hasSizeLessThan(400);
        assertThat(answer(400, JSON, "[".repeat(100_000)).shown()).hasSizeLessThan(400);
        assertThat(answer(400, "", "<!-- -->".repeat(100_000)).shown()).hasSizeLessThan(400);
    }

    @Test
    void anSvgIsNoPage() {
        assertThat(answer(200, "image/svg+xml", "<?xml version=\"1.0\"?><svg/>").isPage())
                .isFalse();
        assertThat(answer(200, "image/svg+xml", "<svg/>").isPage()).isFalse();
    }

    @Test
    void aCodeIsOneInAnyField() {
        assertThat(List.of("error_code", "code", "error", "status"))
                .allMatch(field ->
                        answer(404, JSON, "{\"" + field + "\":\"x_y\"}").hasCode("x_y"));
        assertThat(answer(404, JSON, "{\"message\":\"x_y\"}").hasCode("x_y")).isFalse();
        assertThat(answer(404, "text/html", "<p>x_y").says(Pattern.compile("x_y")))
                .isFalse();
    }

    private static ServerAnswer answer(int status, String type, String body) {
        return answer(status, type, body, Map.of());
    }

    private static ServerAnswer answer(int status, String type, String body, Map<String, String> others) {
        var headers = new HashMap<String, List<String>>();
        others.forEach((name, value) -> headers.put(name, List.of(value)));
        if (!type.isEmpty()) {
            headers.put("content-type", List.of(type));
        }
        return ServerAnswer.of(new ProbeClient.Response(
                status, HttpHeaders.of(headers, (name, value) -> true), body.getBytes(StandardCharsets.UTF_8)));
    }
}
