package loadtest.standin.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import loadtest.standin.database.Fingerprint;
import loadtest.standin.database.KeptFolders;

/**
 * A {@link ClassArchive} for each JDK and set of classes; the two last used are kept.
 *
 * @param folder of all of them; it need not exist
 */
public record ClassArchives(Path folder) {
    /** Of the classes of this JVM. */
    public ClassArchive ofThisJvm() throws IOException {
        return of(StandInClassPath.ofThisJvm());
    }

    ClassArchive of(StandInClassPath classes) throws IOException {
        var own = folder.toAbsolutePath().normalize().resolve(name(classes));
        try (var all = KeptFolders.in(folder, this::draft)) {
            var jar = jar(all, own, classes);
            all.used(own);
            var jars = new ArrayList<>(List.of(jar));
            jars.addAll(classes.libraries());
            return new ClassArchive(
                    own, classes.key(), jars, ClassArchive.file(own).find());
        }
    }

    /** A JVM refuses the archive of another JDK, and one of jars that are not the very same files. */
    private static String name(StandInClassPath classes) throws IOException {
        var name = new Fingerprint();
        name.add(classes.key());
        for (var property : List.of("java.home", "java.vm.vendor", "java.vm.version", "os.arch")) {
            name.add(System.getProperty(property, ""));
        }
        for (var library : classes.libraries()) {
            name.add(library + " " + Files.getLastModifiedTime(library));
        }
        return name.text();
    }

    /** Of our own classes, in their folder, which is made if need be. */
    private Path jar(KeptFolders all, Path own, StandInClassPath classes) throws IOException {
        var jar = new CheckedFile(own, "standin", ".jar");
        var whole = jar.find();
        if (whole.isPresent()) {
            return whole.get();
        }
        all.discard(own); // no archive fits another jar
        Files.move(withJar(classes), own, StandardCopyOption.ATOMIC_MOVE);
        return jar.find().orElseThrow();
    }

    private Path withJar(StandInClassPath classes) throws IOException {
        var made = Files.createDirectory(draft());
        var jar = made.resolve("jar");
        classes.own().writeJar(jar);
        new CheckedFile(made, "standin", ".jar").keep(jar);
        return made;
    }

    private Path draft() {
        return folder.resolve(KeptFolders.DRAFT + UUID.randomUUID());
    }
}
