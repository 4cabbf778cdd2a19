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
import loadtest.measure.Recorder;
import loadtest.measure.StatusCounts;
import loadtest.settings.Settings;
import loadtest.slo.Gate;
import loadtest.target.Scenarios;
import loadtest.target.Target;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a run whose verdicts were never reached, as after an abort: the rest needs the engine. */
class RunReportTest {
    @TempDir
    Path folder;

    @Test
    void leavesASummaryThatFailsBecauseTheRunWasCutOff() throws IOException {
        var run = Files.createDirectory(folder.resolve("apismoke-20300131120000000"));
        report(Map.of(), Optional.of(run)).write();
        var summary = json(run.resolve("summary.json"));

        assertThat(summary.path("scenario").asText()).isEqualTo("api_smoke");
        assertThat(summary.path("passed").asBoolean(true)).isFalse();
        assertThat(summary.at("/reasons/0").asText()).isEqualTo("the run was cut off before its load had ended");
        assertThat(summary.path("reasons").toString()).contains("GET /api/readiness samples is none");
        assertThat(summary.at("/load/planned").asInt()).isEqualTo(15);
        assertThat(summary.at("/requests/0/name").asText()).isEqualTo("GET /api/healthz");
        assertThat(summary.at("/target/0").asText()).isEqualTo("api.staging.example.com");
        assertThat(summary.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "*,        ,                          out.json,     out-api_smoke.json",
        "*,        ,                          out,          out-api_smoke",
        "*,        ,                          out.tar.json, out.tar-api_smoke.json",
        "Api*,     ,                          out.json,     out-api_smoke.json",
        "*,        'api_smoke,agent_journeys', out.json,    out-api_smoke.json",
        "ApiSmoke, ,                          out.json,     out.json",
        "*,        api_smoke,                 out.json,     out.json",
    })
    void givesEachOfSeveralScenariosACopyOfItsOwn(String simulation, String scenarios, String asked, String made)
            throws IOException {
        var variables = new HashMap<String, String>();
        variables.put("simulation", simulation);
        variables.computeIfAbsent("PERF_SCENARIOS", name -> scenarios);
        variables.put(
                "PERF_OUTPUT_FILE", folder.resolve("copies").resolve(asked).toString());

        report(variables, Optional.empty()).write();

        assertThat(folder.resolve("copies").toFile().list()).containsExactly(made);
    }

    private static RunReport report(Map<String, String> variables, Optional<Path> folder) {
        var all = new HashMap<>(variables);
        all.put("PERF_BASE_URL", "https://api.staging.example.com");
        all.put("PERF_PASSWORD", "s3cret");
        var file = Scenarios.onClassPath().file("api_smoke");
        var recorder = new Recorder();
        Samples.add(recorder, "api_smoke", "GET /api/healthz", true, 200, 3);
        var profile = file.profiles().named("local").orElseThrow();
        var gate = new Gate(
                file.slos(), false, recorder, () -> new StatusCounts(Map.of(), 0), Audit.NONE::start, Map.of());
        var run = new PreparedRun(
                new RunId("20300131T120000-000001", Instant.parse("2030-01-31T12:00:00Z")),
                file,
                new Target(Settings.of(all), Optional.empty()),
                profile,
                file.slos(),
                Optional.empty(),
                List.of());
        var snapshot = new RunSnapshot(
                run,
                recorder,
                gate,
                new LoadMonitor(file, profile, recorder),
                new ServerSide(null, null, List.of()),
                Optional.empty(),
                Optional.empty());
        return new RunReport(snapshot, folder);
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
