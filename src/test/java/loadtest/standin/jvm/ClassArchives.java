package loadtest.standin.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import loadtest.standin.database.Fingerprint;
import loadtest.standin.database.Home;
import loadtest.standin.database.LockFile;
import org.slf4j.LoggerFactory;

/**
 * A {@link ClassArchive} for each JDK and set of classes; the two last used are kept.
 *
 * @param folder of all of them; it need not exist
 */
public record ClassArchives(Path folder) {
    private static final int KEPT = 2;

    /** What is being made or deleted, and left by whoever was killed meanwhile. */
    private static final String DRAFT = "draft-";

    /** Locks of files exclude processes, this one excludes the threads of one. */
    private static final Object ONE_THREAD = new Object();

    /** Of the classes of this JVM. */
    public ClassArchive ofThisJvm() throws IOException {
        return of(StandInClassPath.ofThisJvm());
    }

    ClassArchive of(StandInClassPath classes) throws IOException {
        var own = folder.toAbsolutePath().normalize().resolve(name(classes));
        synchronized (ONE_THREAD) {
            Files.createDirectories(folder);
            try (var lock = LockFile.beside(folder)) {
                lock.lock();
                var jar = jar(own, classes);
                Files.setLastModifiedTime(own, FileTime.from(Instant.now()));
                discardOldest();
                var jars = new ArrayList<>(List.of(jar));
                jars.addAll(classes.libraries());
                return new ClassArchive(
                        own, classes.key(), jars, ClassArchive.file(own).find());
            }
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
    private Path jar(Path own, StandInClassPath classes) throws IOException {
        var jar = new CheckedFile(own, "standin", ".jar");
        var whole = jar.find();
        if (whole.isPresent()) {
            return whole.get();
        }
        discard(own); // no archive fits another jar
        Files.move(draft(classes), own, StandardCopyOption.ATOMIC_MOVE);
        return jar.find().orElseThrow();
    }

    private Path draft(StandInClassPath classes) throws IOException {
        var draft = Files.createDirectory(folder.resolve(DRAFT + UUID.randomUUID()));
        var jar = draft.resolve(DRAFT + "jar");
        classes.own().writeJar(jar);
        new CheckedFile(draft, "standin", ".jar").keep(jar);
        return draft;
    }

    /** Leaves what it may not discard, such as what another system's JVM still reads. */
    private void discardOldest() throws IOException {
        try (var all = Files.list(folder)) {
            var kept = 0;
            for (var one : all.sorted(
                            Comparator.comparing(ClassArchives::lastUse).reversed())
                    .toList()) {
                if (one.getFileName().toString().startsWith(DRAFT) || ++kept > KEPT) {
                    try {
                        discard(one);
                    } catch (IOException e) {
                        LoggerFactory.getLogger(ClassArchives.class).debug("left: {}", one, e);
                    }
                }
            }
        }
    }

    /** Under another name first, so that nobody finds half of it. */
    private void discard(Path one) throws IOException {
        if (Files.exists(one)) {
            var discarded = folder.resolve(DRAFT + UUID.randomUUID());
            Files.move(one, discarded, StandardCopyOption.ATOMIC_MOVE);
            new Home(discarded).delete();
        }
    }

    private static FileTime lastUse(Path one) {
        try {
            return Files.getLastModifiedTime(one);
        } catch (IOException e) {
            return FileTime.from(Instant.EPOCH);
        }
    }
}
