package loadtest.simulation;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.journey.SignIn;
import loadtest.target.Persona;
import loadtest.target.Preflight;
import loadtest.target.Scenario;

/** The accounts of an agent scenario: signed in once before the load, and enough of them for the rate limit. */
final class Accounts {
    private final Run run;
    private final List<Persona> personas;
    private final SignIn signIn;

    private Accounts(Run run, List<Persona> personas, SignIn signIn) {
        this.run = run;
        this.personas = personas;
        this.signIn = signIn;
    }

    /** Ends the run in one line where an account is missing or refused. */
    static Accounts of(Run run, Scenario scenario) {
        var agent = run.settings().agent();
        var personas = run.orExit(() -> Persona.of(run.target()));
        var signIn = new SignIn(agent.bearerToken(), agent.tokenReuse());
        if (agent.bearerToken().isPresent()) {
            run.leaveOut("POST /api/auth/token/issue", "PERF_BEARER_TOKEN is given");
        } else {
            var first = personas.get(0);
            var token = run.orExit(() ->
                    new Preflight(run.settings().run()).signIn(agent.baseUrl().orElseThrow(), first));
            if (agent.tokenReuse()) {
                signIn.remember(first.email().orElseThrow(), token);
            }
        }
        var accounts = new Accounts(run, personas, signIn);
        run.note(accounts.rateLimit(scenario));
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

    private String rateLimit(Scenario scenario) {
        var calls = scenario.limitedCallsPerUser() * run.profile().peakRate() * 60;
        var limit = run.settings().agent().rateLimitPerMinute();
        var needed = (long) Math.ceil(calls / limit);
        var enough = needed <= personas.size();
        return "up to %.0f limited calls a minute at %d per account need %d accounts, %d given%s"
                .formatted(calls, limit, needed, personas.size(), enough ? "" : ": EXPECT 429");
    }
}
