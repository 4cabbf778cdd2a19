package loadtest.scenario.agent;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.run.Run;
import loadtest.settings.BadInput;
import loadtest.settings.Mask;
import loadtest.target.PreflightCalls;

/** The accounts of an agent scenario: signed in once before the load, and enough of them for the rate limit. */
public final class Accounts {
    private final Run run;
    private final List<Persona> all;
    private final List<Persona> personas;
    private final SignIn signIn;

    /**
     * @param all of every machine that shares the run
     * @param personas of this machine
     */
    private Accounts(Run run, List<Persona> all, List<Persona> personas) {
        var agent = run.settings().agent();
        this.run = run;
        this.all = all;
        this.personas = personas;
        this.signIn = new SignIn(agent.bearerToken(), agent.tokenReuse());
    }

    /** Ends the run in one line where an account is missing or refused. */
    static Accounts of(Run run) {
        var all = run.orExit(() -> Persona.of(run.target()));
        Mask.current().and(Persona.passwords(all)).use();
        var accounts = new Accounts(run, all, run.orExit(() -> ofThisMachine(run, all)));
        accounts.personas.stream().filter(first -> run.sends()).findFirst().ifPresent(accounts::tryOut);
        accounts.fitTheRateLimit();
        return accounts;
    }

    private static List<Persona> ofThisMachine(Run run, List<Persona> all) {
        var share = run.load().share();
        if (!share.isAll() && run.settings().agent().bearerToken().isPresent()) {
            throw new BadInput("PERF_BEARER_TOKEN is one account's, and " + share.of() + " machines share this run"
                    + " (PERF_SHARE): unset it, and list an account for each machine in PERF_PERSONA_FILE");
        }
        return run.load().slice(all, "accounts");
    }

    private void tryOut(Persona first) {
        var agent = run.settings().agent();
        var api = new AgentApi(new PreflightCalls(run.settings()), run.origin(AgentApi.SERVER));
        if (agent.bearerToken().isPresent()) {
            run.orExit(() -> api.showToken(agent.bearerToken().get()));
            run.leaveOut("POST /api/auth/token/issue", "PERF_BEARER_TOKEN is given");
            signIn.givenEnds()
                    .filter(run.settings()
                            .run()
                            .startAt()
                            .orElseGet(Instant::now)
                            .plus(run.profile().length())::isAfter)
                    .ifPresent(end -> run.note("PERF_BEARER_TOKEN ends at " + end
                            + ", before the load does, and is not renewed: expect 401"));
            return;
        }
        var email = first.email().orElseThrow();
        var token = run.orExit(() -> api.signIn(first));
        if (agent.tokenReuse() && signIn.remember(email, token, run.bound())) {
            run.renewAfterWait(() -> signIn.remember(email, api.signIn(first), run.bound()));
            if (personas.size() == 1) {
                run.leaveOut(
                        "POST /api/auth/token/issue", "the one token was minted before the load (PERF_TOKEN_REUSE)");
            }
        }
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
        var without = all.stream()
                .map(Persona::engagementId)
                .filter(Optional::isEmpty)
                .count();
        if (without > 0) {
            run.leaveOut(
                    "POST /functions/v1/archive-sync",
                    without + " of " + all.size() + " accounts name no engagement (PERF_ENGAGEMENT_ID)");
        }
        return without == 0;
    }

    /**
     * Reports whether the load fits the accounts' rate limit, and scales it down where the profile says so, by all
     * accounts and the whole load, with that of other scenarios in the same run: every machine that shares the run does the same.
     */
    private void fitTheRateLimit() {
        var limit = run.settings().agent().rateLimitPerMinute();
        run.climb(() -> RateFit.carried(run.file(), run.profile(), limit, all.size()));
        var fit = new RateFit(run.limitedCalls(), limit, all.size());
        if (run.profile().slowsDown() && fit.share() < 1) {
            run.slowDown(fit.share(), fit.describe() + "; half of what they carry is left to the other scenarios");
        } else if (!fit.fits()) {
            run.noteOnRateLimit("too few accounts, expect 429: " + fit.describe());
        } else if (!part(fit).fits()) {
            run.noteOnRateLimit(
                    "too few accounts on this machine, expect 429: " + part(fit).describe());
        } else {
            run.note("accounts: " + fit.describe());
        }
    }

    /** Machines have the same load, but for one user, and not always as many accounts as each other. */
    private RateFit part(RateFit all) {
        return personas.isEmpty()
                ? all
                : new RateFit(all.calls() / run.load().share().of(), all.limit(), personas.size());
    }
}
