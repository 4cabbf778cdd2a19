package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import loadtest.settings.VariableNames;
import loadtest.target.Scenarios;
import loadtest.testing.KubernetesManifest;
import loadtest.testing.Matches;
import org.junit.jupiter.api.Test;

/** The pods that share a load: what they are given, what they may, and that they fit together. */
class KubernetesPodsTest {
    /** What run.sh makes, and what its reader does. */
    private static final Set<String> MADE = Set.of("loadtest-start", "loadtest-secrets", "loadtest-files");

    @Test
    void whatIsReferredToIsThere() throws IOException {
        var known = new TreeSet<>(MADE);
        for (var file : List.of("settings.yaml", "volume.yaml")) {
            known.add(KubernetesManifest.read(KubernetesManifest.text(file))
                    .getMetadata()
                    .getName());
        }
        for (var job : KubernetesManifest.JOBS) {
            var pod = pod(job);
            assertThat(Matches.in(
                            KubernetesManifest.text(job),
                            "(?:(?:Map|secret)Ref:\\n +name|claimName|secretName): ([\\w-]+)"))
                    .contains("loadtest-results", "loadtest-secrets", "loadtest-settings")
                    .isSubsetOf(known);
            assertThat(pod.getContainers().get(0).getVolumeMounts())
                    .extracting(VolumeMount::getName)
                    .containsExactlyInAnyOrderElementsOf(
                            pod.getVolumes().stream().map(Volume::getName).toList());
            assertThat(KubernetesManifest.text("run.sh"))
                    .contains(KubernetesManifest.job(job).getMetadata().getName());
        }
    }

    /** Pods of several nodes write it. */
    @Test
    void theVolumeIsOneForAll() throws IOException {
        var claim = (PersistentVolumeClaim) KubernetesManifest.read(KubernetesManifest.text("volume.yaml"));

        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
    }

    /** Every variable that a pod is given is a setting of the suite, and none that everybody may read is a secret. */
    @Test
    void theSettingsAreSettingsAndNoSecretIsAmongThem() throws IOException {
        var settings = VariableNames.known().settings();
        var secrets = Matches.in(
                Files.readString(Path.of(".github/workflows/machine.yml")), "([A-Z_]+): \\$\\{\\{ secrets\\.\\1 }}");
        assertThat(secrets).contains("PERF_PASSWORD", "SUPABASE_DB_URL");

        assertThat(settings().getData().keySet()).isSubsetOf(settings).doesNotContainAnyElementsOf(secrets);
        for (var job : KubernetesManifest.JOBS) {
            assertThat(settings).containsAll(Matches.in(KubernetesManifest.text(job), "(PERF_[A-Z_]+)"));
        }
        assertThat(settings).containsAll(Matches.in(KubernetesManifest.text("run.sh"), "(PERF_[A-Z_]+)"));
        for (var pod : KubernetesManifest.pods()) {
            var container = pod.getContainers().get(0);
            assertThat(container.getEnv())
                    .extracting(EnvVar::getName)
                    .allSatisfy(name -> assertThat(container.getArgs().get(0)).contains("$" + name));
        }
    }

    @Test
    void whatAPodLoadsExists() throws IOException {
        var shares = pod("shares.yaml").getContainers().get(0).getEnv();

        assertThat(Scenarios.onClassPath().files())
                .filteredOn(file -> file.scenario().simulation().equals(value(shares, "SIMULATION")))
                .singleElement()
                .satisfies(file -> assertThat(file.profiles().names()).contains(value(shares, "PROFILE")));
        for (var job : KubernetesManifest.JOBS) {
            assertThat(Matches.in(KubernetesManifest.text(job), "(loadtest\\.[a-z]+\\.[A-Z]\\w+)"))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(
                                    Class.forName(name, false, getClass().getClassLoader())
                                            .getMethod("main", String[].class))
                            .isNotNull());
        }
    }

    @Test
    void thereAreAsManyMachinesAsPods() throws IOException {
        var spec = KubernetesManifest.job("shares.yaml").getSpec();

        assertThat(spec.getCompletionMode()).isEqualTo("Indexed");
        assertThat(spec.getParallelism()).isEqualTo(spec.getCompletions());
        assertThat(value(spec.getTemplate().getSpec().getContainers().get(0).getEnv(), "MACHINES"))
                .isEqualTo(spec.getCompletions().toString());
        assertThat(spec.getTemplate()
                        .getSpec()
                        .getAffinity()
                        .getPodAntiAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution())
                .singleElement()
                .satisfies(term -> assertThat(spec.getTemplate().getMetadata().getLabels())
                        .containsAllEntriesOf(term.getLabelSelector().getMatchLabels()));
    }

    @Test
    void nothingIsDoneTwiceAndNothingBeforeItsTime() throws IOException {
        assertThat(KubernetesManifest.jobs()).allSatisfy(job -> {
            var spec = job.getSpec();
            assertThat(List.of(0))
                    .contains(
                            spec.getBackoffLimitPerIndex() == null
                                    ? spec.getBackoffLimit()
                                    : spec.getBackoffLimitPerIndex());
            assertThat(spec.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
            assertThat(spec.getActiveDeadlineSeconds()).isPositive();
            assertThat(spec.getTtlSecondsAfterFinished()).isPositive();
        });
        assertThat(KubernetesManifest.job("shares.yaml").getSpec().getSuspend()).isTrue();
        assertThat(KubernetesManifest.job("merge.yaml").getSpec().getSuspend()).isTrue();
    }

    @Test
    void noPodMayMoreThanItNeeds() throws IOException {
        for (var pod : KubernetesManifest.pods()) {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getEnableServiceLinks()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            var container = pod.getContainers().get(0);
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
        }
        Map<String, Quantity> limits =
                pod("shares.yaml").getContainers().get(0).getResources().getLimits();
        assertThat(pod("shares.yaml").getContainers().get(0).getResources().getRequests())
                .isEqualTo(limits);
    }

    @Test
    void theJvmOfAPodIsTheOneThatTheBuildGivesALoad() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var flags = Stream.of("load.compiler", "load.collector", "load.heap", "load.threads")
                .flatMap(name -> Matches.in(pom, "<" + name + ">(.+)</" + name + ">").stream())
                .flatMap(value -> Stream.of(value.split(",")))
                .toList();

        assertThat(Matches.in(KubernetesManifest.text("Containerfile"), "JDK_JAVA_OPTIONS=\"(.+)\""))
                .singleElement()
                .satisfies(options -> assertThat(options.split(" "))
                        .containsAll(flags)
                        .contains("--add-opens=java.base/java.lang=ALL-UNNAMED"));
    }

    /** Not {@code .env}, nor what else lies about. */
    @Test
    void onlySourcesGetIntoTheImage() throws IOException {
        assertThat(Matches.in(KubernetesManifest.text("Containerfile"), "(?m)^COPY (?!--from)(\\S+) "))
                .containsExactly(".mvn", "pom.xml", "seed/java", "seed/resources", "src")
                .allSatisfy(source -> assertThat(Path.of(source)).exists());
    }

    private static PodSpec pod(String name) throws IOException {
        return KubernetesManifest.job(name).getSpec().getTemplate().getSpec();
    }

    private static ConfigMap settings() throws IOException {
        return (ConfigMap) KubernetesManifest.read(KubernetesManifest.text("settings.yaml"));
    }

    private static String value(List<EnvVar> variables, String name) {
        return variables.stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }
}
