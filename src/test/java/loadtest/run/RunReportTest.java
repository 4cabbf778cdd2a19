package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.audit.Audit;
import loadtest.measure.GeneratorMonitor;
import loadtest.measure.Recorder;
import loadtest.measure.StatusCounts;
import loadtest.settings.Settings;
import loadtest.slo.Gate;
import loadtest.slo.Judge;
import loadtest.target.Target;
import loadtest.testing.Samples;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a run whose verdicts were never reached, as after an abort: the rest needs the engine. */
class RunReportTest {
    private static final Workload ANY = Workload.simplest();

    @TempDir
    Path folder;

    @Test
    void leavesASummaryThatFailsBecauseTheRunWasCutOff() throws IOException {
        var run = Files.createDirectory(folder.resolve("apismoke-20300131120000000"));
        write(report(Map.of("PERF_OUTPUT_DIR", folder.toString()), Optional.of(run)));
        var summary = json(run.resolve("summary.json"));

        assertThat(summary.path("scenario").asText()).isEqualTo(ANY.id());
        assertThat(summary.path("passed").asBoolean(true)).isFalse();
        assertThat(summary.at("/reasons/0").asText()).isEqualTo("the run was cut off before its load had ended");
        assertThat(summary.path("reasons").toString()).contains(unsent() + " samples is none");
        assertThat(summary.at("/load/planned").asInt()).isEqualTo((int) ANY.file()
                .profiles()
                .named("local")
                .orElseThrow()
                .plannedUsers()
                .orElseThrow());
        assertThat(summary.at("/requests/0/name").asText()).isEqualTo(ANY.get());
        assertThat(summary.at("/target/0").asText()).isEqualTo("api.staging.example.com");
        assertThat(summary.toString()).doesNotContain("s3cret");
        assertThat(run.resolve("readiness.md")).content().contains("| " + ANY.id() + " | local | FAILED | ");
        assertThat(folder.resolve("readiness.md")).content().contains("| " + ANY.id() + " | ✗ not ready | FAILED<br>");
    }

    @ParameterizedTest
    @CsvSource({
        "*,        ,                          out.json,     out-ID.json",
        "*,        ,                          out,          out-ID",
        "*,        ,                          out.tar.json, out.tar-ID.json",
        "NAME*,    ,                          out.json,     out-ID.json",
        "*,        'ID,station_redeem_peak', out.json,     out-ID.json",
        "NAME,     ,                          out.json,     out.json",
        "*,        ID,                        out.json,     out.json",
    })
    void givesEachOfSeveralScenariosACopyOfItsOwn(String simulation, String scenarios, String asked, String made)
            throws IOException {
        var variables = new HashMap<String, String>();
        variables.put("simulation", simulation.replace("NAME", ANY.simulationName()));
        variables.computeIfAbsent(
                "PERF_SCENARIOS", name -> scenarios == null ? null : scenarios.replace("ID", ANY.id()));
        variables.put(
                "PERF_OUTPUT_FILE", folder.resolve("copies").resolve(asked).toString());

        write(report(variables, Optional.empty()));

        assertThat(folder.resolve("copies").toFile().list()).containsExactly(made.replace("ID", ANY.id()));
    }

    private static void write(RunReport report) {
        report.write(report.tell());
    }

    private static String unsent() {
        return ANY.file().slos().requestNames().stream()
                .filter(name -> !name.equals(ANY.get()))
                .findFirst()
                .orElseThrow();
    }

    private static RunReport report(Map<String, String> variables, Optional<Path> folder) {
        var all = new HashMap<>(variables);
        all.put("PERF_BASE_URL", "https://api.staging.example.com");
        all.put("PERF_PASSWORD", "s3cret");
        var file = ANY.file();
        var recorder = new Recorder();
        Samples.add(recorder, ANY.id(), ANY.get(), true, 200, 3);
        var profile = file.profiles().named("local").orElseThrow();
        var gate = new Gate(
                file.slos(),
                false,
                Judge.RUN,
                recorder,
                () -> new StatusCounts(Map.of(), 0),
                Audit.NONE::start,
                Map.of());
        var run = PreparedRun.alone(
                new RunId("20300131T120000-000001", Instant.parse("2030-01-31T12:00:00Z")),
                new Selection.Choice.Chosen(file, profile),
                new Target(Settings.of(all), Optional.empty()),
                List.of());
        var monitor = new LoadMonitor(run, recorder, new GeneratorMonitor());
        var snapshot = new RunSnapshot(
                new WholeRun(ANY.id(), List.of(run), Optional.empty(), List.of()),
                recorder,
                List.of(new LoadPart(run, monitor, gate, Optional.empty())),
                new ServerSide(Optional.empty(), null, null, List.of(), List.of()),
                Optional.empty());
        return new RunReport(snapshot, folder);
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
