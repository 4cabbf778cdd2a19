package loadtest.standin.jvm;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The classes of a stand-in as its JVM loads them soonest: jars in one order, and an archive of the classes parsed and
 * linked (class-data sharing), which an earlier JVM of the same classes left at its end. A JVM that cannot use the archive
 * starts without it.
 *
 * @param folder of these classes and this JDK
 * @param key of the {@link StandInClassPath}
 * @param jars our own, and the libraries
 * @param found the archive, whole; empty where there is none yet
 */
public record ClassArchive(Path folder, String key, List<Path> jars, Optional<Path> found) {
    /** Otherwise a JVM tells its parent of an archive that it refuses, where the parent expects one line of other things. */
    private static final List<String> SILENT = List.of("-Xlog:all=off", "-Xlog:all=warning,cds*=off:stderr");

    /** The class path of a stand-in's JVM. */
    public String classPath() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The options of a JVM of this class path, which uses the archive if there is one. */
    public List<String> options() {
        var options = new ArrayList<>(SILENT);
        options.add("-D" + StandInClassPath.KEY + "=" + key);
        found.ifPresent(archive -> options.add("-XX:SharedArchiveFile=" + archive));
        return options;
    }

    /** Where it is kept. */
    CheckedFile file() {
        return file(folder);
    }

    static CheckedFile file(Path folder) {
        return new CheckedFile(folder, "classes", ".jsa");
    }
}
