package loadtest.scenario.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.load.Profile;
import loadtest.load.Profiles;
import loadtest.load.ShareOfLoad;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.settings.Share;
import loadtest.testing.DataFiles;
import loadtest.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkListTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "1000, 100,  10, 100",
        "2000, 100,  20, 100",
        "10000, 100, 100, 100",
        "1000,  64,  16,  40",
        "1000, 1000,  1, 1000",
        "1000, 999,   2,   1",
        "1000,   1, 1000,  1",
    })
    void putsEveryTargetIntoExactlyOneBatch(int targets, String size, int batches, int last) throws IOException {
        var list = list(sending(targets), Map.of("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", size));
        var all = untilTheEnd(list);

        assertThat(all).hasSize(batches);
        assertThat(all.stream().flatMap(batch -> targets(batch).stream()))
                .containsExactlyElementsOf(list.targets())
                .doesNotHaveDuplicates();
        assertThat(list.targets()).hasSize(targets);
        assertThat(targets(all.get(batches - 1))).hasSize(last);
        assertThat(all.stream().map(batch -> batch.get("batchReference")).distinct())
                .hasSize(batches);
    }

    @Test
    void sendsWhatTheDispatcherWantsToKnow() throws IOException {
        var first = list(sending(1000), Map.of()).batches().next();

        assertThat(first)
                .containsOnlyKeys(
                        "more", "targets", "batchReference", "campaignId", "maxPerMinute", "maxInFlight", "seedVersion")
                .containsEntry("campaignId", "campaign-1")
                .containsEntry("batchReference", "perf-bulk-run-1-0")
                .containsEntry("maxPerMinute", 600)
                .containsEntry("maxInFlight", 200);
    }

    @Test
    void takesTheOverridesOfTheSettings() throws IOException {
        var list = list(
                sending(1000),
                Map.of(
                        "PERF_CAMPAIGN_ID", "campaign-9",
                        "PERF_CAMPAIGN_TARGETS_PER_MIN", "60",
                        "PERF_CAMPAIGN_MAX_INFLIGHT", "7"));

        assertThat(list.campaignId()).isEqualTo("campaign-9");
        assertThat(list.batches().next())
                .containsEntry("campaignId", "campaign-9")
                .containsEntry("maxPerMinute", 60)
                .containsEntry("maxInFlight", 7);
    }

    @Test
    void namesTheSandboxOnlyWhereThereIsOne() throws IOException {
        assertThat(sandbox(Map.of())).isNull();
        assertThat(sandbox(Map.of("PERF_WABA_SANDBOX_TOKEN", "t"))).isEqualTo(Map.of("token", "t"));
        assertThat(sandbox(Map.of("PERF_WABA_SANDBOX_NUMBER", "+15550001"))).isEqualTo(Map.of("number", "+15550001"));
        assertThat(sandbox(Map.of("PERF_WABA_SANDBOX_NUMBER", "+15550001", "PERF_WABA_SANDBOX_TOKEN", "t")))
                .isEqualTo(Map.of("number", "+15550001", "token", "t"));
    }

    /** The bound of a run is longer by these, or long waits would cut the list off. */
    @Test
    void knowsHowLongASenderWaitsInAll() throws IOException {
        var variables = Map.of("PERF_CAMPAIGN_WAIT_MAX", "20", "PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "10");
        var profile = sending(1000);
        var dispatching = Settings.of(variables).campaign().dispatching();

        assertThat(list(profile, variables).waits(new ShareOfLoad(profile, Share.ALL), dispatching))
                .hasSeconds((100 / 4 + 1) * 20);
    }

    @Test
    void everySenderLearnsThatTheListIsEmpty() throws IOException {
        var list = list(sending(1000), Map.of());
        untilTheEnd(list);

        for (int sender = 0; sender < 20; sender++) {
            assertThat(list.batches().next()).isEqualTo(Map.of("more", false));
        }
    }

    @Test
    void refusesAProfileThatDoesNotFit() {
        assertThatThrownBy(() -> list(own("targets = 10001"), Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessage("profile own sends to 10001 targets, and only 10000 are seeded");
        assertThatThrownBy(() -> list(own(""), Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("has no 'targets'");
    }

    @Test
    void machinesThatShareARunSendToEachTargetOnce() throws IOException {
        var one = untilTheEnd(list(sending(1000), Map.of()));
        var several = new ArrayList<Map<String, Object>>();
        for (var share : List.of("1/3", "2/3", "3/3")) {
            several.addAll(untilTheEnd(list(sending(1000), Map.of("PERF_SHARE", share))));
        }
        assertThat(several).containsExactlyInAnyOrderElementsOf(one);
    }

    private Object sandbox(Map<String, String> variables) throws IOException {
        return list(sending(1000), variables).batches().next().get("sandbox");
    }

    private static BulkList list(Profile profile, Map<String, String> variables) {
        var settings = Settings.of(variables);
        return BulkList.of(
                Seeded.SUMMARY, new ShareOfLoad(profile, settings.run().share()), settings, "run-1");
    }

    private Profile sending(int targets) throws IOException {
        return own("targets = " + targets);
    }

    private Profile own(String more) throws IOException {
        var text = "profiles { own { open = \"at-once 4 users\"\n" + more + " } }";
        return Profiles.read(DataFiles.of(folder, text)).named("own").orElseThrow();
    }

    private static List<Map<String, Object>> untilTheEnd(BulkList list) {
        var batches = new ArrayList<Map<String, Object>>();
        for (var batch = list.batches().next();
                (boolean) batch.get("more");
                batch = list.batches().next()) {
            batches.add(batch);
        }
        return batches;
    }

    @SuppressWarnings("unchecked")
    private static List<String> targets(Map<String, Object> batch) {
        return (List<String>) batch.get("targets");
    }
}
