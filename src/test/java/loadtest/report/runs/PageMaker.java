package loadtest.report.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loadtest.report.history.PastRun;
import loadtest.report.history.StoredSummary;
import loadtest.report.page.VerdictPage;
import loadtest.settings.BadInput;
import loadtest.settings.Failure;
import loadtest.settings.Settings;
import loadtest.settings.WholeFile;

/**
 * Makes the pages of earlier runs of which only {@code summary.json} is left: {@code mvn test-compile exec:java@page}.
 * {@code -Drun=<name or folder>} makes the page of one run anew, also where it has one. The list of runs links them
 * afterwards. Exits with 2 where a page could not be made, or there is none to make.
 */
public final class PageMaker {
    private static final int FAILED = 2;

    private final Path outputDir;
    private int made;

    PageMaker(Path outputDir) {
        this.outputDir = outputDir;
    }

    public static void main(String[] arguments) {
        try {
            var maker = new PageMaker(Settings.load().run().outputDir());
            var failures = maker.make(System.getProperty("run", ""));
            failures.forEach(System.out::println);
            System.out.println("pages made: " + maker.made);
            if (!failures.isEmpty()) {
                System.exit(FAILED);
            }
        } catch (Throwable e) {
            System.out.println("no page was made: " + Failure.line(e));
            System.exit(FAILED);
        }
    }

    /**
     * Makes the pages and updates the list of runs.
     *
     * @param run a run's name, or its folder; empty for all that have no page
     * @return one line for each page that could not be made
     * @throws BadInput in one line, if there is nothing to make
     * @throws IOException if the output folder cannot be read, or the list not written
     */
    List<String> make(String run) throws IOException {
        var folders = run.isBlank() ? withoutPage() : List.of(new RunFolders(outputDir).named(run));
        if (folders.isEmpty()) {
            throw new BadInput("every run in " + outputDir + " that has a " + PastRun.SUMMARY + " has its page");
        }
        var failures = folders.stream().flatMap(folder -> make(folder).stream()).toList();
        RunsIndex.update(outputDir);
        return failures;
    }

    private List<Path> withoutPage() throws IOException {
        return PastRun.in(outputDir).stream()
                .map(PastRun::folder)
                .filter(folder -> Files.exists(folder.resolve(PastRun.SUMMARY)))
                .filter(folder -> !Files.exists(folder.resolve(VerdictPage.NAME)))
                .toList();
    }

    private List<String> make(Path folder) {
        try {
            var summary = StoredSummary.read(folder.resolve(PastRun.SUMMARY));
            WholeFile.write(folder.resolve(VerdictPage.NAME), VerdictPage.again(summary, folder));
            made++;
            return List.of();
        } catch (IOException | RuntimeException e) {
            return List.of(folder.getFileName() + ": " + Failure.line(e));
        }
    }
}
