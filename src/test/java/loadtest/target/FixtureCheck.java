package loadtest.target;

import java.util.List;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.seed.summary.SeedSummary;
import loadtest.seed.table.Remaining;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;

/** Whether the fixtures that a run will use are there, of this version, and not used up by an earlier one. */
final class FixtureCheck {
    private static final String NAME = "fixtures";
    private static final String CURE = ": seed again with 'mvn compile exec:java@seed'";

    private final Scenario scenario;
    private final Settings settings;
    private final Profile profile;

    FixtureCheck(Scenario scenario, Settings settings, Profile profile) {
        this.scenario = scenario;
        this.settings = settings;
        this.profile = profile;
    }

    /** Empty for scenarios without fixtures. Only the database knows what earlier runs have left. */
    Stream<Check> look() {
        return scenario.hasFixtures() ? Stream.of(Check.of(NAME, this::fixtures)) : Stream.empty();
    }

    private Check fixtures() {
        var summary = SeedSummary.read(settings.seed().summaryPath());
        var database = settings.supabase().database();
        var needed = needed(summary);
        if (database.isEmpty()) {
            return Check.ok(
                    NAME,
                    "seeded " + summary.generatedAt() + ", version " + summary.seedVersion()
                            + "; how many are left, only SUPABASE_DB_URL could tell");
        }
        try (var remaining = Remaining.in(database.get())) {
            return switch (scenario) {
                case CAMPAIGN_BULK_SEND -> targets(remaining, summary, needed);
                case STATION_REDEEM_PEAK -> vouchers(remaining, summary, needed);
                default -> previews(remaining, needed);
            };
        }
    }

    /** Vouchers or phone numbers of this run. */
    private List<String> needed(SeedSummary summary) {
        var share = settings.run().share();
        return switch (scenario) {
            case CAMPAIGN_BULK_SEND -> Portion.targets(summary, profile, share);
            case STATION_REDEEM_PEAK ->
                Portion.vouchers(summary, profile, share).stream()
                        .limit(profile.plannedUsers().orElseThrow())
                        .map(Portion.Redeemable::voucherId)
                        .toList();
            default ->
                summary.voucherPreviewPayloads().stream()
                        .map(SeedSummary.VoucherPreview::voucherId)
                        .toList();
        };
    }

    private static Check vouchers(Remaining remaining, SeedSummary summary, List<String> needed) {
        var all = summary.stationRedeemPayloads().stream()
                .flatMap(station -> station.voucherIds().stream())
                .toList();
        var state = remaining.vouchers(needed);
        var inAll = remaining.vouchers(all).unused() + " of " + all.size() + " in all";
        return judge(state, state.unused(), needed, "vouchers of this run are redeemable, " + inAll);
    }

    private Check targets(Remaining remaining, SeedSummary summary, List<String> needed) {
        var campaign = summary.campaignDispatch();
        var id = settings.campaign().campaignId().orElse(campaign.campaignId());
        var state = remaining.targets(id, needed);
        var all = campaign.bulkTargetMsisdns();
        var inAll = remaining.targets(id, all).unused() + " of " + all.size() + " in all";
        return judge(state, state.unused(), needed, "targets of this run are queued, " + inAll);
    }

    /** A preview changes nothing, so these are never used up. */
    private static Check previews(Remaining remaining, List<String> needed) {
        var state = remaining.vouchers(needed);
        return judge(state, state.present(), needed, "vouchers to be previewed are in the database");
    }

    private static Check judge(Remaining.State state, long usable, List<String> needed, String what) {
        if (state.otherVersion().isPresent()) {
            throw new BadInput("the fixtures in the database are of version "
                    + state.otherVersion().get() + ", this suite wants " + SeedSummary.SEED_VERSION + CURE);
        }
        var seen = usable + " of " + needed.size() + " " + what;
        if (usable < needed.size()) {
            throw new BadInput("only " + seen + CURE);
        }
        return Check.ok(NAME, seen);
    }
}
