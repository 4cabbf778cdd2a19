package loadtest.benchmark;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.substring;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What can be asked of an answer beside its status; here, whether sessions are counted by their state. */
enum CheckKind {
    STATUS("its status alone: no body is kept"),
    BODY("that there is a body", () -> bodyString().exists()),
    SUBSTRING("a text in it", () -> substring("\"byStatus\"").exists()),
    REGEX("a regular expression", () -> regex("\"byStatus\":\\{([^}]*)}").exists()),
    JMES_PATH("JMESPath", () -> jmesPath("sessions.byStatus").exists()),
    JSON_PATH("JSONPath", () -> jsonPath("$.sessions.byStatus").exists());

    private final String text;
    private final Supplier<CheckBuilder>[] checks; // made within the engine only

    @SafeVarargs
    CheckKind(String text, Supplier<CheckBuilder>... checks) {
        this.text = text;
        this.checks = checks;
    }

    HttpRequestActionBuilder addTo(HttpRequestActionBuilder request) {
        return request.check(Stream.of(checks).map(Supplier::get).toArray(CheckBuilder[]::new));
    }

    @Override
    public String toString() {
        return text;
    }
}
