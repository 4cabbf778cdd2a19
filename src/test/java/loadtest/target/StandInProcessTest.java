package loadtest.target;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInProcessTest {
    @Test
    void aFolderThatCannotBeMadeIsNamedSinceNoChildHasSaidSo(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("standin"), "");

        assertThatThrownBy(() -> StandInProcess.start(folder, Optional.empty(), List.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("the stand-in did not start: " + folder.resolve("standin"));
    }
}
