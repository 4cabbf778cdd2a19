package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A character that was not meant is named by its place, before any client refuses it and shows the value. */
class CharactersTest {
    private static final String SERVICE_KEY = "SUPABASE_SERVICE_ROLE_KEY";
    private static final List<String> HEADERS = List.of(
            "PERF_BEARER_TOKEN",
            "BRIDGE_SHARED_SECRET",
            "PERF_VOUCHER_BEARER",
            "PERF_CAMPAIGN_BEARER",
            "PERF_STATION_BEARER",
            "PERF_IDEMPOTENCY_PREFIX",
            SERVICE_KEY);
    private static final List<String> BODIES =
            List.of("PERF_PASSWORD", "PERF_SEED_USER_PASSWORD", "PERF_WABA_SANDBOX_TOKEN", "SUPABASE_DB_URL");

    /** LF, CR, TAB, NUL, DEL, NEL, no-break space, soft hyphen, ZWSP, ZWJ, LRM, RLO, line separator, BOM, � and more. */
    private static final List<Integer> UNSEEN = List.of(
            0x0A, 0x0D, 0x09, 0x00, 0x7F, 0x85, 0xA0, 0xAD, 0x3000, 0x200B, 0x200D, 0x200E, 0x202E, 0x2028, 0x2060,
            0xFE0F, 0xFEFF, 0xFFFD, 0xE000, 0xE0001);

    /** Typographic quotes, a dash, the euro sign, an emoji. */
    private static final List<Integer> SEEN_BUT_NO_BYTE = List.of(0x2018, 0x201D, 0x2013, 0x20AC, 0x1F600);

    static Stream<Arguments> refused() {
        var all = new ArrayList<>(HEADERS);
        all.addAll(BODIES);
        return Stream.concat(
                all.stream().flatMap(name -> UNSEEN.stream().map(wrong -> Arguments.of(name, wrong))),
                HEADERS.stream().flatMap(name -> SEEN_BUT_NO_BYTE.stream().map(wrong -> Arguments.of(name, wrong))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhichVariableAndWhere(String variable, int wrong) {
        var value = "canary-😀1".replace("😀", BODIES.contains(variable) ? "😀" : "+") + Character.toString(wrong)
                + "canary";

        assertThatThrownBy(() -> Settings.of(Map.of(variable, value)))
                .isInstanceOf(BadInput.class)
                .hasNoCause()
                .hasMessageStartingWith("%s: character 10 is U+%04X, which ", variable, wrong)
                .hasMessageNotContainingAny("canary", "\n", Character.toString(wrong));
        assertThatThrownBy(() -> Settings.of(Map.of(
                        "PERF_STATIC_HEADERS", "{\"x-a\":\"canary\\u%04x\"}".formatted(Math.min(wrong, 0xFFFF)))))
                .hasMessageStartingWith("PERF_STATIC_HEADERS: the value of 'x-a': character 7 is U+")
                .hasMessageNotContainingAny("canary", "\n");
    }

    @Test
    void takesWhatOneByteOfAHeaderIs() {
        for (var header : HEADERS) {
            var value = header.equals(SERVICE_KEY) ? "a!~" : "sé crêt ÿ!~";
            assertThat(Settings.of(Map.of(header, value)).toString()).isNotEmpty();
        }
        assertThatThrownBy(() -> Settings.of(Map.of(SERVICE_KEY, "a b"))).hasMessageContaining("character 2 is U+0020");
        assertThatThrownBy(() -> Settings.of(Map.of(SERVICE_KEY, "aé"))).hasMessageContaining("character 2 is U+00E9");
    }

    @Test
    void takesAPassphraseInABody() {
        var phrase = "é “quoted” – 日本 😀 e\u0301";

        assertThat(Settings.of(Map.of("PERF_PASSWORD", phrase)).agent().password())
                .contains(new Secret(phrase));
    }

    /** A value that {@code openssl rand -base64 64} made is of two lines. */
    @Test
    void findsTheLineFeedOfAFile(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve(".env"), "BRIDGE_SHARED_SECRET=\"" + "canary/+".repeat(8) + "\n" + "canary==\"\n");

        assertThatThrownBy(() -> Settings.of(Variables.merge(DotEnv.in(folder), Map.of(), Map.of())))
                .isInstanceOf(BadInput.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void spacesAroundAreNoPartOfIt() {
        var variables = Variables.merge(Map.of(), Map.of("PERF_BEARER_TOKEN", " \ttoken\n"), Map.of());

        assertThat(Settings.of(variables).agent().bearerToken()).contains(new Secret("token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PERF_IDEMPOTENCY_HEADER",
                "PERF_CAMPAIGN_AUTH_HEADER",
                "PERF_STATION_AUTH_HEADER",
                "PERF_STATIC_HEADERS"
            })
    void noSettingNamesAHeaderThatTheClientWrites(String variable) {
        for (var name : List.of(
                "host",
                "Content-Length",
                "CONNECTION",
                "transfer-encoding",
                "Expect",
                "upgrade",
                "TE",
                "trailer",
                "keep-alive",
                "Content-Type",
                "content-encoding",
                "x y",
                "x:",
                "é",
                "x\ny",
                "")) {
            var value = variable.equals("PERF_STATIC_HEADERS")
                    ? "{\"" + name.replace("\n", "\\n") + "\":\"canary\"}"
                    : name;
            assertThatThrownBy(() -> Settings.of(Map.of(variable, value)))
                    .as("%s=%s", variable, value)
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("%s: found '%s'; valid: ", variable, name.replace("\n", "\\u000a"))
                    .hasMessageNotContainingAny("canary", "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"PERF_BASE_URL", "PERF_OUTPUT_DIR", "PERF_TOKEN_REUSE", "PERF_SEED_ANCHOR", "PERF_SHARE"})
    void whatWasFoundIsShownInOneLine(String variable) {
        assertThatThrownBy(() -> Settings.of(Map.of(variable, "a\n::error::b\u0000\u2028\u001b[31m")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(variable + ": ")
                .hasMessageNotContainingAny("\n", "\u2028", "\u001b");
    }
}
