package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import loadtest.settings.Settings;
import loadtest.target.Target;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Test;

class LastPreparationTest {
    private static final Workload ANY = Workload.simplest();

    /** A token that was minted before a long wait may have expired. */
    @Test
    void whatGrowsOldIsDoneAgainAfterAWait() {
        var minted = new AtomicInteger();
        var last = new LastPreparation();
        last.renew(minted::incrementAndGet);

        assertThat(minted).hasValue(0);
        last.renewAll(run());
        assertThat(minted).hasValue(1);
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
