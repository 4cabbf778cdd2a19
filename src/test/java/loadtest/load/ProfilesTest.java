package loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loadtest.settings.BadInput;
import loadtest.settings.ClassPathFolder;
import loadtest.settings.DataFile;
import loadtest.testing.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {

    @TempDir
    Path folder;

    /** Of every scenario, whatever its load is. */
    @Test
    void theEngineStartsAsManyAsArePlanned() {
        assertThat(shipped()).hasSizeGreaterThan(5).allSatisfy(profile -> {
            assertThat(engineCount(profile))
                    .as(profile.describe())
                    .isEqualTo(profile.plannedUsers().orElseThrow());
            assertThat(profile.describe()).contains(profile.plannedUsers().orElseThrow() + " users");
        });
    }

    @Test
    void latencyDecidesUnlessTheProfileSaysNo() throws IOException {
        assertThat(own("open = \"at-once 1 user\"").gatesLatency()).isTrue();
        assertThat(own("open = \"at-once 1 user\", gates-latency = false").gatesLatency())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at-once 1 user                           | 1",
                "hold 0.5 per second for 1 second         | 1", // the engine starts one where half a user is due
                "hold 90 per minute for 2 min             | 180",
                "ramp 0 to 2.5 per second for 4 seconds   | 5",
                "ramp 10 to 0 per second for 1 minute     | 300",
                "ramp 0 to 1.9 per second for 2 seconds   | 1", // nobody is started for nine tenths
            })
    void readsEveryFormOfAnOpenStep(String sentence, long users) throws IOException {
        var profile = own("open = \"" + sentence + "\"");

        assertThat(profile.plannedUsers()).hasValue(users);
        assertThat(engineCount(profile)).isEqualTo(users);
    }

    @Test
    void usersArriveWhenTheEngineStartsThem() throws IOException {
        var profile =
                own("open = [\"at-once 2 users\", \"hold 2 per second for 2 s\", \"ramp 0 to 2 per second for 2 s\"]");

        assertThat(profile.arrivals().orElseThrow())
                .toIterable()
                .containsExactly(0L, 0L, 0L, 500L, 1000L, 1500L, 3000L, 3500L);
        assertThat(own("closed = \"hold 5 users for 2 s\"").arrivals()).isEmpty();
    }

    @Test
    void arrivalsAreInOrderAndAsManyAsPlanned() {
        assertThat(shipped()).allSatisfy(ProfilesTest::inOrder);
    }

    private static void inOrder(Profile profile) {
        var arrivals = new ArrayList<Long>();
        profile.arrivals().orElseThrow().forEachRemaining(arrivals::add);

        assertThat(arrivals).isSorted().hasSize((int) profile.plannedUsers().orElseThrow());
        assertThat(arrivals.get(arrivals.size() - 1))
                .isLessThanOrEqualTo(profile.length().toMillis());
    }

    @Test
    void addsUpSteps() throws IOException {
        var profile = own("open = [\"at-once 3 users\", \"hold 1 per second for 10 s\"]");

        assertThat(profile.plannedUsers()).hasValue(13);
        assertThat(profile.length()).isEqualTo(Duration.ofSeconds(10));
        assertThat(profile.busiestMinute()).isEqualTo(13);
        assertThat(profile.describe()).startsWith("at-once 3 users, then hold 1 per second for 10 s");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.37, 0.1})
    void scalesTheArrivalRate(double share) throws IOException {
        var whole = own("open = \"ramp 1 to 3 per second for 45 s\", slows-down = true");
        var fewer = whole.scaled(share);

        assertThat(whole.slowsDown()).isTrue();
        assertThat(fewer.plannedUsers()).hasValue(Math.round(90 * share));
        assertThat(engineCount(fewer)).isEqualTo(Math.round(90 * share));
        assertThat(fewer.busiestMinute()).isCloseTo(90 * share, within(0.01));
        assertThat(fewer.length()).isEqualTo(whole.length());
    }

    @Test
    void knowsTheBusiestMinuteOfUsersWhoComeLate() throws IOException {
        var profile = own("open = [\"hold 1 per second for 90 s\", \"at-once 5 users\"]");

        assertThat(profile.busiestMinute()).isCloseTo(64, within(1.01));
    }

    @Test
    void knowsThePaceOfUsersWhoBeginAnewTwiceASecond() throws IOException {
        assertThat(own("closed = \"hold 10 users for 60 s\", every = 500 ms").busiestMinute())
                .isEqualTo(1200);
    }

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
        assertThatThrownBy(() -> own("open = \"" + sentence + "\""))
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
        assertThatThrownBy(() -> own("closed = [\"hold 1 user for 1 s\", \"" + sentence + "\"]"))
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
        assertThatThrownBy(() -> own(body))
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

        assertThatThrownBy(() -> own(model + " = [\"" + first + "\",\n\"" + sentence + "\"]"))
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
        assertThatThrownBy(() -> own("open = " + steps))
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
        assertThatThrownBy(() -> own(load + "\ntargets = " + targets))
                .isInstanceOf(BadInput.class)
                .hasMessage(DataFiles.NAME + " line 4: targets is '" + targets
                        + "'; valid: at least as many targets as users, who would have nothing to do");
        assertThat(own(load + "\ntargets = 6").targets()).contains(6);
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

    private Profile own(String body) throws IOException {
        return Profiles.read(DataFiles.of(folder, "profiles {\n local {\n" + body + "\n}\n}"))
                .named("local")
                .orElseThrow();
    }

    private static long engineCount(Profile profile) {
        return profile.injection().steps().stream()
                .map(step -> Injection.openStep(step).asScala())
                .mapToLong(step ->
                        step.chain(scala.collection.Iterator$.MODULE$.empty()).size())
                .sum();
    }

    private static List<Profile> shipped() {
        return ClassPathFolder.names("scenarios").stream()
                .filter(name -> name.endsWith(".conf"))
                .flatMap(name -> Profiles.read(DataFile.read("scenarios/" + name)).all().stream())
                .filter(Profile::open)
                .toList();
    }
}
