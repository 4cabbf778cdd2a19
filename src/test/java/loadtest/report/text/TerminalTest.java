package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import loadtest.report.text.Terminal.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    private static final Screen NONE = new Screen(false, OptionalInt.empty());
    private static final Screen TERMINAL = new Screen(true, OptionalInt.of(120));

    @ParameterizedTest
    @CsvSource({
        "'', '', false, false",
        "'', '', true, true",
        "NO_COLOR=1, '', true, false",
        "NO_COLOR=1, always, true, false",
        "FORCE_COLOR=1, '', false, true",
        "FORCE_COLOR=0, '', true, false",
        "CI=true, '', true, false",
        "CI=true, '', false, false",
        "TERM=dumb, '', true, false",
        "GITHUB_ACTIONS=true, '', false, true",
        "'', always, false, true",
        "'', never, true, false",
        "'', auto, false, false",
    })
    void coloursWhereTheyAreWanted(String variable, String styleColor, boolean terminal, boolean colours) {
        var environment =
                variable.isEmpty() ? Map.<String, String>of() : Map.of(variable.split("=")[0], variable.split("=")[1]);

        assertThat(Terminal.of(environment, styleColor, terminal ? TERMINAL : NONE)
                        .colours())
                .isEqualTo(colours);
    }

    @Test
    void isAsWideAsTheTerminalOrAsItIsToldOrAsALog() {
        assertThat(Terminal.of(Map.of(), "", TERMINAL).width()).isEqualTo(120);
        assertThat(Terminal.of(Map.of(), "", NONE).width()).isEqualTo(78);
        assertThat(Terminal.of(Map.of("COLUMNS", "100"), "", TERMINAL).width()).isEqualTo(100);
        assertThat(Terminal.of(Map.of("COLUMNS", "3"), "", NONE).width()).isEqualTo(40);
        assertThat(Terminal.of(Map.of("COLUMNS", "wide"), "", NONE).width()).isEqualTo(78);
    }

    @Test
    void textOfOthersCannotColourTheConsole() {
        var terminal = new Terminal(78, true, true);

        assertThat(terminal.styled(Tone.BAD, "\u001b[2Jgone")).isEqualTo("\u001b[31m\\u001b[2Jgone\u001b[0m");
        assertThat(terminal.wrapped(Tone.PLAIN, "::error::pwned", 0)).noneMatch(line -> line.startsWith("::"));
    }

    @Test
    void withoutSymbolsTheMarksAreLetters() {
        var plain = new Terminal(78, false, false);

        assertThat(plain.mark(Mark.KEPT) + plain.mark(Mark.BROKEN) + plain.between())
                .isEqualTo("+x - ");
        assertThat(plain.bar(0.5, 10)).isEqualTo("[#####     ]");
        assertThat(new Terminal(78, false, true).bar(0.55, 10)).isEqualTo("▕█████▌    ▏");
    }

    @Test
    void longTextContinuesBelow() {
        assertThat(new Terminal(40, false, true).entry("note", "a ".repeat(20).strip()))
                .containsExactly("  note      a a a a a a a a a a a a a a", "            a a a a a a");
    }
}
