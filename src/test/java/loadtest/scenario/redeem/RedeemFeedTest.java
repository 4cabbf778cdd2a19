package loadtest.scenario.redeem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import loadtest.load.Profile;
import loadtest.load.Profiles;
import loadtest.load.ShareOfLoad;
import loadtest.settings.BadInput;
import loadtest.settings.Share;
import loadtest.testing.DataFiles;
import loadtest.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedeemFeedTest {
    @TempDir
    Path folder;

    @Test
    void redeemsEveryVoucherOfThePoolOnceAtItsOwnStation() throws IOException {
        var redeems = all(feed(profile("hold 150 per minute for 10 minutes"), Share.ALL));

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
        var redeems = take(feed(profile("hold 1 per second for 60 s"), Share.ALL), 50);

        assertThat(redeems.stream().map(redeem -> redeem.get("stationId")).distinct())
                .hasSize(50);
    }

    @Test
    void replaysEveryFiftiethBeginningWithTheFirst() throws IOException {
        var redeems = all(feed(profile("hold 1 per second for 60 s"), Share.ALL));
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
        assertThat(all(feed(profile("at-once 1600 users"), Share.ALL))).hasSize(1600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-once 1601 users", "hold 3 per second for 10 minutes"})
    void refusesAProfileThatNeedsMoreThanThePool(String step) {
        assertThatThrownBy(() -> feed(profile(step), Share.ALL))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("profile own redeems (1601|1800) vouchers, and only 1600 are seeded: [^\\n]+");
    }

    @Test
    void refusesAClosedModelBecauseItsDemandIsUnknown() {
        assertThatThrownBy(() -> feed(own("closed = \"hold 5 users for 60 s\""), Share.ALL))
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

    /** What is no longer a whole round may be missing at the end, as in a run on one machine. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 50, 61})
    void machinesThatShareARunRedeemInTurnWhatOneRedeems(int machines) throws IOException {
        var profile = profile("hold 1 per second for 60 s");
        var one = take(feed(profile, Share.ALL), 60);
        var several = new ArrayList<Map<String, Object>>(Collections.nCopies(60, null));
        for (int part = 1; part <= machines; part++) {
            var load = new ShareOfLoad(profile, new Share(part, machines));
            var redeems = take(RedeemFeed.of(Seeded.SUMMARY, load), (int)
                    load.plannedUsers().orElseThrow());
            for (int n = 0; n < redeems.size(); n++) {
                several.set(n * machines + part - 1, redeems.get(n));
            }
        }
        assertThat(several).isEqualTo(one);
    }

    @Test
    void aClimbGoesAsFarAsTheVouchersCarryIt() throws IOException {
        var climb = own("open = \"climb 10 to 50 per second by 10, each for 20 s\", settles = 1 s");

        var carried = RedeemPool.carried(Seeded.SUMMARY, climb);
        assertThat(climb.plannedUsers()).hasValue(3_000);
        assertThat(carried.plannedUsers()).hasValue(1_200);
        assertThat(carried.ceilingBy()).isEqualTo("fixtures: 1600 vouchers, of which each user redeems one");
        var steep = own("open = \"climb 100 to 500 per second by 100, each for 20 s\", settles = 1 s");
        assertThatThrownBy(() -> RedeemPool.carried(Seeded.SUMMARY, steep))
                .isInstanceOf(BadInput.class)
                .hasMessage("profile own cannot climb, since its first step is too much for fixtures: 1600 vouchers, of"
                        + " which each user redeems one");
    }

    @Test
    void aLoadThatIsTooLongIsToldHowLongItMayBe() throws IOException {
        var soak = own("open = \"hold 1 per second for 2 minutes\", any-length = true")
                .lasting(Duration.ofHours(1));

        assertThatThrownBy(() -> RedeemFeed.of(Seeded.SUMMARY, new ShareOfLoad(soak, Share.ALL)))
                .isInstanceOf(BadInput.class)
                .hasMessage("profile own redeems 3600 vouchers, and only 1600 are seeded: shorten the profile"
                        + " (PERF_LOAD_LENGTH=1600s at the most), or enlarge the redeem pool of the seeder");
    }

    @Test
    void replaysGoRoundTheStations() throws IOException {
        var replays = all(feed(profile("hold 1 per second for 60 s"), Share.ALL)).stream()
                .filter(redeem -> redeem.get("replay").equals(true))
                .map(redeem -> redeem.get("stationId"))
                .toList();
        assertThat(replays).hasSize(32).doesNotHaveDuplicates();
    }

    private static Iterator<Map<String, Object>> feed(Profile profile, Share share) {
        return RedeemFeed.of(Seeded.SUMMARY, new ShareOfLoad(profile, share));
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
