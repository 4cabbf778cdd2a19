package loadtest.standin.agent;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import loadtest.standin.auth.AuthTokens;
import loadtest.standin.database.Db;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Refusal;

/** An assistant at work: a session is started, planned and answered. */
public final class SessionRoutes {
    private static final Set<String> TYPES = Set.of("CLOSE", "TAX", "AUDIT", "ADVISORY", "CLIENT");

    /** Makes a session, unless the same start was made within 300 s; then its key is known and nothing is inserted. */
    private static final String START = """
            with wanted as (
              select o.id as org_id, m.user_id, e.id as engagement_id
              from organizations o
              join memberships m on m.org_id = o.id and m.user_id = ?
              left join engagements e on e.org_id = o.id and (e.slug = ? or e.id::text = ?)
              where o.slug = ? and (?::text is null or e.id is not null)
            ), claim as (
              insert into idempotency_keys as known (key, payload)
              select ?, jsonb_build_object('sessionId', gen_random_uuid()) from wanted
              on conflict (key) do update set payload = excluded.payload, created_at = now()
              where known.created_at <= now() - interval '300 seconds'
              returning payload ->> 'sessionId' as session_id
            )
            insert into agent_sessions (id, org_id, engagement_id, agent_type, started_by_user_id)
            select claim.session_id::uuid, org_id, engagement_id, ?, user_id from wanted, claim
            returning id
            """;

    private static final String STARTED =
            "select payload ->> 'sessionId' from idempotency_keys where key = ? and created_at > now() - interval '300 seconds'";

    /** Writes a run for each step of the session's playbook; answers nothing if the caller has no such session. */
    private static final String PLAN = """
            with session as (
              update agent_sessions s set updated_at = now()
              from memberships m
              where s.id = ? and m.org_id = s.org_id and m.user_id = ?
              returning s.id, s.org_id, s.agent_type
            ), trace as (
              insert into agent_traces (org_id, session_id, trace_type, payload)
              select org_id, id, 'PLAN', jsonb_build_object('request', ?::jsonb) from session
            ), runs as (
              insert into agent_runs (org_id, session_id, step_index, state, summary)
              select s.org_id, s.id, p.step_index, 'PLANNED', jsonb_build_object('title', p.title)
              from session s join agent_playbooks p using (agent_type)
              on conflict (session_id, step_index) do update set state = 'PLANNED', summary = excluded.summary
              returning id, step_index
            )
            select json_build_object(
              'planVersion', 1, 'agentType', max(s.agent_type), 'createdAt', now(),
              'steps', json_agg(json_build_object(
                'id', r.id, 'stepIndex', p.step_index, 'title', p.title, 'summary', p.summary,
                'toolIntents', p.tool_intents, 'dependsOn', p.depends_on) order by p.step_index))::text
            from session s
            join agent_playbooks p using (agent_type)
            join runs r using (step_index)
            having count(*) > 0
            """;

    /** Keeps what was asked, and says how things stand in the organisation. */
    private static final String RESPOND = """
            with org as (
              select o.id, o.slug
              from organizations o
              join memberships m on m.org_id = o.id and m.user_id = ?
              where o.slug = coalesce(?, (select x.slug from agent_sessions s join organizations x on x.id = s.org_id
                                          where s.id = ?))
            ), trace as (
              insert into agent_traces (org_id, session_id, trace_type, payload)
              select org.id, s.id, 'RESPONSE', jsonb_build_object('question', ?::text)
              from org left join agent_sessions s on s.id = ? and s.org_id = org.id
            )
            select format('%s has %s running sessions and %s pending approvals.', slug,
              (select count(*) from agent_sessions s where s.org_id = org.id and s.status = 'RUNNING'),
              (select count(*) from approval_queue a where a.org_id = org.id and a.status = 'PENDING'))
            from org
            """;

    private final Db db;
    private final Admission admission;

    public SessionRoutes(Db db, Admission admission) {
        this.db = db;
        this.admission = admission;
    }

    public void register(Api api) {
        api.post("/api/agent/start", admission.limited(this::start), ApiAnswer.error(500, "failed to start session"));
        api.post("/api/agent/plan", admission.limited(this::plan), ApiAnswer.error(500, "failed to plan session"));
        api.post("/api/agent/respond", admission.limited(this::respond), ApiAnswer.error(500, "failed to respond"));
    }

    private ApiAnswer start(Call call, AuthTokens.Caller caller) throws SQLException {
        var body = call.body();
        var org = required(body, "orgSlug");
        var type = required(body, "agentType");
        if (!TYPES.contains(type)) {
            throw new Refusal(400, "agentType must be one of CLOSE, TAX, AUDIT, ADVISORY, CLIENT");
        }
        var engagement = Call.text(body, "engagementId").orElse(null);
        var parts = String.join(":", caller.id().toString(), org, String.valueOf(engagement), type);
        var key = "start-" + UUID.nameUUIDFromBytes(parts.getBytes(StandardCharsets.UTF_8));
        var made = db.text(START, caller.id(), engagement, engagement, org, engagement, key, type);
        var session = made.isPresent() ? made : db.text(STARTED, key);
        return ApiAnswer.json(
                        201,
                        new JsonObject()
                                .put(
                                        "sessionId",
                                        session.orElseThrow(() -> new Refusal(500, "failed to start session"))))
                .with("x-idempotency-key", key)
                .with("x-idempotency-cache", made.isPresent() ? "MISS" : "HIT");
    }

    private ApiAnswer plan(Call call, AuthTokens.Caller caller) throws SQLException {
        var body = call.body();
        var session = required(body, "sessionId");
        var request = new JsonObject().put("request", body.getValue("request"));
        var plan = Call.uuid(session).isEmpty()
                ? Optional.<String>empty()
                : db.text(PLAN, UUID.fromString(session), caller.id(), request.encode());
        var made = plan.orElseThrow(() -> new Refusal(404, "session not found"));
        return ApiAnswer.json(
                200,
                new JsonObject()
                        .put("plan", new JsonObject(made))
                        .put("personaVersion", "2025.1")
                        .put("policyPackVersion", "2025.1")
                        .put("model", "stand-in")
                        .put("usage", usage(request.encode(), made))
                        .put("costUsd", (request.encode().length() + made.length()) / 4 * 0.000_002)
                        .put("isFallback", false));
    }

    private ApiAnswer respond(Call call, AuthTokens.Caller caller) throws SQLException {
        var body = call.body();
        var session = body.getValue("context") instanceof JsonObject context
                ? Call.text(context, "sessionId").flatMap(Call::uuid).orElse(null)
                : null;
        var org = session == null
                ? required(body, "orgSlug")
                : Call.text(body, "orgSlug").orElse(null);
        var question = Questions.of(body);
        var text = db.text(RESPOND, caller.id(), org, session, question, session)
                .orElseThrow(() -> new Refusal(400, "orgSlug names no organisation of the caller"));
        return ApiAnswer.json(200, new JsonObject().put("response", response(question, text)));
    }

    /** In the form of the Responses API, as the product hands it through. */
    private static JsonObject response(String question, String text) {
        var content = new JsonObject().put("type", "output_text").put("text", text);
        var message = new JsonObject()
                .put("id", "msg_" + UUID.randomUUID())
                .put("type", "message")
                .put("role", "assistant")
                .put("content", new JsonArray().add(content));
        return new JsonObject()
                .put("id", "resp_" + UUID.randomUUID())
                .put("object", "response")
                .put("status", "completed")
                .put("model", "stand-in")
                .put("output", new JsonArray().add(message))
                .put("usage", usage(question, text));
    }

    private static String required(JsonObject body, String field) {
        return Call.text(body, field).orElseThrow(() -> new Refusal(400, field + " is required"));
    }

    /** In tokens, at the usual four letters each. */
    private static JsonObject usage(String in, String out) {
        var input = in.length() / 4 + 1;
        var output = out.length() / 4 + 1;
        return new JsonObject()
                .put("input_tokens", input)
                .put("output_tokens", output)
                .put("total_tokens", input + output);
    }
}
