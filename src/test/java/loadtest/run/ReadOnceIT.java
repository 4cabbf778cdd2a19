package loadtest.run;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import loadtest.settings.ClassPath;
import loadtest.settings.Settings;
import loadtest.target.Scenarios;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Test;

/** What a run reads of its files, as the JVM itself records it: each is read once and handed on as a value. */
class ReadOnceIT {
    private static final String RECORDING = "reads.jfr";

    @Test
    void settingsAndScenarioFilesAreReadOnce() throws Exception {
        var trial = Workload.simplest()
                .trial()
                .patient()
                .profile("ci", "at-once 2 users", Map.of())
                .with(StagingDeployment.fourSecrets())
                .jvmOption("-XX:StartFlightRecording=settings=none,+jdk.FileRead#enabled=true,"
                        + "+jdk.FileRead#threshold=0ns,"
                        + "+jdk.FileRead#stackTrace=true,dumponexit=true,filename=" + RECORDING);
        ownSettings(trial.folder().resolve("classes"));
        var run = trial.run();

        assertThat(run.exit()).as(run.output()).isZero();
        var recording = RecordingFile.readAllEvents(trial.folder().resolve(RECORDING));
        var files = timesRead(recording.stream());
        for (var scenario : Scenarios.onClassPath().all()) {
            assertThat(files).as("scenario files").containsEntry(scenario.id() + ".conf", 1.0);
        }
        // The engine reads every reference.conf of the class path, too, and the names of all settings stand in ours.
        var parsed = timesRead(recording.stream().filter(ReadOnceIT::parsesSettings));
        assertThat(parsed).as("settings").isEqualTo(Map.of("reference.conf", 1.0));
    }

    /** A copy of a file that may be packed into a jar, of which nobody could tell what is read. */
    private static void ownSettings(Path classes) throws IOException {
        Files.writeString(classes.resolve("reference.conf"), ClassPath.text("reference.conf"));
    }

    private static boolean parsesSettings(RecordedEvent read) {
        return read.getStackTrace().getFrames().stream()
                .map(RecordedFrame::getMethod)
                .anyMatch(method -> method.getType().getName().equals(Settings.class.getName())
                        && method.getName().equals("of"));
    }

    /** How many times over all bytes of a file were read, by its name. */
    private static Map<String, Double> timesRead(Stream<RecordedEvent> reads) throws IOException {
        var bytes = reads.filter(read -> String.valueOf(read.getString("path")).endsWith(".conf"))
                .collect(groupingBy(
                        read -> Path.of(read.getString("path")), summingLong(read -> read.getLong("bytesRead"))));
        var times = new HashMap<String, Double>();
        for (var file : bytes.keySet()) {
            times.merge(file.getFileName().toString(), (double) bytes.get(file) / Files.size(file), Double::sum);
        }
        return times;
    }
}
