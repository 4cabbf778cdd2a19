package loadtest.run;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.settings.Settings;
import loadtest.target.Scenarios;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run reads of its files, as the JVM itself records it: each is read once and handed on as a value. */
class ReadOnceIT {
    private static final String RECORDING = "reads.jfr";

    @Test
    void filesAreReadOnceForADeployment() throws Exception {
        var trial = new Trial(VoucherPreviewSpike.class).with(StagingDeployment.everything());
        var reads = readsOf(trial);

        assertThat(timesRead(reads, ".json").get("perf_seed_summary.json"))
                .as("fixtures")
                .isEqualTo(1.0);
        assertFilesAreReadOnce(reads);
    }

    @Tag("more-runs")
    @Test
    void filesAreReadOnceForTheStandIn() throws Exception {
        assertFilesAreReadOnce(readsOf(Workload.simplest().trial()));
    }

    /** So nothing that was parsed has to be parsed again when the stand-in has come up. */
    @Tag("more-runs")
    @Test
    void whatTheStandInGivesCompletesTheSettings() {
        var own = Map.of(
                "PERF_PERSONA_FILE", "p.csv",
                "PERF_METRICS_EVERY", "7",
                "PERF_SEED_USER_PASSWORD", "a long one",
                "PERF_SEED_ANCHOR", "2030-01-31T00:00:00Z",
                "PERF_SHARE", "1/2",
                "PERF_STATIC_HEADERS", "{\"x-team\":\"load\"}",
                "profile", "ramp");
        var standIn = StagingDeployment.everything();
        var all = new HashMap<>(own);
        all.putAll(standIn);

        assertThat(Settings.of(own).aimedAt(Settings.of(standIn))).isEqualTo(Settings.of(all));
    }

    private static List<RecordedEvent> readsOf(Trial trial) throws Exception {
        trial.patient()
                .profile("ci", "at-once 2 users", Map.of())
                .jvmOption("-XX:StartFlightRecording=settings=none,+jdk.FileRead#enabled=true,"
                        + "+jdk.FileRead#threshold=0ns,"
                        + "+jdk.FileRead#stackTrace=true,dumponexit=true,filename=" + RECORDING);
        ownSettings(trial.folder().resolve("classes"));
        var run = trial.run();

        assertThat(run.exit()).as(run.output()).isZero();
        return RecordingFile.readAllEvents(trial.folder().resolve(RECORDING));
    }

    private static void assertFilesAreReadOnce(List<RecordedEvent> reads) throws IOException {
        var files = timesRead(reads, ".conf");
        for (var scenario : Scenarios.onClassPath().all()) {
            assertThat(files).as("scenario files").containsEntry(scenario.id() + ".conf", 1.0);
        }
        // The engine reads every reference.conf of the class path, too, and the names of all settings stand in ours.
        var parsed = timesRead(reads.stream().filter(ReadOnceIT::parsesSettings).toList(), ".conf");
        assertThat(parsed).as("settings").isEqualTo(Map.of("reference.conf", 1.0));
    }

    /** A copy of a file that may be packed into a jar, where reads of single files are not recorded. */
    private static void ownSettings(Path classes) throws IOException {
        try (var file = Settings.class.getResourceAsStream("/reference.conf")) {
            Files.copy(file, classes.resolve("reference.conf"));
        }
    }

    private static boolean parsesSettings(RecordedEvent read) {
        return read.getStackTrace().getFrames().stream()
                .map(RecordedFrame::getMethod)
                .anyMatch(method -> method.getType().getName().equals(Settings.class.getName())
                        && method.getName().equals("of"));
    }

    /** How many times over all bytes of a file were read, by its name. */
    private static Map<String, Double> timesRead(List<RecordedEvent> reads, String suffix) throws IOException {
        var bytes = reads.stream()
                .filter(read -> String.valueOf(read.getString("path")).endsWith(suffix))
                .collect(groupingBy(
                        read -> Path.of(read.getString("path")), summingLong(read -> read.getLong("bytesRead"))));
        var times = new HashMap<String, Double>();
        for (var file : bytes.keySet()) {
            times.merge(file.getFileName().toString(), (double) bytes.get(file) / Files.size(file), Double::sum);
        }
        return times;
    }
}
