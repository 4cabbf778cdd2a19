package loadtest.scenario.agent;

import java.util.ArrayList;
import java.util.List;
import loadtest.load.Profile;
import loadtest.settings.Mask;
import loadtest.target.Check;
import loadtest.target.ReadinessCheck;

/** Whether the first account is signed in, and whether the accounts carry each profile under the rate limit. */
public final class AccountsCheck implements ReadinessCheck {
    private static final String NAME = "accounts";

    @Override
    public List<Check> check(About about) {
        var personas = new ArrayList<Persona>();
        var read = Check.of(NAME, () -> {
            personas.addAll(Persona.of(about.target()));
            return Check.ok(NAME, personas.size() + " of them");
        });
        if (read.failed()) {
            return List.of(onceForAll(about, read));
        }
        var checks = new ArrayList<>(List.of(Check.of(NAME, () -> accounts(about, personas))));
        about.file().profiles().all().forEach(profile -> checks.add(rateLimit(about, profile, personas.size())));
        return checks;
    }

    /** All scenarios have the same accounts, so what is wrong with their file is said of the first. */
    private static Check onceForAll(About about, Check unreadable) {
        var first = about.signedIn().putIfAbsent(NAME, unreadable) == null;
        return first ? unreadable : new Check(NAME, Check.CheckOutcome.FAILED, "cannot be read, as said above");
    }

    private static Check accounts(About about, List<Persona> personas) {
        var target = about.target();
        Mask.current().and(Persona.passwords(personas)).use();
        var api = new AgentApi(
                about.preflight(), target.origins(about.file().scenario()).named(AgentApi.SERVER));
        var given = target.settings().agent().bearerToken();
        if (given.isPresent()) {
            api.showToken(given.get());
            return Check.ok(NAME, "PERF_BEARER_TOKEN is accepted");
        }
        var first = personas.get(0);
        var email = first.email().orElseThrow();
        return about.signedIn()
                .computeIfAbsent(
                        email,
                        account -> Check.of(NAME, () -> {
                            api.signIn(first);
                            return Check.ok(NAME, email + " is signed in, the first of " + personas.size());
                        }));
    }

    private static String tooFew(Profile profile) {
        return profile.climbs()
                ? "its ceiling is lowered to fit"
                : profile.slowsDown() ? "it is slowed down to fit" : "expect 429";
    }

    private static Check rateLimit(About about, Profile one, int accounts) {
        return Check.of("rate limit", () -> {
            var settings = about.target().settings();
            var fit = RateFit.of(about.file(), one, settings.agent().rateLimitPerMinute(), accounts);
            var line = one.name() + ": " + fit.describe();
            if (fit.fits()) {
                return Check.ok("rate limit", line);
            }
            return Check.note("rate limit", line + ": " + tooFew(one));
        });
    }
}
