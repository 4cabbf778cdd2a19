package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import loadtest.seed.Seeder;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import org.junit.jupiter.api.Test;

/** The stand-in is seeded like any deployment: through its own Admin API and database. */
class ReseedIT {
    @Test
    void isSeededOnceAndThenUnchanged() {
        try (var standIn = StandIn.start(0, Path.of("target"))) {
            var settings = Settings.of(standIn.variables());
            var summary = SeedSummary.read(settings.seed().summaryPath());

            var again = Seeder.seed(settings);

            assertThat(again.nothingChanged()).as(again.text()).isTrue();
            assertThat(again.users().unchanged()).isEqualTo(10);
            assertThat(SeedSummary.read(again.summary()))
                    .usingRecursiveComparison()
                    .ignoringFields("generatedAt")
                    .isEqualTo(summary);

            var wrongKey = new HashMap<>(standIn.variables());
            wrongKey.put("SUPABASE_SERVICE_ROLE_KEY", "wrong");
            assertThatThrownBy(() -> Seeder.seed(Settings.of(wrongKey)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("SUPABASE_SERVICE_ROLE_KEY: refused by 127.0.0.1:");
        }
    }
}
