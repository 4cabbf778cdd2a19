package loadtest.report.text;

import java.nio.file.Path;
import loadtest.settings.ForeignText;

/** A file as the console names it. */
public final class ShownPath {
    private ShownPath() {}

    /**
     * An address that a terminal opens where there is room for it, otherwise the path from here. Never broken, since half
     * of it opens nothing.
     */
    public static String of(Path file, int room) {
        var address = "file://" + file.toAbsolutePath().normalize().toUri().getRawPath();
        var here = Path.of("").toAbsolutePath();
        var absolute = file.toAbsolutePath().normalize();
        var path = absolute.startsWith(here) ? here.relativize(absolute) : absolute;
        return ForeignText.inOneLine(address.length() <= room ? address : path.toString());
    }
}
