package loadtest.report.text;

import java.nio.file.Path;
import java.util.Optional;
import loadtest.settings.ForeignText;
import loadtest.settings.ProjectFolder;

/** A file as the console names it. */
public final class ShownPath {
    private ShownPath() {}

    /**
     * An address that a terminal opens where there is room for it, otherwise the path. Never broken, since half of it
     * opens nothing.
     */
    public static String of(Path file, int room) {
        return of(file, room, Optional.ofNullable(System.getenv("PWD")));
    }

    /** @param here the folder of the shell, as far as it says so: Maven may have been told to run elsewhere */
    static String of(Path file, int room, Optional<String> here) {
        var address = "file://" + file.toAbsolutePath().normalize().toUri().getRawPath();
        return ForeignText.inOneLine(
                address.length() <= room
                        ? address
                        : (isRelative(here) ? ProjectFolder.relative(file) : file.toAbsolutePath()).toString());
    }

    /** Whether the reader can open a path that is relative to the project's folder. */
    private static boolean isRelative(Optional<String> here) {
        var folder = ProjectFolder.path().toAbsolutePath().normalize();
        return here.map(Path::of).map(Path::normalize).map(folder::equals).orElse(true);
    }
}
