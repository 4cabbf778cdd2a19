package loadtest.standin.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TimeZone;
import loadtest.standin.jvm.StandInClassPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another key for whatever could make the data another, and the same one for all else. */
@Isolated("it changes the JVM's own language, zone and user")
class DataKeyTest {
    private static final Instant DAY = Instant.parse("2026-01-31T00:00:00Z");

    @TempDir
    Path folder;

    private Path classes;
    private Path library;
    private String before;

    @BeforeEach
    void compile() throws IOException {
        classes = folder.resolve("classes");
        library = Files.writeString(folder.resolve("postgres-amd64-18.6.jar"), "programs");
        for (var name : new String[] {
            "standin/schema.sql",
            "standin/demo.sql",
            "personas.csv",
            "fixtures.conf",
            "loadtest/seed/table/Bulk.class",
            "loadtest/settings/Settings.class",
            "loadtest/standin/auth/AuthUsers.class",
            "scenarios/a.conf"
        }) {
            write(name, "as it was");
        }
        before = key();
        assertThat(before).startsWith("2026-01-31-").isEqualTo(key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "standin/schema.sql",
                "standin/demo.sql",
                "personas.csv",
                "fixtures.conf",
                "loadtest/seed/table/Bulk.class",
                "loadtest/settings/Settings.class",
                "loadtest/standin/auth/AuthUsers.class",
                "loadtest/seed/New.class"
            })
    void ofAnotherFile(String name) throws IOException {
        write(name, "as it is");
        assertThat(key()).isNotEqualTo(before);
    }

    @Test
    void ofWhatNoRowHangsOn() throws IOException {
        write("scenarios/a.conf", "another load");
        assertThat(key()).isEqualTo(before);
    }

    @Test
    void ofAnotherLibrary() throws IOException {
        library = Files.move(library, folder.resolve("postgres-arm64-18.6.jar"));
        assertThat(key()).isNotEqualTo(before);
    }

    @Test
    void ofAnotherDay() throws IOException {
        assertThat(DataKey.of(DAY.plusSeconds(86_400), StandInClassPath.key(classPath())))
                .startsWith("2026-02-01-")
                .isNotEqualTo(before);
    }

    @Test
    void ofAnotherUserZoneOrLanguage() throws IOException {
        var user = System.getProperty("user.name");
        var zone = TimeZone.getDefault();
        var language = System.getProperty("user.language");
        try {
            System.setProperty("user.name", "somebody-else");
            assertThat(key()).isNotEqualTo(before);
            System.setProperty("user.name", user);
            TimeZone.setDefault(TimeZone.getTimeZone("Antarctica/Troll"));
            assertThat(key()).isNotEqualTo(before);
            TimeZone.setDefault(zone);
            System.setProperty("user.language", language + "-another");
            assertThat(key()).isNotEqualTo(before);
        } finally {
            System.setProperty("user.name", user);
            TimeZone.setDefault(zone);
            System.setProperty("user.language", language);
        }
        assertThat(key()).isEqualTo(before);
    }

    private String key() throws IOException {
        return DataKey.of(DAY, StandInClassPath.key(classPath()));
    }

    private String classPath() {
        return classes + File.pathSeparator + library;
    }

    private void write(String name, String text) throws IOException {
        var file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
