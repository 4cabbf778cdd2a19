package loadtest.scenario.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import loadtest.settings.PhoneNumbers;

/**
 * Lines of the response log. A message id belongs to the target at the same place of the request, as dispatchers answer
 * in the order that they were asked in; where there are not as many ids as targets sent to, no pair is claimed.
 */
final class LoggedLine {
    /** Of a line, names the run whose it is. */
    static final String RUN = "runId";

    /** Writes ASCII only, so that an answer cannot send control characters to a terminal that shows the file. */
    private final ObjectMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final String runId;
    private final LoggedText texts;

    LoggedLine(String runId, LoggedText texts) {
        this.runId = runId;
        this.texts = texts;
    }

    String of(LoggedAnswer logged) throws JsonProcessingException {
        var answer = logged.answer();
        var line = new LinkedHashMap<String, Object>();
        line.put("time", answer.time().toString());
        line.put(RUN, runId);
        line.put("batchReference", answer.attempt().batchReference());
        line.put("attempt", answer.attempt().number());
        line.put("status", answer.status());
        line.put("millis", answer.millis());
        line.put("bytes", logged.bytes());
        line.put("cause", answer.cause());
        line.put("next", answer.next());
        line.putAll(logged.counts());
        var numbers = numbers(answer);
        line.put("messages", messages(logged, numbers));
        line.put("unpaired", unpaired(logged));
        line.put(
                "targets",
                isNamed(logged)
                        ? List.of()
                        : answer.attempt().targets().stream().map(texts::number).toList());
        line.put(
                "rejected",
                logged.rejections().stream().map(one -> rejection(one, numbers)).toList());
        line.put("leftOut", logged.leftOut());
        line.put("body", texts.written(logged.rest(), numbers));
        return json.writeValueAsString(line);
    }

    private List<Map<String, String>> messages(LoggedAnswer logged, List<String> numbers) {
        var targets = isNamed(logged) ? logged.sentTo() : List.<String>of();
        var ids = logged.messageIds().stream().map(id -> texts.id(id, numbers)).toList();
        return IntStream.range(0, Math.max(targets.size(), ids.size()))
                .mapToObj(i -> {
                    var message = new LinkedHashMap<String, String>();
                    message.put("msisdn", targets.isEmpty() ? null : texts.number(targets.get(i)));
                    message.put("id", ids.isEmpty() ? null : ids.get(i));
                    return (Map<String, String>) message;
                })
                .toList();
    }

    /** The digits of each. */
    private static List<String> numbers(ResponseLog.Answer answer) {
        return answer.attempt().targets().stream().map(PhoneNumbers::digits).toList();
    }

    /** Whether the targets that were sent to are known, with all their ids or without any. */
    private static boolean isNamed(LoggedAnswer logged) {
        var ids = logged.messageIds().size();
        return !logged.sentTo().isEmpty() && (ids == 0 || ids == logged.sentTo().size());
    }

    private static String unpaired(LoggedAnswer logged) {
        return logged.messageIds().isEmpty() || isNamed(logged)
                ? ""
                : logged.messageIds().size() + " message ids for "
                        + logged.answer().attempt().targets().size() + " targets: whose is whose is not known";
    }

    private Map<String, String> rejection(LoggedAnswer.Rejection rejection, List<String> numbers) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("msisdn", texts.number(rejection.msisdn()));
        fields.put("reason", texts.written(rejection.reason(), numbers));
        return fields;
    }
}
