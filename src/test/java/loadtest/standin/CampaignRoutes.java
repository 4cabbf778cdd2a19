package loadtest.standin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The dispatcher: sends a campaign's messages, a batch of targets at a time. */
final class CampaignRoutes {
    private static final int MAX_TARGETS = 1_000;
    private static final int BATCHES_PER_MINUTE = 1_200;
    private static final int DEFAULT_PER_MINUTE = 600;

    /** Batches of one campaign take turns on its row, so that their throttle and references hold. */
    private static final String CAMPAIGN = "select status from campaigns where id = ? for update";

    private static final String KNOWN = "select payload::text from idempotency_keys where key = ?";
    private static final String KEEP = "insert into idempotency_keys (key, payload) values (?, ?::jsonb)";
    private static final String SENT_LAST_MINUTE = "select count(*) from campaign_targets"
            + " where campaign_id = ? and status = 'sent' and last_update_at > now() - interval '1 minute'";

    /** Sends as many queued targets as there is room for, throttles the others; says for each what became of it. */
    private static final String SEND = """
            with wanted as (
              select w.msisdn, w.place, t.id, t.status,
                count(*) filter (where t.status = 'queued') over (order by w.place) as turn
              from unnest(?::text[]) with ordinality as w (msisdn, place)
              left join campaign_targets t on t.campaign_id = ? and t.msisdn = w.msisdn
            ), changed as (
              update campaign_targets t set
                status = case when w.turn <= ? then 'sent' else 'queued_throttled' end,
                message_id = case when w.turn <= ? then 'wamid.' || replace(gen_random_uuid()::text, '-', '') end,
                last_update_at = now()
              from wanted w where t.id = w.id and w.status = 'queued'
              returning t.id, t.status, t.message_id
            )
            select w.msisdn, w.status, c.status, c.message_id
            from wanted w left join changed c using (id) order by w.place
            """;

    private final Db db;
    private final Bridge bridge;
    private final RateLimit batches = new RateLimit(BATCHES_PER_MINUTE, Duration.ofMinutes(1), System::nanoTime);

    private record Batch(UUID campaign, String reference, Set<String> targets, int maxPerMinute) {}

    /** @param before the status of the target until now; null for one that is not in the campaign */
    private record Sent(String msisdn, String before, String after, String messageId) {}

    CampaignRoutes(Db db, Bridge bridge) {
        this.db = db;
        this.bridge = bridge;
    }

    void register(Api api) {
        api.post("/campaigns", bridge.guard(this::dispatch), Answer.error(500, "dispatch_failed"));
    }

    private Answer dispatch(Call call) throws SQLException {
        var batch = batch(call.body(Bridge::invalid));
        var standing = batches.take(batch.campaign().toString());
        if (!standing.allowed()) {
            return Answer.error(429, "rate limit exceeded").with("retry-after", Math.max(1, standing.resetSeconds()));
        }
        return db.transaction(session -> dispatch(session, batch));
    }

    private static Answer dispatch(Db.Session session, Batch batch) throws SQLException {
        var status = session.one(CAMPAIGN, row -> row.getString(1), batch.campaign())
                .orElseThrow(() -> Bridge.error(404, "campaign_not_found", "no such campaign"));
        var key = "dispatch-" + batch.campaign() + "-" + batch.reference();
        var known = session.one(KNOWN, row -> row.getString(1), key);
        if (known.isPresent()) {
            return Answer.json(202, known.get());
        }
        if (!status.equals("running")) {
            throw Bridge.error(409, "campaign_not_running", "the campaign is " + status);
        }
        var answer = answer(batch, send(session, batch)).encode();
        session.run(KEEP, key, answer);
        return Answer.json(202, answer);
    }

    private static List<Sent> send(Db.Session session, Batch batch) throws SQLException {
        var used = session.one(SENT_LAST_MINUTE, row -> row.getInt(1), batch.campaign())
                .orElseThrow();
        var room = Math.max(0, batch.maxPerMinute() - used);
        var targets = batch.targets().toArray(String[]::new);
        return session.all(
                SEND,
                row -> new Sent(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                targets,
                batch.campaign(),
                room,
                room);
    }

    private static JsonObject answer(Batch batch, List<Sent> results) {
        var messageIds = new JsonArray();
        var rejected = new JsonArray();
        var throttled = 0;
        for (var one : results) {
            if ("sent".equals(one.after())) {
                messageIds.add(one.messageId());
            } else if (one.after() != null) {
                throttled++;
            } else {
                var reason = one.before() == null ? "unknown_target" : "not_queued: " + one.before();
                rejected.add(new JsonObject().put("msisdn", one.msisdn()).put("reason", reason));
            }
        }
        var waba = new JsonObject()
                .put("accepted", messageIds.size())
                .put("rateLimited", 0)
                .put("messageIds", messageIds);
        return new JsonObject()
                .put("campaignId", batch.campaign().toString())
                .put("batchReference", batch.reference())
                .put("accepted", messageIds.size())
                .put("throttled", throttled)
                .put("rejected", rejected)
                .put("queuedAt", Instant.now().toString())
                .put("waba", waba);
    }

    private static Batch batch(JsonObject body) {
        var campaign = Call.text(body, "campaignId").orElseThrow(() -> Bridge.invalid("campaignId is required"));
        var reference =
                Call.text(body, "batchReference").orElseThrow(() -> Bridge.invalid("batchReference is required"));
        var targets = targets(body);
        var throttle = body.getValue("throttle");
        if (throttle != null && !(throttle instanceof JsonObject)) {
            throw Bridge.invalid("throttle must be an object");
        }
        var limits = throttle == null ? new JsonObject() : (JsonObject) throttle;
        positive(limits, "maxInflight", 1);
        return new Batch(
                Call.uuid(campaign).orElseThrow(() -> Bridge.error(404, "campaign_not_found", "campaignId is no uuid")),
                reference,
                targets,
                positive(limits, "maxPerMinute", DEFAULT_PER_MINUTE));
    }

    private static Set<String> targets(JsonObject body) {
        if (!(body.getValue("targets") instanceof JsonArray list) || list.isEmpty()) {
            throw Bridge.invalid("targets must be a list of phone numbers, not empty");
        }
        if (list.size() > MAX_TARGETS) {
            throw Bridge.error(413, "too_many_targets", "at most " + MAX_TARGETS + " targets a batch");
        }
        var targets = new LinkedHashSet<String>();
        for (var target : list) {
            if (!(target instanceof String msisdn && targets.add(msisdn))) {
                throw Bridge.invalid("targets must be phone numbers, each once; found " + target);
            }
        }
        return targets;
    }

    private static int positive(JsonObject throttle, String field, int fallback) {
        var value = throttle.getValue(field);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Integer number && number > 0) {
            return number;
        }
        throw Bridge.invalid("throttle." + field + " must be a whole number above 0");
    }
}
