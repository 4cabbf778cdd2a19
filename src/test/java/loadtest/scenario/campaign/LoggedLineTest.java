package loadtest.scenario.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.settings.Mask;
import loadtest.settings.Secret;
import loadtest.testing.MarkdownFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedLineTest {
    private static final List<String> THREE = targets(3);

    @Test
    void aFullBatchNamesEachTargetWithItsMessage() throws IOException {
        var targets = targets(1_000);
        var ids = IntStream.range(0, 1_000).mapToObj(i -> String.format(Locale.ROOT, "wamid.HBgM%028d", i));
        var line = line(
                targets,
                "{\"campaignId\":\"c\",\"batchReference\":\"b-7\",\"accepted\":1000,\"throttled\":0,\"rejected\":[],"
                        + "\"waba\":{\"accepted\":1000,\"rateLimited\":0,\"messageIds\":[\""
                        + ids.collect(Collectors.joining("\",\"")) + "\"]}}");

        assertThat(line.path("messages")).hasSize(1_000);
        assertThat(line.path("messages").get(0).toString())
                .isEqualTo("{\"msisdn\":\"***000\",\"id\":\"wamid.HBgM0000000000000000000000000000\"}");
        assertThat(line.path("messages").get(999).toString())
                .isEqualTo("{\"msisdn\":\"***999\",\"id\":\"wamid.HBgM0000000000000000000000000999\"}");
        assertThat(line.path("unpaired").asText()).isEmpty();
        assertThat(line.path("targets")).isEmpty();
        assertThat(line.path("leftOut").asInt()).isZero();
        assertThat(line.path("body").asText()).isEqualTo("{\"campaignId\":\"c\"}");
    }

    @Test
    void whoIsRejectedIsNamedWithTheReasonAndTheOthersKeepTheirOrder() throws IOException {
        var line = line(
                THREE,
                "{\"accepted\":2,\"rejected\":[{\"msisdn\":\"250780950001\",\"reason\":\"policy: opted out\"}],"
                        + "\"waba\":{\"messageIds\":[\"m0\",\"m2\"]}}");

        assertThat(line.path("rejected").toString())
                .isEqualTo("[{\"msisdn\":\"***001\",\"reason\":\"policy: opted out\"}]");
        assertThat(pairs(line)).containsExactly("***000 m0", "***002 m2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'accepted':2,'throttled':1,'waba':{'messageIds':['m0','m1']}}              | 2 message ids for 3 targets: whose is whose is not known",
                "{'accepted':3,'waba':{'messageIds':['m0','m1']}}                            | 2 message ids for 3 targets: whose is whose is not known",
                "{'accepted':2,'rejected':[{'msisdn':'+1555'}],'waba':{'messageIds':['m0','m1']}} | 2 message ids for 3 targets: whose is whose is not known",
                "{'accepted':2,'rejected':[{'reason':'x'}],'waba':{'messageIds':['m0','m1']}} | 2 message ids for 3 targets: whose is whose is not known",
            })
    void claimsNoPairWhereTheCountsDiffer(String body, String unpaired) throws IOException {
        var line = line(THREE, body.replace('\'', '"'));

        assertThat(line.path("unpaired").asText()).isEqualTo(unpaired);
        assertThat(pairs(line)).containsExactly("null m0", "null m1");
        assertThat(line.path("targets").toString()).isEqualTo("[\"***000\",\"***001\",\"***002\"]");
    }

    @Test
    void acceptedTargetsAreNamedWithoutIdsWhereTheDispatcherNamesNone() throws IOException {
        var line = line(THREE, "{\"accepted\":3}");

        assertThat(pairs(line)).containsExactly("***000 null", "***001 null", "***002 null");
        assertThat(line.path("unpaired").asText()).isEmpty();
    }

    @Test
    void aBatchThatFailedNamesItsTargetsAndTheCause() throws IOException {
        var line = logged(answer(0, THREE, "j.i.IOException: Premature close", "", ""), false);

        assertThat(line.path("status").asInt()).isZero();
        assertThat(line.path("cause").asText()).isEqualTo("j.i.IOException: Premature close");
        assertThat(line.path("messages")).isEmpty();
        assertThat(line.path("targets")).hasSize(3);
    }

    @Test
    void whatTheSenderDoesNextIsKept() throws IOException {
        var line = logged(answer(429, THREE, "", "given up: told to wait longer than 30 s (31 s)", "{}"), false);

        assertThat(line.path("next").asText()).isEqualTo("given up: told to wait longer than 30 s (31 s)");
        assertThat(line.path("attempt").asInt()).isEqualTo(3);
    }

    /** Half of all ids in hexadecimal have many digits in a row; an id with holes finds no message. */
    @ParameterizedTest
    @CsvSource({
        "wamid.0a250780959999b1, wamid.0a250780959999b1",
        "wamid.3f123456789012ab, wamid.3f123456789012ab",
        "wamid.0a250780950002b1, wamid.0a***002b1",
        "wamid.250780959999,     wamid.***999",
        "+250780959999,          ***999",
        "m250780950001250780950002, m***002",
        "550e8400-e29b-41d4-a716-446655440000a, 550e8400-e29b-41d4-a716-446655440000a",
    })
    void anIdStaysWholeButForPhoneNumbers(String id, String written) throws IOException {
        var line = line(THREE, "{\"accepted\":3,\"waba\":{\"messageIds\":[\"%s\"]}}".formatted(id));

        assertThat(line.at("/messages/0/id").asText()).isEqualTo(written);
    }

    @Test
    void onlyWhatIsUnknownIsBounded() throws IOException {
        var reason = "\ud83d\ude00".repeat(3_000);
        var line = line(
                THREE,
                "{\"accepted\":\"many\",\"log\":\"%s\",\"rejected\":[{\"msisdn\":\"+250780950000\",\"reason\":\"%1$s\"}],\"waba\":{\"messageIds\":[],\"region\":\"eu\"}}"
                        .formatted(reason));

        assertThat(line.path("body").asText())
                .startsWith("{\"accepted\":\"many\",\"log\":\"\ud83d\ude00")
                .endsWith("\ud83d\ude00");
        assertThat(line.path("body").asText().getBytes("UTF-8")).hasSizeBetween(2_045, 2_048);
        assertThat(line.at("/rejected/0/reason").asText()).isEqualTo("\ud83d\ude00".repeat(64));
        assertThat(line.path("accepted").isNull()).isTrue();
        assertThat(line(THREE, "{\"accepted\":3,\"waba\":{\"messageIds\":[],\"region\":\"eu\"}}")
                        .path("body")
                        .asText())
                .isEqualTo("{\"waba\":{\"region\":\"eu\"}}");
        assertThat(line(THREE, "{\"rejected\":[{\"msisdn\":\"1\",\"reason\":\"x\",\"code\":131026}]}")
                        .path("body")
                        .asText())
                .contains("131026");
    }

    @Test
    void noSecretAndNoNumberIsWrittenInAnyField() throws IOException {
        var body = ("{\"accepted\":2,\"rejected\":[{\"msisdn\":\"+250780950001\",\"reason\":\"canary-token of"
                + " +250780950001\"},{\"msisdn\":\"canary-token\",\"reason\":{\"to\":\"+250780950002\"}}],"
                + "\"waba\":{\"messageIds\":[\"canary-token\",{\"to\":\"+250780950002\"}]},\"from\":\"+250780950009\"}");
        var line = logged(answer(202, THREE, "", "", body), false).toString();

        assertThat(line).doesNotContain("canary", "25078095").contains("***001", "***002", "***009");
    }

    /** Others' text with digits in groups stays what it is, such as a time. */
    @ParameterizedTest
    @CsvSource({
        "to +250 780 950 001 no,         to ***001 no",
        "to +250-780-950-001 no,         to ***001 no",
        "to 250 780 950 001 no,          to ***001 no",
        "to (0780) 950.001 no,           to ***001 no",
        "at +1 (555) 010-9999 no,        at ***999 no",
        "250780950001 250780950002 no,   ***001 ***002 no",
        "at 2026-11-27 04:41:04.125 no,  at 2026-11-27 04:41:04.125 no",
        "131026 of 1234 5678 9012 no,    131026 of 1234 5678 9012 no",
    })
    void aNumberOfTheBatchInGroupsIsMasked(String reason, String written) throws IOException {
        var line = line(
                THREE,
                "{\"accepted\":2,\"rejected\":[{\"msisdn\":\"+250780950001\",\"reason\":\"%s\"}],\"log\":\"%1$s\"}"
                        .formatted(reason));

        assertThat(line.at("/rejected/0/reason").asText()).isEqualTo(written);
        assertThat(line.path("body").asText()).isEqualTo("{\"log\":\"" + written + "\"}");
    }

    @Test
    void numbersAreWholeWhereTheyAreAskedFor() throws IOException {
        var body = "{\"accepted\":2,\"rejected\":[{\"msisdn\":\"+250780950001\",\"reason\":\"x\"}],"
                + "\"waba\":{\"messageIds\":[\"m0\",\"m2.250780950002\"]}}";
        var line = logged(answer(202, THREE, "", "", body), true);

        assertThat(pairs(line)).containsExactly("+250780950000 m0", "+250780950002 m2.250780950002");
        assertThat(line.at("/rejected/0/msisdn").asText()).isEqualTo("+250780950001");
    }

    @Test
    void everyFieldIsDocumentedInItsOrder() throws IOException {
        var fields = new ArrayList<String>();
        line(THREE, "{}").fieldNames().forEachRemaining(fields::add);

        assertThat(MarkdownFile.read(Path.of("src/test/java/loadtest/report/README.md"))
                        .words("Field of a line"))
                .isEqualTo(fields);
    }

    private static List<String> pairs(JsonNode line) {
        return Stream.of(line.path("messages"))
                .flatMap(messages -> IntStream.range(0, messages.size()).mapToObj(messages::get))
                .map(message -> message.path("msisdn").asText() + " "
                        + message.path("id").asText())
                .toList();
    }

    private static JsonNode line(List<String> targets, String body) throws IOException {
        return logged(answer(202, targets, "", "", body), false);
    }

    private static JsonNode logged(ResponseLog.Answer answer, boolean phones) throws IOException {
        var texts = new LoggedText(Mask.current().and(List.of(new Secret("canary-token"))), phones);
        return new ObjectMapper().readTree(new LoggedLine("run-1", texts).of(LoggedAnswer.of(answer, texts)));
    }

    private static ResponseLog.Answer answer(int status, List<String> targets, String cause, String next, String body) {
        var attempt = new ResponseLog.Attempt("b-7", 3, targets);
        return new ResponseLog.Answer(Instant.EPOCH, attempt, status, 17, cause, next, body);
    }

    private static List<String> targets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, "+250780950%03d", i))
                .toList();
    }
}
