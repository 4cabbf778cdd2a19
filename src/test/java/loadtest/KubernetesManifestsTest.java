package loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loadtest.testing.EndedProcess;
import loadtest.testing.KubernetesManifest;
import loadtest.testing.SystemProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of which a cluster makes pods. No cluster is here: what its API takes is known, what its nodes do is not. */
class KubernetesManifestsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"settings.yaml", "volume.yaml", "seed.yaml", "shares.yaml", "merge.yaml"})
    void theApiTakesEachManifest(String name) throws IOException {
        assertThat(KubernetesManifest.read(KubernetesManifest.text(name))
                        .getMetadata()
                        .getName())
                .startsWith("loadtest-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shares.yaml | backoffLimitPerIndex: 0 | backoffLimitPerPod: 0 | backoffLimitPerPod",
                "shares.yaml | readOnlyRootFilesystem | readOnlyRootFileSystem | readOnlyRootFileSystem",
                "shares.yaml | matchLabels | matchLabel | matchLabel",
                "seed.yaml | secretRef | secretsRef | secretsRef",
                "volume.yaml | accessModes | accessMode | accessMode",
                "shares.yaml | completions: 4 | completions: four | four",
                "shares.yaml | completions: 4 | completions: '4' | String",
                "shares.yaml | suspend: true | suspend: 'true' | String",
                "shares.yaml | value: \"4\" | value: 4 | String",
                "shares.yaml | drop: [ALL] | drop: ALL | ArrayList",
                "seed.yaml | memory: 1Gi | memory: much | much",
                "settings.yaml | acme | 5 | String",
                "merge.yaml | kind: Job | kind: Jub | Jub",
                "merge.yaml | batch/v1 | batch/v1beta9 | batch/v1beta9",
                "merge.yaml | restartPolicy: Never | restartPolicy: Never\\n      restartPolicy: Always | restartPolicy"
            })
    void whatTheApiDoesNotTakeIsSeen(String name, String right, String wrong, String culprit) throws IOException {
        var text = KubernetesManifest.text(name);
        assertThat(text).contains(right);

        assertThatThrownBy(() -> KubernetesManifest.read(text.replace(right, wrong.replace("\\n", "\n"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(culprit);
    }

    @Test
    void theKustomizationHasEachFileOnceAndTheImageOfEachPod() throws IOException {
        var kustomization = new YAMLMapper().readTree(KubernetesManifest.text("kustomization.yaml"));
        try (var files = Files.list(KubernetesManifest.BASE)) {
            assertThat(kustomization.path("resources"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
                                    .toList());
        }
        assertThat(kustomization.path("images"))
                .extracting(image -> image.path("name").asText())
                .containsExactlyElementsOf(KubernetesManifest.pods().stream()
                        .map(pod -> pod.getContainers().get(0).getImage())
                        .distinct()
                        .toList());
    }

    /** As users have it made, where kubectl is installed. */
    @Test
    void theApiTakesWhatKustomizeMakesOfThem() throws Exception {
        var kubectl = SystemProgram.find("kubectl");
        assumeTrue(kubectl.isPresent(), "kubectl is not installed: what it makes of the base is not read");
        var command = List.of(kubectl.get().toString(), "kustomize", KubernetesManifest.BASE.toString());

        var made = EndedProcess.of(new ProcessBuilder(command), folder.resolve("made.yaml"), 60);

        assertThat(made.code()).as(made.output()).isZero();
        var resources = made.output().split("(?m)^---$");
        assertThat(resources).hasSize(5);
        for (var resource : resources) {
            KubernetesManifest.read(resource);
        }
        assertThat(made.output())
                .contains("image: registry.example.com/loadtest:1")
                .doesNotContain("image: loadtest");
    }
}
