package loadtest.report.runs;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import loadtest.report.history.PastRun;
import loadtest.settings.BadInput;
import loadtest.settings.ProjectFolder;

/** Finds the run that {@code -Drun} names. */
record RunFolders(Path outputDir) {
    /**
     * @param run its name, or its folder
     * @throws BadInput in one line, if there is no such run
     * @throws IOException if the output folder cannot be read
     */
    Path named(String run) throws IOException {
        try {
            for (var folder : List.of(outputDir.resolve(run), ProjectFolder.resolve(run))) {
                if (PastRun.isRun(folder)) {
                    return folder.toAbsolutePath().normalize();
                }
            }
        } catch (InvalidPathException e) {
            // No valid path, so no run: reported below.
        }
        throw BadInput.in("-Drun", run, "the folder of a run, or its name in " + outputDir + known());
    }

    private String known() throws IOException {
        var runs = PastRun.in(outputDir);
        return runs.isEmpty() ? ", which has none" : ", such as " + runs.get(0).name();
    }
}
