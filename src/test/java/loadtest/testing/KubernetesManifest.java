package loadtest.testing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.Iterables;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads manifests as strictly as the API server of Kubernetes does: into the types that fabric8 makes of the API's schemas,
 * where neither an unknown field nor a value of another type has a place.
 */
public final class KubernetesManifest {
    public static final Path BASE = Path.of(".github/kubernetes");
    public static final List<String> JOBS = List.of("seed.yaml", "shares.yaml", "merge.yaml");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "batch/v1 Job", Job.class);

    private static final ObjectMapper STRICT = YAMLMapper.builder()
            .annotationIntrospector(new NothingUnknown())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(LogicalType.Textual, config -> {
                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build();

    private KubernetesManifest() {}

    /**
     * Reads one resource.
     *
     * @throws IOException if the API would not take it
     */
    public static HasMetadata read(String yaml) throws IOException {
        var tree = STRICT.readTree(yaml);
        var kind = tree.path("apiVersion").asText() + " " + tree.path("kind").asText();
        if (!KINDS.containsKey(kind)) {
            throw new IOException("no kind of the API that is used here: " + kind);
        }
        var resource = STRICT.readValue(yaml, KINDS.get(kind));
        if (resource instanceof Job job) {
            amounts(job);
        }
        return resource;
    }

    /** A file of the base. */
    public static String text(String name) throws IOException {
        return Files.readString(BASE.resolve(name));
    }

    public static Job job(String name) throws IOException {
        return (Job) read(text(name));
    }

    public static List<Job> jobs() throws IOException {
        var jobs = new ArrayList<Job>();
        for (var name : JOBS) {
            jobs.add(job(name));
        }
        return jobs;
    }

    public static List<PodSpec> pods() throws IOException {
        return jobs().stream().map(job -> job.getSpec().getTemplate().getSpec()).toList();
    }

    /** The types hold amounts as texts; here they are read. */
    private static void amounts(Job job) throws IOException {
        for (var container : job.getSpec().getTemplate().getSpec().getContainers()) {
            var resources = container.getResources();
            for (var amount : Iterables.concat(
                    resources.getRequests().values(), resources.getLimits().values())) {
                try {
                    amount.getNumericalAmount();
                } catch (RuntimeException e) {
                    throw new IOException("no amount: " + amount, e);
                }
            }
        }
    }

    /** The types keep what they do not know, so that newer servers can be spoken to. */
    private static final class NothingUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
