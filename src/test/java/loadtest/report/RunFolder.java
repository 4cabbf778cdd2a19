package loadtest.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.report.page.VerdictPage;
import loadtest.report.readiness.ReadinessReport;
import loadtest.report.summary.Summary;
import loadtest.report.text.JUnitXml;
import loadtest.settings.Failure;
import loadtest.settings.WholeFile;

/** Writes the files that are made of a run's summary. A file that cannot be written does not affect the others. */
public final class RunFolder {
    /** The files that are written when the run has ended. */
    private static final List<Page> PAGES = List.of(
            new Page("summary.json", (summary, folder) -> summary.json()),
            new Page(VerdictPage.NAME, VerdictPage::of),
            new Page("junit.xml", (summary, folder) -> JUnitXml.of(summary)),
            new Page("readiness.md", (summary, folder) -> ReadinessReport.of(summary)));

    /** The name of a file, and the function that renders its text. */
    private record Page(String name, Text text) {}

    private interface Text {
        String of(Summary summary, Path folder) throws IOException;
    }

    private RunFolder() {}

    /**
     * Writes every file of a run's folder, which is made if need be.
     *
     * @return one line for each file that could not be written, which says why
     */
    public static List<String> write(Summary summary, Path folder) {
        var missing = new ArrayList<String>();
        for (var page : PAGES) {
            write(page, summary, folder.resolve(page.name())).ifPresent(missing::add);
        }
        return missing;
    }

    /**
     * Writes a copy of the summary alone.
     *
     * @return why it could not be written, in one line; empty where it was
     */
    public static Optional<String> copy(Summary summary, Path file) {
        return write(PAGES.get(0), summary, file);
    }

    private static Optional<String> write(Page page, Summary summary, Path file) {
        try {
            WholeFile.write(file, page.text().of(summary, file.getParent()));
            return Optional.empty();
        } catch (IOException | RuntimeException | LinkageError e) {
            return Optional.of(
                    "the evidence is incomplete: " + file + " cannot be written (" + Failure.reason(e) + ")");
        }
    }
}
