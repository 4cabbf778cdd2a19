package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.Summary;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;

/** What every run has in common that passes on a healthy target. */
public final class GreenRun {
    private GreenRun() {}

    /**
     * It has passed, has sent all that its scenario promises, and its files agree with Gatling's own report.
     *
     * @param users as many as were to start
     * @param leftOut requests of the scenario that this run does not send
     */
    public static void assertGreen(
            TrialResult run, Class<? extends Simulation> scenario, int users, List<String> leftOut) throws IOException {
        assertThat(run.exit()).as(run.output()).isZero();
        var summary = run.summary().orElseThrow();
        assertThat(summary.path("passed").asBoolean()).isTrue();
        assertThat(summary.at("/load/started").asInt()).isEqualTo(users);
        assertThat(summary.at("/load/finished").asInt()).isEqualTo(users);
        var sent = new ArrayList<String>();
        summary.path("requests")
                .forEach(request -> sent.add(request.path("name").asText()));
        var promised = Scenarios.onClassPath()
                .file(Scenario.id(scenario))
                .slos()
                .without(new HashSet<>(leftOut))
                .requestNames();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(promised);
        assertCountsAgree(run);
        assertThat(run.linesOfStackTraces()).isEmpty();
    }

    /** Name by name, and within the summary itself. */
    private static void assertCountsAgree(TrialResult run) throws IOException {
        var engine = EngineReport.rows(run.files("index.html").get(0));
        var summary = SummaryFile.read(run.file("summary.json"));
        assertThat(engine).hasSameSizeAs(summary.traffic().requests());
        summary.traffic().requests().forEach(request -> {
            var row = new EngineReport.Row(
                    request.count(),
                    request.ok(),
                    request.ko(),
                    request.min(),
                    request.max(),
                    Math.round(request.mean()));
            assertThat(row)
                    .as(request.name())
                    .usingRecursiveComparison()
                    .ignoringFields("mean")
                    .isEqualTo(engine.get(request.name()));
            assertThat(request.mean()).isCloseTo(engine.get(request.name()).mean(), within(1.0));
            assertThat(sum(request.classes().values())).isEqualTo(request.count());
            assertThat(SummaryFile.histogram(request.histogram()).getTotalCount())
                    .isEqualTo(request.count());
            assertThat(SummaryFile.histogram(request.okHistogram()).getTotalCount())
                    .isEqualTo(request.ok());
        });
        assertTimelineAgrees(summary);
        assertThat(run.files("junit.xml")).singleElement().asString().contains("failures=\"0\"");
    }

    private static void assertTimelineAgrees(Summary summary) {
        var count = summary.traffic().overall().count();
        assertThat(count)
                .isEqualTo(sum(summary.traffic().requests().stream()
                        .map(RequestSummary::count)
                        .toList()));
        assertThat(sum(summary.observations().timeline().requests())).isEqualTo(count);
        assertThat(sum(summary.observations().timeline().failed()))
                .isEqualTo(summary.traffic().overall().ko());
        assertThat(sum(summary.observations().timeline().usersStarted()))
                .isEqualTo(summary.traffic().load().started());
        assertThat(summary.observations().timeline().classes().values().stream()
                        .mapToLong(GreenRun::sum)
                        .sum())
                .isEqualTo(count);
        assertThat(summary.observations().timeline().byRequest())
                .allSatisfy(request -> assertThat(sum(request.requests()))
                        .isEqualTo(summary.traffic().requests().stream()
                                .filter(row -> row.name().equals(request.name()))
                                .mapToLong(RequestSummary::count)
                                .sum()));
        assertThat(summary.observations().slowest().get(0).millis())
                .isEqualTo(summary.traffic().overall().max());
        assertThat(summary.traffic().load().planned())
                .isEqualTo(summary.traffic().load().started());
        assertThat(summary.conditions().suite().gatling()).startsWith("3.");
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
