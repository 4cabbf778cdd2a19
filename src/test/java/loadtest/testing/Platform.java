package loadtest.testing;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import loadtest.audit.Audit;
import loadtest.scenario.agent.SessionAudit;
import loadtest.scenario.agent.SessionLedger;
import loadtest.scenario.campaign.DispatchAudit;
import loadtest.scenario.campaign.DispatchLedger;
import loadtest.scenario.preview.PreviewAudit;
import loadtest.scenario.redeem.RedeemAudit;
import loadtest.scenario.redeem.RedeemLedger;
import loadtest.settings.Database;
import loadtest.settings.Settings;
import loadtest.slo.Finding;

/** A seeded platform with its four audits; the test itself plays the load, by SQL and in the ledgers. */
public final class Platform {
    /** As the product does it: voucher and event in one step. It answers times cut to the second. */
    private static final String REDEEM = """
            with hit as (
              update vouchers set status = 'redeemed', redeemed_at = now() where id = '%1$s' returning id
            ), event as (
              insert into voucher_events (voucher_id, event_type, station_id)
              select id, 'redeemed', '%2$s' from hit returning id, created_at
            )
            select concat(id, ' ', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) from event
            """;

    final SeededPlatform staging;
    public final List<String> pool;
    private final List<String> curated;
    private final List<String> list;
    private final String campaign;
    private final RedeemLedger redeems = new RedeemLedger();
    private final DispatchLedger dispatches = new DispatchLedger();
    private final SessionLedger sessions = new SessionLedger();
    private final List<Audit> audits;

    /** @param seeded with few targets; its settings name the way by which the audits go */
    public Platform(SeededPlatform seeded, boolean withSessions) throws SQLException {
        staging = seeded;
        pool = ids("select string_agg(id::text, ' ' order by code5) from vouchers where code5 like 'R000_'");
        curated = ids("select string_agg(id::text, ' ' order by code5) from vouchers where code5 like 'P%'");
        list = ids(
                "select string_agg(msisdn, ' ' order by msisdn) from campaign_targets where msisdn like '+25078095%'");
        campaign = staging.value("select campaign_id from campaign_targets where msisdn = '" + list.get(0) + "'");
        audits = audits(staging.settings(), withSessions);
    }

    private List<Audit> audits(Settings settings, boolean withSessions) {
        var database = settings.supabase().database();
        var ofAgents = withSessions ? database : Optional.<Database>empty();
        return List.of(
                new RedeemAudit(redeems, pool, database),
                new PreviewAudit(curated, database),
                new DispatchAudit(dispatches, new DispatchAudit.Send(campaign, list), () -> 0, database),
                new SessionAudit(sessions, ofAgents));
    }

    public Platform before() {
        audits.forEach(Audit::before);
        return this;
    }

    /** What all audits find, by promise. */
    public Map<String, Finding> findings() {
        var all = new LinkedHashMap<String, Finding>();
        audits.forEach(audit -> all.putAll(audit.findings()));
        return all;
    }

    /** Redeems a voucher where it belongs, and one of them once more in vain. */
    public void redeem(int number, boolean replay) throws SQLException {
        redeem(number, replay, time -> time);
    }

    /** The same, with an answer that spells its time in another way. */
    public void redeem(int number, boolean replay, UnaryOperator<String> spelling) throws SQLException {
        var id = pool.get(number);
        var station = staging.value("select station_scope from vouchers where id = '" + id + "'");
        redeems.asked(id, station);
        var answer = staging.value(REDEEM.formatted(id, station)).split(" ");
        redeems.accepted(id, 200, spelling.apply(answer[1]), answer[0]);
        if (replay) {
            redeems.replayed(id, true, 409);
        }
    }

    /** The same as older generations do it: no event, a redemption, and the station on the voucher. */
    public void redeemOlder(int number) throws SQLException {
        var id = pool.get(number);
        var station = staging.value("select station_scope from vouchers where id = '" + id + "'");
        redeems.asked(id, station);
        store(number, station);
        var at = "to_char(redeemed_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
        redeems.accepted(id, 200, staging.value("select " + at + " from vouchers where id = '" + id + "'"), id);
        redeems.replayed(id, true, 409);
    }

    /** A redeem that is stored, and answered with a conflict, or not at all where the status is 0. */
    public void redeemOlderUnclearly(int number, int status) throws SQLException {
        var id = pool.get(number);
        var station = staging.value("select station_scope from vouchers where id = '" + id + "'");
        redeems.asked(id, station);
        store(number, station);
        if (status > 0) {
            redeems.failed(id, status);
        }
    }

    private void store(int number, String station) throws SQLException {
        staging.execute("""
                update vouchers set status = 'redeemed', redeemed_at = now(), redeemed_by_station_id = '%2$s',
                  notes = 'paid' where id = '%1$s';
                insert into voucher_redemptions (voucher_id, station_id, redeemed_at)
                  select id, '%2$s', redeemed_at from vouchers where id = '%1$s';
                """.formatted(pool.get(number), station));
    }

    /** The same where tables keep no station and no time. */
    public void redeemBarely(int number) throws SQLException {
        var id = pool.get(number);
        redeems.asked(id, "any");
        staging.execute(
                "update vouchers set status = 'redeemed' where id = '%1$s'; insert into voucher_events".formatted(id)
                        + " values (gen_random_uuid(), '%s', 'redeemed')".formatted(id));
        redeems.accepted(id, 200, "2030-01-31T12:00:00Z", "");
        redeems.replayed(id, true, 409);
    }

    public void redeemUnanswered(int number) {
        redeems.asked(pool.get(number), "any");
    }

    public void redeemRefused(int number) {
        redeems.asked(pool.get(number), "any");
        redeems.failed(pool.get(number), 403);
    }

    /** Sends the whole list in two batches. */
    public void dispatch(boolean withMessages) throws SQLException {
        var half = list.size() / 2;
        for (int batch = 0; batch < 2; batch++) {
            var from = batch * half;
            for (int n = from; withMessages && n < from + half; n++) {
                staging.execute(
                        "update campaign_targets set message_id = 'm%s' where msisdn = '%s'".formatted(n, list.get(n)));
            }
            var ids = IntStream.range(from, from + half)
                    .mapToObj(n -> "\"m" + n + "\"")
                    .toList();
            var waba = withMessages ? ", \"waba\": {\"accepted\": %s, \"messageIds\": %s}".formatted(half, ids) : "";
            dispatches.answered("b-" + batch, half, 202, "{\"accepted\": %s%s}".formatted(half, waba));
        }
        staging.execute("update campaign_targets set status = 'sent' where msisdn like '+25078095%'");
    }

    /** No more is dispatched, though the list goes on. */
    public void cutOff() {
        dispatches.cutOff();
    }

    /** Two sessions of one user, of which the first has a plan of two steps. */
    public void openSessions() throws SQLException {
        staging.execute("""
                insert into organizations (slug) values ('it');
                insert into agent_sessions (org_id, agent_type, started_by_user_id)
                select o.id, 'AUDIT', u.id from organizations o, generate_series(1, 2),
                  (select id from auth.users order by email limit 1) u;
                insert into agent_runs (org_id, session_id, step_index, state)
                select s.org_id, s.id, step, 'PLANNED' from generate_series(1, 2) step,
                  (select * from agent_sessions order by id limit 1) s;
                """);
        var ids = ids("select string_agg(id::text, ' ' order by id) from agent_sessions");
        var email = staging.value("select email from auth.users order by email limit 1");
        ids.forEach(id -> sessions.opened(id, email));
        sessions.planned(ids.get(0), 2);
    }

    private List<String> ids(String sql) throws SQLException {
        return List.of(staging.value(sql).split(" "));
    }
}
