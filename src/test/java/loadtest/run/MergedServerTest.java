package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.report.summary.Summary;
import loadtest.server.Resources;
import loadtest.share.ShareSet;
import loadtest.testing.SampleFigures;
import loadtest.testing.SampleRuns;
import loadtest.testing.SampleShares;
import loadtest.testing.Samples;
import loadtest.testing.SummaryFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergedServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path runs;

    @BeforeEach
    void threeShares() throws IOException {
        for (int part = 1; part <= 3; part++) {
            var run = SampleShares.write(runs.resolve("run-" + part), SampleShares.record(part, 3))
                    .run();
            SummaryFile.write(
                    SampleRuns.with(SampleRuns.green(), SampleFigures.aroundALoadOf(60)), run.resolve("summary.json"));
        }
    }

    @Test
    void figuresAreThoseOfTheFirstWhereAllHaveThem() throws IOException {
        var server = server();

        assertThat(server.resources()).isEqualTo(read(1).observations().resources());
        assertThat(server.database()).isEqualTo(read(1).observations().database());
        assertThat(server.notes())
                .containsExactly(
                        "the server's metrics are those that share 1/3 read",
                        "the database's statistics are those that share 1/3 read");
    }

    /** The first could read nothing, the second lost one of its readings, the third had neither database nor version. */
    @Test
    void whatWasMeasuredIsTakenAndWhatFailedIsSaid() throws IOException {
        failed(1, 0, 9, "connection refused");
        failed(2, 3, 1, "HTTP 503");
        field(3, "database", "null");
        field(3, "resources", "null");
        database(1, "{\"tables\":[],\"statements\":[],\"trouble\":\"permission denied\",\"mayLack\":\"\"}");

        var server = server();

        assertThat(server.resources().readings()).isEqualTo(3);
        assertThat(server.database()).isEqualTo(read(2).observations().database());
        assertThat(server.notes())
                .containsExactly(
                        "the server's metrics are those that share 2/3 read",
                        "the database's statistics are those that share 2/3 read",
                        "share 1/3: 9 of 9 readings of the server's metrics failed: connection refused",
                        "share 1/3: database statistics: permission denied",
                        "share 2/3: 1 of 4 readings of the server's metrics failed: HTTP 503");
    }

    @Test
    void whereNobodyCouldReadItsTroubleIsShown() throws IOException {
        for (int part = 1; part <= 3; part++) {
            failed(part, 0, 2, "connection refused");
        }

        var server = server();

        assertThat(server.resources().trouble()).isEqualTo("connection refused");
        assertThat(server.notes())
                .noneMatch(note -> note.startsWith("the server's metrics are"))
                .contains("share 1/3 and 2 more: 2 of 2 readings of the server's metrics failed: connection refused");
    }

    @Test
    void aTargetThatWasAnotherOneToSomeIsSaid() throws IOException {
        for (int part = 1; part <= 3; part++) {
            field(part, "targetVersion", "\"v" + Math.min(part, 2) + "\"");
        }

        assertThat(server().version()).hasValue("v1");
        assertThat(server().notes())
                .contains("the target's version was not the same to all: share 1/3 v1, share 2/3 v2, share 3/3 v2");
    }

    @Test
    void withoutSummariesNothingIsKnown() throws IOException {
        Files.writeString(runs.resolve("run-1/summary.json"), "{");
        Files.delete(runs.resolve("run-2/summary.json"));
        Files.writeString(runs.resolve("run-3/summary.json"), "[]");

        assertThat(server().resources()).isNull();
        assertThat(server().notes()).isEmpty();
    }

    @Test
    void whatLacksAFieldIsNotTaken() throws IOException {
        Files.writeString(file(1), "{\"schema\":3}");
        field(2, "resources", "{\"source\":null}");
        database(2, "{}");

        var server = server();

        assertThat(server.resources()).isEqualTo(read(3).observations().resources());
        assertThat(server.database()).isEqualTo(read(3).observations().database());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"times|[]", "times|[null]", "times|[\"x\"]", "load1|[1.0]"})
    void columnsThatNoRunWritesAreNotTaken(String column, String value) throws IOException {
        var resources = JSON.<ObjectNode>valueToTree(SampleFigures.aroundALoadOf(60));
        resources.set(column, JSON.readTree(value));
        field(1, "resources", resources.toString());
        database(1, "{\"tables\":[null],\"statements\":[],\"trouble\":\"\",\"mayLack\":\"\"}");

        var server = server();

        assertThat(server.resources()).isEqualTo(read(2).observations().resources());
        assertThat(server.database()).isEqualTo(read(2).observations().database());
    }

    private ServerSide server() {
        return MergedServer.of(ShareSet.under(runs).get(Samples.SCENARIO));
    }

    private Summary read(int part) throws IOException {
        return SummaryFile.read(file(part));
    }

    private Path file(int part) {
        return runs.resolve("run-" + part).resolve("summary.json");
    }

    private void failed(int part, int readings, int failed, String trouble) throws IOException {
        var resources = JSON.<ObjectNode>valueToTree(SampleFigures.aroundALoadOf(60));
        resources.put("readings", readings).put("failed", failed).put("trouble", trouble);
        SummaryFile.write(
                SampleRuns.with(SampleRuns.green(), JSON.treeToValue(resources, Resources.class)), file(part));
    }

    private void database(int part, String value) throws IOException {
        field(part, "database", value);
    }

    private void field(int part, String name, String value) throws IOException {
        var summary = (ObjectNode) JSON.readTree(file(part).toFile());
        summary.set(name, JSON.readTree(value));
        JSON.writeValue(file(part).toFile(), summary);
    }
}
