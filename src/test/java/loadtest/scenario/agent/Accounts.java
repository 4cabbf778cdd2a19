package loadtest.scenario.agent;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.run.Run;
import loadtest.settings.Mask;
import loadtest.target.PreflightCalls;

/** The accounts of an agent scenario: signed in once before the load, and enough of them for the rate limit. */
public final class Accounts {
    private final Run run;
    private final List<Persona> personas;
    private final SignIn signIn;

    private Accounts(Run run, List<Persona> personas, SignIn signIn) {
        this.run = run;
        this.personas = personas;
        this.signIn = signIn;
    }

    /** Ends the run in one line where an account is missing or refused. */
    static Accounts of(Run run) {
        var agent = run.settings().agent();
        var personas = run.orExit(() -> Persona.of(run.target()));
        Mask.current().and(Persona.passwords(personas)).use();
        var signIn = new SignIn(agent.bearerToken(), agent.tokenReuse());
        var api = new AgentApi(new PreflightCalls(run.settings()), run.origin(AgentApi.SERVER));
        if (agent.bearerToken().isPresent()) {
            run.orExit(() -> api.showToken(agent.bearerToken().get()));
            run.leaveOut("POST /api/auth/token/issue", "PERF_BEARER_TOKEN is given");
            signIn.givenEnds()
                    .filter(Instant.now().plus(run.profile().length())::isAfter)
                    .ifPresent(end -> run.note("PERF_BEARER_TOKEN ends at " + end
                            + ", before the load does, and is not renewed: expect 401"));
        } else {
            var first = personas.get(0);
            var token = run.orExit(() -> api.signIn(first));
            var lasts = agent.tokenReuse() && signIn.remember(first.email().orElseThrow(), token, run.bound());
            if (lasts && personas.size() == 1) {
                run.leaveOut(
                        "POST /api/auth/token/issue", "the one token was minted before the load (PERF_TOKEN_REUSE)");
            }
        }
        var accounts = new Accounts(run, personas, signIn);
        accounts.fitTheRateLimit();
        return accounts;
    }

    SignIn signIn() {
        return signIn;
    }

    /** Every account in turn, without end. */
    Iterator<Map<String, Object>> cycle() {
        return Stream.generate(() -> personas)
                .flatMap(List::stream)
                .map(Persona::feed)
                .iterator();
    }

    /** Whether every account names an engagement to archive; where one does not, the step is left out for all. */
    boolean haveEngagements() {
        var without = personas.stream()
                .map(Persona::engagementId)
                .filter(Optional::isEmpty)
                .count();
        if (without > 0) {
            run.leaveOut(
                    "POST /functions/v1/archive-sync",
                    without + " of " + personas.size() + " accounts name no engagement (PERF_ENGAGEMENT_ID)");
        }
        return without == 0;
    }

    /** Reports whether the load, with that of other scenarios in the same run, fits the accounts' rate limit, and scales it down where the profile says so. */
    private void fitTheRateLimit() {
        var limit = run.settings().agent().rateLimitPerMinute();
        var fit = new RateFit(run.limitedCalls(), limit, personas.size());
        if (run.profile().slowsDown() && fit.share() < 1) {
            run.slowDown(fit.share(), fit.describe() + "; half of what they carry is left to the other scenarios");
        } else if (fit.fits()) {
            run.note("accounts: " + fit.describe());
        } else {
            run.noteOnRateLimit("too few accounts, expect 429: " + fit.describe());
        }
    }
}
