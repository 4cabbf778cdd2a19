package loadtest.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;

/**
 * Checks whether a scenario can run, by calls that change nothing and are bounded in time, and reports all problems at
 * once. Where the guard refuses a host, nothing is sent to any.
 */
public final class TargetReadiness {
    private final Scenario scenario;
    private final Target target;
    private final Settings settings;
    private final PreflightCalls preflight;
    private final ScenarioFile file;
    private final Profile profile;

    /** @param profile one of the file's */
    public TargetReadiness(ScenarioFile file, Target target, Profile profile) {
        this.file = file;
        this.scenario = file.scenario();
        this.target = target;
        this.settings = target.settings();
        this.profile = profile;
        this.preflight = new PreflightCalls(settings);
    }

    /** Whether the guard allows the target; nothing is sent to it. */
    public Check allowed() {
        return Check.of("guard", this::guard);
    }

    /** What must hold before load is sent. */
    public List<Check> beforeLoad() {
        var guard = allowed();
        if (guard.failed()) {
            return List.of(guard);
        }
        var checks = new ArrayList<>(List.of(guard));
        checks.addAll(target.serviceKeyNotes(scenario));
        checks.addAll(servers());
        checks.addAll(fixtures());
        return checks;
    }

    /** Whether the fixtures are there, which another run may have used since they were last checked. */
    public List<Check> fixtures() {
        return scenario.room()
                .fixtures()
                .map(check -> check.check(about(Map.of())))
                .orElse(List.of());
    }

    /**
     * The same, and what the scenario's room has the doctor ask.
     *
     * @param signedIn by account, the result of signing in for an earlier scenario, since gateways allow few logins
     */
    public List<Check> thorough(Map<String, Check> signedIn) {
        var checks = new ArrayList<>(beforeLoad());
        if (checks.stream().noneMatch(Check::failed)) {
            scenario.room().doctor().ifPresent(check -> checks.addAll(check.check(about(signedIn))));
        }
        return checks;
    }

    private ReadinessCheck.About about(Map<String, Check> signedIn) {
        return new ReadinessCheck.About(file, target, profile, preflight, signedIn);
    }

    private Check guard() {
        var guarded = target.guarded(scenario);
        new TargetGuard(settings.run()).check(guarded);
        target.checkServiceKey(scenario);
        var hosts =
                guarded.stream().map(TargetGuard.GuardedTarget::host).distinct().toList();
        return Check.ok("guard", "allowed: " + String.join(", ", hosts));
    }

    private List<Check> servers() {
        return target.origins(scenario).all().stream().flatMap(this::server).toList();
    }

    private Stream<Check> server(Origin origin) {
        var answers = Check.of("answers", () -> preflight
                .reach(origin)
                .describe(
                        "answers",
                        PreflightCalls.origin(origin.address())
                                + settings.network().proxies().route(origin.address())));
        return answers.failed() || origin.endpoint().isBase()
                ? Stream.of(answers)
                : Stream.of(answers, Check.of("access", () -> preflight.access(origin)));
    }
}
