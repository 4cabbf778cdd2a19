package loadtest.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.scenario.agent.Persona;
import loadtest.scenario.agent.RateFit;
import loadtest.settings.Mask;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;

/**
 * Looks whether a scenario can run: calls that change nothing, each bounded in time, all troubles in one pass. Where
 * the guard forbids a host, nothing is sent to any.
 */
public final class Readiness {
    private final ScenarioFile file;
    private final Scenario scenario;
    private final Target target;
    private final Settings settings;
    private final Profile profile;
    private final Preflight preflight;

    /** @param profile one of the file's, with the load of this machine alone */
    public Readiness(ScenarioFile file, Target target, Profile profile) {
        this.file = file;
        this.scenario = file.scenario();
        this.target = target;
        this.settings = target.settings();
        this.profile = profile;
        this.preflight = new Preflight(settings.run());
    }

    /** What must hold before load is sent. The accounts are signed in elsewhere, where their tokens are kept. */
    public List<Check> beforeLoad() {
        var guard = Check.of("guard", this::guard);
        if (guard.failed()) {
            return List.of(guard);
        }
        var checks = new ArrayList<>(List.of(guard));
        checks.addAll(doors());
        new FixtureCheck(scenario, settings, profile).look().forEach(checks::add);
        return checks;
    }

    /**
     * The same, the accounts, and where a preview leads.
     *
     * @param signedIn by account, what came of signing in for scenarios before; gateways allow few logins
     */
    public List<Check> thorough(Map<String, Check> signedIn) {
        var checks = new ArrayList<>(beforeLoad());
        if (file.limitedCallsPerUser() > 0 && checks.stream().noneMatch(Check::failed)) {
            checks.add(Check.of("accounts", () -> accounts(signedIn)));
            file.profiles().all().stream().map(this::rateLimit).forEach(checks::add);
        }
        if (checks.stream().noneMatch(Check::failed)) {
            new PreviewCheck(scenario, settings, preflight).look().forEach(checks::add);
        }
        return checks;
    }

    private Check guard() {
        var guarded = target.guarded(scenario);
        new TargetGuard(settings.run()).check(guarded);
        var hosts = guarded.stream().map(TargetGuard.Target::host).distinct().toList();
        return Check.ok("guard", "allowed: " + String.join(", ", hosts));
    }

    private List<Check> doors() {
        return target.addresses(scenario).entrySet().stream()
                .flatMap(entry -> {
                    var answers = Check.of("answers", () -> preflight
                            .reach(entry.getKey(), entry.getValue())
                            .describe(
                                    "answers",
                                    Preflight.origin(entry.getValue()).toString()));
                    var access = answers.failed()
                            ? Stream.<Check>empty()
                            : Door.of(scenario, settings).stream()
                                    .map(door -> Check.of("access", () -> preflight.opens(door)));
                    return Stream.concat(Stream.of(answers), access);
                })
                .toList();
    }

    private Check accounts(Map<String, Check> signedIn) {
        var agent = settings.agent();
        var baseUrl = agent.baseUrl().orElseThrow();
        var personas = Persona.of(target);
        Mask.current().and(Persona.passwords(personas)).use();
        if (agent.bearerToken().isPresent()) {
            preflight.showToken(baseUrl, agent.bearerToken().get());
            return Check.ok("accounts", "PERF_BEARER_TOKEN is accepted");
        }
        var first = personas.get(0);
        var email = first.email().orElseThrow();
        return signedIn.computeIfAbsent(
                email,
                account -> Check.of("accounts", () -> {
                    preflight.signIn(baseUrl, first);
                    return Check.ok("accounts", email + " is signed in, the first of " + personas.size());
                }));
    }

    private Check rateLimit(Profile one) {
        return Check.of("rate limit", () -> {
            var accounts = Persona.of(target).size();
            var fit = RateFit.of(file, one, settings.agent().rateLimitPerMinute(), accounts);
            var line = one.name() + ": " + fit.describe();
            if (fit.fits()) {
                return Check.ok("rate limit", line);
            }
            return Check.note("rate limit", line + (one.slowsDown() ? ": it is slowed down to fit" : ": expect 429"));
        });
    }
}
