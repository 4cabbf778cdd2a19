package loadtest.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SeederIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @TempDir
    Path folder;

    private Staging staging;

    @BeforeEach
    void deploy() throws Exception {
        staging = new Staging(POSTGRES, folder);
    }

    @AfterEach
    void takeDown() {
        staging.close();
    }

    @Test
    void writesEveryFixtureAndThenChangesNothing() throws Exception {
        var first = staging.seedAsOthersDo();

        assertThat(first.users()).isEqualTo(new Change("users", 10, 0, 0, 0));
        assertThat(first.tables())
                .containsExactly(
                        new Change("profiles", 10, 0, 0, 0),
                        new Change("stations", 50, 0, 0, 0),
                        new Change("station_numbers", 50, 0, 0, 0),
                        new Change("campaigns", 2, 0, 0, 0),
                        new Change("campaign_targets", 10_012, 0, 0, 0),
                        new Change("vouchers", 1_620, 0, 0, 0),
                        new Change("voucher_events", 1_633, 0, 0, 0));
        for (var table : first.tables()) {
            assertThat(staging.count(table.kind())).as(table.kind()).isEqualTo(table.inserted());
        }
        assertThat(first.nothingChanged()).isFalse();

        var second = staging.seedAsOthersDo();

        assertThat(second.nothingChanged()).as(second.text()).isTrue();
        assertThat(second.users()).isEqualTo(new Change("users", 0, 0, 10, 0));
        assertThat(second.of("campaign_targets").unchanged()).isEqualTo(10_012);
        assertThat(second.text()).contains("nothing changed");
        System.out.println(first.text());
        System.out.println(second.text());
    }
}
