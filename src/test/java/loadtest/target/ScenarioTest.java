package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import loadtest.settings.BadInput;
import loadtest.testing.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    private static final String LOAD = """
            profiles { local { open = "at-once 1 user" } }
            failed = "< 1 %"
            requests { "GET /x" { p95 = 500 ms } }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"my_own_scenario, MyOwnScenario", "one, One", "step_2b_done, Step2bDone"})
    void hasASimulationOfItsName(String id, String simulation) {
        assertThat(Scenario.simulation(id)).isEqualTo(simulation);
    }

    @Test
    void everyIdIsThatOfItsSimulation() {
        var ids = Scenarios.written();
        assertThat(Simulations.classes()).hasSameSizeAs(ids);
        Simulations.classes().forEach((name, full) -> {
            assertThat(full).as("classes called %s", name).hasSize(1);
            assertThat(ids).contains(Scenario.id(type(full.get(0))));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "failed = 0~reqests { } | line 2: unknown word 'reqests'; valid: profiles, ",
                "addresses { api { url = A_URL } }, limited-calls-per-user = some | line 1: limited-calls-per-user is 'some'; valid: a number",
                "failed = 0 | line 1: addresses is nothing; valid: a block for each server, such as",
                "addresses { } | line 1: addresses is '{}'; valid: a block for each server",
                "addresses { api { } } | line 1: url is nothing; valid: either base or url",
                "addresses { api { url = A_URL, base = B_URL } } | line 1: url is 'A_URL'; valid: either base or url",
                "addresses { api { base = A_URL,~ method = A_METHOD } } | line 2: method is 'A_METHOD'; valid: only beside url",
                "addresses { api {~ url = a.test } } | line 2: url is 'a.test'; valid: the name of a variable",
                "addresses { api { ulr = A_URL } } | line 1: unknown word 'ulr'; valid: base, url, else, bearer, ",
                "addresses { api { url = A_URL, else = B_URL } } | line 1: else is 'B_URL'; valid: a variable and a path",
                "addresses { api { url = A_URL, bearer = secret } } | line 1: bearer is 'secret'; valid: the name of a variable",
                "addresses { api { url = A_URL, sandbox = [A_NUMBER,~ x] } } | line 2: sandbox is 'x'; valid: the name of a variable",
                "addresses { api { url = A_URL, bridge-secret = maybe } } | line 1: bridge-secret is 'maybe'; valid: true or false",
                "addresses { api { url = A_URL } }~needs = \"A_B xor C_D\" | line 2: needs is 'A_B xor C_D'; valid: variables",
                "addresses { api { url = A_URL } }~audit = redeem.Nope | line 2: audit is 'redeem.Nope'; valid: an audit below",
                "addresses { api { url = A_URL } }~fixtures = redeem.RedeemAudit | line 2: fixtures is 'redeem.RedeemAudit'; valid: a ReadinessCheck",
                "addresses { api { url = A_URL } }~doctor = Nope | line 2: doctor is 'Nope'; valid: a ReadinessCheck",
                "addresses { api { url = A_URL } }~documents = [image,~ png] | line 2: documents is '",
                "addresses { api { url = A_URL } }~documents = [] | line 2: documents is '[]'; valid: image, pdf, or both",
                "addresses { api { url = A_URL, service-role = x } } | line 1: service-role is 'x'; valid: true or false",
                "addresses { api { url = A_URL } }~dispatches = 7 | line 2: dispatches is '7'; valid: true or false",
            })
    void namesTheLineOfAMistake(String text, String said) {
        assertThatThrownBy(() -> read(text.replace('~', '\n')))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("scenarios/own.conf " + said)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'',        A_ORG (or A_FILE);A_USER and A_WORD (or A_FILE)",
        "A_ORG,     A_USER and A_WORD (or A_FILE)",
        "A_USER,    A_ORG (or A_FILE);A_WORD",
        "A_WORD,    A_ORG (or A_FILE);A_USER",
        "A_FILE,    ''",
    })
    void saysWhatItNeeds(String given, String missing) throws IOException {
        var needs =
                read("addresses { api { base = A_URL } }\nneeds = [\"A_ORG or A_FILE\", \"A_USER and A_WORD or A_FILE\"]\n"
                                + LOAD)
                        .scenario()
                        .needs();

        assertThat(needs.stream().flatMap(need -> need.missing(Set.of(given)).stream()))
                .containsExactlyElementsOf(missing.isEmpty() ? List.of() : List.of(missing.split(";")));
    }

    private ScenarioFile read(String text) throws IOException {
        return DataFiles.with(folder, DataFiles.NAME, text, () -> ScenarioFile.read("own"));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, ScenarioTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
