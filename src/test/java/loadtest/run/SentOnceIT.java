package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.settings.TraceHeader;
import loadtest.target.Endpoint;
import loadtest.target.Scenarios;
import loadtest.testing.FaultyGateway;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The target gets each request under an id of its own, and sees the same repeats as the run reports. */
class SentOnceIT {
    private static final Pattern ID =
            Pattern.compile("(?i)" + TraceHeader.REQUEST_ID.header() + "=\\[(\\d{8}T\\d{6}-[0-9a-f]{6}-[1-9]\\d*)]");

    private FaultyGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FaultyGateway(StagingDeployment.everything().get("PERF_BASE_URL"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    static Stream<Workload> scenarios() {
        return Scenarios.onClassPath().files().stream().map(Workload::new);
    }

    @Tag("more-runs")
    @ParameterizedTest
    @MethodSource("scenarios")
    void everyRequestOfAScenarioHasAnIdOfItsOwn(Workload scenario) throws Exception {
        var sends = scenario.file().scenario().dispatches();
        var run = through(scenario.trial(), scenario.file().scenario().endpoints())
                .patient()
                .profile("ci", "at-once 4 users", sends ? Map.of("targets", 400) : Map.of())
                .run();

        var ids = ids();
        assertThat(ids).as(run.output()).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(ids).allSatisfy(id -> assertThat(id).startsWith(runId(run) + "-"));
        // The documents of a preview come from another address, past the gateway; DocumentsIT looks at them.
        var posts = run.summary().orElseThrow().path("requests").findParents("name").stream()
                .filter(request -> request.path("name").asText().startsWith("POST "))
                .mapToInt(request -> request.path("count").asInt())
                .sum();
        assertThat(ids).hasSizeGreaterThan(posts);
        assertThat(numbers(ids))
                .contains(1)
                .allMatch(n -> n
                        <= warmUps()
                                + run.summary()
                                        .orElseThrow()
                                        .at("/overall/count")
                                        .asInt());
        run.summary().orElseThrow().path("verdicts").forEach(verdict -> {
            if (verdict.at("/promise/statistic").asText().equals("SENT_ONCE")) {
                assertThat(verdict.at("/seen/hits").asInt()).isZero();
            }
        });
    }

    /** The engine's hook is no promise of its authors: a version without it must not pass for one without repeats. */
    @Tag("more-runs")
    @Test
    void whatTheEngineSendsAgainIsCountedAndNamed() throws Exception {
        gateway.closing("/redeem", 20);
        var scenario = Scenarios.onClassPath().file("station_redeem_peak").scenario();
        var run = through(new Trial(StationRedeemPeak.class), scenario.endpoints())
                .patient()
                .profile("ci", "hold 20 per second for 2 s", Map.of())
                .run();

        var ids = ids();
        assertThat(ids).as(run.output()).doesNotContainNull();
        assertThat(ids.size() - new HashSet<>(ids).size())
                .as("repeats that the target saw")
                .isEqualTo(1);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.request("POST /redeem").path("ko").asInt()).isZero();
        assertThat(run.reasons())
                .singleElement()
                .asString()
                .startsWith("POST /redeem sent once is 1 of 40 sent again, limit all (the engine sent them again");
        var twice = gateway.received().stream()
                .filter(seen -> seen.startsWith("POST /redeem ") && seen.contains(repeated(ids)))
                .map(seen -> seen.replaceAll("(?s).*\"voucherId\"\\s*:\\s*\"([^\"]+)\".*", "$1"))
                .toList();
        assertThat(twice).hasSize(2);
        assertThat(run.output()).contains("1 sent again by the engine itself: " + twice.get(0));
    }

    private static String repeated(List<String> ids) {
        var once = new HashSet<String>();
        return ids.stream().filter(id -> !once.add(id)).findFirst().orElseThrow();
    }

    /**
     * Of the load, in the order of arrival; null where a request has none. The checks before it have none, nor has the
     * question at its end whether it was a rehearsal.
     */
    private List<String> ids() {
        var ids = new ArrayList<String>();
        gateway.received().stream()
                .dropWhile(seen -> !ID.matcher(seen).find())
                .filter(seen -> !seen.startsWith("GET /control/faults?since="))
                .forEach(seen -> {
                    var id = ID.matcher(seen);
                    ids.add(id.find() ? id.group(1) : null);
                });
        return ids;
    }

    private int warmUps() {
        return (int) gateway.received().stream()
                .filter(seen -> seen.startsWith("GET / "))
                .count();
    }

    private static List<Integer> numbers(List<String> ids) {
        return ids.stream()
                .map(id -> Integer.valueOf(id.substring(id.lastIndexOf('-') + 1)))
                .toList();
    }

    private static String runId(TrialResult run) {
        return run.summary().orElseThrow().path("runId").asText();
    }

    /** The trial with the scenario's servers behind the gateway. */
    private Trial through(Trial trial, List<Endpoint> endpoints) {
        var all = StagingDeployment.reseeded();
        var variables = new HashMap<>(all);
        variables.putAll(StagingDeployment.fourSecrets());
        variables.put("PERF_ENGAGEMENT_ID", "demo-engagement");
        endpoints.forEach(endpoint -> variables.computeIfPresent(
                endpoint.variable(),
                (name, address) ->
                        gateway.url(endpoint.isBase() ? "" : URI.create(address).getRawPath())));
        return trial.with(variables);
    }
}
