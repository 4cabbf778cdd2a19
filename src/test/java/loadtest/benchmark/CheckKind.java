package loadtest.benchmark;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.substring;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Optional;

/** What can be asked of an answer beside its status; here, whether sessions are counted by their state. */
enum CheckKind {
    STATUS("its status alone: no body is kept", null),
    BODY("that there is a body", bodyString().exists()),
    SUBSTRING("a text in it", substring("\"byStatus\"").exists()),
    REGEX("a regular expression", regex("\"byStatus\":\\{([^}]*)}").exists()),
    JMES_PATH("JMESPath", jmesPath("sessions.byStatus").exists()),
    JSON_PATH("JSONPath", jsonPath("$.sessions.byStatus").exists());

    private final String text;
    private final Optional<CheckBuilder> check;

    CheckKind(String text, CheckBuilder check) {
        this.text = text;
        this.check = Optional.ofNullable(check);
    }

    HttpRequestActionBuilder addTo(HttpRequestActionBuilder request) {
        return check.map(request::check).orElse(request);
    }

    @Override
    public String toString() {
        return text;
    }
}
