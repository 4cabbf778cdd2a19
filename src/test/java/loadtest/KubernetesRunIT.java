package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loadtest.target.Scenarios;
import loadtest.testing.EndedProcess;
import loadtest.testing.KubernetesManifest;
import loadtest.testing.SharedTrial;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the pods, each in a process with the environment that a cluster would give it: the Containerfile's, the
 * manifests', and for the Secret and the addresses those of a deployment on loopback.
 */
@Tag("more-runs")
class KubernetesRunIT {
    private static final int LONGEST_SECONDS = 600;
    private static final Pattern IMAGE = Pattern.compile("(\\w+)=\"(.+)\"");

    @TempDir
    Path folder;

    @Test
    void fourPodsMakeOneRun() throws Exception {
        var workload = workload();
        var trial = workload.trial().patient().profile("ramp", "hold 10 per second for 5 s", Map.of());
        var classes = Files.createDirectories(trial.folder().resolve("classes"));
        assertThat(pod("seed.yaml", classes, Map.of()).code()).isZero();
        var begin = Instant.now().plus(SharedTrial.ahead()).truncatedTo(ChronoUnit.SECONDS);
        var start = Map.of("PERF_RUN_GROUP", "four-pods", "PERF_START_AT", begin.toString());

        var late = late(shares(classes, start), workload);
        var merged = pod("merge.yaml", classes, start);

        assertThat(merged.code()).as(merged.output()).isEqualTo(late ? 2 : 0);
        var summary = summary();
        assertThat(summary.path("outcome").asText()).isEqualTo(late ? "INVALID" : "PASSED");
        assertThat(summary.at("/load/started").asLong()).isEqualTo(50);
        assertThat(summary.path("machines"))
                .extracting(machine -> machine.path("share").asText())
                .containsExactly("1/4", "2/4", "3/4", "4/4");
    }

    /** A machine that is busy begins late, which each says; what they make is one run all the same. */
    private static boolean late(List<Future<EndedProcess>> shares, Workload workload) throws Exception {
        var late = false;
        for (var share : shares) {
            var ended = share.get();
            var invalid = ended.output().contains(" INVALID: " + workload.id());
            assertThat(ended.code()).as(ended.output()).isEqualTo(invalid ? 2 : 0);
            late |= invalid;
        }
        return late;
    }

    /** Of the merged run. */
    private JsonNode summary() throws IOException {
        try (var files = Files.walk(folder.resolve("results/merged"))) {
            var found = files.filter(file -> file.endsWith("summary.json")).toList();
            assertThat(found).hasSize(1);
            return new ObjectMapper().readTree(found.get(0).toFile());
        }
    }

    /** The workload that the pods run. */
    private static Workload workload() throws IOException {
        var simulation = container("shares.yaml").getEnv().stream()
                .filter(variable -> variable.getName().equals("SIMULATION"))
                .map(EnvVar::getValue)
                .toList();
        return Scenarios.onClassPath().all().stream()
                .filter(scenario -> simulation.contains(scenario.simulation()))
                .map(Workload::of)
                .findFirst()
                .orElseThrow();
    }

    private static Container container(String job) throws IOException {
        return KubernetesManifest.job(job)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private List<Future<EndedProcess>> shares(Path classes, Map<String, String> start) throws IOException {
        var count = KubernetesManifest.job("shares.yaml").getSpec().getCompletions();
        var threads = Executors.newFixedThreadPool(count);
        var shares = new ArrayList<Future<EndedProcess>>();
        for (int index = 0; index < count; index++) {
            var variables = new HashMap<>(start);
            variables.put("JOB_COMPLETION_INDEX", Integer.toString(index));
            shares.add(threads.submit(() -> pod("shares.yaml", classes, variables)));
        }
        threads.shutdown();
        return shares;
    }

    /** Runs the container of a job to its end. */
    private EndedProcess pod(String job, Path classes, Map<String, String> variables) throws Exception {
        var container = container(job);
        var command = Stream.concat(container.getCommand().stream(), container.getArgs().stream())
                .map(this::onThisMachine)
                .toList();
        var work = Files.createTempDirectory(folder, "work");
        var builder = new ProcessBuilder(command).directory(work.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(container, classes));
        builder.environment().putAll(variables);
        return EndedProcess.of(builder, work.resolve("out.txt"), LONGEST_SECONDS);
    }

    private Map<String, String> environment(Container container, Path classes) throws IOException {
        var environment = new HashMap<String, String>();
        IMAGE.matcher(KubernetesManifest.text("Containerfile"))
                .results()
                .forEach(variable -> environment.put(variable.group(1), variable.group(2)));
        environment.put("CLASSPATH", classes + File.pathSeparator + Trial.classPath());
        environment.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        environment.putAll(StagingDeployment.everything()); // the Secret
        var settings = (ConfigMap) KubernetesManifest.read(KubernetesManifest.text("settings.yaml"));
        settings.getData().forEach((name, value) -> {
            if (!StagingDeployment.everything().containsKey(name) || value.startsWith("/")) {
                environment.put(name, onThisMachine(value));
            }
        });
        assertThat(environment.values())
                .filteredOn(value -> value.contains("://"))
                .allSatisfy(value -> assertThat(value).contains("127.0.0.1"));
        container.getEnv().forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        return environment;
    }

    /** The volume is a folder here. */
    private String onThisMachine(String text) {
        return text.replace("/results", folder.resolve("results").toString());
    }
}
