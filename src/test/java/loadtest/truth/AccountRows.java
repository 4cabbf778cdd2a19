package loadtest.truth;

import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.reason;
import static loadtest.truth.Expect.says;
import static loadtest.truth.ExpectNumbers.answers;
import static loadtest.truth.ExpectNumbers.count;
import static loadtest.truth.TruthRow.row;

import java.util.List;
import loadtest.scenario.agent.AgentJourneys;

/** Tokens that expire before their run ends. */
final class AccountRows {
    private static final String MINT = "POST /api/auth/token/issue";

    private AccountRows() {}

    static List<TruthRow> all() {
        return List.of(
                // Minted by the first user, and by the first who comes after half its life.
                row("token expiring midway: the journey renews a shared one")
                        .of(AgentJourneys.class)
                        .load("hold 1 per second for 14 s")
                        .variable("PERF_TOKEN_REUSE", "true")
                        .plan("token-lifetime = 12 s")
                        .expect(exit(0), nothingMissed(), count(MINT, 2), answers(401, 0)),
                row("token expiring midway: a given one cannot be renewed")
                        .of(AgentJourneys.class)
                        .load("hold 1 per second for 14 s")
                        .plan("token-lifetime = 15 s")
                        .before("PERF_BEARER_TOKEN minted just before the run", (run, bench) -> run.trial()
                                .with("PERF_BEARER_TOKEN", bench.token()))
                        .expect(
                                exit(2),
                                outcome("FAILED"),
                                count(MINT, 0),
                                reason("401 where 200 was expected"),
                                says("note      PERF_BEARER_TOKEN ends at ")));
    }
}
