package loadtest.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import loadtest.testing.SampleShares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedLinesTest {
    @TempDir
    Path folder;

    /** The clock of the second is three seconds behind; a time without a fraction is none of a later one. */
    @Test
    void linesAreInTheOrderOfOneClockAndAsTheyWereWritten() throws IOException {
        var first = share(1, 0, List.of(line("2030-01-31T14:00:00Z"), line("2030-01-31T14:00:00.5Z")));
        var second = share(2, 3_000, List.of(line("2030-01-31T13:59:57.25Z"), line("2030-01-31T14:00:00Z")));

        JoinedLines.write(List.of(second, first), folder);

        assertThat(Files.readAllLines(folder.resolve("responses.ndjson")))
                .containsExactly(
                        line("2030-01-31T14:00:00Z"),
                        line("2030-01-31T13:59:57.25Z"),
                        line("2030-01-31T14:00:00.5Z"),
                        line("2030-01-31T14:00:00Z"));
    }

    @Test
    void aLineThatIsTornOrNoTextCostsNoOther() throws IOException {
        var torn = share(1, 0, List.of(line("2030-01-31T14:00:00Z"), "{\"time\":\"2030-"));
        var file = torn.folder().run().resolve("responses.ndjson");
        Files.write(
                file, "\u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1), java.nio.file.StandardOpenOption.APPEND);
        var hostile = share(2, 0, List.of("[]", "{\"time\":7}", "null", "", line("+999999999-12-31T23:59:59Z")));

        JoinedLines.write(List.of(torn, hostile), folder);

        assertThat(Files.readAllLines(folder.resolve("responses.ndjson")))
                .hasSize(8)
                .contains(line("2030-01-31T14:00:00Z"));
    }

    @Test
    void withoutLinesThereIsNoFile() throws IOException {
        JoinedLines.write(
                IntStream.of(1, 2).mapToObj(part -> share(part, 0, null)).toList(), folder);

        assertThat(folder.resolve("responses.ndjson")).doesNotExist();
    }

    private static String line(String time) {
        return "{\"time\":\"" + time + "\",\"text\":\"\\u00e9\"}";
    }

    private FoundShare share(int part, long behind, List<String> lines) {
        try {
            var record = SampleShares.record(
                    SampleShares.identity(part, 2),
                    SampleShares.START,
                    new ClockOffset(behind, 2, "the database's clock"));
            var share = SampleShares.write(folder.resolve("run-" + part), record);
            if (lines != null) {
                Files.write(share.run().resolve("responses.ndjson"), lines);
            }
            return new FoundShare(share, record);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
