package loadtest.measure;

import io.gatling.http.response.Response;
import io.gatling.javaapi.core.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.settings.ForeignText;

/**
 * A request that has ended, with its answer as long as the engine holds it.
 *
 * @param answer empty where none came
 */
record EndedRequest(Sample sample, String id, Optional<Response> answer) {
    private static final int LONGEST = 100; // characters of an id of the answer, or of a value of the fixture

    /** Where servers and gateways give an answer its id, the server's own first. */
    private static final List<String> ANSWER_IDS = List.of(
            "x-request-id",
            "request-id",
            "x-correlation-id",
            "x-trace-id",
            "traceparent",
            "traceresponse",
            "sb-request-id",
            "x-vercel-id",
            "x-amzn-requestid",
            "x-amz-cf-id",
            "cf-ray");

    TracedSample traced() {
        return new TracedSample(sample, Optional.of(id), answer.flatMap(this::answerId));
    }

    /** @param fixture the attributes of the session that say what it was sent with */
    FailedSample failed(Session session, List<String> fixture) {
        Map<String, String> values = new LinkedHashMap<>();
        fixture.stream()
                .filter(session::contains)
                .forEach(name -> values.put(name, shown(String.valueOf(session.<Object>get(name)))));
        return new FailedSample(
                traced(), values, answer.map(AnswerBeginning::of).orElse(AnswerBeginning.NONE));
    }

    /** A server that echoes our id gives none of its own. */
    private Optional<String> answerId(Response response) {
        return ANSWER_IDS.stream()
                .flatMap(name -> Stream.ofNullable(response.headers().get(name))
                        .filter(value -> !value.isBlank() && !value.contains(id))
                        .map(value -> name + " " + shown(value)))
                .findFirst();
    }

    private static String shown(String text) {
        return ForeignText.shownWithoutNumbers(text, LONGEST);
    }
}
