-- The agent side's demo data: an organisation with a little history, so that its telemetry is not empty.
-- The personas of personas.csv are inserted before this runs; times are relative to
-- the start of the day that demo.day names.

insert into agent_playbooks (agent_type, step_index, title, summary, tool_intents, depends_on)
select kind, step.index, step.title, step.summary || lower(kind) || ' engagement', step.tools::jsonb, step.needs::jsonb
from unnest(array['CLOSE', 'TAX', 'AUDIT', 'ADVISORY', 'CLIENT']) as kind
cross join (values
  (0, 'Gather evidence', 'Collect the documents of the ', '["documents.search"]', '[]'),
  (1, 'Analyse', 'Test balances and transactions of the ', '["ledger.query", "sampling.select"]', '[0]'),
  (2, 'Draft findings', 'Write up what was found in the ', '["workpapers.write"]', '[1]'),
  (3, 'Request approval', 'Ask a manager to sign off the ', '["approvals.request"]', '[2]')
) as step (index, title, summary, tools, needs);

create temp table demo on commit drop as
select o.id as org_id, e.id as engagement_id, m.user_id, current_setting('demo.day')::timestamptz as day
from organizations o
join engagements e on e.org_id = o.id and e.slug = 'demo-engagement'
join memberships m on m.org_id = o.id
join auth.users u on u.id = m.user_id and u.email = 'load.user@example.com'
where o.slug = 'demo';

insert into agent_sessions (org_id, engagement_id, agent_type, started_by_user_id, status, created_at, updated_at)
select d.org_id, d.engagement_id,
  (array['CLOSE', 'TAX', 'AUDIT', 'ADVISORY', 'CLIENT'])[1 + n % 5], d.user_id,
  (array['COMPLETED', 'RUNNING', 'WAITING_APPROVAL', 'COMPLETED', 'FAILED', 'COMPLETED'])[1 + n % 6],
  d.day - n * interval '7 hours', d.day - n * interval '7 hours' + interval '20 minutes'
from demo d, generate_series(1, 30) as n;

insert into agent_runs (org_id, session_id, step_index, state, summary)
select s.org_id, s.id, p.step_index,
  case when s.status = 'FAILED' and p.step_index = 1 then 'ERROR' when s.status = 'COMPLETED' then 'DONE' else 'PLANNED' end,
  jsonb_build_object('title', p.title)
from agent_sessions s
join agent_playbooks p using (agent_type);

insert into agent_traces (org_id, session_id, run_id, trace_type, payload, created_at)
select r.org_id, r.session_id, r.id,
  case r.state when 'ERROR' then 'ERROR' else 'TOOL' end,
  jsonb_build_object('tool', p.tool_intents ->> 0, 'step', r.step_index),
  s.created_at + r.step_index * interval '2 minutes'
from agent_runs r
join agent_sessions s on s.id = r.session_id
join agent_playbooks p on p.agent_type = s.agent_type and p.step_index = r.step_index;

insert into approval_queue
  (org_id, engagement_id, kind, stage, status, requested_at, requested_by_user_id, decision_at, context_json)
select d.org_id, d.engagement_id,
  (array['ARCHIVE_RELEASE', 'JOURNAL_POST', 'CLIENT_MESSAGE'])[1 + n % 3],
  case when n % 2 = 0 then 'MANAGER' else 'PARTNER' end,
  case when n <= 6 then 'PENDING' when n % 4 = 0 then 'CHANGES_REQUESTED' else 'APPROVED' end,
  d.day - n * interval '5 hours', d.user_id,
  case when n > 6 then d.day - n * interval '5 hours' + interval '90 minutes' end,
  jsonb_build_object('description', 'Demo approval ' || n)
from demo d, generate_series(1, 18) as n;
