package loadtest.target;

import java.net.URI;
import java.util.Optional;
import loadtest.settings.Secret;
import loadtest.settings.Settings;

/**
 * The endpoint of a voucher scenario, and what opens it beside the bridge secret.
 *
 * @param setting the variable that names the address
 * @param bearerSetting the variable that holds the token
 * @param bearerHeader the header that carries the token
 */
record Door(String setting, URI url, String bearerSetting, String bearerHeader, Optional<Secret> bearer) {

    /** Empty for the scenarios of the agent API, which sign in, and where no address is set. */
    static Optional<Door> of(Scenario scenario, Settings settings) {
        var vouchers = settings.vouchers();
        var campaign = settings.campaign();
        var station = settings.station();
        return switch (scenario) {
            case API_SMOKE, AGENT_JOURNEYS -> Optional.empty();
            case VOUCHER_PREVIEW_SPIKE ->
                vouchers.previewUrl()
                        .map(url -> new Door(
                                "PERF_VOUCHER_PREVIEW_URL",
                                url,
                                "PERF_VOUCHER_BEARER",
                                "authorization",
                                vouchers.bearer()));
            case CAMPAIGN_BULK_SEND ->
                campaign.dispatchUrl()
                        .map(url -> new Door(
                                "PERF_CAMPAIGN_DISPATCH_URL",
                                url,
                                "PERF_CAMPAIGN_BEARER",
                                campaign.authHeader(),
                                campaign.bearer()));
            case STATION_REDEEM_PEAK ->
                station.redeemUrl()
                        .map(url -> new Door(
                                "PERF_STATION_REDEEM_URL",
                                url,
                                "PERF_STATION_BEARER",
                                station.authHeader(),
                                station.bearer()));
        };
    }
}
