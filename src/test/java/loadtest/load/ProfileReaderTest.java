package loadtest.load;

import static loadtest.testing.DataFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import loadtest.settings.BadInput;
import loadtest.settings.DataFile;
import loadtest.testing.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no profile is refused in one line. */
class ProfileReaderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hold 1 per hour for 15 s",
                "hold 1 per second for 15 hours",
                "hold 1 per second for 0 s",
                "hold 1 per second for 99999999999999999999 s",
                "hold -1 per second for 15 s",
                "hold 1 per second",
                "at-once 4 users for 15 s",
                "at-once 99999999999 users",
                "at-once 0.5 users",
                "Hold 1 per second for 15 s",
                "ramp 5 per second for 15 s",
                "ramp 0 to 500 users for 5 minutes",
                "wait 15 s",
                "",
            })
    void refusesAnOpenStepThatIsNotOfTheVocabulary(String sentence) {
        assertThatThrownBy(() -> profile(folder, "open = \"" + sentence + "\""))
                .isInstanceOf(BadInput.class)
                .hasMessage(DataFiles.NAME + " line 3: open is '" + sentence + "'; valid: " + Step.OPEN_WORDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hold 1 per second for 15 s",
                "at-once 4 users",
                "hold 10 users for 0 minutes",
                "hold 2.5 users for 60 s",
                "ramp 500 users for 5 minutes",
            })
    void refusesAClosedStepThatIsNotOfTheVocabulary(String sentence) {
        assertThatThrownBy(() -> profile(folder, "closed = [\"hold 1 user for 1 s\", \"" + sentence + "\"]"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(DataFiles.NAME + " line 3: closed is ")
                .hasMessageContaining(sentence)
                .hasMessageEndingWith("; valid: " + Step.CLOSED_WORDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opne = \"at-once 1 user\"                        | unknown word 'opne'; valid: open, closed, every, targets, slows-down",
                "open = \"at-once 1 user\", closed = \"hold 1 user for 1 s\" | valid: one of the two lists 'open' and 'closed'",
                "targets = 5                                      | open is nothing; valid: one of the two lists 'open' and 'closed'",
                "open = []                                        | open is '[]'; valid: 'at-once",
                "open = { hold = 1 }                              | valid: 'at-once",
                "open = \"at-once 1 user\", targets = many        | targets is 'many'; valid: a whole number",
                "open = \"at-once 1 user\", targets = 0           | targets is '0'; valid: a whole number",
                "open = \"at-once 1 user\", targets = 1.5         | targets is '1.5'; valid: a whole number",
                "open = \"at-once 1 user\", targets = 1e400       | targets is 'Infinity'; valid: a whole number",
                "open = \"at-once 1 user\", targets = null        | targets is null",
                "open = \"at-once 1 user\", targets = -5          | targets is '-5'; valid: a whole number",
                "open = \"at-once 1 user\", every = 10 s          | every is '10 s'; valid: a closed model",
                "open = \"at-once 1 user\", slows-down = soon   | slows-down is 'soon'; valid: true or false",
                "closed = \"hold 1 user for 1 s\", every = soon   | every is 'soon'; valid: a duration",
                "closed = \"hold 1 user for 1 s\", every = 0 s    | every is '0 s'; valid: a duration",
                "closed = \"hold 1 user for 1 s\", every = -10 s  | every is '-10 s'; valid: a duration",
            })
    void saysInOneLineWhatIsWrongWithAProfile(String body, String said) {
        assertThatThrownBy(() -> profile(folder, body))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching(DataFiles.NAME + " line [23]: [^\\n]+")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open   | at-once 0 users",
                "open   | hold 0 per second for 10 s",
                "open   | hold 0.0 per minute for 10 s",
                "open   | ramp 0 to 0 per second for 10 s",
                "open   | ramp 0 to 0.9 per second for 1 s",
                "open   | hold 0.001 per minute for 1 s",
                "closed | hold 0 users for 10 s",
                "closed | ramp 0 to 0 users for 10 s",
            })
    void refusesAStepThatStartsNobody(String model, String sentence) {
        var first = model.equals("open") ? "at-once 1 user" : "hold 1 user for 1 s";

        assertThatThrownBy(() -> profile(folder, model + " = [\"" + first + "\",\n\"" + sentence + "\"]"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(DataFiles.NAME + " line 4: " + model + " is '" + sentence
                        + "'; valid: a step that starts somebody, such as ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"hold 9999999 per second for 1 hour\"",
                "\"hold 9999999 per second for 9999999 minutes\"",
                "\"hold 9999999 per second for 3 s\"",
                "[\"at-once 9999999 users\", \"at-once 9999999 users\", \"at-once 2 users\", \"at-once 1 user\"]",
                "\"hold 1 per minute for 1441 minutes\"",
            })
    void refusesMoreThanAnyRunStarts(String steps) {
        assertThatThrownBy(() -> profile(folder, "open = " + steps))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(DataFiles.NAME + " line 3: open is ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open = \"at-once 6 users\"                 | 5",
                "open = \"hold 2 per second for 3 s\"       | 5",
                "closed = \"hold 6 users for 3 s\"          | 5",
                "closed = \"ramp 6 to 1 users for 3 s\"     | 5",
            })
    void refusesMoreUsersThanTargets(String load, int targets) throws IOException {
        assertThatThrownBy(() -> profile(folder, load + "\ntargets = " + targets))
                .isInstanceOf(BadInput.class)
                .hasMessage(DataFiles.NAME + " line 4: targets is '" + targets
                        + "'; valid: at least as many targets as users, who would have nothing to do");
        assertThat(profile(folder, load + "\ntargets = 6").targets()).contains(6);
    }

    @Test
    void saysSoWhereAProfileIsNoBlock() {
        assertThatThrownBy(() -> Profiles.read(DataFiles.of(folder, "profiles {\n local = 5\n}")))
                .isInstanceOf(BadInput.class)
                .hasMessage(DataFiles.NAME + " line 2: local is '5'; valid: a block { ... }");
    }

    @Test
    void saysSoWhereTheFileIsMissingOrNotHocon() {
        assertThatThrownBy(() -> DataFile.read("scenarios/nope.conf"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("scenarios/nope.conf: no such file");
        assertThatThrownBy(() -> DataFiles.of(folder, "profiles {\n local {"))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching(DataFiles.NAME + ": not HOCON: [^\\n]+");
    }
}
