package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import loadtest.testing.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of data are read strictly, those of the class path and those that somebody sends alike. */
class DataFileTest {
    @TempDir
    Path folder;

    /** In these texts {@code ~} is the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = 1~a = 2                            | line 2: a is written twice, first in line 1",
                "a : 1, a : 2                           | line 1: a is written twice, first in line 1",
                "a = 1~~\"a\" = 2                       | line 3: a is written twice, first in line 1",
                "{ \"a\": 1,~\"a\": 1 }                 | line 2: a is written twice, first in line 1",
                "a { b = 1 }~a { c = 2 }                | line 2: a is written twice, first in line 1",
                "a { b = 1 } { b = 2 }                  | not HOCON",
                "a = { b = 1 } { b = 2 }                | line 1: a.b is written twice",
                "a.b = 1~a { b = 2 }                    | line 2: a is written twice, first in line 1",
                "a { b = 2 }~a.b = 1                    | line 2: a is written twice, first in line 1",
                "a.b = 1~a.b = 2                        | line 2: a.b is written twice, first in line 1",
                "a = 5~a.b = 1                          | line 2: a is written twice, first in line 1",
                "x { y {~p95 = 1 s~p95 = 2 s } }        | line 3: x.y.p95 is written twice, first in line 2",
                "x { \"GET /a\" { } ~\"GET /a\" { } }   | line 2: x.\"GET /a\" is written twice, first in line 1",
                "a = [{ b = 1, b = 2 }]                 | line 1: a.0.b is written twice",
                "a = \"\"\"~~\"\"\"~a = 1               | line 4: a is written twice, first in line 1",
                "a = [1]~a += 2                         | line 2: a is written twice, first in line 1",
                "# a = 1 {~a = 1 // {~a = 2             | line 3: a is written twice, first in line 2",
                "~a += 2                                | line 2: a refers to something else",
                "~b { a = ${PATH} }                     | line 2: a refers to something else",
                "a = ${?HOME}                           | line 1: a refers to something else",
                "b = 1~a = [1, ${b}]                    | line 2: a refers to something else",
                "~a { b = null }                        | line 2: b is null",
                "a = [1, null]                          | line 1: a is null",
                "~include \"other.conf\"                | line 2: not HOCON that stands alone: include",
                "a { ~include file(\"other.conf\") }    | line 2: not HOCON that stands alone: include",
                "a = \"include \"~include required(\"o\") | line 2: not HOCON that stands alone: include",
                "a { b = 1                              | not HOCON",
                "a = 1 }                                | not HOCON",
            })
    void saysInOneLineWhatIsNotMeant(String text, String said) throws IOException {
        var hocon = text.replace('~', '\n');

        assertThatThrownBy(() -> DataFile.parse(hocon, "plan"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("plan")
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> DataFiles.of(folder, hocon))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(DataFiles.NAME)
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a = 1, b { a = 1, b = 1 } }",
                "a.b = 1\na.c = 2\nb.a = 1",
                "a\n{\n b\n =\n 1\n}\nb { b = 1 }",
                "a = x y z, b = \"a = 1, a = 2\" # a = 3\n// a = 4\nc = [\n{ a = 1 }\n{ a = 2 }, { a = 3 }\n]",
                "a = \"\\\"\", b = \"{\", \"a.b\" = 1, \"}\" = 2, c = 50 % of it",
                "a = \"\"\" a = \"1\" {\n\"\"\", b = 1\r\nc = 2\r\n",
                "\"include\" = 1\nincludes { a = 1 }",
                "\uFEFFa = 1\n b = 2",
                "a = 10 / 5\nb = 1",
            })
    void takesWhatIsWrittenOnce(String text) {
        assertThatCode(() -> DataFile.parse(text, "plan")).doesNotThrowAnyException();
    }

    @Test
    void readsALongTextWithoutDeepRecursion() {
        var text = "a = \"" + "\\\"x".repeat(50_000) + "\"\n" + "# a = 1\n".repeat(10_000) + "b = 1";

        assertThat(DataFile.parse(text, "plan").wholeNumber("b")).contains(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"1.5\"", "1e400", "NaN", "99999999999", "1 2", "true", "[1]", "{ }", "\"\""})
    void aWholeNumberIsNotCutToOne(String value) {
        assertThatThrownBy(() -> DataFile.parse("\nn = " + value, "plan").wholeNumber("n"))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("plan line 2: n is '.*'; valid: a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "NaN", "\"NaN\"", "Infinity", "0x10", "1d"})
    void aNumberIsFinite(String value) {
        assertThatThrownBy(() -> DataFile.parse("n = " + value, "plan").number("n"))
                .isInstanceOf(BadInput.class)
                .hasMessageEndingWith("valid: a number");
    }

    @Test
    void numbersAreReadHoweverTheyAreWritten() {
        var data = DataFile.parse("a = 5, b = \"5\", c = 5.0, d = 5e0, e = -2.25", "plan");

        assertThat(data.wholeNumber("a")).contains(5);
        assertThat(data.wholeNumber("b")).contains(5);
        assertThat(data.wholeNumber("c")).contains(5);
        assertThat(data.wholeNumber("d")).contains(5);
        assertThat(data.number("e")).contains(-2.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5 ms", "0.9", "100 us", "1 ns", "0 s", "-1 s", "25 hours", "1e400 s", "soon"})
    void aDurationIsNotCutToWholeMilliseconds(String value) {
        assertThatThrownBy(() -> DataFile.parse("t = " + value, "plan").duration("t"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("valid: a duration such as 900 ms or 15 s, in whole milliseconds");
        assertThat(DataFile.parse("t = 1.5 s", "plan").duration("t")).contains(Duration.ofMillis(1500));
    }

    @Test
    void whatIsFoundDoesNotBreakTheLine() {
        assertThatThrownBy(() -> DataFile.parse("n = \"1\\n::error::\\u001b[31m\"", "plan")
                        .wholeNumber("n"))
                .hasMessage("plan line 1: n is '1\\u000a::error::\\u001b[31m'; valid: a whole number");
    }
}
