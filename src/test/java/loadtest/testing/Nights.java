package loadtest.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loadtest.report.summary.RunOutcome;

/**
 * The output folder of a suite that has run every night: five scenarios under {@code ci} on a deployment of three hosts,
 * each night with its accidents, and now and then somebody's runs on the stand-in.
 */
public final class Nights {
    /** In the order in which they run, with the request and the host of each. */
    private static final Map<String, List<String>> SCENARIOS = Map.of(
            "agent_journeys", List.of("POST /api/agent/plan", "agents.staging.example.com"),
            "api_smoke", List.of("GET /api/healthz", "agents.staging.example.com"),
            "campaign_bulk_send", List.of("POST /campaigns", "dispatch.staging.example.com"),
            "station_redeem_peak", List.of("POST /redeem", "admin.staging.example.com"),
            "voucher_preview_spike", List.of("POST /api/vouchers/preview", "admin.staging.example.com"));

    private Nights() {}

    /**
     * Writes the folders of so many nights. In the newest, the redeems broke a promise; one night before, the previews.
     * Before these, a run of one night each was interrupted, did not happen, and was a rehearsal.
     */
    public static void in(Path outputDir, int nights) throws IOException {
        for (var night = 0; night < nights; night++) {
            var minutes = 0;
            for (var scenario : SCENARIOS.keySet().stream().sorted().toList()) {
                changed(run(night, scenario, minutes), scenario, nights - 1 - night)
                        .in(outputDir);
                minutes += 12;
            }
        }
        standIn(outputDir, nights - 2);
    }

    private static StoredRun run(int night, String scenario, int minutes) {
        return StoredRun.ofDay(night)
                .after(Duration.ofMinutes(minutes))
                .scenario(scenario)
                .profile("ci")
                .sending(SCENARIOS.get(scenario).get(0))
                .on(SCENARIOS.get(scenario).get(1))
                .of("night-" + night)
                .versions(
                        "1." + (3 + night / 10) + "." + night % 10,
                        String.format(Locale.ROOT, "%07x", 0x3fa9c21 + night / 4))
                .millis(180 + (night * 37 + scenario.length() * 11) % 90);
    }

    private static StoredRun changed(StoredRun run, String scenario, int nightsAgo) {
        return switch (scenario + " " + nightsAgo) {
            case "station_redeem_peak 0" ->
                run.millis(612).ended(RunOutcome.FAILED, "POST /redeem p95 is 612 ms, limit < 500 ms");
            case "voucher_preview_spike 1" ->
                run.millis(1_212).failed(9).ended(RunOutcome.FAILED, "failed is 4.50 %, limit < 1 %", "p95");
            case "agent_journeys 2" -> run.ended(RunOutcome.INTERRUPTED, "the run was interrupted after 42 s of 600 s");
            case "api_smoke 3" -> run.ended(RunOutcome.NOT_RUN, "cannot run: PERF_BASE_URL does not answer: is it up?");
            case "station_redeem_peak 4" ->
                run.millis(2_400).ended(RunOutcome.FAILED, "slow").rehearsing("slow database");
            default -> run;
        };
    }

    private static void standIn(Path outputDir, int night) throws IOException {
        for (var scenario : List.of("api_smoke", "station_redeem_peak")) {
            StoredRun.ofDay(night)
                    .after(Duration.ofHours(2))
                    .scenario(scenario)
                    .profile("local")
                    .sending(SCENARIOS.get(scenario).get(0))
                    .onTheStandIn()
                    .millis(12)
                    .in(outputDir);
        }
    }
}
