package loadtest.scenario.campaign;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.settings.Dispatching;
import loadtest.settings.Settings;
import loadtest.settings.Share;

/**
 * The list that all senders of a campaign share, cut into batches.
 *
 * @param targets phone numbers, none twice
 * @param count number of batches
 * @param batches each with the fields of the dispatcher's body and {@code more}; the last one is followed, without end, by
 *     entries with {@code more} false
 */
record BulkList(String campaignId, List<String> targets, int count, Iterator<Map<String, Object>> batches) {

    /** @throws BadInput if fewer targets are seeded than the profile sends to */
    static BulkList of(SeedSummary fixtures, Profile profile, Settings settings, String runId) {
        var targets = targets(fixtures, profile, settings.run().share());
        var campaign = settings.campaign();
        var campaignId =
                campaign.campaignId().orElse(fixtures.campaignDispatch().campaignId());
        var size = campaign.batchSize();
        var count = (targets.size() + size - 1) / size;
        var batches = IntStream.range(0, count).mapToObj(n -> {
            var batch = common(fixtures, settings, campaignId);
            batch.put("more", true);
            batch.put("targets", targets.subList(n * size, Math.min(targets.size(), (n + 1) * size)));
            batch.put("batchReference", fixtures.campaignDispatch().batchReference() + "-" + runId + "-" + n);
            return batch;
        });
        var end = Stream.generate(() -> Map.<String, Object>of("more", false));
        return new BulkList(
                campaignId, targets, count, Stream.concat(batches, end).iterator());
    }

    /** How long one sender waits between its batches, all in all, at the most. */
    Duration waits(Profile profile, Dispatching dispatching) {
        var rounds = count / Math.max(1, profile.plannedUsers().orElse(1)) + 1;
        return dispatching.longestWait().multipliedBy(rounds);
    }

    /** The targets of this machine's share; other machines send to the rest of the seeded numbers. */
    DispatchAudit.Send send(SeedSummary fixtures, Share share) {
        var spared = share.isAll() ? targets : fixtures.campaignDispatch().bulkTargetMsisdns();
        return new DispatchAudit.Send(campaignId, targets, spared);
    }

    /**
     * Phone numbers to be sent to, none twice.
     *
     * @throws BadInput if fewer are seeded than the profile sends to
     */
    static List<String> targets(SeedSummary fixtures, Profile profile, Share share) {
        var all = fixtures.campaignDispatch().bulkTargetMsisdns();
        var wanted = profile.targets()
                .orElseThrow(() -> new BadInput("profile " + profile.name()
                        + " of campaign_bulk_send has no 'targets': say how many it sends to"));
        if (wanted > all.size()) {
            throw new BadInput("profile " + profile.name() + " sends to " + wanted + " targets, and only " + all.size()
                    + " are seeded");
        }
        return share.slice(all.subList(0, wanted));
    }

    private static Map<String, Object> common(SeedSummary fixtures, Settings settings, String campaignId) {
        var campaign = settings.campaign();
        var fields = new HashMap<String, Object>();
        fields.put("campaignId", campaignId);
        fields.put("maxPerMinute", campaign.targetsPerMinute());
        fields.put("maxInFlight", campaign.maxInFlight());
        fields.put("seedVersion", fixtures.seedVersion());
        var sandbox = new HashMap<String, String>();
        campaign.sandboxNumber().ifPresent(number -> sandbox.put("number", number));
        campaign.sandboxToken().ifPresent(token -> sandbox.put("token", token.reveal()));
        if (campaign.isSandboxed()) {
            fields.put("sandbox", sandbox);
        }
        return fields;
    }
}
