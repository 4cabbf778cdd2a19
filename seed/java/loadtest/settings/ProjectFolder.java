package loadtest.settings;

import java.nio.file.Path;

/**
 * The folder of this project, wherever Maven was started: {@code .env} lies there, and paths are relative to it. The
 * build hands it to commands that run within Maven itself; all others have it for their working directory.
 */
public final class ProjectFolder {
    /** The property by which the build names the folder. */
    public static final String PROPERTY = "loadtest.basedir";

    private ProjectFolder() {}

    /** The folder; an empty path, so that what is shown stays short, where it is the working directory. */
    public static Path path() {
        var here = Path.of("");
        var folder = Path.of(System.getProperty(PROPERTY, ""));
        return folder.toAbsolutePath().normalize().equals(here.toAbsolutePath().normalize()) ? here : folder;
    }

    /**
     * A path as a user gives it.
     *
     * @throws java.nio.file.InvalidPathException if the text is no path
     */
    public static Path resolve(String given) {
        return path().resolve(given);
    }

    /** A path as a reader of a report knows it: relative where it lies below this folder. */
    public static Path relative(Path path) {
        var folder = path().toAbsolutePath();
        return path.toAbsolutePath().startsWith(folder) ? folder.relativize(path.toAbsolutePath()) : path;
    }
}
