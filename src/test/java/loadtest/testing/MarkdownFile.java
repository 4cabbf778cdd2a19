package loadtest.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document of this project, as a reader types from it and follows its links.
 *
 * @param path relative to the project's root
 */
public record MarkdownFile(Path path, String text) {
    private static final Set<String> NO_SOURCES = Set.of("target", "test-results", ".git");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    /** Every document of the project. */
    public static List<MarkdownFile> all() {
        var files = new ArrayList<MarkdownFile>();
        try {
            Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NO_SOURCES.contains(folder.toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        files.add(read(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** @param file relative to the project's root */
    public static MarkdownFile read(Path file) {
        try {
            return new MarkdownFile(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contents of the fenced blocks in one language; an empty language means commands. */
    public List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(2).equals(language))
                .map(block -> block.group(3).replaceAll("(?m)^" + block.group(1), ""))
                .toList();
    }

    /** What stands between backticks outside fenced blocks. */
    public List<String> code() {
        return code(prose());
    }

    /** Where links and pictures lead. */
    public List<String> links() {
        return LINK.matcher(prose().replaceAll("`[^`\\n]*`", "code"))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The anchors of its headings, as GitHub makes them. */
    public List<String> anchors() {
        return Pattern.compile("(?m)^#+ (.+)$")
                .matcher(prose())
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** The rows of all tables whose first column has this title, each as its cells. */
    public List<List<String>> table(String title) {
        var rows = new ArrayList<List<String>>();
        var inside = false;
        for (var line : prose().split("\n")) {
            inside = line.startsWith("| " + title + " |") || inside && line.startsWith("|");
            if (inside && !line.startsWith("| " + title + " |") && !line.startsWith("| ---")) {
                rows.add(Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    /** The words of the first column of all tables with that title. */
    public List<String> words(String title) {
        return table(title).stream().flatMap(row -> listed(row.get(0)).stream()).toList();
    }

    /**
     * The same document, with a row for each of these words in the table of that title, and no row of another word.
     *
     * @param rows what to write where there is none yet
     */
    public MarkdownFile holding(String title, Map<String, String> rows) {
        var listed = new HashSet<String>();
        var lines = new ArrayList<String>();
        var end = 0;
        var inside = false;
        for (var line : text.split("\n", -1)) {
            var header = line.startsWith("| " + title + " |");
            inside = header || inside && line.startsWith("|");
            var words = inside && !header ? code(line.split("\\|")[1]) : List.<String>of();
            if (words.isEmpty() || words.stream().anyMatch(rows::containsKey)) {
                lines.add(line);
                listed.addAll(words);
            }
            end = inside ? lines.size() : end;
        }
        var missing = rows.keySet().stream()
                .filter(word -> !listed.contains(word))
                .sorted()
                .map(rows::get)
                .toList();
        lines.addAll(end, missing);
        return new MarkdownFile(path, String.join("\n", lines));
    }

    /** What stands between backticks in one cell. */
    public static List<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** The same, where one pair of backticks may hold several; {@code []} marks a list. */
    public static List<String> listed(String cell) {
        return code(cell).stream()
                .flatMap(code -> Stream.of(code.replace("[]", "").split(", ")))
                .toList();
    }

    private String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
