package loadtest.report.invocation;

import static loadtest.report.summary.Html.escaped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import loadtest.report.Invocation;
import loadtest.report.history.PastRun;
import loadtest.report.history.RunLinks;
import loadtest.report.page.RunAddress;
import loadtest.report.page.VerdictPage;
import loadtest.settings.WholeFile;

/**
 * Writes an invocation's page, and into the page of each of its runs the links to it and to the others. Whoever ends
 * does so for all, since a run's page is written before the next run begins.
 */
public final class InvocationPages {
    private InvocationPages() {}

    /**
     * Brings all pages up to date.
     *
     * @param asked the scenarios that were to run
     * @param over whether the invocation ends here
     * @return what they say
     * @throws IOException if one cannot be read or written
     */
    public static InvocationSummary update(InvocationFile file, Set<String> asked, boolean over) throws IOException {
        var summary = InvocationSummary.of(file, asked, over);
        WholeFile.write(summary.page(), InvocationPage.of(summary));
        var runs = summary.rows().stream().flatMap(row -> row.run().stream()).toList();
        for (var run : runs) {
            var page = run.folder().resolve(VerdictPage.NAME);
            if (Files.exists(page)) {
                link(page, links(file.folder(), run, runs));
            }
        }
        return summary;
    }

    /**
     * Completes the pages of earlier invocations that nobody has ended, since the last of their processes was killed. Each
     * is completed once, or every later start would wait for it.
     *
     * @throws IOException if the output folder or one of their files cannot be read or written
     */
    public static void completeAbandoned(Path outputDir) throws IOException {
        List<Path> folders;
        try (var all = Files.list(outputDir)) {
            folders = all.filter(InvocationPages::isAbandoned).toList();
        }
        for (var folder : folders) {
            var file = new InvocationFile(folder, "", "");
            if (file.goesOn() && !file.isCompleted()) {
                update(file, file.asked(), true);
                file.complete();
            }
        }
    }

    private static boolean isAbandoned(Path folder) {
        return Invocation.named(folder.getFileName().toString())
                .filter(invocation -> !invocation.goesOn())
                .isPresent();
    }

    private static void link(Path page, String links) throws IOException {
        var before = Files.readString(page);
        var after = RunLinks.put(before, links);
        if (!after.equals(before)) {
            WholeFile.write(page, after);
        }
    }

    private static String links(Path folder, PastRun run, List<PastRun> all) {
        var others = all.stream()
                .filter(other -> !other.name().equals(run.name()))
                .map(other -> link(
                        RunAddress.fromBeside(other.folder()),
                        other.facts().map(facts -> facts.scenario()).orElse(other.name())))
                .collect(Collectors.joining(" "));
        return link("../" + folder.getFileName() + "/" + InvocationPage.NAME, "All of this command")
                + (others.isEmpty() ? "" : " " + others);
    }

    private static String link(String href, String words) {
        return "<a href=\"" + escaped(href) + "\">" + escaped(words) + "</a>";
    }
}
