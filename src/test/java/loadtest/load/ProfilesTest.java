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

    @ParameterizedTest(name = "{0} {1}: {2} users in {3} s")
    @CsvSource({
        "api_smoke,             local,   15,  15,  15",
        "api_smoke,             ci,      20,  20,  20",
        "api_smoke,             ramp,   450,  60, 450",
        "agent_journeys,        local,   45,  30,  45",
        "agent_journeys,        ci,      90,  45,  90",
        "agent_journeys,        ramp,   690, 150, 405",
        "voucher_preview_spike, local,   60,  20,  60",
        "voucher_preview_spike, ci,     180,  60, 180",
        "voucher_preview_spike, ramp,  1800, 360, 477.26",
        "campaign_bulk_send,    local,    4,   0,   4",
        "campaign_bulk_send,    ci,       4,   0,   4",
        "campaign_bulk_send,    ramp,    10,   0,  10",
        "station_redeem_peak,   local,   40,  20,  40",
        "station_redeem_peak,   ci,     300, 120, 150",
        "station_redeem_peak,   ramp,  1500, 600, 150",
    })
    void sendsTheUsersOfTheContract(String scenario, String name, long users, long seconds, double busiestMinute) {
        var profile = shipped(scenario, name);

        assertThat(profile.open()).isTrue();
        assertThat(profile.plannedUsers()).hasValue(users);
        assertThat(engineCount(profile)).as("what the engine really starts").isEqualTo(users);
        assertThat(profile.length()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(profile.busiestMinute()).isCloseTo(busiestMinute, within(0.01));
        assertThat(profile.every()).isEmpty();
        assertThat(profile.gatesLatency()).isEqualTo(!name.equals("local"));
        assertThat(profile.describe()).contains(users + " users");
    }

    @Test
    void theSpikeIsFiveHundredCustomersWhoPreviewEveryTenSeconds() {
        var spike = shipped("voucher_preview_spike", "spike");

        assertThat(spike.open()).isFalse();
        assertThat(spike.injection().steps()).containsExactly(new Step(Step.Kind.RAMP, 0, 500, Duration.ofMinutes(5)));
        assertThat(spike.every()).contains(Duration.ofSeconds(10));
        assertThat(spike.plannedUsers()).isEmpty();
        assertThat(spike.busiestMinute()).isEqualTo(3000);
        assertThat(spike.gatesLatency()).isTrue();
        assertThat(spike.describe()).contains("closed model").contains("every 10 s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_smoke",
                "agent_journeys",
                "voucher_preview_spike",
                "campaign_bulk_send",
                "station_redeem_peak"
            })
    void onlyPreviewsKnowASpike(String scenario) {
        var three = List.of("local", "ci", "ramp");
        var four = List.of("local", "ci", "ramp", "spike");

        assertThat(Profiles.read(file(scenario)).names())
                .containsExactlyInAnyOrderElementsOf(scenario.equals("voucher_preview_spike") ? four : three);
    }

    @ParameterizedTest
    @CsvSource({"local, 1000", "ci, 2000", "ramp, 10000"})
    void theCampaignsListGrowsWithItsProfile(String name, int targets) {
        assertThat(shipped("campaign_bulk_send", name).targets()).contains(targets);
        assertThat(shipped("campaign_bulk_send", name).describe()).contains(targets + " targets");
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
        assertThat(shipped("voucher_preview_spike", "spike").arrivals()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"agent_journeys, ramp", "voucher_preview_spike, ramp", "station_redeem_peak, ci"})
    void arrivalsAreInOrderAndAsManyAsPlanned(String scenario, String name) {
        var profile = shipped(scenario, name);
        var arrivals = new ArrayList<Long>();
        profile.arrivals().orElseThrow().forEachRemaining(arrivals::add);

        assertThat(arrivals).isSorted().hasSize((int) profile.plannedUsers().orElseThrow());
        assertThat(arrivals.get(arrivals.size() - 1))
                .isLessThan(profile.length().toMillis());
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
    void startsSoMuchLessOfEverybody(double share) {
        var whole = shipped("agent_journeys", "ci");
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

    private static Profile shipped(String scenario, String name) {
        return Profiles.read(file(scenario)).named(name).orElseThrow();
    }

    private static DataFile file(String scenario) {
        return DataFile.read("scenarios/" + scenario + ".conf");
    }
}
