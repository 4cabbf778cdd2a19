package loadtest.report.text;

import java.nio.file.Path;
import loadtest.settings.ForeignText;
import loadtest.settings.ProjectFolder;

/** A file as the console names it. */
public final class ShownPath {
    private ShownPath() {}

    /**
     * An address that a terminal opens where there is room for it, otherwise the path from here. Never broken, since half
     * of it opens nothing.
     */
    public static String of(Path file, int room) {
        var address = "file://" + file.toAbsolutePath().normalize().toUri().getRawPath();
        return ForeignText.inOneLine(
                address.length() <= room
                        ? address
                        : ProjectFolder.relative(file).toString());
    }
}
