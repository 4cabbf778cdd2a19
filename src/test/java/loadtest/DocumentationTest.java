package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.testing.MarkdownFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents lead to each other. */
class DocumentationTest {
    private static final Path ROOT = Path.of("README.md");
    private static final int FIVE_MINUTES = 200; // lines

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

    private static Path target(MarkdownFile document, String link) {
        var file = link.replaceFirst("#.*", "");
        return file.isEmpty()
                ? document.path()
                : document.path().resolveSibling(file).normalize();
    }
}
