package loadtest.load;

import static loadtest.testing.DataFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loadtest.target.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The load that a profile makes. */
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
        assertThat(profile(folder, "open = \"at-once 1 user\"").gatesLatency()).isTrue();
        assertThat(profile(folder, "open = \"at-once 1 user\", gates-latency = false")
                        .gatesLatency())
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
        var profile = profile(folder, "open = \"" + sentence + "\"");

        assertThat(profile.plannedUsers()).hasValue(users);
        assertThat(engineCount(profile)).isEqualTo(users);
    }

    @Test
    void usersArriveWhenTheEngineStartsThem() throws IOException {
        var profile = profile(
                folder,
                "open = [\"at-once 2 users\", \"hold 2 per second for 2 s\", \"ramp 0 to 2 per second for 2 s\"]");

        assertThat(profile.arrivals().orElseThrow())
                .toIterable()
                .containsExactly(0L, 0L, 0L, 500L, 1000L, 1500L, 3000L, 3500L);
        assertThat(profile(folder, "closed = \"hold 5 users for 2 s\"").arrivals())
                .isEmpty();
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
        var profile = profile(folder, "open = [\"at-once 3 users\", \"hold 1 per second for 10 s\"]");

        assertThat(profile.plannedUsers()).hasValue(13);
        assertThat(profile.length()).isEqualTo(Duration.ofSeconds(10));
        assertThat(profile.busiestMinute()).isEqualTo(13);
        assertThat(profile.describe()).startsWith("at-once 3 users, then hold 1 per second for 10 s");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.37, 0.1})
    void scalesTheArrivalRate(double share) throws IOException {
        var whole = profile(folder, "open = \"ramp 1 to 3 per second for 45 s\", slows-down = true");
        var fewer = whole.scaled(share);

        assertThat(whole.slowsDown()).isTrue();
        assertThat(fewer.plannedUsers()).hasValue(Math.round(90 * share));
        assertThat(engineCount(fewer)).isEqualTo(Math.round(90 * share));
        assertThat(fewer.busiestMinute()).isCloseTo(90 * share, within(0.01));
        assertThat(fewer.length()).isEqualTo(whole.length());
    }

    @Test
    void knowsTheBusiestMinuteOfUsersWhoComeLate() throws IOException {
        var profile = profile(folder, "open = [\"hold 1 per second for 90 s\", \"at-once 5 users\"]");

        assertThat(profile.busiestMinute()).isCloseTo(64, within(1.01));
    }

    @Test
    void knowsThePaceOfUsersWhoBeginAnewTwiceASecond() throws IOException {
        assertThat(profile(folder, "closed = \"hold 10 users for 60 s\", every = 500 ms")
                        .busiestMinute())
                .isEqualTo(1200);
    }

    private static long engineCount(Profile profile) {
        return profile.injection().steps().stream()
                .map(step -> Injection.openStep(step).asScala())
                .mapToLong(step ->
                        step.chain(scala.collection.Iterator$.MODULE$.empty()).size())
                .sum();
    }

    private static List<Profile> shipped() {
        return Scenarios.onClassPath().files().stream()
                .flatMap(file -> file.profiles().all().stream())
                .filter(Profile::open)
                .toList();
    }
}
