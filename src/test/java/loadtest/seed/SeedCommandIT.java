package loadtest.seed;

import static org.assertj.core.api.Assertions.assertThat;

import loadtest.seed.summary.SeedSummary;
import loadtest.testing.AuthServer;
import loadtest.testing.OnADeployment;
import loadtest.testing.SeedCommand;
import org.junit.jupiter.api.Test;

/** The command as users start it, where nothing is wrong. */
class SeedCommandIT extends OnADeployment {
    private static final String PASSWORD = "canary-Passw0rd";

    @Test
    void seedsAndSaysWhatItDid() throws Exception {
        staging.with("PERF_SEED_USER_PASSWORD", PASSWORD);
        var first = SeedCommand.run(folder, staging.variables());

        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .contains("auth      " + staging.auth.url())
                .contains("database  127.0.0.1:" + POSTGRES.port() + "/" + staging.database)
                .containsPattern("campaign_targets +10,012 +0 +0 +0\n")
                .containsPattern("done, in \\d+\\.\\d\\d s")
                .contains("summary: " + staging.summary)
                .doesNotContain(PASSWORD, AuthServer.KEY);
        SeedSummary.read(staging.summary);

        assertThat(SeedCommand.run(folder, staging.variables()).out()).contains("nothing changed, in ");
    }

    @Test
    void aDryRunWritesNothingAtAll() throws Exception {
        var ended = SeedCommand.run(folder, staging.variables(), "--dry-run");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .containsPattern("campaign_targets +10,012 +0 +0 +0\n")
                .contains("dry run: nothing was written");
        assertThat(folder).isEmptyDirectory();
        assertThat(staging.auth.requests).extracting(AuthServer.Request::method).containsOnly("GET");
        for (var change : staging.seeder(1).plan().tables()) {
            assertThat(staging.count(change.kind())).as(change.kind()).isZero();
        }
    }
}
