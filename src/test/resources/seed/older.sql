-- The tables after two older ones were merged: more columns that must be filled, fewer unique keys, own types.
create type voucher_state as enum ('issued', 'sent', 'redeemed', 'expired', 'void');
create domain e164 as text check (value ~ '^\+[1-9][0-9]{6,14}$');

create table profiles (
  user_id uuid primary key references auth.users on delete cascade,
  whatsapp_e164 e164 unique,
  locale text default 'en',
  ref_code text,
  credits_balance numeric not null default 0,
  metadata jsonb not null default '{}',
  joined_at timestamptz not null default now()
);

create table petrol_stations (
  id uuid primary key default gen_random_uuid(),
  name text not null
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
  station_id uuid not null references petrol_stations on delete cascade,
  wa_e164 text not null,
  role text not null,
  active boolean not null default true,
  primary key (station_id, wa_e164)
);

create table campaigns (
  id uuid primary key default gen_random_uuid(),
  legacy_id bigint not null unique,
  name text not null,
  type text not null,
  status text not null default 'draft',
  template_id text,
  created_by uuid references auth.users,
  started_at timestamptz,
  finished_at timestamptz,
  metadata json not null default '{}',
  payload jsonb not null,
  target_audience jsonb not null
);

create table campaign_targets (
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaigns on delete cascade,
  msisdn e164 not null,
  user_id uuid references auth.users,
  personalized_vars jsonb not null default '{}',
  status text not null default 'queued',
  error_code text,
  message_id text,
  last_update_at timestamptz not null default now()
);

create table vouchers (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users,
  whatsapp_e164 e164 not null,
  policy_number text not null,
  qr_payload text not null,
  amount numeric(12, 2) not null,
  amount_minor int generated always as ((amount * 100)::int) stored,
  currency text not null default 'RWF',
  station_scope uuid references stations,
  code5 char(5) not null unique check (code5 ~ '^[A-Z0-9]{5}$'),
  status voucher_state not null default 'issued',
  issued_at timestamptz not null default now(),
  redeemed_at timestamptz,
  expires_at timestamptz,
  campaign_id uuid references campaigns,
  metadata jsonb not null default '{}',
  qr_url text not null default '',
  created_by uuid references auth.users,
  issued_by_admin uuid references auth.users,
  redeemed_by_station_id uuid references petrol_stations,
  updated_at timestamptz not null
);

create function touch() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;
create trigger vouchers_touch before update on vouchers for each row execute function touch();

-- No key at all.
create table voucher_events (
  id uuid not null default gen_random_uuid(),
  voucher_id uuid not null references vouchers on delete cascade,
  event_type text not null,
  actor_id uuid references auth.users,
  station_id uuid,
  context jsonb not null default '{}',
  created_at timestamptz not null default now()
);

create function log_issue() returns trigger language plpgsql as $$
begin
  insert into voucher_events (voucher_id, event_type) values (new.id, 'issued');
  return new;
end $$;
create trigger vouchers_log after insert on vouchers for each row execute function log_issue();
