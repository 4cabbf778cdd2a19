package loadtest.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
        if (environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            lines.get().forEach(Console::command);
        }
    }

    /**
     * Appends to the job's summary, in whole lines. Never throws: what cannot be written is said.
     *
     * @param markdown asked for where there is such a summary
     * @param room at most so many bytes; what they do not hold is counted in a line of its own
     */
    public void append(Supplier<String> markdown, long room) {
        var file = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (file.isBlank()) {
            return;
        }
        try {
            append(markdown.get(), room, Path.of(file));
        } catch (IOException | RuntimeException e) {
            System.out.println("the job's summary cannot be written: " + Failure.line(e));
        }
    }

    /** Half a character of a message is replaced: it must not cost the summary. */
    private static void append(String text, long room, Path file) throws IOException {
        var taken = Files.isRegularFile(file) ? Files.size(file) : 0;
        var left = Math.min(room, LARGEST_SUMMARY - taken);
        Files.write(file, bytes(bounded(text, left)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** As many whole lines as there is room for, and how many are left out. */
    static String bounded(String text, long bytes) {
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
