package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing depends on the locale of a machine: some have digits of their own, a decimal comma, or other capitals for an
 * i. A number in SQL, JSON or a page is read by programs.
 */
class LocaleRuleTest {
    private static final Pattern TOKEN =
            Pattern.compile("(?<text>\"\"\"(?s:.*?)(?<!\\\\)\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\")"
                    + "|'(?:[^'\\\\\\n]|\\\\.)+'|//[^\\n]*|/\\*(?s:.*?)\\*/|(?<end>[;{}])|(?<code>[^\"'/;{}]+|/)");

    /** A number that is written in the digits and with the separators of a locale; hexadecimal ones are not. */
    private static final Pattern NUMBER = Pattern.compile("%(?:\\d+\\$)?[-#+ 0,(]*\\d*(?:\\.\\d+)?[deEfgGatT]");

    /** What takes the locale of the machine where none is given. */
    private static final Pattern WITHOUT_LOCALE = Pattern.compile(
            "(?:String\\.format|\\.ofPattern|new Formatter|new DecimalFormat|new SimpleDateFormat)\\(\\s*+(?!Locale\\.ROOT|[^)]*, Locale\\.ROOT\\))"
                    + "|\\.to(?:Upper|Lower)Case\\(\\)|\\.ofLocalized|Locale\\.getDefault");

    private static final Pattern FORMATTED = Pattern.compile("\\.(?:formatted\\(|printf\\(\\s*+(?!Locale\\.ROOT))");

    /** A text that is formatted elsewhere in its file. */
    private static final Pattern CONSTANT = Pattern.compile("\\bString ([A-Z_]+)\\s*=");

    private static final Pattern FORMATTED_CONSTANT = Pattern.compile("\\b([A-Z_]+)\\.formatted\\(");

    @Test
    void everyFormatIsThatOfTheRootLocale() throws IOException {
        for (var root : List.of("seed/java", "src/test/java")) {
            try (var files = Files.walk(Path.of(root))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java"))
                                .filter(file -> !file.endsWith("LocaleRuleTest.java"))
                                .flatMap(LocaleRuleTest::wrong))
                        .as("of these statements each depends on the machine's locale: give it Locale.ROOT")
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = \"limit %d\".formatted(n);",
                "a = (\"x %s\" + \" of %,d\").formatted(n);",
                "a = \"\"\"\n {\"x\": %.2f}\n \"\"\".formatted(n);",
                "a = String.format(\"%s\", n);",
                "out.printf(\n \"%d\", n);",
                "a = b.toUpperCase();",
                "static final String A_B = \"%d lines\"; a = A_B.formatted(n);",
                "a = DateTimeFormatter.ofPattern(\"uuuu\");",
            })
    void knowsWhatDependsOnALocale(String statement) {
        assertThat(wrong(statement)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = \"%s of %04x, 100 %%\".formatted(n);",
                "a = String.format(\n Locale.ROOT, \"%d\", n);",
                "a = DateTimeFormatter.ofPattern(\"uuuu\", Locale.ROOT);",
                "a = \"100%done\"; b = \"%s\".formatted(n);",
                "static final String A = \"%s\"; static final String B = \"%d\"; a = A.formatted(n);",
            })
    void knowsWhatDoesNot(String statement) {
        assertThat(wrong(statement)).isEmpty();
    }

    private static Stream<String> wrong(Path file) {
        try {
            return wrong(Files.readString(file)).map(statement -> file + ": " + statement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Statements, and what stands before a brace. */
    private static Stream<String> wrong(String source) {
        var wrong = new ArrayList<String>();
        var code = new StringBuilder();
        var texts = new StringBuilder();
        var numbers = new HashSet<String>(); // constants with one
        var tokens = TOKEN.matcher(source);
        while (tokens.find()) {
            if (tokens.group("text") != null) {
                texts.append(tokens.group("text")).append('\n');
                code.append("\"\"");
            } else if (tokens.group("code") != null) {
                code.append(tokens.group("code"));
            } else if (tokens.group("end") != null) {
                if (FORMATTED.matcher(code).find() && NUMBER.matcher(texts).find()
                        || WITHOUT_LOCALE.matcher(code).find()) {
                    wrong.add(code.toString().strip() + " " + texts.toString().strip());
                }
                if (NUMBER.matcher(texts).find()) {
                    CONSTANT.matcher(code).results().map(name -> name.group(1)).forEach(numbers::add);
                }
                code.setLength(0);
                texts.setLength(0);
            }
        }
        return Stream.concat(
                wrong.stream(),
                FORMATTED_CONSTANT
                        .matcher(source)
                        .results()
                        .filter(name -> numbers.contains(name.group(1)))
                        .map(MatchResult::group));
    }
}
