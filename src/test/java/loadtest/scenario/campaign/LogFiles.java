package loadtest.scenario.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loadtest.settings.AppendedLines;

/** The files of one response log, each of which gets every line: the one that is asked for, and that of a share's folder. */
final class LogFiles implements AutoCloseable {
    private final List<AppendedLines> files = new ArrayList<>();

    private LogFiles() {}

    /** @throws IOException if one of them cannot be written */
    static LogFiles open(List<Path> paths) throws IOException {
        var log = new LogFiles();
        try {
            for (var path : paths) {
                log.files.add(AppendedLines.open(path.toAbsolutePath()));
            }
            return log;
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /** @throws IOException if a disk is full, for example */
    void append(String json) throws IOException {
        for (var file : files) {
            file.append(json);
        }
    }

    /**
     * How many lines of a run each file holds at least. A file may be another run's, too, and whoever shares it may have
     * emptied it; one that cannot be read again, as a device, holds all that were appended.
     *
     * @throws IOException if a file cannot be read
     */
    long kept(String runId, long appended) throws IOException {
        var kept = appended;
        for (var file : files) {
            if (file.isKept()) {
                kept = Math.min(
                        kept,
                        file.count(line -> line.path(LoggedLine.RUN).asText().equals(runId)));
            }
        }
        return kept;
    }

    @Override
    public void close() throws IOException {
        for (var file : files) {
            file.close();
        }
    }
}
