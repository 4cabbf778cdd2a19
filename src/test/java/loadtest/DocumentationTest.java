package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.testing.MarkdownFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents lead to each other, and name only what exists. */
class DocumentationTest {
    private static final Path ROOT = Path.of("README.md");
    private static final int FIVE_MINUTES = 200; // lines

    /** Names of variables of this suite and of those beside it; a pattern such as {@code K6_*} is none. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\b(?:PERF|SUPABASE|BRIDGE|K6|AWS|GCS)_[A-Z0-9_]*[A-Z0-9]\\b");

    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z][a-z]+(?=\\.[a-z]))\\b.*");
    private static final Pattern FILE = Pattern.compile("(?:src|seed|\\.github|\\.gatling|\\.ci)/[\\w./-]*\\w");

    static Stream<MarkdownFile> documents() {
        return MarkdownFile.all().stream();
    }

    @Test
    void theFirstPageIsShort() {
        assertThat(MarkdownFile.read(ROOT).text().lines()).hasSizeLessThanOrEqualTo(FIVE_MINUTES);
    }

    /** GitHub shows a {@code .github/README.md} in place of the one in the root. */
    @Test
    void theFirstPageIsTheOneOfTheRoot() {
        assertThat(Path.of(".github/README.md")).doesNotExist();
    }

    @Test
    void everyDocumentIsReachedFromTheFirstPage() {
        var documents = documents().collect(Collectors.toMap(document -> document.path(), document -> document));
        var reached = new TreeSet<Path>();
        var next = new ArrayDeque<>(List.of(ROOT));
        while (!next.isEmpty()) {
            var path = next.remove();
            if (documents.containsKey(path) && reached.add(path)) {
                documents.get(path).links().forEach(link -> next.add(target(documents.get(path), link)));
            }
        }

        assertThat(reached).containsExactlyInAnyOrderElementsOf(documents.keySet());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndAHeading(MarkdownFile document) {
        for (var link : document.links()) {
            if (link.startsWith("https://")) {
                continue;
            }
            var target = target(document, link);
            assertThat(target).as("%s in %s", link, document).exists();
            if (link.contains("#")) {
                assertThat(MarkdownFile.read(target).anchors())
                        .as("%s in %s", link, document)
                        .contains(link.substring(link.indexOf('#') + 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyVariableExists(MarkdownFile document) throws IOException {
        var known = new TreeSet<String>();
        for (var file : List.of(".env.example", "seed/resources/variables.conf", ".github/workflows/ci.yml")) {
            known.addAll(matches(VARIABLE, Files.readString(Path.of(file))));
        }
        known.addAll(List.of("PERF_CONFIG", "PERF_PAGER")); // examples of another program's

        assertThat(known).containsAll(matches(VARIABLE, document.text()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFileExists(MarkdownFile document) {
        assertThat(document.code())
                .filteredOn(code -> FILE.matcher(code).matches() && !code.startsWith("seed/generated"))
                .allSatisfy(code -> assertThat(Path.of(code)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyClassExists(MarkdownFile document) throws IOException {
        assertThat(classes()).containsAll(matches(CLASS, document.code()));
    }

    private static Set<String> classes() throws IOException {
        var names = new TreeSet<String>();
        for (var root : List.of("seed/java", "src/test/java")) {
            try (var files = Files.walk(Path.of(root))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> names.add(name.replace(".java", "")));
            }
        }
        return names;
    }

    private static Path target(MarkdownFile document, String link) {
        var file = link.replaceFirst("#.*", "");
        return file.isEmpty()
                ? document.path()
                : document.path().resolveSibling(file).normalize();
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> matches(Pattern pattern, List<String> codes) {
        return codes.stream()
                .map(pattern::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
