package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import loadtest.settings.Settings;
import loadtest.target.Target;
import loadtest.testing.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastPreparationTest {
    private static final Workload ANY = Workload.simplest();

    /** A token that was minted before a long wait may have expired. */
    @ParameterizedTest
    @CsvSource({"30500, 1", "29000, 0", "-2000, 0"})
    void whatGrowsOldIsDoneAgainAfterAWaitAlone(long aheadMillis, int times) {
        var minted = new AtomicInteger();
        var last = new LastPreparation();
        last.renew(minted::incrementAndGet);
        var start = PlannedStart.of(Instant.now().plusMillis(aheadMillis), Duration.ZERO);

        last.await(start, run());

        assertThat(minted).hasValue(times);
    }

    private static PreparedRun run() {
        var file = ANY.file();
        var profile = file.profiles().named("local").orElseThrow();
        return PreparedRun.alone(
                RunId.next(),
                new Selection.Choice.Chosen(file, profile),
                new Target(Settings.of(Map.of("PERF_BASE_URL", "http://127.0.0.1:1")), Optional.empty()),
                List.of());
    }
}
