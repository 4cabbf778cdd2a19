package loadtest.scenario.agent;

import java.util.ArrayList;
import java.util.List;
import loadtest.load.Profile;
import loadtest.settings.Mask;
import loadtest.target.Check;
import loadtest.target.ReadinessCheck;

/** Whether the first account is signed in, and whether the accounts carry each profile under the rate limit. */
public final class AccountsCheck implements ReadinessCheck {
    @Override
    public List<Check> check(About about) {
        var checks = new ArrayList<>(List.of(Check.of("accounts", () -> accounts(about))));
        about.file().profiles().all().forEach(profile -> checks.add(rateLimit(about, profile)));
        return checks;
    }

    private static Check accounts(About about) {
        var target = about.target();
        var personas = Persona.of(target);
        Mask.current().and(Persona.passwords(personas)).use();
        var api = new AgentApi(
                about.preflight(), target.origins(about.file().scenario()).named(AgentApi.SERVER));
        var given = target.settings().agent().bearerToken();
        if (given.isPresent()) {
            api.showToken(given.get());
            return Check.ok("accounts", "PERF_BEARER_TOKEN is accepted");
        }
        var first = personas.get(0);
        var email = first.email().orElseThrow();
        return about.signedIn()
                .computeIfAbsent(
                        email,
                        account -> Check.of("accounts", () -> {
                            api.signIn(first);
                            return Check.ok("accounts", email + " is signed in, the first of " + personas.size());
                        }));
    }

    private static Check rateLimit(About about, Profile one) {
        return Check.of("rate limit", () -> {
            var settings = about.target().settings();
            var fit = RateFit.of(
                    about.file(),
                    one,
                    settings.agent().rateLimitPerMinute(),
                    Persona.of(about.target()).size());
            var line = one.name() + ": " + fit.describe();
            if (fit.fits()) {
                return Check.ok("rate limit", line);
            }
            return Check.note("rate limit", line + (one.slowsDown() ? ": it is slowed down to fit" : ": expect 429"));
        });
    }
}
