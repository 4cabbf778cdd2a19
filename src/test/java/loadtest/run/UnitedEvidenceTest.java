package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loadtest.audit.Audit;
import loadtest.scenario.campaign.DispatchAudit;
import loadtest.scenario.campaign.DispatchLedger;
import loadtest.share.ShareFolder;
import loadtest.share.ShareJson;
import loadtest.share.ShareSet;
import loadtest.testing.SampleShares;
import loadtest.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledgers of two shares, of which each has sent a batch. */
class UnitedEvidenceTest {
    @TempDir
    Path runs;

    @BeforeEach
    void twoShares() throws IOException {
        for (int part = 1; part <= 2; part++) {
            var share = SampleShares.write(runs.resolve("run-" + part), SampleShares.record(part, 2));
            ShareJson.write(share.ledger(), audit("b-" + part).recorded());
        }
    }

    @Test
    void allLedgersAreOne() {
        var audit = audit();

        assertThat(giveTo(audit)).isEmpty();
        assertThat(audit.findings().get("every target dispatched exactly once").actual())
                .startsWith("2 of 2 taken over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"tried\":null}", "{\"tried\":[\"b-1\"],\"accepted\":7}"})
    void aLedgerThatNoShareWritesIsNamed(String content) throws IOException {
        var ledger = Files.writeString(share(2).ledger(), content);

        assertThat(giveTo(audit()).orElseThrow()).startsWith(ledger.toString()).hasLineCount(1);
    }

    @Test
    void aShareWithoutALedgerIsNamed() throws IOException {
        Files.delete(share(2).ledger());

        assertThat(giveTo(audit())).hasValue("nobody knows what share 2/2 was answered: it left no ledger");
    }

    /** Only the first has asked the database before any load; what another one has is not that. */
    @Test
    void theDatabaseBeforeTheLoadIsThatOfTheFirstShare() throws IOException {
        ShareJson.write(share(2).before(), List.of());

        assertThat(giveTo(audit())).isEmpty();
    }

    private Optional<String> giveTo(Audit audit) {
        return new UnitedEvidence(ShareSet.under(runs).get(Samples.SCENARIO)).giveTo(audit);
    }

    private ShareFolder share(int part) {
        return ShareFolder.in(runs.resolve("run-" + part));
    }

    /** One that has seen these batches of one target each. */
    private static DispatchAudit audit(String... batches) {
        var ledger = new DispatchLedger();
        for (var batch : batches) {
            ledger.answered(batch, 1, 202, "{\"accepted\":1}");
        }
        var send = new DispatchAudit.Send("campaign", List.of("+250780950101", "+250780950102"));
        return new DispatchAudit(ledger, send, () -> 0, Optional.empty());
    }
}
