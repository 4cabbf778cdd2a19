package loadtest.scenario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import loadtest.target.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonaTest {
    private static final String HEADER = "email,password,orgSlug,engagementId\n";

    @TempDir
    Path folder;

    @Test
    void readsEveryRowOfTheFileInItsOrder() throws IOException {
        assertThat(fromFile(HEADER + "a@x.test,pw-a,acme,e1\n\n b@x.test , pw-b , beta , e2 \n", Map.of()))
                .containsExactly(persona("a@x.test", "pw-a", "acme", "e1"), persona("b@x.test", "pw-b", "beta", "e2"));
    }

    @Test
    void readsColumnsInAnyOrderAndExtraOnes() throws IOException {
        assertThat(fromFile("note,orgSlug,engagementId,password,email\nx,acme,e1,pw-a,a@x.test\n", Map.of()))
                .containsExactly(persona("a@x.test", "pw-a", "acme", "e1"));
    }

    @Test
    void readsAFileThatASpreadsheetSaved() throws IOException {
        assertThat(fromFile("\uFEFF" + HEADER.replace("\n", "\r\n") + "a@x.test,\"pw,a\",acme,e1\r\n", Map.of()))
                .containsExactly(persona("a@x.test", "pw,a", "acme", "e1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@x.test,pw-a,acme\n",
                "\na@x.test,pw-a,acme,\n",
                ",,,\na@x.test,pw-a,acme,,,\n,,,\n , , , \n,\n\"\",\"\"\n",
                "\"a@x.test\" , \"pw-a\", acme",
            })
    void readsRowsOfWhichCellsAreMissingOrEmpty(String rows) throws IOException {
        var account = new Persona(Optional.of("a@x.test"), Optional.of(new Secret("pw-a")), "acme", Optional.empty());

        assertThat(fromFile(HEADER + rows, Map.of())).containsExactly(account);
        assertThat(fromFile(HEADER.strip() + ",,\n" + rows, Map.of())).containsExactly(account);
        assertThat(fromFile((HEADER + rows).replace(',', ';').replace("\n", "\r\n"), Map.of()))
                .containsExactly(account);
        assertThat(fromFile((HEADER + rows).replace(',', '\t'), Map.of())).containsExactly(account);
    }

    @Test
    void keepsBlanksSeparatorsAndQuotesThatStandInQuotes() throws IOException {
        assertThat(fromFile(HEADER + "a@x.test,\" p;w,\"\"a \",acme,e1\n", Map.of()))
                .containsExactly(persona("a@x.test", " p;w,\"a ", "acme", "e1"));
    }

    @Test
    void aRowBeatsTheVariablesAndABlankFieldFallsBackToThem() throws IOException {
        var variables = Map.of("PERF_ORG_SLUG", "fallback", "PERF_ENGAGEMENT_ID", "e9", "PERF_EMAIL", "other@x.test");

        assertThat(fromFile(HEADER + "a@x.test,pw-a,acme,e1\nb@x.test,pw-b,,\nc@x.test,pw-c, ,\n", variables))
                .containsExactly(
                        persona("a@x.test", "pw-a", "acme", "e1"),
                        persona("b@x.test", "pw-b", "fallback", "e9"),
                        persona("c@x.test", "pw-c", "fallback", "e9"));
    }

    /** As the older tool's files were, in any order. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "email,password\na@x.test,pw-a\n",
                "password,email\npw-a,a@x.test\n",
                "password;note;email\npw-a;x;a@x.test\n",
                "email,password,\na@x.test,pw-a,\n",
            })
    void theVariablesStandForColumnsThatAreLeftOut(String content) throws IOException {
        var account = new Persona(Optional.of("a@x.test"), Optional.of(new Secret("pw-a")), "acme", Optional.empty());

        assertThat(fromFile(content, Map.of("PERF_ORG_SLUG", "acme"))).containsExactly(account);
        assertThat(fromFile(content, Map.of("PERF_ORG_SLUG", "acme", "PERF_ENGAGEMENT_ID", "e9")))
                .containsExactly(persona("a@x.test", "pw-a", "acme", "e9"));
        assertThatThrownBy(() -> fromFile(content, Map.of("PERF_ENGAGEMENT_ID", "e9")))
                .isInstanceOf(BadInput.class)
                .hasMessageEndingWith(
                        "personas.csv line 1: no column 'orgSlug', and PERF_ORG_SLUG is not set: set it, or"
                                + " add the column");
    }

    @Test
    void oneOfTheColumnsMayBeLeftOut() throws IOException {
        var variables = Map.of("PERF_ORG_SLUG", "fallback", "PERF_ENGAGEMENT_ID", "e9");

        assertThat(fromFile("email,password,orgSlug\na@x.test,pw-a,acme\n", variables))
                .containsExactly(persona("a@x.test", "pw-a", "acme", "e9"));
        assertThat(fromFile("email,password,engagementId\na@x.test,pw-a,e1\n", variables))
                .containsExactly(persona("a@x.test", "pw-a", "fallback", "e1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orgslug", "org_slug", "Org Slug", "ORG-SLUG"})
    void aColumnThatIsMeantAndNotReadIsRefused(String column) {
        var variables = Map.of("PERF_ORG_SLUG", "fallback");

        assertThatThrownBy(() -> fromFile("email,password," + column + "\na@x.test,pw-a,acme\n", variables))
                .isInstanceOf(BadInput.class)
                .hasMessageEndingWith("personas.csv line 1: column '" + column + "' is not read; write 'orgSlug'");
    }

    @Test
    void needsNoEngagement() throws IOException {
        assertThat(fromFile(HEADER + "a@x.test,pw-a,acme,\n", Map.of()))
                .containsExactly(new Persona(
                        Optional.of("a@x.test"), Optional.of(new Secret("pw-a")), "acme", Optional.empty()));
    }

    @Test
    void aTokenMakesAccountsUnnecessary() throws IOException {
        assertThat(fromFile(HEADER + ",,acme,e1\n", Map.of("PERF_BEARER_TOKEN", "t")))
                .containsExactly(new Persona(Optional.empty(), Optional.empty(), "acme", Optional.of("e1")));
        assertThat(personas(Map.of("PERF_BEARER_TOKEN", "t", "PERF_ORG_SLUG", "acme")))
                .containsExactly(new Persona(Optional.empty(), Optional.empty(), "acme", Optional.empty()));
    }

    @Test
    void isTheOneAccountOfTheVariables() {
        assertThat(personas(Map.of(
                        "PERF_EMAIL", "a@x.test",
                        "PERF_PASSWORD", "pw-a",
                        "PERF_ORG_SLUG", "acme",
                        "PERF_ENGAGEMENT_ID", "e1")))
                .containsExactly(persona("a@x.test", "pw-a", "acme", "e1"));
    }

    @Test
    void saysWhichVariableOfTheAccountIsMissing() {
        assertThatThrownBy(() -> personas(Map.of("PERF_EMAIL", "a@x.test", "PERF_PASSWORD", "pw-a")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("PERF_ORG_SLUG is not set");
        assertThatThrownBy(() -> personas(Map.of("PERF_EMAIL", "a@x.test", "PERF_ORG_SLUG", "acme")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("PERF_PASSWORD is not set");
    }

    @Test
    void areFiftyOnTheStandInWithTheOldestFirst() {
        var demo = personas(Map.of());

        assertThat(demo).hasSize(50).doesNotHaveDuplicates();
        assertThat(demo.get(0)).isEqualTo(persona("load.user@example.com", "password123", "demo", "demo-engagement"));
    }

    @Test
    void feedsWhatASessionNeeds() {
        assertThat(persona("a@x.test", "pw-a", "acme", "e1").feed())
                .isEqualTo(Map.of("email", "a@x.test", "password", "pw-a", "orgSlug", "acme", "engagementId", "e1"));
        assertThat(new Persona(Optional.empty(), Optional.empty(), "acme", Optional.empty()).feed())
                .isEqualTo(Map.of("orgSlug", "acme"));
    }

    @Test
    void doesNotShowItsPassword() {
        assertThat(persona("a@x.test", "pw-a", "acme", "e1").toString()).doesNotContain("pw-a");
    }

    @Test
    void saysSoWhereTheFileIsMissing() {
        assertThatThrownBy(() -> personas(
                        Map.of("PERF_PERSONA_FILE", folder.resolve("none.csv").toString())))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_PERSONA_FILE: found '")
                .hasMessageContaining("none.csv")
                .hasMessageContaining("email, password, orgSlug, engagementId");
        assertThatThrownBy(() -> personas(Map.of("PERF_PERSONA_FILE", folder.toString())))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_PERSONA_FILE: found '");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                HEADER,
                "email,password\na@x.test,pw-hidden\n",
                "password,orgSlug,engagementId\npw-hidden,acme,e1\n",
                "a@x.test,pw-hidden,acme,e1\nb@x.test,pw-hidden,acme,e1\n",
                HEADER + "a@x.test,pw-hidden,acme,e1,too,many\n",
                HEADER + "a@x.test\n",
                HEADER + ",pw-hidden,acme,e1\n",
                HEADER + "a@x.test,,acme,e1\n",
                HEADER + "a@x.test,pw-hidden,,e1\n",
                HEADER + "\"a@x.test,pw-hidden,acme,e1\n",
            })
    void saysInOneLineWhatIsWrongWithTheFileAndNoPassword(String content) {
        assertThatThrownBy(() -> fromFile(content, Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("PERF_PERSONA_FILE .*personas\\.csv[: ][^\\n]+")
                .hasMessageNotContaining("pw-hidden");
    }

    @Test
    void namesTheLineAndTheColumn() {
        assertThatThrownBy(() -> fromFile("email,orgSlug\na@x.test,acme\n", Map.of()))
                .hasMessageContaining("personas.csv line 1: no column 'password'; valid: email,password,");
        assertThatThrownBy(() -> fromFile(HEADER + "a@x.test,pw-a,acme,e1\n\nb@x.test,,acme,e1\n", Map.of()))
                .hasMessageContaining("personas.csv line 4: no email or no password");
    }

    static Stream<Arguments> wrongLines() {
        return Stream.of(
                Arguments.of("b@x.test,pw-hidden,acme,e1,more", "line 3: 5 cells, and there are 4 columns; "),
                Arguments.of("b@x.test,pw,hidden,acme,e1", "line 3: 5 cells, "),
                Arguments.of("b@x.test,\"pw-hidden,acme,e1", "line 3: a quote is not closed"),
                Arguments.of("b@x.test,\"pw-hidden,acme,e1\nc@x.test,\"pw\",acme,e1", "line 3: a quote is not closed"),
                Arguments.of(
                        "b@x.test,\"pw-hidden,acme,e1\nc@x.test\",pw,acme,e1", "line 3: a cell goes on in the next"),
                Arguments.of("b@x.test,\"pw-hidden\"x,acme,e1", "line 3: a quote is not closed, or something follows"),
                Arguments.of("\n,,,\nb@x.test,,acme,e1", "line 5: no email or no password"),
                Arguments.of("b@x.test,,acme", "line 3: no email or no password"),
                Arguments.of("b@x.test", "line 3: no orgSlug, and PERF_ORG_SLUG is not set"),
                Arguments.of(
                        "b@x.test,pw,acme,e1\nA@X.test,pw-hidden,beta,",
                        "line 4: A@X.test is listed twice, first in line 2"));
    }

    @ParameterizedTest
    @MethodSource("wrongLines")
    void refusesARowByItsLine(String rows, String why) {
        for (var end : new String[] {"", "\n", "\nz@x.test,pw,acme,e1\n"}) {
            if (end.length() < 2 || !why.contains("quote is not closed")) {
                assertThatThrownBy(() -> fromFile(HEADER + "a@x.test,pw-a,acme,e1\n" + rows + end, Map.of()))
                        .isInstanceOf(BadInput.class)
                        .hasMessageContaining("personas.csv " + why)
                        .hasMessageNotContainingAny("hidden", "\n");
            }
        }
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        assertThatThrownBy(() -> fromFile("email,password,orgSlug,engagementId,password\n", Map.of()))
                .hasMessageContaining("personas.csv line 1: two columns 'password'");
    }

    @Test
    void refusesAnotherEncodingByItsLine() throws IOException {
        for (var charset : new Charset[] {StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16}) {
            var file =
                    Files.write(folder.resolve("other.csv"), (HEADER + "a@x.test,p\u00E9,acme,e1\n").getBytes(charset));

            assertThatThrownBy(() -> personas(Map.of("PERF_PERSONA_FILE", file.toString())))
                    .isInstanceOf(BadInput.class)
                    .hasMessageMatching("PERF_PERSONA_FILE .*other\\.csv line [12]: not UTF-8, .*");
        }
    }

    private List<Persona> fromFile(String content, Map<String, String> variables) throws IOException {
        var file = Files.writeString(folder.resolve("personas.csv"), content);
        var all = new HashMap<>(variables);
        all.put("PERF_PERSONA_FILE", file.toString());
        return personas(all);
    }

    private static List<Persona> personas(Map<String, String> variables) {
        return Persona.of(new Target(Settings.of(variables), Optional.empty()));
    }

    private static Persona persona(String email, String password, String orgSlug, String engagementId) {
        return new Persona(Optional.of(email), Optional.of(new Secret(password)), orgSlug, Optional.of(engagementId));
    }
}
