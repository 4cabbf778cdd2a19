package loadtest.run;

import java.util.regex.Pattern;
import loadtest.settings.Console;

/**
 * Which lines of the engine are printed. Its figures count one sample for each of our verdicts, so they never stand
 * beside ours without a word; its list of assertions says again what a run that kept its promises has said already.
 */
final class EngineLines {
    /** A block between two lines, of its progress or of all requests together. */
    private static final Pattern FIGURES = Pattern.compile("(?s)\\s*={40,}\\R.*\\R={40,}\\s*");

    private static final Pattern REPORT = Pattern.compile(
            "Parsing log file\\(s\\).*|Generating reports\\.\\.\\.|\\s*Reports generated, please open the following file: .*");

    private static final Pattern KEPT = Pattern.compile(".* : true \\(actual : [-+.\\dE]+\\)");

    /** The word for a reader who asked for its figures. */
    static final String NOTE = "Gatling's figures below count our verdicts as requests, so they are higher";

    private EngineLines() {}

    /** Hides its figures and what it says of its report, which the run's page links. */
    static void hideFigures() {
        Console.hide(EngineLines::isFigures);
    }

    /** Hides its list of kept assertions, too. */
    static void hideAll() {
        Console.hide(line -> isFigures(line) || KEPT.matcher(line).matches());
    }

    private static boolean isFigures(String line) {
        return FIGURES.matcher(line).matches() || REPORT.matcher(line).matches();
    }
}
