-- The tables of both products, as the stand-in serves them: the newest generation, with the constraints of the real ones.

create extension pgcrypto;
create extension pg_stat_statements;

create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;

-- Accounts ---------------------------------------------------------------------------------------------------------

create schema auth;

create table auth.users (
  id uuid primary key default gen_random_uuid(),
  aud text not null default 'authenticated',
  role text not null default 'authenticated',
  email text not null constraint users_email_partial_key unique,
  encrypted_password text,
  raw_app_meta_data jsonb not null default '{"provider": "email", "providers": ["email"]}',
  raw_user_meta_data jsonb not null default '{}',
  email_confirmed_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  banned_until timestamptz,
  deleted_at timestamptz,
  check (email = lower(email) or deleted_at is not null)
) with (fillfactor = 70);

create table auth.sessions (
  id uuid primary key,
  user_id uuid not null references auth.users on delete cascade,
  created_at timestamptz not null default now()
);
create index on auth.sessions (user_id);

create table auth.refresh_tokens (
  token text primary key,
  session_id uuid not null references auth.sessions on delete cascade,
  revoked boolean not null default false,
  created_at timestamptz not null default now()
);
create index on auth.refresh_tokens (session_id);

-- Metadata as the auth server merges it: a key given as null is deleted, at the top level alone.
create function auth.merged(kept jsonb, given jsonb) returns jsonb language sql immutable
return (kept || given) - array(select key from jsonb_each(given) where value = 'null');

-- The agent API ----------------------------------------------------------------------------------------------------

create table organizations (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique
);

create table memberships (
  org_id uuid not null references organizations on delete cascade,
  user_id uuid not null references auth.users on delete cascade,
  role text not null check (role in ('EMPLOYEE', 'MANAGER', 'SYSTEM_ADMIN')),
  primary key (org_id, user_id)
);

create table engagements (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations on delete cascade,
  slug text not null,
  unique (org_id, slug)
);

create table agent_playbooks (
  agent_type text not null check (agent_type in ('CLOSE', 'TAX', 'AUDIT', 'ADVISORY', 'CLIENT')),
  step_index int not null,
  title text not null,
  summary text not null,
  tool_intents jsonb not null default '[]',
  depends_on jsonb not null default '[]',
  primary key (agent_type, step_index)
);

create table agent_sessions (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations on delete cascade,
  engagement_id uuid references engagements on delete cascade,
  agent_type text not null check (agent_type in ('CLOSE', 'TAX', 'AUDIT', 'ADVISORY', 'CLIENT')),
  started_by_user_id uuid not null references auth.users on delete cascade,
  status text not null default 'RUNNING' check (status in ('RUNNING', 'WAITING_APPROVAL', 'COMPLETED', 'FAILED')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on agent_sessions (org_id, created_at);

create table agent_runs (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations on delete cascade,
  session_id uuid not null references agent_sessions on delete cascade,
  step_index int not null,
  state text not null check (state in ('PLANNED', 'EXECUTING', 'DONE', 'ERROR')),
  summary jsonb not null default '{}',
  unique (session_id, step_index)
);

create table agent_traces (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations on delete cascade,
  session_id uuid references agent_sessions on delete cascade,
  run_id uuid references agent_runs on delete set null,
  trace_type text not null,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index on agent_traces (org_id, created_at desc);
create index on agent_traces (org_id, created_at) where trace_type = 'ERROR';
create index on agent_traces (session_id);
create index on agent_traces (run_id);

create table approval_queue (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations on delete cascade,
  engagement_id uuid references engagements on delete cascade,
  kind text not null,
  stage text not null,
  status text not null default 'PENDING' check (status in ('PENDING', 'APPROVED', 'CHANGES_REQUESTED', 'CANCELLED')),
  requested_at timestamptz not null default now(),
  requested_by_user_id uuid references auth.users on delete set null,
  decision_at timestamptz,
  context_json jsonb not null default '{}'
);
create index on approval_queue (org_id, requested_at desc);

create table telemetry_coverage_metrics (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations on delete cascade,
  module text not null,
  metric text not null,
  period_start date not null,
  period_end date not null,
  measured_value numeric not null,
  population numeric not null,
  computed_at timestamptz not null default now(),
  unique (org_id, module, metric, period_start, period_end),
  check (period_start <= period_end)
) with (fillfactor = 50);

create table telemetry_service_levels (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations on delete cascade,
  module text not null,
  workflow_event text not null,
  target_hours numeric not null,
  breaches int not null,
  open_count int not null,
  computed_at timestamptz not null default now(),
  unique (org_id, module, workflow_event)
) with (fillfactor = 50);

create table engagement_archives (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations on delete cascade,
  engagement_id uuid not null unique references engagements on delete cascade,
  manifest jsonb not null,
  sha256 text not null,
  updated_at timestamptz not null default now()
) with (fillfactor = 50);

-- The voucher platform ---------------------------------------------------------------------------------------------

create table profiles (
  user_id uuid primary key references auth.users on delete cascade,
  whatsapp_e164 text unique,
  locale text default 'en',
  ref_code text,
  credits_balance numeric not null default 0,
  metadata jsonb not null default '{}'
);

create table stations (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  engencode text not null unique,
  owner_contact text,
  location_point text,
  status text not null default 'active'
);

create table station_numbers (
  station_id uuid not null references stations on delete cascade,
  wa_e164 text not null,
  role text not null check (role in ('manager', 'staff')),
  active boolean not null default true,
  primary key (station_id, wa_e164)
);

create table campaigns (
  id uuid primary key default gen_random_uuid(),
  legacy_id bigint,
  name text not null,
  type text not null check (type in ('promo', 'voucher')),
  status text not null default 'draft' check (status in ('draft', 'running', 'paused', 'done')),
  template_id text,
  created_by uuid references auth.users on delete set null,
  started_at timestamptz,
  finished_at timestamptz,
  metadata jsonb not null default '{}'
);

create table campaign_targets (
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaigns on delete cascade,
  msisdn text not null,
  user_id uuid references auth.users on delete set null,
  personalized_vars jsonb not null default '{}',
  status text not null default 'queued'
    check (status in ('queued', 'queued_throttled', 'sent', 'delivered', 'read', 'failed', 'opted_out')),
  error_code text,
  message_id text,
  last_update_at timestamptz not null default now(),
  unique (campaign_id, msisdn)
);
create index on campaign_targets (campaign_id, last_update_at) where status = 'sent';

create table vouchers (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users on delete set null,
  amount numeric(12, 2) not null check (amount > 0),
  amount_minor int not null,
  currency text not null default 'RWF',
  station_scope uuid references stations,
  code5 text not null unique check (code5 ~ '^[A-Z0-9]{5}$'),
  status text not null default 'issued'
    check (status in ('issued', 'sent', 'redeemed', 'expired', 'void', 'cancelled')),
  issued_at timestamptz not null default now(),
  redeemed_at timestamptz,
  expires_at timestamptz,
  campaign_id uuid references campaigns on delete set null,
  metadata jsonb not null default '{}',
  qr_url text,
  png_url text,
  created_by uuid references auth.users on delete set null
) with (fillfactor = 70);

create function set_amount_minor() returns trigger language plpgsql as $$
begin
  new.amount_minor := round(new.amount * 100);
  return new;
end $$;

create trigger vouchers_amount_minor
  before insert or update of amount, amount_minor on vouchers
  for each row execute function set_amount_minor();

create table voucher_events (
  id uuid primary key default gen_random_uuid(),
  voucher_id uuid not null references vouchers on delete cascade,
  event_type text not null,
  actor_id uuid references auth.users on delete set null,
  station_id uuid references stations,
  context jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index on voucher_events (voucher_id);
-- Whatever the code above it does, the database refuses to redeem a voucher twice.
create unique index voucher_events_redeemed_once on voucher_events (voucher_id) where event_type = 'redeemed';

create table idempotency_keys (
  key text primary key,
  payload jsonb not null,
  request text, -- a hash of the body that the key came with
  created_at timestamptz not null default now()
);

create table settings (
  key text primary key,
  value jsonb not null
);

create table audit_log (
  id uuid primary key default gen_random_uuid(),
  actor_id uuid references auth.users on delete set null,
  action text not null,
  entity text,
  context jsonb not null default '{}',
  created_at timestamptz not null default now()
);

-- Row level security: only logins that bypass it see rows ------------------------------------------------------------

do $$
declare
  one record;
begin
  for one in select schemaname, tablename from pg_tables where schemaname in ('public', 'auth') loop
    execute format('alter table %I.%I enable row level security', one.schemaname, one.tablename);
  end loop;
end $$;

grant usage on schema public to anon, authenticated, service_role;
grant select on all tables in schema public to anon, authenticated;
grant all on all tables in schema public to service_role;
grant usage on schema auth to service_role;
grant all on all tables in schema auth to service_role;
