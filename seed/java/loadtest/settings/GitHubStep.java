package loadtest.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The step of GitHub Actions that this process is a part of. The forms are those of GitHub's "Workflow commands" and "Adding
 * a job summary"; elsewhere nothing happens.
 *
 * @param environment of the process: {@code GITHUB_STEP_SUMMARY} names the file that the job's summary is made of,
 *     {@code GITHUB_ACTIONS} is {@code true} where a runner reads the console
 */
public record GitHubStep(Map<String, String> environment) {
    /** The runner drops a larger summary of a step. In bytes. */
    public static final long LARGEST_SUMMARY = 1 << 20;

    private static final int LONGEST_ANNOTATION = 4_000; // characters; the runner cuts at 4,096
    private static final String REST =
            "- %s more lines have no room here: they are in verdict.html of the run's folder\n\n";

    /** The command that annotates the job with an error; its line is masked, and cut between characters. */
    public static String annotation(String title, String line) {
        return "::error title=" + property(title) + "::" + data(bounded(line));
    }

    /** Gives commands to the runner that reads this console; they are asked for where there is one. */
    public void commands(Supplier<List<String>> lines) {
        if (isOne()) {
            lines.get().forEach(Console::command);
        }
    }

    /**
     * Appends to the job's summary, in whole lines. Never throws: what cannot be written is said.
     *
     * @param markdown asked for where there is such a summary; what there is no room for is counted in a line of its own
     */
    public void append(Supplier<String> markdown) {
        summary(file -> {
            var taken = Files.isRegularFile(file) ? Files.size(file) : 0;
            var text = bounded(markdown.get(), LARGEST_SUMMARY - taken);
            Files.write(file, bytes(text), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        });
    }

    /**
     * Puts a block of this name into the job's summary, in the place of the one that another process of this step, or
     * this one, has put there. The file is whole at any moment. Never throws: what cannot be written is said.
     *
     * @param name without a character that Markdown or HTML reads
     * @param markdown the text for so many bytes; asked for where there is such a summary. What is longer is left out
     */
    public void block(String name, LongFunction<String> markdown) {
        summary(file -> {
            var text = Files.isRegularFile(file) ? Files.readString(file) : "";
            var begin = "<!-- " + name + " -->\n";
            var end = "<!-- end of " + name + " -->\n";
            var from = text.indexOf(begin);
            var to = from < 0 ? -1 : text.indexOf(end, from);
            var before = to < 0 ? text : text.substring(0, from);
            var behind = to < 0 ? "" : text.substring(to + end.length());
            var room = LARGEST_SUMMARY - bytes(before + begin + end + behind).length;
            var block = markdown.apply(room);
            if (bytes(block).length <= room) {
                WholeFile.write(file, bytes(before + begin + block + end + behind));
            }
        });
    }

    private interface SummaryChange {
        void in(Path file) throws IOException;
    }

    private void summary(SummaryChange change) {
        var file = summaryFile();
        if (file.isBlank()) {
            return;
        }
        try {
            change.in(Path.of(file));
        } catch (IOException | RuntimeException e) {
            System.out.println("the job's summary cannot be written: " + Failure.line(e));
        }
    }

    private String summaryFile() {
        return environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
    }

    /** Whether anything is read that is said here: this console, or the job's summary. */
    public boolean isRead() {
        return isOne() || !summaryFile().isBlank();
    }

    /** Whether a runner of GitHub reads this console. */
    public boolean isOne() {
        return environment.getOrDefault("GITHUB_ACTIONS", "").equals("true");
    }

    /** The address of this run of the workflow; empty where it is not known. */
    public Optional<String> run() {
        var parts = Stream.of("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
                .map(name -> environment.getOrDefault(name, ""))
                .toList();
        return parts.contains("")
                ? Optional.empty()
                : Optional.of(parts.get(0) + "/" + parts.get(1) + "/actions/runs/" + parts.get(2));
    }

    /** As many whole lines as there is room for, and how many are left out. */
    public static String bounded(String text, long bytes) {
        if (bytes(text).length <= bytes) {
            return text;
        }
        var lines = text.split("(?<=\n)");
        var note = "\n" + REST.formatted(lines.length);
        var kept = new StringBuilder();
        var left = bytes - bytes(note).length;
        var next = 0;
        while (next < lines.length && bytes(lines[next]).length <= left) {
            left -= bytes(lines[next]).length;
            kept.append(lines[next++]);
        }
        return left < 0 ? "" : kept + "\n" + REST.formatted(lines.length - next);
    }

    /** Half a character of a message is replaced: it must not cost the summary. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String bounded(String line) {
        // Masked first: half a secret would not be found any more.
        return ForeignText.shortened(Mask.current().in(line), LONGEST_ANNOTATION);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
