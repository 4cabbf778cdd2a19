package loadtest.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;

/**
 * What a scenario needs to be told before it can run against a real deployment.
 *
 * @param anySet whether anything of it was set at all
 * @param missing the variables still missing; where there is a choice, the choice in words
 */
public record Needs(boolean anySet, List<String> missing) {

    public static Needs of(Scenario scenario, Settings settings) {
        return switch (scenario) {
            case API_SMOKE, AGENT_JOURNEYS -> agentApi(settings.agent());
            case VOUCHER_PREVIEW_SPIKE ->
                url(settings.vouchers().previewUrl(), "PERF_VOUCHER_PREVIEW_URL or PERF_APP_BASE_URL");
            case CAMPAIGN_BULK_SEND -> dispatcher(settings);
            case STATION_REDEEM_PEAK -> url(settings.station().redeemUrl(), "PERF_STATION_REDEEM_URL");
        };
    }

    private static Needs agentApi(Settings.AgentApi agent) {
        var missing = new ArrayList<String>();
        if (agent.baseUrl().isEmpty()) {
            missing.add("PERF_BASE_URL");
        }
        if (agent.orgSlug().isEmpty() && agent.personaFile().isEmpty()) {
            missing.add("PERF_ORG_SLUG (or PERF_PERSONA_FILE)");
        }
        if (agent.personaFile().isEmpty() && agent.bearerToken().isEmpty()) {
            credentials(agent).ifPresent(missing::add);
        }
        var anySet = Stream.of(
                        agent.baseUrl(),
                        agent.orgSlug(),
                        agent.personaFile(),
                        agent.email(),
                        agent.password(),
                        agent.bearerToken())
                .anyMatch(Optional::isPresent);
        return new Needs(anySet, missing);
    }

    private static Optional<String> credentials(Settings.AgentApi agent) {
        if (agent.email().isPresent() && agent.password().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                agent.email().isPresent()
                        ? "PERF_PASSWORD"
                        : agent.password().isPresent()
                                ? "PERF_EMAIL"
                                : "PERF_EMAIL and PERF_PASSWORD (or PERF_PERSONA_FILE, or PERF_BEARER_TOKEN)");
    }

    /** The bulk numbers look like live phones: off loopback only a sandbox, or a dispatcher confirmed by name. */
    private static Needs dispatcher(Settings settings) {
        var campaign = settings.campaign();
        var missing = new ArrayList<String>();
        if (campaign.dispatchUrl().isEmpty()) {
            missing.add("PERF_CAMPAIGN_DISPATCH_URL");
        }
        var host = campaign.dispatchUrl().map(URI::getHost);
        var safe = campaign.sandboxNumber().isPresent()
                || host.map(name -> TargetGuard.isLoopback(name)
                                || settings.run().confirmedTargets().stream().anyMatch(name::equalsIgnoreCase))
                        .orElse(true);
        if (!safe) {
            missing.add("PERF_WABA_SANDBOX_NUMBER (or PERF_CONFIRM_TARGET=" + host.orElseThrow() + ")");
        }
        var anySet = campaign.dispatchUrl().isPresent()
                || campaign.sandboxNumber().isPresent()
                || campaign.sandboxToken().isPresent();
        return new Needs(anySet, missing);
    }

    private static Needs url(Optional<URI> url, String name) {
        return new Needs(url.isPresent(), url.isPresent() ? List.of() : List.of(name));
    }
}
