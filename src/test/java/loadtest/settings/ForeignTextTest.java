package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, '\b', '\n', '\r', '\t', 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200f, 0x2028, 0x2029, 0x202e,
                0x2066, 0xd800, 0xe000, 0xfeff, 0xe0041
            })
    void controlCharactersAreShownAsSuch(int character) {
        var text = Character.toString(character);
        var escaped = text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());

        assertThat(ForeignText.shown("a" + text + "b")).isEqualTo("a" + escaped + "b");
        assertThat(ForeignText.inOneLine(text)).isEqualTo(escaped);
    }

    /** Half a character cannot be written in UTF-8. */
    @ParameterizedTest
    @CsvSource({"0, ''", "-1, ''", "1, a", "2, a", "3, a\ud83d\ude00", "4, a\ud83d\ude00b", "9, a\ud83d\ude00b"})
    void aBeginningEndsBetweenCharacters(int most, String beginning) {
        assertThat(ForeignText.beginning("a\ud83d\ude00b", most)).isEqualTo(beginning);
    }

    @ParameterizedTest
    @ValueSource(ints = {298, 299, 300, 301, 10_299, 10_300})
    void aLongTextIsCutBetweenCharacters(int before) {
        var shown = ForeignText.shown("a".repeat(before) + "\ud83d\ude00".repeat(20_000));

        assertThat(shown).hasSizeLessThanOrEqualTo(303).endsWith("...").doesNotContain("\\ud83d");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown)).isTrue();
        assertThat(BadInput.shown("a".repeat(before + 200) + "\ud83d\ude00".repeat(20_000)))
                .satisfies(
                        found -> assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(found))
                                .isTrue());
    }

    @Test
    void whatCanBeReadStays() {
        var text = "d\u00e9j\u00e0 \ud83d\ude00 $1 \\u \u4f60 \u0645";

        assertThat(ForeignText.shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::error::x",
                "  ::add-mask::x",
                "\u00a0\u3000::set-output name=a::b",
                "::ERROR title=a::b",
                "a\n::stop-commands::x",
                "a\r\n \t::group::x",
                ":: error::x",
                "a ##[error]x",
                "##[add-mask]x",
                "a##vso[task.setvariable variable=a]b",
                "##teamcity[buildStop]"
            })
    void noCommandIsLeft(String text) {
        for (var shown : List.of(ForeignText.shown(text), ForeignText.inOneLine(text), ForeignText.lines(text))) {
            assertThat(shown).doesNotContainPattern("(?mU)^\\s*::").doesNotContainPattern("##\\w*\\[");
        }
    }

    /** As the engine does where a message is full. */
    @Test
    void noCommandIsLeftWhereverALineIsBroken() {
        var shown = ForeignText.shown("x".repeat(50) + "::error::y ::add-mask::z");

        assertThat(IntStream.range(0, shown.length()).mapToObj(shown::substring))
                .noneMatch(rest -> rest.strip().matches("::\\s*\\w.*"));
    }

    @Test
    void whatIsNoCommandStays() {
        assertThat(ForeignText.shown("at fe80::1, # 1 ## 2")).isEqualTo("at fe80::1, # 1 ## 2");
        assertThat(ForeignText.inOneLine("ActiveRecord::RecordNotFound")).isEqualTo("ActiveRecord::RecordNotFound");
        assertThat(ForeignText.lines("a\tb%nc\n".formatted())).isEqualTo("a\tb%nc\n".formatted());
    }

    @Test
    void aReasonIsBoundedAndNothingOfASecretIsShownAtItsEnd() {
        Mask.current().and(List.of(new Secret("canary-foreign"))).use();

        assertThat(ForeignText.shown("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(ForeignText.shown("x".repeat(301))).isEqualTo("x".repeat(300) + "...");
        assertThat(ForeignText.shown("canary-foreign".repeat(100_000)))
                .doesNotContain("can")
                .hasSizeLessThan(310);
        assertThat(IntStream.range(280, 310).mapToObj(before -> "x".repeat(before) + "canary-foreign"))
                .allSatisfy(text -> assertThat(ForeignText.shown(text)).doesNotContain("can"));
    }

    @Test
    void theConsoleShowsATextHoweverItIsPrinted() {
        var bytes = new ByteArrayOutputStream();
        try (var console = Console.of(new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
            console.println("::error::é");
            console.println((Object) "\u001b[31m");
            console.print("::warning::");
            console.printf("%n%s%n", "##[error]");
            console.append("\u202e").println();
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("\\u003a:error::é", "\\u001b[31m", "\\u003a:warning::", "\\u0023#[error]", "\\u202e");
    }

    @Test
    void noErrorMessageHasAnEffect() {
        assertThat(new BadInput("::error::\u001b[2J")).hasMessage("\\u003a:error::\\u001b[2J");
    }
}
