package loadtest.load;

import static loadtest.testing.DataFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Share;
import loadtest.target.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.concurrent.duration.FiniteDuration;

class ShareOfLoadTest {
    private static final int MOST_MACHINES = 50;

    @TempDir
    Path folder;

    static Stream<Profile> shipped() {
        return Scenarios.onClassPath().files().stream().flatMap(file -> file.profiles().all().stream());
    }

    /** Each arrival of the whole is that of one machine, whose turn it is, whatever the profile and however many share it. */
    @ParameterizedTest
    @MethodSource("shipped")
    void machinesTakeTurns(Profile profile) {
        var all = profile.arrivals().map(ShareOfLoadTest::listed).orElse(List.of());
        for (int machines = 1; machines <= MOST_MACHINES; machines++) {
            if (profile.open()) {
                assertTakeTurns(profile, all, machines);
            } else {
                assertAddUp(profile, machines);
            }
        }
    }

    /** The engine's arrivals are enumerated once, since every machine passes over those of all others. */
    private static void assertTakeTurns(Profile profile, List<Long> all, int machines) {
        var arrivals = new Arrivals(all::iterator);
        var users = 0L;
        for (var load : shares(profile, machines)) {
            var n = load.share().part() - 1;
            for (var own = arrivals.times(load.share()); own.hasNext(); n += machines) {
                if (!own.next().equals(all.get(n))) {
                    throw new AssertionError("share " + load.share() + " takes another arrival than " + n);
                }
            }
            assertThat(n).isGreaterThanOrEqualTo(all.size());
            users += load.plannedUsers().orElseThrow();
        }
        assertThat(users).isEqualTo(all.size());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void twoMachinesHaveTheArrivalsOfTheEngine(Profile profile) {
        if (!profile.open()) {
            assertThat(new ShareOfLoad(profile, new Share(1, 2)).arrivals()).isEmpty();
            return;
        }
        var both = new ArrayList<Long>();
        for (var load : shares(profile, 2)) {
            load.arrivals().orElseThrow().forEachRemaining(both::add);
        }
        both.sort(Comparator.naturalOrder());
        assertThat(both).isEqualTo(listed(profile.arrivals().orElseThrow()));
    }

    private static List<Long> listed(Iterator<Long> times) {
        var all = new ArrayList<Long>();
        times.forEachRemaining(all::add);
        return all;
    }

    private static void assertAddUp(Profile profile, int machines) {
        for (var step : profile.injection().steps()) {
            for (var level : List.of(step.from(), step.to())) {
                var users = shares(profile, machines).stream()
                        .mapToLong(load -> load.share().count(level.longValue()))
                        .sum();
                assertThat(users).isEqualTo(level.longValue());
            }
        }
    }

    private static List<ShareOfLoad> shares(Profile profile, int machines) {
        return IntStream.rangeClosed(1, machines)
                .mapToObj(part -> new ShareOfLoad(profile, new Share(part, machines)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void noTwoMachinesUseTheSameItem(int machines) throws IOException {
        var items = IntStream.range(0, 10).boxed().toList();
        var used = new ArrayList<Integer>();
        for (var load : shares(profile(folder, "open = \"hold 1 per second for 60 s\""), machines)) {
            var own = load.slice(items, "accounts");
            assertThat(own).isNotEmpty();
            used.addAll(own);
        }
        assertThat(used).containsExactlyInAnyOrderElementsOf(items);
        assertThat(new HashSet<>(used)).hasSameSizeAs(used);
    }

    @Test
    void fewerItemsThanMachinesAreRefusedInOneLine() throws IOException {
        var load = shares(profile(folder, "open = \"hold 1 per second for 60 s\""), 4)
                .get(0);

        assertThatThrownBy(() -> load.slice(List.of("a", "b", "c"), "accounts"))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "PERF_SHARE: 4 machines are more than there are accounts (3), and no two may use the same one:"
                                + " take 3 at the most, or give more accounts");
    }

    /** Only machines that have a user need anything, and share all of it. */
    @Test
    void moreMachinesThanUsersShareBetweenThoseThatHaveOne() throws IOException {
        var loads = shares(profile(folder, "open = \"at-once 2 users\""), 4);

        assertThat(loads).extracting(ShareOfLoad::isEmpty).containsExactly(false, false, true, true);
        assertThat(loads.stream().map(load -> load.slice(List.of("a", "b", "c"), "vouchers")))
                .containsExactly(List.of("a", "c"), List.of("b"), List.of(), List.of());
        assertThat(loads.get(3).plannedUsers()).hasValue(0);
    }

    /** The engine rounds a ramp down, each machine's by itself. */
    @ParameterizedTest
    @ValueSource(ints = {2, 7, 50})
    void concurrentUsersOfAllMachinesAreNearThoseOfOne(int machines) throws IOException {
        var whole = profile(folder, "closed = [\"ramp 3 to 500 users for 5 minutes\", \"hold 20 users for 5 s\"]");

        for (int second = 0; second <= 300; second++) {
            var levels = new ArrayList<Integer>();
            for (var load : shares(whole, machines)) {
                levels.add(level(load, second));
            }
            var sum = levels.stream().mapToInt(level -> level).sum();
            var one = level(new ShareOfLoad(whole, Share.ALL), second);
            assertThat(Math.abs(sum - one)).as("after %s s", second).isLessThan(second % 300 == 0 ? 1 : machines);
        }
    }

    /** As the engine itself counts. */
    private static int level(ShareOfLoad load, int second) {
        var ramp = load.profile().injection().steps().get(0);
        return Injection.closedStep(ramp, load.share()).asScala().valueAt(new FiniteDuration(second, TimeUnit.SECONDS));
    }

    @Test
    void theFirstArrivalIsThatOfAllMachines() throws IOException {
        var profile = profile(folder, "open = \"ramp 0 to 2 per second for 4 s\"");
        var first = profile.arrivals().orElseThrow().next();

        assertThat(shares(profile, 3))
                .extracting(load -> load.firstArrival().toMillis())
                .containsOnly(first);
        assertThat(first).isPositive();
    }

    /** Of 4 in 8 s one is there at the end of the second second, of one machine of two only at that of the fourth. */
    @ParameterizedTest
    @CsvSource({
        "hold 4 users for 8 s,      1, 0, 0",
        "ramp 0 to 4 users for 8 s, 1, 1, 1",
        "ramp 0 to 4 users for 8 s, 2, 3, 3",
        "ramp 0 to 4 users for 8 s, 4, 7, 7",
        "ramp 0 to 3 users for 9 s, 2, 4, 8",
    })
    void aClosedLoadBeganSoLongBeforeItsFirstUser(String step, int machines, int first, int last) throws IOException {
        var loads = shares(profile(folder, "closed = \"" + step + "\""), machines);
        var user = Instant.parse("2030-01-31T12:00:00Z");

        assertThat(loads).allSatisfy(load -> {
            assertThat(load.firstArrival()).hasSeconds(first);
            assertThat(load.beginsWithAUser()).isTrue();
        });
        assertThat(loads.get(0).beginning(user)).isEqualTo(user.minusSeconds(first));
        assertThat(loads.get(machines - 1).beginning(user)).isEqualTo(user.minusSeconds(last));
    }

    @Test
    void aMachineOfAClosedLoadMayHaveNoUser() throws IOException {
        assertThat(shares(profile(folder, "closed = \"hold 1 user for 8 s\""), 2))
                .extracting(ShareOfLoad::beginsWithAUser)
                .containsExactly(true, false);
    }

    @Test
    void saysWhatAMachineDoes() throws IOException {
        var loads = shares(profile(folder, "open = \"hold 1 per second for 10 s\""), 3);

        assertThat(loads.get(0).describe()).isEqualTo("share 1/3, 4 users, of: hold 1 per second for 10 s (10 users)");
        assertThat(new ShareOfLoad(loads.get(0).profile(), Share.ALL).describe())
                .isEqualTo("hold 1 per second for 10 s (10 users)");
    }
}
