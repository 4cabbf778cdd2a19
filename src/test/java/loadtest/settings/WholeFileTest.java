package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void makesItsFolder() throws IOException {
        var file = folder.resolve("made/on/demand.txt");
        WholeFile.write(file, "≤ 5 %");

        assertThat(file).usingCharset(StandardCharsets.UTF_8).hasContent("≤ 5 %");
    }

    @Test
    void replacesAnEarlierOneAndLeavesNoDraft() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "longer than what comes");
        WholeFile.write(file, new byte[] {0, 1, -1});

        assertThat(file).hasBinaryContent(new byte[] {0, 1, -1});
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void isReadableByWhoeverMayReadOtherFiles() throws IOException {
        var file = folder.resolve("file");
        var other = Files.writeString(folder.resolve("other"), "");
        var posix = Files.getFileAttributeView(other, PosixFileAttributeView.class) != null;
        WholeFile.write(file, "");

        assertThat(posix ? Files.getPosixFilePermissions(file) : Set.of())
                .isEqualTo(posix ? Files.getPosixFilePermissions(other) : Set.of());
    }

    @Test
    void leavesEverythingAsItWasWhereItCannotBeWritten() throws IOException {
        var inTheWay = Files.createDirectory(folder.resolve("file"));

        assertThatThrownBy(() -> WholeFile.write(inTheWay, "new")).isInstanceOf(IOException.class);
        assertThat(inTheWay).isEmptyDirectory();
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void aDeviceIsWrittenToAndStaysWhatItIs() throws IOException {
        var device = Path.of("/dev/full");
        assumeTrue(Files.exists(device), "a device that is always full");
        // By a link, so that a mistake here does not cost the machine its device.
        var link = Files.createSymbolicLink(folder.resolve("full"), device);

        assertThatThrownBy(() -> WholeFile.write(link, "new")).hasMessageContaining("No space left on device");
        assertThat(link).isSymbolicLink();
        assertThat(folder.toFile().list()).containsExactly("full");
    }
}
