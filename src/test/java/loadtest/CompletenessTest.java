package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.audit.Audit;
import loadtest.scenario.agent.SessionAudit;
import loadtest.scenario.agent.SessionLedger;
import loadtest.scenario.campaign.DispatchAudit;
import loadtest.scenario.campaign.DispatchLedger;
import loadtest.scenario.preview.PreviewAudit;
import loadtest.scenario.redeem.RedeemAudit;
import loadtest.scenario.redeem.RedeemLedger;
import loadtest.target.ScenarioFile;
import loadtest.target.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every promise of integrity has an audit. {@code PromisedIT} tests that every request has an SLO row. */
class CompletenessTest {
    @Test
    void everyIntegrityPromiseHasAnAuditAndEveryAuditIsPromised() {
        assertThat(Scenarios.onClassPath().files()).allSatisfy(file -> assertThat(
                        file.slos().integrity())
                .as("scenarios/%s.conf: integrity", file.scenario().id())
                .containsExactlyInAnyOrderElementsOf(file.scenario().room().audited()));
    }

    @Test
    void requestNamesAreConstants() {
        assertThat(Scenarios.onClassPath().files().stream()
                        .map(ScenarioFile::slos)
                        .flatMap(slos -> slos.requestNames().stream()))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).matches("(GET|POST) \\S.*").doesNotContain("#{", "$"));
    }

    static Stream<Arguments> audits() {
        var send = new DispatchAudit.Send("any", List.of("+250780950000"));
        return Stream.of(
                Arguments.of(
                        DispatchAudit.PROMISES,
                        new DispatchAudit(new DispatchLedger(), send, () -> 0, Optional.empty())),
                Arguments.of(RedeemAudit.PROMISES, new RedeemAudit(new RedeemLedger(), List.of(), Optional.empty())),
                Arguments.of(PreviewAudit.PROMISES, new PreviewAudit(List.of(), Optional.empty())),
                Arguments.of(SessionAudit.PROMISES, new SessionAudit(new SessionLedger(), Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("audits")
    void whatAFileMayPromiseIsWhatTheAuditFinds(List<String> promises, Audit audit) {
        assertThat(audit.findings().keySet()).containsExactlyInAnyOrderElementsOf(promises);
    }
}
