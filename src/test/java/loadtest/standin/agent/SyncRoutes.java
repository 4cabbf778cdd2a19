package loadtest.standin.agent;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import loadtest.standin.auth.AuthTokens;
import loadtest.standin.database.Db;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Json;
import loadtest.standin.http.Refusal;

/** The cloud functions that write an engagement's archive and an organisation's telemetry. */
public final class SyncRoutes {
    private static final String ENGAGEMENT =
            "select id from engagements where org_id = ? and (slug = ? or id::text = ?)";

    private static final String MANIFEST = """
            select json_build_object(
              'engagementId', e.id, 'generatedAt', now(),
              'acceptance', (select json_build_object('approved', count(*) filter (where status = 'APPROVED'),
                  'pending', count(*) filter (where status = 'PENDING'))
                from approval_queue where engagement_id = e.id and kind = 'ARCHIVE_RELEASE'),
              'tcwg', (select json_build_object('messages', count(*), 'lastAt', max(requested_at))
                from approval_queue where engagement_id = e.id and kind = 'CLIENT_MESSAGE'),
              'modules', (select coalesce(json_agg(json_build_object('module', agent_type, 'sessions', sessions,
                  'completed', completed) order by agent_type), '[]')
                from (select agent_type, count(*) as sessions, count(*) filter (where status = 'COMPLETED') as completed
                  from agent_sessions where engagement_id = e.id group by agent_type) x),
              'documents', case when ? then (select coalesce(json_agg(distinct summary ->> 'title'), '[]')
                from agent_runs r join agent_sessions s on s.id = r.session_id
                where s.engagement_id = e.id and r.state = 'DONE') end)::text
            from engagements e where e.id = ?
            """;

    private static final String ARCHIVE = """
            insert into engagement_archives (org_id, engagement_id, manifest, sha256) values (?, ?, ?::jsonb, ?)
            on conflict (engagement_id)
            do update set manifest = excluded.manifest, sha256 = excluded.sha256, updated_at = now()
            """;

    private static final String COVERAGE = """
            with measured as (
              select 'sessions_completed' as metric, count(*) filter (where status = 'COMPLETED') as value, count(*) as population
              from agent_sessions where org_id = ? and created_at >= ?::date and created_at < ?::date + 1
              union all
              select 'approvals_decided', count(decision_at), count(*)
              from approval_queue where org_id = ? and requested_at >= ?::date and requested_at < ?::date + 1
            ), written as (
              insert into telemetry_coverage_metrics
                (org_id, module, metric, period_start, period_end, measured_value, population)
              select ?, 'agents', metric, ?::date, ?::date, value, population from measured order by metric
              on conflict (org_id, module, metric, period_start, period_end) do update
              set measured_value = excluded.measured_value, population = excluded.population, computed_at = now()
              returning *
            )
            select json_agg(json_build_object('module', module, 'metric', metric, 'periodStart', period_start,
              'periodEnd', period_end, 'measuredValue', measured_value, 'population', population) order by metric)::text
            from written
            """;

    private static final String SERVICE_LEVEL = """
            insert into telemetry_service_levels (org_id, module, workflow_event, target_hours, breaches, open_count)
            select ?, 'agents', 'approval_decided', 24,
              count(*) filter (where coalesce(decision_at, now()) - requested_at > interval '24 hours'),
              count(*) filter (where status = 'PENDING')
            from approval_queue where org_id = ?
            on conflict (org_id, module, workflow_event) do update
            set breaches = excluded.breaches, open_count = excluded.open_count, computed_at = now()
            returning json_build_object('module', module, 'workflowEvent', workflow_event,
              'targetHours', target_hours, 'breaches', breaches, 'open', open_count)::text
            """;

    private final Db db;
    private final Admission admission;
    private final Memberships memberships;

    public SyncRoutes(Db db, Admission admission, Memberships memberships) {
        this.db = db;
        this.admission = admission;
        this.memberships = memberships;
    }

    public void register(Api api) {
        api.post(
                "/functions/v1/archive-sync",
                admission.function(this::archive),
                ApiAnswer.error(500, "archive_sync_failed"));
        api.post(
                "/functions/v1/telemetry-sync",
                admission.function(this::telemetry),
                ApiAnswer.error(500, "telemetry_sync_failed"));
    }

    private ApiAnswer archive(Call call, AuthTokens.Caller caller) throws SQLException {
        var body = call.body();
        var slug = required(body, "orgSlug", "org_slug_required");
        var wanted = required(body, "engagementId", "engagement_id_required");
        var documents = Boolean.TRUE.equals(body.getValue("includeDocuments"));
        var org = managed(caller, slug);
        var engagement = db.one(ENGAGEMENT, row -> row.getObject(1, UUID.class), org, wanted, wanted)
                .orElseThrow(() -> new Refusal(404, "engagement_not_found"));
        var manifest = db.text(MANIFEST, documents, engagement).orElseThrow();
        var sha256 = Json.sha256(manifest.getBytes(StandardCharsets.UTF_8));
        db.run(ARCHIVE, org, engagement, manifest, sha256);
        return ApiAnswer.json(
                200, new JsonObject().put("manifest", new JsonObject(manifest)).put("sha256", sha256));
    }

    private ApiAnswer telemetry(Call call, AuthTokens.Caller caller) throws SQLException {
        var body = call.body();
        var slug = required(body, "orgSlug", "org_slug_required");
        var today = LocalDate.now(ZoneOffset.UTC);
        var from = date(body, "periodStart", today.withDayOfMonth(1));
        var to = date(body, "periodEnd", today);
        if (from.isAfter(to)) {
            throw new Refusal(400, "invalid_period");
        }
        var org = managed(caller, slug);
        var coverage =
                db.text(COVERAGE, org, from, to, org, from, to, org, from, to).orElseThrow();
        var sla = db.text(SERVICE_LEVEL, org, org).orElseThrow();
        return ApiAnswer.json(200, "{\"coverage\":" + coverage + ",\"sla\":" + sla + "}");
    }

    /** The organisation, if the caller may act for it. */
    private UUID managed(AuthTokens.Caller caller, String slug) throws SQLException {
        var membership = memberships.of(caller, slug).orElseThrow(() -> new Refusal(404, "organization_not_found"));
        if (!membership.isMember()) {
            throw new Refusal(403, "not_a_member");
        }
        if (!membership.isManager()) {
            throw new Refusal(403, "insufficient_role");
        }
        return membership.org();
    }

    private static String required(JsonObject body, String field, String error) {
        return Call.text(body, field).orElseThrow(() -> new Refusal(400, error));
    }

    /** A day, given as such or as an instant of it. */
    private static LocalDate date(JsonObject body, String field, LocalDate fallback) {
        try {
            return Call.text(body, field)
                    .map(text -> LocalDate.parse(text.substring(0, Math.min(10, text.length()))))
                    .orElse(fallback);
        } catch (DateTimeParseException e) {
            throw new Refusal(400, "invalid_period");
        }
    }
}
