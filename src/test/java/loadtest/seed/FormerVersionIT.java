package loadtest.seed;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;

import loadtest.seed.fixture.Change;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The former version had two operators, and every customer in both campaigns. */
class FormerVersionIT extends OnADeployment {
    private static final int FEW = 100;

    private static final String FORMER = """
            delete from station_numbers;
            insert into station_numbers (station_id, wa_e164, role)
              select id, '+25078090100' || (substr(engencode, 11)::int + 1) % 2 + 1, 'manager' from stations;
            delete from campaign_targets where user_id is not null;
            insert into campaign_targets (id, campaign_id, msisdn, user_id, status)
              select left(encode(digest(concat('campaign-target:curated:', c.status, ':perf-customer-0', i), 'sha1'),
                'hex'), 32)::uuid, c.id, p.whatsapp_e164, p.user_id, 'sent'
              from campaigns c, generate_series(1, 6) i join profiles p on p.whatsapp_e164 = '+25078090010' || i;
            update campaigns set metadata = '{"seedVersion": "perf-load-3"}', legacy_id = null;
            """;

    @BeforeEach
    void seedAsTheFormerVersionDid() throws Exception {
        staging.seed(FEW);
        staging.execute(FORMER);
    }

    @Test
    void operatorsAndTargetsThatAreNoMoreAreRemovedAndCounted() throws Exception {
        var report = staging.seed(FEW);

        // With four operators taking turns, no station has the one that it had.
        assertThat(change(report, "station_numbers")).isEqualTo(new Change("station_numbers", 50, 0, 0, 50));
        // Four customers of the draft go, the four users who are no customers come; others keep the ids they have.
        assertThat(change(report, "campaign_targets")).isEqualTo(new Change("campaign_targets", 4, 8, FEW, 4));
        assertThat(staging.count("station_numbers")).isEqualTo(50);
        assertThat(staging.count("campaign_targets where user_id is not null")).isEqualTo(12);
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void removalTakesThemToo() throws Exception {
        staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1").seeder(FEW).remove();

        assertThat(staging.count("station_numbers")).isZero();
        assertThat(staging.count("campaign_targets")).isZero();
    }

    /** Nobody else's number, however the platform writes it. */
    @Test
    void aNumberIsKnownWhateverItsForm() throws Exception {
        staging.execute("""
                insert into station_numbers (station_id, wa_e164, role)
                  select id, '250 780-902 000', 'staff' from stations where engencode = 'ENG-PERF-001'
                  union select id, '+250789902000', 'staff' from stations where engencode = 'ENG-PERF-001'
                """);

        assertThat(change(staging.seed(FEW), "station_numbers").removed()).isEqualTo(51);
        assertThat(staging.count("station_numbers where wa_e164 = '+250789902000'"))
                .isOne();
    }
}
