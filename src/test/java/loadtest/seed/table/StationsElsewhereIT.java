package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import loadtest.seed.SeedReport;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Change;
import loadtest.seed.summary.SeedSummary;
import loadtest.testing.Postgres;
import loadtest.testing.SeedCommand;
import loadtest.testing.SeededPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Older databases have the numbers of stations refer to a table of stations that is not seeded: none are written. */
class StationsElsewhereIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static final String NOTE =
            "station_numbers refers to public.depots, which is not seeded: the table is left out";

    @TempDir
    Path folder;

    private SeededPlatform staging;

    @BeforeEach
    void deploy() throws Exception {
        staging = new SeededPlatform(POSTGRES, folder, "accounts", "older");
        staging.execute("alter table petrol_stations rename to depots; insert into depots (name) values ('Theirs');"
                + " insert into station_numbers (station_id, wa_e164, role)"
                + " select id, '+250780901001', 'staff' from depots");
    }

    @AfterEach
    void takeDown() {
        staging.close();
    }

    @Test
    void theNumbersAreLeftAloneFromDryRunToRemoval() throws Exception {
        var seeder = staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1").seeder(CampaignTarget.BULK_COUNT);
        assertLeftOut(seeder.plan());
        assertLeftOut(seeder.seed());

        // Nothing that scenarios need hangs on the numbers: the operator comes with the station.
        var summary = SeedSummary.read(staging.summary);
        assertThat(summary.stationRedeemPayloads())
                .hasSize(50)
                .allSatisfy(station -> assertThat(station.operator().msisdn()).startsWith("+25078090"));
        try (var remaining =
                Remaining.in(staging.settings().supabase().database().orElseThrow())) {
            var vouchers = summary.stationRedeemPayloads().get(0).voucherIds();
            assertThat(remaining.vouchers(vouchers))
                    .extracting(Remaining.State::unused)
                    .isEqualTo(32L);
            var campaign = summary.campaignDispatch();
            assertThat(remaining.targets(campaign.campaignId(), campaign.bulkTargetMsisdns()))
                    .extracting(Remaining.State::unused, state -> state.otherVersion()
                            .isEmpty())
                    .isEqualTo(List.of(10_000L, true));
        }

        assertLeftOut(seeder.remove());
        assertThat(staging.count("vouchers")).isZero();
        assertThat(staging.count("stations")).isZero();
        assertThat(staging.count("auth.users")).isZero();
    }

    @Test
    void theCommandSaysSo() throws Exception {
        var ended = SeedCommand.run(folder, staging.variables(), "--dry-run");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).containsOnlyOnce(NOTE);
    }

    private void assertLeftOut(SeedReport report) throws Exception {
        assertThat(report.notes()).contains(NOTE);
        assertThat(report.tables()).extracting(Change::kind).doesNotContain("station_numbers");
        assertThat(staging.value("select string_agg(wa_e164, ',') from station_numbers"))
                .isEqualTo("+250780901001");
    }
}
