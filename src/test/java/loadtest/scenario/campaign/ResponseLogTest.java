package loadtest.scenario.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import loadtest.settings.Mask;
import loadtest.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseLogTest {
    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void writesEachAnswerAsOneLineOfJson() throws IOException {
        var lines = written(
                answer(202, "{\n \"accepted\": 2,\n \"waba\": {\"accepted\": 1, \"rateLimited\": 1}\n}"),
                answer(0, ""),
                answer(500, "<html>\r\n\"oops\""));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "time",
                        "runId",
                        "batchReference",
                        "attempt",
                        "status",
                        "millis",
                        "bytes",
                        "cause",
                        "next",
                        "accepted",
                        "throttled",
                        "waba",
                        "messages",
                        "unpaired",
                        "targets",
                        "rejected",
                        "leftOut",
                        "body");
        assertThat(lines.get(0).path("time").asText()).isEqualTo("2030-01-31T12:00:00Z");
        assertThat(lines.get(0).path("runId").asText()).isEqualTo("run-1");
        assertThat(lines.get(0).path("attempt").asInt()).isEqualTo(2);
        assertThat(lines.get(0).path("bytes").asInt()).isEqualTo(62);
        assertThat(lines.get(0).path("batchReference").asText()).isEqualTo("perf-bulk-run-0");
        assertThat(lines.get(0).path("status").asInt()).isEqualTo(202);
        assertThat(lines.get(0).path("millis").asInt()).isEqualTo(17);
        assertThat(lines.get(0).path("waba").toString())
                .isEqualTo("{\"accepted\":1,\"rateLimited\":1,\"messageIds\":0}");
        assertThat(lines.get(1).path("status").asInt()).isZero();
        assertThat(lines.get(1).path("waba").isNull()).isTrue();
        assertThat(lines.get(2).path("body").asText()).isEqualTo("<html>\r\n\"oops\"");
    }

    /** Half a character would be a question mark in the file. */
    @Test
    void aBodyIsCutBetweenCharacters() throws IOException {
        var lines = written(answer(200, "a".repeat(2047) + "\ud83d\ude00".repeat(3_000)));

        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.path("body").asText()).isEqualTo("a".repeat(2047)));
    }

    @ParameterizedTest
    @CsvSource({
        "+250780950123,            ***123",
        "250780950123,             ***123",
        "\"to\":\"+250780950123\", \"to\":\"***123\"",
        "to-250780950123-again,    to-***123-again",
        "250780950123_1,           ***123_1",
        "wa250780950123x,          wa***123x",
        "accepted 100 of 10000,    accepted 100 of 10000",
        "12345678,                 12345678",
        "at 01:45:27.763635998Z,   at 01:45:27.763635998Z",
        "wamid.250780950123,       wamid.***123",
        "1+250780950123,           1+***123",
    })
    void masksPhoneNumbersButForTheirLastDigits(String text, String masked) throws IOException {
        assertThat(written(answer(202, text)).get(0).path("body").asText()).isEqualTo(masked);
    }

    @Test
    void neverWritesASecretThatTheDispatcherEchoes() throws IOException {
        var line =
                written(answer(400, "sandbox token canary-token is not known")).get(0);

        assertThat(line.path("body").asText()).isEqualTo("sandbox token *** is not known");
    }

    @Test
    void aSecretOfManyDigitsIsMaskedAsAWhole() throws IOException {
        var line = written(answer(400, "no bearer key-250780950123-tail")).get(0);

        assertThat(line.path("body").asText()).isEqualTo("no bearer ***");
    }

    @Test
    void neverWritesAPhoneNumber() throws IOException {
        var line = written(answer(
                        202,
                        "{\"rejected\": [{\"msisdn\": \"+250780950123\"}],"
                                + " \"waba\": {\"messageIds\": [\"wamid.250780950124\"]}}"))
                .get(0);

        assertThat(line.toString()).doesNotContain("25078095").contains("***123", "***124");
    }

    @Test
    void keepsTwoKilobytesOfABodyAndTheNumbersOfWhatsAppsPart() throws IOException {
        var ids = "\"wamid.x\",".repeat(2000) + "\"wamid.y\"";
        var line = written(answer(202, "{\"waba\": {\"messageIds\": [" + ids + "]}}"))
                .get(0);

        assertThat(line.path("body").asText())
                .as("of more ids than a batch can have")
                .hasSize(2048);
        assertThat(line.path("messages")).hasSize(1000);
        assertThat(line.path("leftOut").asInt()).isEqualTo(1001);
        assertThat(line.path("waba").path("messageIds").asInt()).isEqualTo(2001);
    }

    @Test
    void goesOnAfterABodyCutInTheMiddleOfACharacter() throws IOException {
        var lines = written(answer(202, "x".repeat(2047) + "😀"), answer(202, "next"));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("body").asText()).startsWith("xxx");
        assertThat(lines.get(1).path("body").asText()).isEqualTo("next");
    }

    @Test
    void makesNoFileWhereNothingWasAnswered() throws IOException {
        assertThat(written()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysThatAFileCannotBeWrittenAndDoesNotThrow() throws IOException {
        var file = Files.writeString(folder.resolve("a-file"), "not a folder");

        assertFailure(() -> file.resolve("responses.ndjson"));
        assertFailure(() -> folder);
        assertFailure(() -> folder.getRoot());
    }

    @Test
    void findsASecretThatHoldsANumber() throws IOException {
        var line = written(answer(500, "{\"echo\":\"canary-1234567890-x\"}")).get(0);

        assertThat(line.path("body").asText()).isEqualTo("{\"echo\":\"***\"}");
    }

    @Test
    void countsWhatDoesNotFitIntoItsQueue() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var log = new ResponseLog(
                () -> {
                    asked.countDown();
                    await(go);
                    return List.of(folder.resolve("responses.ndjson"));
                },
                "run-1",
                Mask.current(),
                false);
        log.offer(answer(202, "taken by the writer"));
        await(asked);

        for (int i = 0; i < 10_005; i++) {
            log.offer(answer(202, ""));
        }

        go.countDown();
        log.close();
        assertThat(log.lacking()).isEqualTo(5);
    }

    @Test
    void lacksWhatAFullDiskDidNotTake() {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a device that is always full");
        var log = new ResponseLog(() -> List.of(full), "run-1", Mask.current(), false);
        log.offer(answer(202, "{}"));
        log.offer(answer(202, "{}"));
        log.close();

        assertThat(log.lacking()).isEqualTo(2);
        assertThat(log.failure()).contains("No space left on device");
    }

    @Test
    void keepsTwoKilobytesOfABodyOfTenMegabytes() throws IOException {
        var body = "{\"waba\": {\"accepted\": 7}, \"log\": \"" + "x".repeat(10_000_000) + "\"}";
        var line = written(answer(202, body)).get(0);

        assertThat(line.path("body").asText()).startsWith("{\"log\":\"xxx").hasSize(2048);
        assertThat(line.path("waba").path("accepted").asInt()).isEqualTo(7);
    }

    @Test
    void ofSeveralFilesEachGetsAllOfItAndLacksWhatOneOfThemDoes() throws IOException {
        var own = folder.resolve("own.ndjson");
        var shared = folder.resolve("shared.ndjson");
        assertThat(lacking(own, shared)).isZero();
        assertThat(Files.readAllLines(own)).hasSize(2).isEqualTo(Files.readAllLines(shared));

        assertThat(lacking(own, folder)).isEqualTo(2);
    }

    private static long lacking(Path... files) {
        var log = new ResponseLog(() -> List.of(files), "run-1", Mask.current(), false);
        log.offer(answer(202, "{}"));
        log.offer(answer(429, "{}"));
        log.close();
        return log.lacking();
    }

    @Test
    void neverWritesHalfOfASecretWhereABodyIsCut() throws IOException {
        var cuts = IntStream.range(2025, 2050)
                .mapToObj(before -> answer(500, "x".repeat(before) + "canary-1234567890-x" + "y".repeat(3000)));

        assertThat(written(cuts.toArray(ResponseLog.Answer[]::new)))
                .hasSize(25)
                .allSatisfy(line -> assertThat(line.path("body").asText()).doesNotContain("can"));
    }

    @Test
    void aBodyIsBoundedInBytes() throws IOException {
        var line = written(answer(202, "é".repeat(3000))).get(0);

        assertThat(line.path("body").asText()).isEqualTo("é".repeat(1024));
    }

    @Test
    void keepsPhoneNumbersWhereTheyAreAskedFor() throws IOException {
        var file = folder.resolve("open.ndjson");
        var log = new ResponseLog(
                () -> List.of(file), "run-1", Mask.current().and(List.of(new Secret("canary-token"))), true);
        log.offer(answer(202, "+250780950123 canary-token"));
        log.close();

        assertThat(Files.readString(file)).contains("\"+250780950123 ***\"");
    }

    private void assertFailure(Supplier<Path> file) {
        var log = new ResponseLog(
                () -> List.of(file.get()), "run-1", Mask.current().and(List.of(new Secret("canary-token"))), false);
        log.offer(answer(202, "{}"));
        log.close();

        assertThat(log.failure()).startsWith("the response log cannot be written: ");
        assertThat(log.lacking()).isEqualTo(1);
    }

    private List<JsonNode> written(ResponseLog.Answer... answers) throws IOException {
        var file = folder.resolve("made/responses.ndjson");
        var secrets = List.of(
                new Secret("canary-token"), new Secret("key-250780950123-tail"), new Secret("canary-1234567890-x"));
        var log = new ResponseLog(() -> List.of(file), "run-1", Mask.current().and(secrets), false);
        for (var answer : answers) {
            log.offer(answer);
        }
        log.close();
        assertThat(log.failure()).isEmpty();
        assertThat(log.lacking()).isZero();
        var lines = new ArrayList<JsonNode>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }

    private static ResponseLog.Answer answer(int status, String body) {
        var attempt = new ResponseLog.Attempt("perf-bulk-run-0", 2, List.of("+250780950200"));
        return new ResponseLog.Answer(NOON, attempt, status, 17, "", "", body);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
