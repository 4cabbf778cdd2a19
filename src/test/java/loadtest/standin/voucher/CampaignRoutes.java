package loadtest.standin.voucher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.standin.agent.RateLimit;
import loadtest.standin.database.Db;
import loadtest.standin.fault.Bug;
import loadtest.standin.fault.RequestFaults;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;

/** The dispatcher: sends a campaign's messages, a batch of targets at a time. */
public final class CampaignRoutes {
    /** Batches of one campaign take turns on its row, so that their throttle and references hold. */
    private static final String CAMPAIGN = "select status from campaigns where id = ? for update";

    private static final String KEEP = "insert into idempotency_keys (key, payload, request) values (?, ?::jsonb, ?)";
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

    private static final String REFUSED = "update campaign_targets"
            + " set status = 'queued_throttled', message_id = null, error_code = '429', last_update_at = now()"
            + " where campaign_id = ? and msisdn = ?";
    private static final String OPTED_OUT = "update campaign_targets set status = 'opted_out', last_update_at = now()"
            + " where campaign_id = ? and msisdn = ? and status = 'queued'";
    private static final String REPEATED = "update campaign_targets"
            + " set message_id = 'wamid.' || replace(gen_random_uuid()::text, '-', ''), last_update_at = now()"
            + " where campaign_id = ? and msisdn = ? returning message_id";

    private final Db db;
    private final Bridge bridge;
    private final RateLimit batches;

    /** @param before the status of the target until now; null for one that is not in the campaign */
    private record Sent(String msisdn, String before, String after, String messageId) {
        boolean isSent() {
            return "sent".equals(after);
        }

        Sent waiting() {
            return new Sent(msisdn, before, "queued_throttled", null);
        }
    }

    /** @param batches how many of one campaign it takes */
    public CampaignRoutes(Db db, Bridge bridge, RateLimit batches) {
        this.db = db;
        this.bridge = bridge;
        this.batches = batches;
    }

    public void register(Api api) {
        api.post("/campaigns", bridge.guard(this::dispatch), ApiAnswer.error(500, "dispatch_failed"));
    }

    private ApiAnswer dispatch(Call call) throws SQLException {
        var batch = Batch.of(call.body(Bridge::invalid));
        var standing = batches.take(batch.campaign().toString());
        if (!standing.allowed()) {
            return ApiAnswer.error(429, "rate limit exceeded")
                    .with("retry-after", Math.max(1, standing.resetSeconds()));
        }
        return db.transaction(session -> dispatch(session, batch, call));
    }

    private static ApiAnswer dispatch(Db.Session session, Batch batch, Call call) throws SQLException {
        var status = session.one(CAMPAIGN, row -> row.getString(1), batch.campaign())
                .orElseThrow(() -> Bridge.error(404, "campaign_not_found", "no such campaign"));
        var key = "dispatch-" + batch.campaign() + "-" + batch.reference();
        var known = known(session, key, batch);
        if (known.isPresent()) {
            return known.get();
        }
        if (!status.equals("running")) {
            throw Bridge.error(409, "campaign_not_running", "the campaign is " + status);
        }
        var taken = call.has(Bug.DISPATCHER_LOSES_TARGETS) ? batch.withoutLast() : batch;
        var lost = batch.targets().size() - taken.targets().size();
        if (call.has(Bug.DISPATCHER_BLOCKS_TARGETS)) {
            session.run(OPTED_OUT, batch.campaign(), batch.last());
        }
        var results = new ArrayList<>(send(session, taken, call.has(Bug.DISPATCHER_STUCK)));
        var refused = refuse(session, batch, results, call.faults());
        if (call.has(Bug.DISPATCHER_REPEATS_TARGETS)) {
            repeat(session, batch, results);
        }
        var answer = answer(batch, results, lost, refused).encode();
        session.run(KEEP, key, answer, batch.request());
        return ApiAnswer.json(202, answer);
    }

    private static Optional<ApiAnswer> known(Db.Session session, String key, Batch batch) throws SQLException {
        return session.one(KeptAnswer.BY_KEY, KeptAnswer::of, key)
                .map(kept -> kept.repeated(202, batch.request(), "batchReference"));
    }

    /** @param stuck whether nobody is sent to */
    private static List<Sent> send(Db.Session session, Batch batch, boolean stuck) throws SQLException {
        var used = session.one(SENT_LAST_MINUTE, row -> row.getInt(1), batch.campaign())
                .orElseThrow();
        var room = stuck ? 0 : Math.max(0, batch.maxPerMinute() - used);
        var targets = batch.targets().toArray(String[]::new);
        return session.all(
                SEND,
                row -> new Sent(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                targets,
                batch.campaign(),
                room,
                room);
    }

    /** The first of those sent, as many as the fault plan says, got a 429 from WhatsApp: they wait for another try. */
    private static int refuse(Db.Session session, Batch batch, List<Sent> results, RequestFaults faults)
            throws SQLException {
        var sent = results.stream().filter(Sent::isSent).toList();
        var refused = sent.subList(0, faults.refusedByWaba(sent.size()));
        for (var one : refused) {
            session.run(REFUSED, batch.campaign(), one.msisdn());
        }
        results.replaceAll(one -> refused.contains(one) ? one.waiting() : one);
        return refused.size();
    }

    /** The last of those sent is sent to once more: the second message takes the place of the first. */
    private static void repeat(Db.Session session, Batch batch, List<Sent> results) throws SQLException {
        var last = results.stream().filter(Sent::isSent).reduce((one, next) -> next);
        if (last.isPresent()) {
            var message = session.one(
                    REPEATED,
                    row -> row.getString(1),
                    batch.campaign(),
                    last.get().msisdn());
            results.add(new Sent(last.get().msisdn(), "sent", "sent", message.orElseThrow()));
        }
    }

    /**
     * @param lost targets that are counted as accepted although nothing was done for them
     * @param refused messages that WhatsApp did not take
     */
    private static JsonObject answer(Batch batch, List<Sent> results, int lost, int refused) {
        var messageIds = new JsonArray();
        var rejected = new JsonArray();
        var throttled = 0;
        for (var one : results) {
            if (one.isSent()) {
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
                .put("rateLimited", refused)
                .put("messageIds", messageIds);
        return new JsonObject()
                .put("campaignId", batch.campaign().toString())
                .put("batchReference", batch.reference())
                .put("accepted", messageIds.size() + lost)
                .put("throttled", throttled)
                .put("rejected", rejected)
                .put("queuedAt", Instant.now().toString())
                .put("waba", waba);
    }
}
