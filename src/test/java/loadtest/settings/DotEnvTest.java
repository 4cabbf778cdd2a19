package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
    @TempDir
    Path root;

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("A=x", "x"),
                Arguments.of("export A='http://127.0.0.1:3000'", "http://127.0.0.1:3000"),
                Arguments.of("export\t A = x ", "x"),
                Arguments.of("  A=  x y  ", "x y"),
                Arguments.of("A=x # comment", "x"),
                Arguments.of("A=x\t# comment", "x"),
                Arguments.of("A=x#y #z", "x#y"),
                Arguments.of("A=#x", "#x"),
                Arguments.of("A= # comment", ""),
                Arguments.of("A=", ""),
                Arguments.of("A=\"\"", ""),
                Arguments.of("A=''", ""),
                Arguments.of("A=it's", "it's"),
                Arguments.of("A={\"x-team\":\"perf\"}", "{\"x-team\":\"perf\"}"),
                Arguments.of("A=a=b==", "a=b=="),
                Arguments.of("A=C:\\new\\table", "C:\\new\\table"),
                Arguments.of("A=^stage.*$", "^stage.*$"),
                Arguments.of("A=\"x # y\" # comment", "x # y"),
                Arguments.of("A='x # y'# comment", "x # y"),
                Arguments.of("A=\"  x  \"", "  x  "),
                Arguments.of("A='  x  '", "  x  "),
                Arguments.of("A=  'x'  ", "x"),
                Arguments.of("A=\"it's\"", "it's"),
                Arguments.of("A='say \"x\"'", "say \"x\""),
                Arguments.of("A=\"{\\\"x-team\\\":\\\"perf\\\"}\"", "{\"x-team\":\"perf\"}"),
                Arguments.of("A=\"a\\\\b\\d\\n\\t\\$c\\0101\"", "a\\b\\d\n\t$cA"),
                Arguments.of("A=\"\\\\\"", "\\"),
                Arguments.of("A='a\\n\\\\$b${c}$$'", "a\\n\\\\$b${c}$$"),
                Arguments.of("A='it\\'s'", "it's"),
                Arguments.of("A=\"one\ntwo # 2\n\"", "one\ntwo # 2\n"),
                Arguments.of("A='one\ntwo'", "one\ntwo"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsAValueAsComposeDoes(String line, String value) throws IOException {
        for (var around : new String[] {"%s", "\n# comment\n  # comment='\n%s\n", "\uFEFFC=c\n%s\n\n"}) {
            for (var end : new String[] {"\n", "\r\n"}) {
                var text = around.replace("%s", line + "\nB=b").replace("\n", end);

                assertThat(read(text)).as(text).containsEntry("A", value).containsEntry("B", "b");
            }
        }
    }

    @Test
    void readsAValueOfAnyLengthAndAnyNumberOfLines() throws IOException {
        var key = "-----BEGIN\\n".repeat(20_000);

        assertThat(read("# comment\n\n".repeat(20_000) + "A=" + key + "\nB='" + key + "'\nC=\"" + key + "\""))
                .isEqualTo(Map.of("A", key, "B", key, "C", key.replace("\\n", "\n")));
    }

    @Test
    void doesWithoutAFile() {
        assertThat(DotEnv.in(root)).isEmpty();
    }

    @Test
    void doesWithoutALine() throws IOException {
        for (var text : new String[] {"", "\n", "# comment", "\uFEFF"}) {
            assertThat(read(text)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary",
                "export A",
                "A: canary",
                "A B=canary",
                "=canary",
                "A='canary",
                "A=\"canary",
                "A='canary\\'",
                "A='canary'x",
                "A='it's canary'",
                "A=\"canary\"\"x\"",
                "A=\"canary\" B=c",
                "A={\"x\":\"canary #1\"}",
                "A=canary$B",
                "A=canary${B}",
                "A=canary$$x",
                "A=\"canary\\\\$B\"",
            })
    void refusesWhatItCannotReadByItsLineAndShowsNoValue(String line) {
        assertThatThrownBy(() -> read("# comment\nB=b\n" + line + "\nC=c\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(".env line 3: ")
                .hasMessageNotContainingAny("canary", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERF_EMAIL=canary-b", " PERF_EMAIL = canary-a", "PERF_EMAIL=", "export PERF_EMAIL='c'"})
    void refusesAVariableThatIsWrittenTwice(String again) {
        assertThatThrownBy(() -> read("# PERF_EMAIL=x\nPERF_EMAIL=canary-a\nPERF_ORG_SLUG=demo\n" + again))
                .isInstanceOf(BadInput.class)
                .hasMessage(".env line 4: PERF_EMAIL is written twice, first in line 2; write it once");
    }

    @Test
    void refusesAnotherEncodingByItsLine() throws IOException {
        for (var charset : new Charset[] {StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE}) {
            Files.write(root.resolve(".env"), "A=x\nB=\u00E9\n".getBytes(charset));

            assertThatThrownBy(() -> DotEnv.in(root))
                    .isInstanceOf(BadInput.class)
                    .hasMessageMatching("\\.env line [12]: not UTF-8, .*; save the file as UTF-8");
        }
    }

    @Test
    void refusesAFolder() throws IOException {
        Files.createDirectory(root.resolve(".env"));

        assertThatThrownBy(() -> DotEnv.in(root)).isInstanceOf(BadInput.class).hasMessageStartingWith(".env: ");
    }

    private Map<String, String> read(String text) throws IOException {
        Files.writeString(root.resolve(".env"), text);
        return DotEnv.in(root);
    }
}
