package loadtest.report.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Renders one root over the suites of several runs, for build servers that read one file. It is valid by the schemas of Ant,
 * which demands a package and a number of each suite and allows the root no attribute, and of Jenkins.
 */
public final class JUnitRoot {
    private static final String BEGINNING = "<testsuite ";
    private static final String END = "</testsuites>\n";

    /** What a suite has that stood in a root before. */
    private static final String OF_ANOTHER_ROOT = "^package=\"loadtest\" id=\"\\d+\" ";

    private JUnitRoot() {}

    /** @param documents each as {@link JUnitXml#of} renders it: a suite, or a root of several */
    public static String of(List<String> documents) {
        var suites = documents.stream().flatMap(JUnitRoot::suites).toList();
        return IntStream.range(0, suites.size())
                .mapToObj(id -> BEGINNING + "package=\"loadtest\" id=\"" + id + "\" " + suites.get(id))
                .collect(Collectors.joining("", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", END));
    }

    /** Without the beginning of each. All texts and attributes are escaped, so it stands nowhere else. */
    private static Stream<String> suites(String document) {
        return Stream.of(document.split(BEGINNING)).skip(1).map(suite -> suite.replace(END, "")
                .replaceFirst(OF_ANOTHER_ROOT, ""));
    }
}
