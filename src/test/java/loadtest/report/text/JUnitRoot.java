package loadtest.report.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Renders one root over the suites of several runs, for build servers that read one file. It is valid by the schemas of Ant,
 * which demands a package and a number of each suite and allows the root no attribute, and of Jenkins.
 */
public final class JUnitRoot {
    /** What stands before the attributes of a suite that is a document of its own. */
    private static final String BEGINNING = "(?s)^.*?<testsuite ";

    private JUnitRoot() {}

    /** @param suites each as {@link JUnitXml#of} renders it */
    public static String of(List<String> suites) {
        return IntStream.range(0, suites.size())
                .mapToObj(id ->
                        suites.get(id).replaceFirst(BEGINNING, "<testsuite package=\"loadtest\" id=\"" + id + "\" "))
                .collect(Collectors.joining(
                        "", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", "</testsuites>\n"));
    }
}
