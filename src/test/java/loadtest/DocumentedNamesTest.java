package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The documents name only what exists. */
class DocumentedNamesTest {
    /** Names of variables of this suite and of those beside it; a pattern such as {@code K6_*} is none. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\b(?:PERF|SUPABASE|BRIDGE|K6|AWS|GCS)_[A-Z0-9_]*[A-Z0-9]\\b");

    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z][a-z]+(?=\\.[a-z]))\\b.*");
    private static final Pattern FILE = Pattern.compile("(?:src|seed|\\.github|\\.gatling|\\.ci)/[\\w./-]*\\w");
    private static final Pattern PATH = Pattern.compile("(?!\\d)[\\w.*<>-]+(?:/[\\w.*<>-]+)+/?");
    private static final Pattern NAME = Pattern.compile("\\b[a-z]+(?:[A-Z][a-z0-9]+)+\\b");
    private static final Pattern SOURCE = Pattern.compile("\\.(?:java|js|conf|sql|yml|xml|xsd|json)$");
    private static final Path HOUSE = Path.of("src/test/java/loadtest");

    /** Where paths in documents may begin, beside the project's own folder. */
    private static final List<Path> ROOTS =
            List.of(HOUSE, Path.of("seed/java/loadtest"), Path.of("src/test/resources"));

    /** Folders that a build or a run makes. */
    private static final List<String> MADE = List.of("target/", "test-results/", "seed/generated/");

    static Stream<MarkdownFile> documents() {
        return MarkdownFile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyVariableExists(MarkdownFile document) throws IOException {
        var known = new TreeSet<String>();
        for (var file : List.of(
                ".env.example",
                "seed/resources/variables.conf",
                ".github/workflows/ci.yml",
                ".github/workflows/machine.yml",
                ".github/workflows/pull-request.yml")) {
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

    /** Also of paths that begin in a package or a folder of resources, and of those with a pattern in them. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyPathExists(MarkdownFile document) {
        assertThat(document.code())
                .filteredOn(
                        code -> PATH.matcher(code).matches() && MADE.stream().noneMatch(code::startsWith))
                .allSatisfy(code -> assertThat(exists(code)).as(code).isTrue());
    }

    @Test
    void theHouseNamesEachOfItsRoomsAndNoOther() throws IOException {
        var rows = MarkdownFile.read(HOUSE.resolve("README.md")).table("Room");
        for (var room : folders(HOUSE)) {
            var of = rows.stream()
                    .filter(row -> Set.copyOf(roomsIn(row.get(0))).contains(room))
                    .toList();
            assertThat(of).as("row of " + room).hasSize(1);
            assertThat(roomsIn(String.join(" ", of.get(0)))).containsAll(folders(HOUSE.resolve(room)));
        }
        var all = new TreeSet<>(folders(HOUSE));
        for (var room : folders(HOUSE)) {
            all.addAll(folders(HOUSE.resolve(room)));
        }
        assertThat(rows).allSatisfy(row -> assertThat(all).containsAll(roomsIn(row.get(0))));
    }

    /** Methods, properties and fields. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyNameIsOneOfTheSources(MarkdownFile document) throws IOException {
        var names = document.code().stream()
                .flatMap(code -> matches(NAME, code).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(namesInSources()).containsAll(names);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyClassExists(MarkdownFile document) throws IOException {
        assertThat(classes()).containsAll(matches(CLASS, document.code()));
    }

    /** Of the house, also classes of one word: any other word with a capital is none of its code. */
    @Test
    void everyClassOfTheHouseExists() throws IOException {
        assertThat(MarkdownFile.read(HOUSE.resolve("README.md")).code())
                .filteredOn(code -> code.matches("[A-Z][A-Za-z]*[a-z][A-Za-z]*"))
                .isNotEmpty()
                .isSubsetOf(classes());
    }

    private static boolean exists(String path) {
        var glob = path.replaceAll("/$", "").replaceAll("<\\w+>", "*");
        var matcher = FileSystems.getDefault().getPathMatcher("glob:{" + glob + "," + glob + ".java}");
        return Files.exists(Path.of(path)) || files().anyMatch(matcher::matches);
    }

    /** Every file and folder of the sources, from each root that it lies below. */
    private static Stream<Path> files() {
        return Stream.of(Path.of("seed"), Path.of("src"))
                .flatMap(DocumentedNamesTest::below)
                .flatMap(file -> Stream.concat(
                        Stream.of(file), ROOTS.stream().filter(file::startsWith).map(root -> root.relativize(file))));
    }

    private static Stream<Path> below(Path root) {
        try (var files = Files.walk(root)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> folders(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> roomsIn(String cell) {
        return MarkdownFile.code(cell).stream()
                .map(code -> code.replace("/", ""))
                .toList();
    }

    private static Set<String> namesInSources() throws IOException {
        var names = new TreeSet<String>();
        for (var root : List.of("seed", "src", ".github", ".gatling", "pom.xml")) {
            for (var file : below(Path.of(root)).filter(Files::isRegularFile).toList()) {
                if (SOURCE.matcher(file.toString()).find()) {
                    names.addAll(matches(NAME, Files.readString(file)));
                }
            }
        }
        return names;
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
