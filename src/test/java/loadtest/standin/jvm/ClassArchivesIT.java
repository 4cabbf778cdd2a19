package loadtest.standin.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import loadtest.settings.ClassPath;
import loadtest.standin.database.ChildProcess;
import loadtest.standin.database.Watchdog;
import loadtest.testing.Await;
import loadtest.testing.Damage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Archives of the classes of real JVMs, which run a small program of the stand-in's. */
class ClassArchivesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Class<?> PROGRAM = Watchdog.class; // ends with its standard input

    @TempDir
    Path folder;

    @Test
    void aJvmTakesItsClassesFromWhatAnEarlierOneLeft() throws Exception {
        assertThat(sharedClasses(archive())).isEmpty();
        make(archive());

        assertThat(sharedClasses(archive())).contains(PROGRAM.getName());
        assertThat(ArchiveMaking.of(archive())).as("there is one").isEmpty();
    }

    @Tag("more-runs")
    @ParameterizedTest
    @EnumSource
    void aDamagedArchiveIsMadeAgain(Damage damage) throws Exception {
        make(archive());
        damage.to(archiveFile().orElseThrow());

        assertThat(sharedClasses(archive())).isEmpty();
        assertThat(archiveFile()).isEmpty();
        make(archive());
        assertThat(sharedClasses(archive())).contains(PROGRAM.getName());
    }

    @Tag("more-runs")
    @ParameterizedTest
    @EnumSource
    void aDamagedJarIsMadeAgainAndItsArchiveWithIt(Damage damage) throws Exception {
        make(archive());
        damage.to(archive().jars().get(0));

        assertThat(sharedClasses(archive())).isEmpty();
        make(archive());
        assertThat(sharedClasses(archive())).contains(PROGRAM.getName());
    }

    /** One of another make of JVM, say, under the right name. */
    @Test
    void whatAJvmRefusesCostsNothingButTime() throws Exception {
        var draft = Files.writeString(archive().folder().resolve("draft-of-another"), "no archive of classes");
        archive().file().keep(draft);

        assertThat(archiveFile()).isPresent();
        assertThat(sharedClasses(archive())).isEmpty();
    }

    @Tag("more-runs")
    @Test
    void aMakerThatIsKilledLeavesNothingThatIsUsed() throws Exception {
        var making = ArchiveMaking.of(archive()).orElseThrow();
        var jvm = start(archive(), making.options());
        jvm.getOutputStream().close();
        Await.until(PATIENCE, () -> drafts().isPresent() || !jvm.isAlive());
        making.ended(jvm.destroyForcibly().waitFor());
        assertThat(archiveFile().isPresent()).isEqualTo(jvm.exitValue() == 0); // it may have been quicker

        var left = Files.writeString(archive().folder().resolve("draft-of-one-killed-with-its-jvm"), "half of one");
        archiveFile().ifPresent(file -> file.toFile().delete());
        make(archive());
        assertThat(left).doesNotExist();
        assertThat(sharedClasses(archive())).contains(PROGRAM.getName());
    }

    @Test
    void ofTwoAtOnceOneMakesIt() throws Exception {
        try (var first = ArchiveMaking.of(archive()).orElseThrow()) {
            assertThat(ArchiveMaking.of(archive())).isEmpty();
            assertThat(first.options()).isNotEmpty();
        }
        assertThat(ArchiveMaking.of(archive()).orElseThrow()).satisfies(ArchiveMaking::close);
    }

    @Test
    void whateverStartsAStandInItsClassesAreTheSame() throws Exception {
        var entries = List.of(ClassPath.ofThisProcess().split(File.pathSeparator));
        var another = new ArrayList<>(entries);
        Collections.reverse(another);
        another.add(
                Files.writeString(folder.resolve("surefire-booter-9.jar"), "").toString());

        assertThat(archive(String.join(File.pathSeparator, another)).folder())
                .isEqualTo(archive().folder())
                .isEqualTo(archive(inAManifest(entries).toString()).folder());
    }

    @Test
    void ofOtherClassesOrLibrariesThereIsAnotherAndTheTwoLastUsedAreKept() throws Exception {
        var own = Files.createDirectories(folder.resolve("classes"));
        var library = Files.writeString(folder.resolve("library-1.jar"), "programs");
        var classPath = own + File.pathSeparator + library;
        var folders = new ArrayList<Path>();

        Files.writeString(own.resolve("fixtures.conf"), "as it was");
        folders.add(archive(classPath).folder());
        Files.writeString(own.resolve("fixtures.conf"), "as it is!");
        folders.add(archive(classPath).folder());
        Files.setLastModifiedTime(library, FileTime.from(Instant.EPOCH)); // a JVM would take it for another
        folders.add(archive(classPath).folder());

        assertThat(folders).doesNotHaveDuplicates();
        assertThat(folders.get(0)).doesNotExist();
        assertThat(folders.subList(1, 3)).allSatisfy(kept -> assertThat(kept).isDirectory());
    }

    private ClassArchive archive() throws IOException {
        return new ClassArchives(folder.resolve("archives")).ofThisJvm();
    }

    private ClassArchive archive(String classPath) throws IOException {
        return new ClassArchives(folder.resolve("archives")).of(StandInClassPath.of(classPath));
    }

    private Path inAManifest(List<String> entries) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        entries.stream()
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        var jar = folder.resolve("booter.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private Optional<Path> archiveFile() throws IOException {
        return first("classes-*.jsa");
    }

    private Optional<Path> drafts() throws IOException {
        return first("draft-*");
    }

    private Optional<Path> first(String glob) throws IOException {
        try (var all = Files.newDirectoryStream(archive().folder(), glob)) {
            var found = all.iterator();
            return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
        }
    }

    private static void make(ClassArchive archive) throws Exception {
        var making = ArchiveMaking.of(archive).orElseThrow();
        var jvm = start(archive, making.options());
        jvm.getOutputStream().close();
        making.ended(jvm.waitFor());
        assertThat(jvm.exitValue()).isZero();
    }

    /** The classes of ours that a JVM, which must say nothing, takes from an archive. */
    private List<String> sharedClasses(ClassArchive archive) throws Exception {
        var log = folder.resolve("classes.log");
        var jvm = start(archive, List.of("-Xlog:class+load:file=" + log));
        jvm.getOutputStream().close();
        assertThat(jvm.inputReader().lines()).isEmpty();
        assertThat(jvm.waitFor()).isZero();
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("loadtest.") && line.contains("shared objects file"))
                    .map(line -> line.replaceAll(".*(loadtest\\.\\S+).*", "$1"))
                    .toList();
        }
    }

    private static Process start(ClassArchive archive, List<String> options) throws IOException {
        var all = new ArrayList<>(archive.options());
        all.addAll(options);
        return ChildProcess.java(all, archive.classPath(), PROGRAM)
                .redirectErrorStream(true)
                .start();
    }
}
