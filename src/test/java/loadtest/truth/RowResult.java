package loadtest.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import loadtest.testing.TrialResult;

/**
 * What a run left, with the stand-in that it ran against.
 *
 * @param millis from its start to the end of its process
 */
record RowResult(TruthRow row, TrialResult result, Bench bench, long millis) {
    /** Of the line that ends a run; one under faults is a rehearsal. */
    private static final Pattern SUCCEEDED = Pattern.compile(" (PASSED( \\(rehearsal\\))?|RECORDED): ");

    /** Of a suite of which a case failed. */
    private static final Pattern PROBLEM = Pattern.compile("(failures|errors)=\"[1-9]");

    /** Missing where the run left none. */
    JsonNode summary() {
        return result.summary().orElse(MissingNode.getInstance());
    }

    /** The names of the verdicts with this outcome. */
    List<String> verdicts(String outcome) {
        var names = new ArrayList<String>();
        summary().path("verdicts").forEach(verdict -> {
            if (verdict.path("outcome").asText().equals(outcome)) {
                names.add(verdict.path("name").asText());
            }
        });
        return names;
    }

    Optional<JsonNode> verdict(String name) {
        for (var verdict : summary().path("verdicts")) {
            if (verdict.path("name").asText().equals(name)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    JsonNode request(String name) {
        for (var request : summary().path("requests")) {
            if (request.path("name").asText().equals(name)) {
                return request;
            }
        }
        return MissingNode.getInstance();
    }

    String reasons() {
        return result.summary().isPresent() ? String.join("; ", result.reasons()) : "no summary";
    }

    /** Compares console, summary and JUnit file with the exit code and describes each contradiction. */
    List<String> disagreements() throws IOException {
        var wrong = new ArrayList<String>();
        if (!result.linesOfStackTraces().isEmpty()) {
            wrong.add("a stack trace: " + result.linesOfStackTraces().get(0).strip());
        }
        if (result.summary().isPresent()) {
            var succeeded = result.exit() == 0;
            var part = summary().path("share").isTextual(); // of several machines, whose merge alone can pass
            var reasons = summary().path("reasons").isEmpty();
            if (summary().path("passed").asBoolean() != (succeeded && !part) || reasons != succeeded) {
                wrong.add("the summary says passed = " + summary().path("passed"));
            }
            if (summary().path("outcome").asText().equals(part ? "RECORDED" : "PASSED") != succeeded) {
                wrong.add("the summary says " + summary().path("outcome").asText());
            }
            if (SUCCEEDED.matcher(result.output()).find() != succeeded) {
                wrong.add("the console says otherwise");
            }
            if (result.files("junit.xml").stream()
                            .filter(xml -> PROBLEM.matcher(xml).find() != succeeded)
                            .count()
                    != 1) {
                wrong.add("junit.xml says otherwise");
            }
            if (result.files("verdict.html").size() != 1) {
                wrong.add("no verdict.html");
            }
        }
        return wrong;
    }
}
