package loadtest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Puts the temporary folders of all tests under {@code target/}. */
public final class UnderTarget implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        var parent = Files.createDirectories(Path.of("target", "tests").toAbsolutePath());
        return Files.createTempDirectory(parent, "test-");
    }
}
