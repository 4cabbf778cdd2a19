package loadtest.scenario.campaign;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.load.ShareOfLoad;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.settings.Dispatching;
import loadtest.settings.Settings;

/**
 * The list that all senders of a campaign share, cut into batches.
 *
 * @param targets phone numbers, none twice, those of all machines
 * @param count number of batches that this machine sends
 * @param batches these, each with the fields of the dispatcher's body and {@code more}; the last one is followed, without end, by
 *     entries with {@code more} false
 */
record BulkList(String campaignId, List<String> targets, int count, Iterator<Map<String, Object>> batches) {

    /** @throws BadInput if fewer targets are seeded than the profile sends to */
    static BulkList of(SeedSummary fixtures, ShareOfLoad load, Settings settings, String runId) {
        var targets = targets(fixtures, load.profile());
        var campaign = settings.campaign();
        var campaignId =
                campaign.campaignId().orElse(fixtures.campaignDispatch().campaignId());
        var size = campaign.batchSize();
        var numbers = numbers(targets, load, size);
        var batches = numbers.stream().map(n -> {
            var batch = common(fixtures, settings, campaignId);
            batch.put("more", true);
            batch.put("targets", batch(targets, n, size));
            batch.put("batchReference", fixtures.campaignDispatch().batchReference() + "-" + runId + "-" + n);
            return batch;
        });
        var end = Stream.generate(() -> Map.<String, Object>of("more", false));
        return new BulkList(
                campaignId, targets, numbers.size(), Stream.concat(batches, end).iterator());
    }

    /** Whole batches are divided, so that all machines send those that one sends alone. */
    private static List<Integer> numbers(List<String> targets, ShareOfLoad load, int size) {
        var all = (targets.size() + size - 1) / size;
        return load.slice(IntStream.range(0, all).boxed().toList(), "batches");
    }

    /** The targets of this machine's batches. */
    static List<String> targetsHere(SeedSummary fixtures, ShareOfLoad load, int size) {
        var targets = targets(fixtures, load.profile());
        return numbers(targets, load, size).stream()
                .flatMap(n -> batch(targets, n, size).stream())
                .toList();
    }

    private static List<String> batch(List<String> targets, int n, int size) {
        return targets.subList(n * size, Math.min(targets.size(), (n + 1) * size));
    }

    /** How long one sender waits between its batches, all in all, at the most. */
    Duration waits(ShareOfLoad load, Dispatching dispatching) {
        var rounds = count / Math.max(1, load.plannedUsers().orElse(1)) + 1;
        return dispatching.longestWait().multipliedBy(rounds);
    }

    /** What all machines send. */
    DispatchAudit.Send send() {
        return new DispatchAudit.Send(campaignId, targets);
    }

    /**
     * Phone numbers to be sent to, none twice.
     *
     * @throws BadInput if fewer are seeded than the profile sends to
     */
    static List<String> targets(SeedSummary fixtures, Profile profile) {
        var all = fixtures.campaignDispatch().bulkTargetMsisdns();
        var wanted = profile.targets()
                .orElseThrow(() -> new BadInput("profile " + profile.name()
                        + " of campaign_bulk_send has no 'targets': say how many it sends to"));
        if (wanted > all.size()) {
            throw new BadInput("profile " + profile.name() + " sends to " + wanted + " targets, and only " + all.size()
                    + " are seeded");
        }
        return all.subList(0, wanted);
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
