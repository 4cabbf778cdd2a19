package loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Set;
import loadtest.record.Recorder;
import loadtest.record.Samples;
import loadtest.slo.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void comesBackAsItWasWritten() throws IOException {
        var file = folder.resolve("made/on demand/summary.json");
        summary(1800L).write(file);

        assertThat(JSON.readValue(file.toFile(), Summary.class)).isEqualTo(summary(1800L));
    }

    @Test
    void hasTheFieldsThatReadersKnow() throws IOException {
        var file = folder.resolve("summary.json");
        summary(null).write(file);
        var json = JSON.readTree(file.toFile());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "scenario",
                        "profile",
                        "runId",
                        "outcome",
                        "passed",
                        "reasons",
                        "target",
                        "standIn",
                        "started",
                        "ended",
                        "suite",
                        "machine",
                        "load",
                        "requests",
                        "overall",
                        "waba",
                        "verdicts",
                        "timeline",
                        "slowest",
                        "resources",
                        "database",
                        "comparison",
                        "notes");
        assertThat(json.path("schema").asInt()).isEqualTo(Summary.SCHEMA);
        assertThat(json.at("/load/planned").isNull()).isTrue();
        assertThat(json.at("/requests/0/name").asText()).isEqualTo("POST /redeem");
        assertThat(json.at("/requests/0/count").asLong()).isEqualTo(4);
        assertThat(json.at("/requests/0/p95").asLong()).isEqualTo(10);
        assertThat(json.at("/requests/0/codes/503").asLong()).isEqualTo(1);
        assertThat(json.at("/requests/0/failures/found 503").asLong()).isEqualTo(1);
        assertThat(json.at("/verdicts/0").fieldNames())
                .toIterable()
                .containsExactly("name", "limit", "actual", "samples", "outcome", "note");
        assertThat(json.at("/verdicts/0/outcome").asText()).isEqualTo("MISSED");
    }

    @Test
    void replacesAnEarlierOneAndLeavesNoDraft() throws IOException {
        var file = folder.resolve("summary.json");
        Files.writeString(file, "old");
        summary(1L).write(file);

        assertThat(JSON.readTree(file.toFile()).at("/load/planned").asInt()).isEqualTo(1);
        assertThat(folder.toFile().list()).containsExactly("summary.json");
    }

    @Test
    void isReadableByWhoeverMayReadOtherFiles() throws IOException {
        var file = folder.resolve("summary.json");
        var other = Files.writeString(folder.resolve("other"), "");
        var posix = Files.getFileAttributeView(other, PosixFileAttributeView.class) != null;
        summary(1L).write(file);

        assertThat(posix ? Files.getPosixFilePermissions(file) : Set.of())
                .isEqualTo(posix ? Files.getPosixFilePermissions(other) : Set.of());
    }

    @Test
    void leavesEverythingAsItWasWhereItCannotBeWritten() throws IOException {
        var inTheWay = Files.createDirectory(folder.resolve("summary.json"));

        assertThatThrownBy(() -> summary(1L).write(inTheWay)).isInstanceOf(IOException.class);
        assertThat(inTheWay).isEmptyDirectory();
        assertThat(folder.toFile().list()).containsExactly("summary.json");
    }

    private static Summary summary(Long usersPlanned) {
        var recorder = new Recorder();
        Samples.add(recorder, "POST /redeem", true, 200, 3);
        Samples.add(recorder, "POST /redeem", false, 503, 1);
        return new Summary(
                Summary.SCHEMA,
                "station_redeem_peak",
                "ramp",
                "20300131T120000-3fa9c2",
                Summary.Outcome.FAILED,
                false,
                List.of("HTTP 5xx at most 0 is 1, limit at most 0"),
                List.of("127.0.0.1"),
                true,
                "2030-01-31T12:00:00Z",
                "2030-01-31T12:10:00Z",
                null,
                null,
                new Summary.Load("open", List.of("hold 1 per second for 4 s"), usersPlanned, 4, 4, null),
                recorder.requests().stream()
                        .map(stats -> RequestSummary.of(stats, 1))
                        .toList(),
                null,
                null,
                List.of(new Verdict("HTTP 5xx at most 0", "at most 0", "1", 4, Verdict.Outcome.MISSED, "")),
                null,
                List.of(),
                null,
                null,
                null,
                List.of("a note"));
    }
}
