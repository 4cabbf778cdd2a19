package loadtest.scenario.redeem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import loadtest.load.Profile;
import loadtest.load.Profiles;
import loadtest.settings.BadInput;
import loadtest.settings.Share;
import loadtest.testing.DataFiles;
import loadtest.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedeemFeedTest {
    private static final Share ALL = new Share(1, 1);

    @TempDir
    Path folder;

    @Test
    void redeemsEveryVoucherOfThePoolOnceAtItsOwnStation() throws IOException {
        var redeems = all(RedeemFeed.of(Seeded.SUMMARY, profile("hold 150 per minute for 10 minutes"), ALL));

        assertThat(redeems).hasSize(1600);
        assertThat(redeems.stream().map(redeem -> redeem.get("voucherId")).distinct())
                .hasSize(1600);
        assertThat(redeems).allSatisfy(redeem -> {
            assertThat(redeem).containsOnlyKeys("stationId", "operator", "voucherId", "replay");
            assertThat(redeem.get("operator")).isEqualTo(operatorOf((String) redeem.get("stationId")));
            assertThat(Seeded.vouchersOf((String) redeem.get("stationId"))).contains((String) redeem.get("voucherId"));
        });
    }

    @Test
    void spreadsNeighbouringArrivalsOverAllStations() throws IOException {
        var redeems = take(RedeemFeed.of(Seeded.SUMMARY, profile("hold 1 per second for 60 s"), ALL), 50);

        assertThat(redeems.stream().map(redeem -> redeem.get("stationId")).distinct())
                .hasSize(50);
    }

    @Test
    void replaysEveryFiftiethBeginningWithTheFirst() throws IOException {
        var redeems = all(RedeemFeed.of(Seeded.SUMMARY, profile("hold 1 per second for 60 s"), ALL));
        var replayed = new HashSet<Integer>();
        for (int n = 0; n < redeems.size(); n++) {
            if ((boolean) redeems.get(n).get("replay")) {
                replayed.add(n);
            }
        }

        assertThat(replayed).hasSize(32).contains(0, 50, 100, 1550).allMatch(n -> n % 50 == 0);
    }

    @Test
    void takesAProfileThatUsesThePoolUp() throws IOException {
        assertThat(all(RedeemFeed.of(Seeded.SUMMARY, profile("at-once 1600 users"), ALL)))
                .hasSize(1600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-once 1601 users", "hold 3 per second for 10 minutes"})
    void refusesAProfileThatNeedsMoreThanThePool(String step) {
        assertThatThrownBy(() -> RedeemFeed.of(Seeded.SUMMARY, profile(step), ALL))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("profile own redeems (1601|1800) vouchers, and only 1600 are seeded: [^\\n]+");
    }

    @Test
    void refusesAClosedModelBecauseItsDemandIsUnknown() {
        assertThatThrownBy(() -> RedeemFeed.of(Seeded.SUMMARY, own("closed = \"hold 5 users for 60 s\""), ALL))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("closed model")
                .hasMessageNotContaining(String.valueOf(Long.MAX_VALUE));
    }

    private static Map<String, String> operatorOf(String station) {
        var operator = Seeded.SUMMARY.stationRedeemPayloads().stream()
                .filter(one -> one.stationId().equals(station))
                .findFirst()
                .orElseThrow()
                .operator();
        return Map.of("msisdn", operator.msisdn(), "displayName", operator.displayName(), "userId", operator.userId());
    }

    private Profile profile(String step) throws IOException {
        return own("open = \"" + step + "\"");
    }

    private Profile own(String body) throws IOException {
        return Profiles.read(DataFiles.of(folder, "profiles { own { " + body + " } }"))
                .named("own")
                .orElseThrow();
    }

    @Test
    void machinesThatShareARunTouchNoVoucherOfEachOther() throws IOException {
        var vouchers = new ArrayList<Object>();
        for (int part = 1; part <= 3; part++) {
            var redeems = all(RedeemFeed.of(Seeded.SUMMARY, profile("hold 1 per second for 60 s"), new Share(part, 3)));
            assertThat(redeems.get(0)).containsEntry("replay", true);
            redeems.forEach(redeem -> vouchers.add(redeem.get("voucherId")));
        }
        assertThat(vouchers).hasSize(1600).doesNotHaveDuplicates();
    }

    @Test
    void aClimbGoesAsFarAsTheVouchersCarryIt() throws IOException {
        var climb = own("open = \"climb 10 to 50 per second by 10, each for 20 s\", settles = 1 s");

        var carried = RedeemPool.carried(Seeded.SUMMARY, climb, ALL);
        assertThat(climb.plannedUsers()).hasValue(3_000);
        assertThat(carried.plannedUsers()).hasValue(1_200);
        assertThat(carried.ceilingBy()).isEqualTo("fixtures: 1600 vouchers, of which each user redeems one");
        assertThatThrownBy(() -> RedeemPool.carried(Seeded.SUMMARY, climb, new Share(1, 20)))
                .isInstanceOf(BadInput.class)
                .hasMessage("profile own cannot climb, since its first step is too much for fixtures: 80 vouchers, of"
                        + " which each user redeems one");
    }

    @Test
    void aLoadThatIsTooLongIsToldHowLongItMayBe() throws IOException {
        var soak = own("open = \"hold 1 per second for 2 minutes\", any-length = true")
                .lasting(Duration.ofHours(1));

        assertThatThrownBy(() -> RedeemFeed.of(Seeded.SUMMARY, soak, ALL))
                .isInstanceOf(BadInput.class)
                .hasMessage("profile own redeems 3600 vouchers, and only 1600 are seeded: shorten the profile"
                        + " (PERF_LOAD_LENGTH=1600s at the most), or enlarge the redeem pool of the seeder");
    }

    @Test
    void replaysGoRoundTheStations() throws IOException {
        var replays = all(RedeemFeed.of(Seeded.SUMMARY, profile("hold 1 per second for 60 s"), ALL)).stream()
                .filter(redeem -> redeem.get("replay").equals(true))
                .map(redeem -> redeem.get("stationId"))
                .toList();
        assertThat(replays).hasSize(32).doesNotHaveDuplicates();
    }

    private static List<Map<String, Object>> all(Iterator<Map<String, Object>> feed) {
        return take(feed, Integer.MAX_VALUE);
    }

    private static List<Map<String, Object>> take(Iterator<Map<String, Object>> feed, int most) {
        var taken = new ArrayList<Map<String, Object>>();
        while (taken.size() < most && feed.hasNext()) {
            taken.add(feed.next());
        }
        return taken;
    }
}
