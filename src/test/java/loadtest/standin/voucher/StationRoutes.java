package loadtest.standin.voucher;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import loadtest.standin.database.Db;
import loadtest.standin.fault.Bug;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Json;

/** Fuel stations redeem vouchers. */
public final class StationRoutes {
    private static final ApiAnswer BROKEN = ApiAnswer.error(500, "redeem_failed");

    /** The whole redeem in one statement: either voucher, event and key are written, or none of them. */
    private static final String REDEEM = """
            with hit as (
              update vouchers v set status = 'redeemed', redeemed_at = now()
              where v.%s = ? and %s
                and (v.expires_at is null or v.expires_at > now())
                and case when v.station_scope is null
                    then ?::uuid is null or exists (select from stations where id = ?::uuid)
                    else v.station_scope = ?::uuid end
              returning v.id, v.amount, v.currency, v.redeemed_at
            ), event as (
              insert into voucher_events (voucher_id, event_type, actor_id, station_id, context)
              select id, 'redeemed', (select id from auth.users where id = ?::uuid), ?::uuid, ?::jsonb from hit
              returning id
            ), done as (
              select json_build_object('status', 'redeemed', 'voucherId', hit.id, 'stationId', ?::uuid,
                'amount', hit.amount, 'currency', hit.currency, 'redeemedAt', hit.redeemed_at,
                'reference', event.id) as payload
              from hit, event
            ), kept as (
              insert into idempotency_keys (key, payload, request)
              select ?::text, payload, ? from done where ?::text is not null
            )
            select payload::text from done
            """;

    /** By column and state. The driver finds a statement that it has prepared by its text, quickest by the same object. */
    private static final Map<List<String>, String> STATEMENTS = new ConcurrentHashMap<>();

    private static final String REDEEMABLE = "v.status in ('issued', 'sent')";
    private static final String WHATEVER_ITS_STATE = "true";

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String DIAGNOSE = """
            select v.status, v.redeemed_at,
              v.status = 'expired' or v.status in ('issued', 'sent') and v.expires_at <= now() as expired
            from vouchers v where v.%s = ?
            """;

    private final Db db;
    private final Bridge bridge;

    /**
     * @param column by which the voucher is named: {@code id} or {@code code5}
     * @param key null where there is none
     * @param request the fingerprint of the body; null without a key
     */
    private record Redeem(
            String column, Object voucher, UUID station, StationOperator operator, String key, String request) {
        Object[] parameters() {
            return new Object[] {
                voucher,
                station,
                station,
                station,
                operator.userId(),
                station,
                operator.context(),
                station,
                key,
                request,
                key
            };
        }
    }

    private record State(String status, String redeemedAt, boolean expired) {}

    public StationRoutes(Db db, Bridge bridge) {
        this.db = db;
        this.bridge = bridge;
    }

    public void register(Api api) {
        api.post("/redeem", bridge.guard(this::redeem), BROKEN);
        api.post("/api/station/redeem", bridge.guard(this::redeem), BROKEN);
    }

    private ApiAnswer redeem(Call call) throws SQLException {
        var wanted = redeem(
                call.body(Bridge::invalid), call.header("idempotency-key").orElse(null));
        var known = known(wanted);
        if (known.isPresent()) {
            return known.get();
        }
        var done = done(wanted, call);
        if (done.isPresent()) {
            return ApiAnswer.json(200, done.get());
        }
        // Another request with this key may just have won.
        var won = known(wanted);
        return won.isPresent() ? won.get() : diagnose(wanted);
    }

    private Optional<String> done(Redeem wanted, Call call) throws SQLException {
        var state = call.has(Bug.REDEEM_WITHOUT_STATE_CHECK) ? WHATEVER_ITS_STATE : REDEEMABLE;
        var sql = STATEMENTS.computeIfAbsent(List.of(wanted.column(), state), key -> REDEEM.formatted(key.toArray()));
        try {
            return call.has(Bug.REDEEM_NOT_PERSISTED)
                    ? db.forgotten(session -> session.one(sql, row -> row.getString(1), wanted.parameters()))
                    : db.text(sql, wanted.parameters());
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState()) && e.getMessage().contains("idempotency_keys")) {
                // A concurrent request has just used the key for another voucher; one for the same voucher waits for
                // the row's lock.
                throw Bridge.keyOfAnother("Idempotency-Key");
            }
            throw e;
        }
    }

    private Optional<ApiAnswer> known(Redeem wanted) throws SQLException {
        return wanted.key() == null
                ? Optional.empty()
                : db.one(KeptAnswer.BY_KEY, KeptAnswer::of, wanted.key())
                        .map(kept -> kept.repeated(200, wanted.request(), "Idempotency-Key"));
    }

    private ApiAnswer diagnose(Redeem wanted) throws SQLException {
        var found = db.one(
                DIAGNOSE.formatted(wanted.column()),
                row -> new State(row.getString(1), time(row.getObject(2, OffsetDateTime.class)), row.getBoolean(3)),
                wanted.voucher());
        if (found.isEmpty()) {
            return status(404, "not_found");
        }
        var state = found.get();
        if (state.expired()) {
            return status(410, "expired");
        }
        return switch (state.status()) {
            case "redeemed" ->
                ApiAnswer.json(
                        409, new JsonObject().put("status", "already_redeemed").put("redeemedAt", state.redeemedAt()));
            case "void", "cancelled" -> status(409, "void");
            default -> status(403, "invalid_station");
        };
    }

    private static String time(OffsetDateTime time) {
        return time == null ? null : time.toInstant().toString();
    }

    private static ApiAnswer status(int code, String status) {
        return ApiAnswer.json(code, new JsonObject().put("status", status));
    }

    private static Redeem redeem(JsonObject body, String key) {
        var operator = StationOperator.of(body);
        UUID station = null;
        if (body.getValue("stationId") != null) {
            station = Call.uuid(body.getValue("stationId").toString())
                    .orElseThrow(() -> Bridge.invalid("stationId must be a uuid"));
        }
        var scopedKey = key == null ? null : "redeem-" + key;
        var request = key == null ? null : Json.fingerprint(body);
        if (body.getValue("voucherId") != null) {
            var id = Call.uuid(body.getValue("voucherId").toString())
                    .orElseThrow(() -> Bridge.invalid("voucherId must be a uuid"));
            return new Redeem("id", id, station, operator, scopedKey, request);
        }
        var code = Call.text(body, "voucherCode")
                .orElseThrow(() -> Bridge.invalid("voucherId or voucherCode is required"));
        return new Redeem("code5", code, station, operator, scopedKey, request);
    }
}
