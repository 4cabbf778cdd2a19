package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of what a kill leaves of a file that was being written, the old is deleted, and nothing else. */
class DraftTest {
    private static final String UNIQUE = ".940f140a-1606-4b49-8b94-433b68342347.tmp";

    @TempDir
    Path folder;

    @Test
    void theNextDraftOfTheSameFileSweepsTheOldOnes() throws IOException {
        var file = folder.resolve("summary (1).json");
        var killed = old("summary (1).json" + UNIQUE);
        var hidden = old(".summary (1).json" + UNIQUE);
        var others = old("verdict.html" + UNIQUE);
        var young = Files.writeString(folder.resolve("summary (1).json.00000000-0000-4000-8000-000000000000.tmp"), "");
        WholeFile.write(file, "whole");

        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(killed).doesNotExist();
        assertThat(hidden).doesNotExist();
        assertThat(others).exists();
        assertThat(young).as("somebody may be at work on it").exists();
    }

    @Test
    void aStartSweepsTheFoldersOfAllRuns() throws IOException {
        var run = Files.createDirectory(folder.resolve("apismoke-20260102030405006"));
        var deeper = Files.createDirectories(run.resolve("js"));
        var swept = new Path[] {old("index.html" + UNIQUE), old(run.getFileName() + "/summary.json" + UNIQUE)};
        var kept = new Path[] {
            old("notes.tmp"),
            old("thesis.docx" + UNIQUE),
            old("data.json" + UNIQUE),
            old(Files.createDirectory(folder.resolve("other-program")).getFileName() + "/summary.json" + UNIQUE),
            old(run.getFileName() + "/simulation.log" + UNIQUE),
            old("summary.json.tmp"),
            old("summary.json.1234.tmp"),
            old("summary.json" + UNIQUE + ".bak"),
            old(folder.relativize(deeper) + "/summary.json" + UNIQUE),
            Files.createDirectory(folder.resolve("folder" + UNIQUE))
        };
        Draft.sweepResults(folder);

        assertThat(swept).allMatch(Files::notExists);
        assertThat(kept).allMatch(Files::exists);
    }

    @Test
    void aMissingFolderIsNoError() {
        var missing = folder.resolve("missing");
        Draft.sweepResults(missing);
        Draft.sweep(missing.resolve("file"));

        assertThat(missing).doesNotExist();
    }

    @Test
    void oneThatDoesNotBecomeItsFileIsDeleted() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "as it was");
        try (var draft = Draft.of(file)) {
            Files.writeString(draft.path(), "half");
        }

        assertThat(file).hasContent("as it was");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    private Path old(String name) throws IOException {
        var file = Files.writeString(folder.resolve(name), "half");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
    }
}
