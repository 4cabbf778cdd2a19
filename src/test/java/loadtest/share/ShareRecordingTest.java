package loadtest.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loadtest.measure.Recorder;
import loadtest.settings.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A share says itself whether a merge will find all of it. */
class ShareRecordingTest {
    @TempDir
    Path folder;

    @Test
    void isWholeWhereItsFilesAreWritten() throws IOException {
        var recording = recording(Optional.of(Files.createDirectory(folder.resolve("run"))));

        assertThat(recording.trouble()).isEmpty();
        recording.end(null);
        assertThat(recording.folder().record()).exists();
    }

    @Test
    void saysWhyItsFilesCannotBeWritten() throws IOException {
        var file = Files.createFile(folder.resolve("run"));

        var recording = recording(Optional.of(file));

        assertThat(recording.trouble().orElseThrow()).contains(file.toString());
        assertThatThrownBy(() -> recording.end(null))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("this share is not recorded whole: ");
    }

    @Test
    void isNotWholeWithoutAFolder() {
        assertThat(recording(Optional.empty()).trouble()).hasValue("nothing was written");
    }

    private static ShareRecording recording(Optional<Path> run) {
        var identity =
                new ShareIdentity("nightly", new Share(1, 2), "api_smoke", "ci", List.of("one"), null, List.of("a"));
        var begun = new ShareRecord(identity, "20300131T140000-000001", "a", null, null, null, List.of(), null);
        return new ShareRecording(begun, new Recorder(), Optional.empty(), () -> run);
    }
}
