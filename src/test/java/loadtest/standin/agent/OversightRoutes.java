package loadtest.standin.agent;

import java.sql.SQLException;
import loadtest.standin.auth.AuthTokens;
import loadtest.standin.database.Db;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Refusal;

/** The managers' endpoints: telemetry of the assistants, and approvals that wait for a decision. */
public final class OversightRoutes {
    private static final String TELEMETRY = """
            with org as (
              select o.id from organizations o join memberships m on m.org_id = o.id and m.user_id = ? where o.slug = ?
            )
            select json_build_object(
              'sessions', json_build_object(
                'byStatus', (select json_object_agg(status, count) from (
                  select st.status, count(s.id)
                  from unnest(array['RUNNING', 'WAITING_APPROVAL', 'COMPLETED', 'FAILED']) as st (status)
                  left join agent_sessions s on s.status = st.status and s.org_id = org.id group by st.status) x),
                'trend', (select json_agg(json_build_object('date', day::date, 'count', count) order by day) from (
                  select day, count(s.id)
                  from generate_series(current_date - 6, current_date, interval '1 day') as day
                  left join agent_sessions s
                    on s.org_id = org.id and s.created_at >= day and s.created_at < day + interval '1 day'
                  group by day) x)),
              'approvals', (select json_build_object('pendingCount', count(*), 'averagePendingHours',
                  coalesce(round(avg(extract(epoch from now() - requested_at)) / 3600, 2), 0))
                from approval_queue where org_id = org.id and status = 'PENDING'),
              'errors', json_build_object(
                'total', (select count(*) from agent_traces where org_id = org.id and trace_type = 'ERROR'),
                'topTools', (select coalesce(json_agg(json_build_object('tool', tool, 'count', count)), '[]') from (
                  select payload ->> 'tool' as tool, count(*) from agent_traces
                  where org_id = org.id and trace_type = 'ERROR' group by 1 order by 2 desc, 1 limit 3) x)),
              'traces', json_build_object('items', (select coalesce(json_agg(x), '[]') from (
                select id, session_id as "sessionId", trace_type as "traceType", created_at as "createdAt"
                from agent_traces where org_id = org.id order by created_at desc limit 20) x)))::text
            from org
            """;

    private static final String APPROVALS = """
            with items as (
              select a.requested_at as at, a.status = 'PENDING' as open, json_build_object(
                'id', a.id, 'orgSlug', ?::text, 'action', a.kind,
                'actionLabel', initcap(replace(a.kind, '_', ' ')), 'entity', coalesce(e.slug, 'organisation'),
                'description', coalesce(a.context_json ->> 'description', ''), 'submittedBy', u.email,
                'submittedAt', a.requested_at, 'status', a.status, 'stage', a.stage, 'decidedAt', a.decision_at) as item
              from approval_queue a
              left join engagements e on e.id = a.engagement_id
              left join auth.users u on u.id = a.requested_by_user_id
              where a.org_id = ? order by a.requested_at desc limit 100
            )
            select json_build_object(
              'pending', coalesce(json_agg(item order by at desc) filter (where open), '[]'),
              'history', coalesce(json_agg(item order by at desc) filter (where not open), '[]'))::text
            from items
            """;

    private final Db db;
    private final Admission admission;
    private final Memberships memberships;

    public OversightRoutes(Db db, Admission admission, Memberships memberships) {
        this.db = db;
        this.admission = admission;
        this.memberships = memberships;
    }

    public void register(Api api) {
        api.get("/api/agent/telemetry", admission.limited(this::telemetry), ApiAnswer.error(500, "telemetry_failed"));
        api.get("/v1/approvals", admission.limited(this::approvals), ApiAnswer.error(500, "approvals_failed"));
    }

    private ApiAnswer telemetry(Call call, AuthTokens.Caller caller) throws SQLException {
        return ApiAnswer.json(
                200,
                db.text(TELEMETRY, caller.id(), orgSlug(call)).orElseThrow(() -> new Refusal(500, "telemetry_failed")));
    }

    private ApiAnswer approvals(Call call, AuthTokens.Caller caller) throws SQLException {
        var slug = orgSlug(call);
        var org = memberships
                .of(caller, slug)
                .filter(Memberships.Membership::isManager)
                .orElseThrow(() -> new Refusal(403, "manager role required"))
                .org();
        return ApiAnswer.json(200, db.text(APPROVALS, slug, org).orElseThrow());
    }

    private static String orgSlug(Call call) {
        return call.query("orgSlug").orElseThrow(() -> new Refusal(400, "orgSlug query param required"));
    }
}
