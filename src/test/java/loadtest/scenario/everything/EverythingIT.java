package loadtest.scenario.everything;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;
import loadtest.testing.EngineReport;
import loadtest.testing.SummaryFile;
import loadtest.testing.Together;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All scenarios at once, as one run with one verdict. */
@Execution(ExecutionMode.CONCURRENT)
class EverythingIT {
    private static final int ASSERTIONS_FAILED = 2;
    private static final int CANNOT_RUN = 2;
    private static final List<String> IDS = Scenarios.onClassPath().ids();

    @Test
    void allScenariosAtOnceAreOneRunWithOneVerdict() throws Exception {
        var run = Together.shortly(new Trial(Everything.class)).run();

        assertThat(run.exit()).as(run.output()).isZero();
        var summary = run.summary().orElseThrow();
        assertThat(summary.path("scenario").asText()).isEqualTo("everything");
        assertThat(summary.path("scenarios").findValuesAsText("scenario")).containsAll(IDS);
        assertThat(summary.path("scenarios")).hasSameSizeAs(IDS).allSatisfy(EverythingIT::keptItsPromises);
        assertThat(run.output()).contains("Plan of everything, profile ci").contains(IDS);
        everyAuditWasMade(summary);
        countsAgree(run);
        suites(run);
        assertThat(run.linesOfStackTraces()).isEmpty();
    }

    private static void keptItsPromises(JsonNode scenario) {
        assertThat(scenario.path("deciding").asLong()).isPositive();
        assertThat(scenario.path("missed").asLong()).isZero();
        assertThat(scenario.at("/overall/count").asLong()).isPositive();
        assertThat(scenario.at("/load/finished").asLong())
                .isPositive()
                .isEqualTo(scenario.at("/load/planned").asLong());
    }

    /** On a stand-in everything is audited. */
    private static void everyAuditWasMade(JsonNode summary) {
        for (var file : Scenarios.onClassPath().files()) {
            for (var promise : file.slos().integrity()) {
                assertThat(summary.path("verdicts"))
                        .filteredOn(verdict -> verdict.path("name")
                                .asText()
                                .equals(file.scenario().id() + " / " + promise))
                        .extracting(verdict -> verdict.path("outcome").asText())
                        .containsExactly("MET");
            }
        }
    }

    /** With Gatling's own report, name by name, and between the scenarios and all of them together. */
    private static void countsAgree(TrialResult run) throws Exception {
        var engine = EngineReport.rows(run.files("index.html").get(0));
        var traffic = SummaryFile.read(run.file("summary.json")).traffic();
        assertThat(traffic.requests()).hasSameSizeAs(engine.keySet()).allSatisfy(request -> {
            var row = engine.get(request.name());
            assertThat(row).as(request.name()).isNotNull();
            assertThat(List.of(request.count(), request.ok(), request.ko(), request.min(), request.max()))
                    .as(request.name())
                    .isEqualTo(List.of(row.count(), row.ok(), row.ko(), row.min(), row.max()));
            assertThat(request.name()).startsWith(request.scenario() + " / ");
        });
        assertThat(traffic.scenarios().stream()
                        .mapToLong(scenario -> scenario.overall().count())
                        .sum())
                .isEqualTo(traffic.overall().count());
    }

    private static void suites(TrialResult run) throws Exception {
        var xml = run.files("junit.xml").get(0);
        assertThat(xml).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>");
        assertThat(IDS).allSatisfy(id -> assertThat(xml).contains("name=\"everything.ci." + id + "\""));
        assertThat(xml).doesNotContainPattern("(failures|errors)=\"[1-9]");
    }

    @Tag("more-runs")
    @Test
    void aFaultInOneScenarioIsSaidOfThatOneAlone() throws Exception {
        var run = faulty("bug { bug = redeem-without-state-check }").run();

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.reasons()).isNotEmpty().allSatisfy(reason -> assertThat(reason)
                .startsWith("station_redeem_peak / "));
        assertThat(run.summary().orElseThrow().path("scenarios"))
                .filteredOn(scenario -> scenario.path("missed").asLong() > 0)
                .extracting(scenario -> scenario.path("scenario").asText())
                .containsExactly("station_redeem_peak");
        assertThat(run.files("junit.xml").get(0).split("<testsuite "))
                .filteredOn(suite -> suite.contains("<failure"))
                .singleElement()
                .asString()
                .contains("name=\"everything.ci.rehearsal.station_redeem_peak\"");
    }

    @Tag("more-runs")
    @Test
    void oneAbortEndsAllAndSaysWhoseItWas() throws Exception {
        var trial = faulty("broken { endpoints = \"POST /redeem\", status = 500, every = 2 }")
                .on(scenario("station_redeem_peak"))
                .profile("ci", "hold 50 per second for 30 s", Map.of());
        var run = trial.run();

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.reasons().get(0)).startsWith("the run was cut off early: station_redeem_peak / redeem ");
        var summary = run.summary().orElseThrow();
        assertThat(summary.path("judged").asBoolean()).isFalse();
        assertThat(summary.path("abort"))
                .filteredOn(criterion -> criterion.path("reached").asBoolean())
                .isNotEmpty()
                .allSatisfy(
                        criterion -> assertThat(criterion.path("name").asText()).startsWith("station_redeem_peak / "));
        assertThat(summary.at("/overall/count").asInt()).isBetween(100, 1_500);
        // The audits of all were asked all the same.
        assertThat(String.join("; ", run.reasons())).doesNotContain("the run did not get that far");
    }

    @Tag("more-runs")
    @Test
    void fewerScenariosRunAtOnceWhereTheyAreNamed() throws Exception {
        var run = Together.shortly(new Trial(Everything.class))
                .with("PERF_SCENARIOS", "api_smoke,station_redeem_peak")
                .run();

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.summary().orElseThrow().path("scenarios").findValuesAsText("scenario"))
                .contains("api_smoke", "station_redeem_peak")
                .doesNotContain("campaign_bulk_send");
    }

    @Test
    void theWholeIsRefusedWhereOneCannotRun() throws Exception {
        var run = Together.shortly(new Trial(Everything.class))
                .property("profile", "spike")
                .run();

        assertThat(run.exit()).isEqualTo(CANNOT_RUN);
        assertThat(run.output().lines().filter(line -> line.startsWith("everything cannot run: ")))
                .singleElement()
                .asString()
                .contains("api_smoke has no profile 'spike', only ")
                .endsWith("; PERF_SCENARIOS=voucher_preview_spike runs the others alone");
        assertThat(run.sentNothing()).isTrue();
    }

    private static Trial faulty(String fault) throws Exception {
        var trial = Together.shortly(new Trial(Everything.class));
        var plan = Files.writeString(trial.folder().resolve("faults.conf"), "faults { " + fault + " }");
        return trial.with("PERF_STANDIN_FAULTS", plan.toString());
    }

    private static Scenario scenario(String id) {
        return Scenarios.onClassPath().file(id).scenario();
    }
}
