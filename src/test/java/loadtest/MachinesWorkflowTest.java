package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import loadtest.testing.Matches;
import org.junit.jupiter.api.Test;

/** The workflow on one machine, and on several that share the load. */
class MachinesWorkflowTest {
    private static final Path WORKFLOWS = Path.of(".github/workflows");
    private static final JsonNode CI = read("ci.yml");
    private static final JsonNode PERFORMANCE = read("performance.yml");
    private static final JsonNode MACHINE = read("machine.yml");

    @Test
    void withOneMachineOneJobDoesAllAndNoOtherRuns() {
        assertThat(CI.at("/on/workflow_dispatch/inputs/machines/default").asInt())
                .isEqualTo(1);
        assertThat(CI.at("/jobs/performance-tests/with/machines").asText())
                .as("a nightly has no inputs")
                .isEqualTo("${{ inputs.machines || 1 }}");
        assertThat(PERFORMANCE.at("/jobs/one/if").asText()).isEqualTo("inputs.machines == 1");
        assertThat(parts("one")).containsExactly("judges", "loads", "seeds");
        assertThat(PERFORMANCE.at("/jobs/start/if").asText()).isEqualTo("inputs.machines != 1");
        for (var other : List.of("share", "verdict")) {
            assertThat(PERFORMANCE.at("/jobs/" + other + "/needs").toString()).contains("\"start\"");
            assertThat(PERFORMANCE.at("/jobs/" + other + "/if").asText())
                    .contains("needs.start.outputs.ready == 'true'");
        }
    }

    @Test
    void withSeveralOneSeedsAllLoadTogetherAndOneJudges() {
        assertThat(parts("start")).containsExactly("seeds");
        assertThat(parts("share")).containsExactly("loads");
        assertThat(parts("verdict")).containsExactly("judges");
        var share = PERFORMANCE.at("/jobs/share");
        assertThat(share.at("/strategy/matrix/machine").asText())
                .isEqualTo("${{ fromJSON(needs.start.outputs.numbers) }}");
        assertThat(share.at("/with/machine").asText()).isEqualTo("${{ matrix.machine }}");
        assertThat(share.at("/with/start-at").asText()).isEqualTo("${{ needs.start.outputs.start-at }}");
        assertThat(share.at("/with/group").asText()).isEqualTo("${{ needs.start.outputs.group }}");
        assertThat(step("Load or merge").at("/env/SHARE").asText())
                .contains("format('{0}/{1}', inputs.machine, inputs.machines)");
    }

    /** It has recorded nothing, or not all: the merge misses it, and fails. */
    @Test
    void aShareThatDiedDoesNotKeepTheVerdictFromBeingFound() {
        assertThat(PERFORMANCE.at("/jobs/share/strategy/fail-fast").asBoolean(true))
                .isFalse();
        assertThat(PERFORMANCE.at("/jobs/verdict/if").asText()).startsWith("always() && ");
        assertThat(PERFORMANCE.at("/jobs/verdict/needs"))
                .extracting(JsonNode::asText)
                .contains("share");
        assertThat(step("Keep this share").path("if").asText())
                .startsWith("always() && inputs.loads && !inputs.judges");
        assertThat(step("What the others have recorded").at("/with/pattern").asText())
                .isEqualTo(step("Keep this share").at("/with/name").asText().replace("${{ inputs.machine }}", "*"));
        assertThat(PERFORMANCE.toString() + MACHINE).as("nothing is forgiven").doesNotContain("continue-on-error");
    }

    /** Two loads on one target would measure each other, however many machines either has. */
    @Test
    void oneRunAtATimeLoadsTheTarget() {
        assertThat(CI.at("/jobs/performance-tests/concurrency/group").asText()).isEqualTo("performance-tests");
        assertThat(CI.at("/jobs/performance-tests/concurrency/cancel-in-progress")
                        .asBoolean(true))
                .isFalse();
        assertThat(PERFORMANCE.toString() + MACHINE).doesNotContain("concurrency");
    }

    @Test
    void whatACallerGivesIsWhatTheCalledTakes() {
        for (var called :
                Map.of("performance.yml", PERFORMANCE, "machine.yml", MACHINE).entrySet()) {
            var inputs = called.getValue().at("/on/workflow_call/inputs");
            var given = new TreeSet<String>();
            for (var caller : callers(called.getKey())) {
                caller.path("with").fieldNames().forEachRemaining(given::add);
                assertThat(inputs.properties())
                        .filteredOn(input -> input.getValue().path("required").asBoolean())
                        .allSatisfy(input -> assertThat(caller.path("with").has(input.getKey()))
                                .as(input.getKey())
                                .isTrue());
            }
            assertThat(given).containsExactlyInAnyOrderElementsOf(names(inputs));
            assertThat(called.getValue().path("jobs").toString())
                    .contains(
                            names(inputs).stream().map(name -> "inputs." + name).toList());
        }
    }

    @Test
    void whatACalledTellsIsRead() {
        assertThat(told(PERFORMANCE, "needs.start.outputs.|jobs.start.outputs."))
                .containsExactlyInAnyOrderElementsOf(names(MACHINE.at("/on/workflow_call/outputs")));
        assertThat(told(MACHINE, "jobs.machine.outputs."))
                .containsExactlyInAnyOrderElementsOf(names(MACHINE.at("/jobs/machine/outputs")));
        assertThat(told(CI, "needs.performance-tests.outputs."))
                .containsExactlyInAnyOrderElementsOf(names(PERFORMANCE.at("/on/workflow_call/outputs")));
    }

    /** A refusal costs no seed, and the time of seeding none of the others' time to get ready. */
    @Test
    void theTimeIsSetOnceAllIsSeeded() {
        var names = new ArrayList<String>();
        MACHINE.at("/jobs/machine/steps")
                .forEach(step -> names.add(step.path("name").asText()));

        assertThat(names).containsSubsequence("Who takes part", "Seed", "When all begin");
    }

    /** What a job has its machine do. */
    private static List<String> parts(String job) {
        return List.of("judges", "loads", "seeds").stream()
                .filter(part -> PERFORMANCE.at("/jobs/" + job + "/with/" + part).asBoolean())
                .toList();
    }

    private static JsonNode step(String name) {
        for (var step : MACHINE.at("/jobs/machine/steps")) {
            if (step.path("name").asText().equals(name)) {
                return step;
            }
        }
        throw new AssertionError("no step " + name);
    }

    private static List<JsonNode> callers(String called) {
        var callers = new ArrayList<JsonNode>();
        for (var workflow : List.of(CI, PERFORMANCE)) {
            workflow.path("jobs").forEach(job -> {
                if (job.path("uses").asText().endsWith("/" + called)) {
                    callers.add(job);
                }
            });
        }
        return callers;
    }

    private static TreeSet<String> told(JsonNode workflow, String before) {
        return new TreeSet<>(Matches.in(workflow.toString(), "(?:" + before.replace(".", "\\.") + ")([\\w-]+)"));
    }

    private static List<String> names(JsonNode of) {
        var names = new ArrayList<String>();
        of.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read(String name) {
        try {
            return new YAMLMapper().readTree(WORKFLOWS.resolve(name).toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
