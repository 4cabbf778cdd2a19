package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;

/**
 * One row of a contract table: a request and the answer it must get.
 *
 * @param headers names and values by turns
 * @param answer JSON pointers that must be there; {@code /path=value} where the value matters
 */
public record ExpectedAnswer(
        String title, String method, String path, String body, String[] headers, int status, String... answer) {
    public static ExpectedAnswer get(String title, String path, String[] headers, int status, String... answer) {
        return new ExpectedAnswer(title, "GET", path, null, headers, status, answer);
    }

    public static ExpectedAnswer post(
            String title, String path, String body, String[] headers, int status, String... answer) {
        return new ExpectedAnswer(title, "POST", path, body, headers, status, answer);
    }

    public static String[] headers(String... namesAndValues) {
        return namesAndValues;
    }

    public DynamicTest of(RunningStandIn target) {
        return DynamicTest.dynamicTest(method + " " + path + ": " + title + " → " + status, () -> {
            var reply = target.send(method, path, body, headers);
            assertThat(reply.status()).as("%s", reply.json()).isEqualTo(status);
            for (var expected : answer) {
                var parts = expected.split("=", 2);
                var found = reply.json().at(parts[0]);
                assertThat(found.isMissingNode())
                        .as("%s in %s", parts[0], reply.json())
                        .isFalse();
                if (parts.length > 1) {
                    assertThat(found.asText()).as(parts[0]).isEqualTo(parts[1]);
                }
            }
        });
    }
}
