-- The tables of the platform's own migrations: stations of two kinds, vouchers that a trigger completes, and redeems
-- that are kept in a table of their own.
create table profiles (
  user_id uuid primary key references auth.users on delete cascade,
  whatsapp_e164 text unique,
  locale text default 'en',
  ref_code char(6) unique,
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

create table petrol_stations (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  created_at timestamptz not null default now()
);

create table station_numbers (
  station_id uuid not null references petrol_stations on delete cascade,
  wa_e164 text not null,
  role text not null default 'staff',
  active boolean not null default true,
  primary key (station_id, wa_e164)
);

create table campaigns (
  id uuid primary key default gen_random_uuid(),
  legacy_id bigint unique,
  name text not null,
  type text not null,
  status text not null default 'draft',
  template_id text,
  created_by uuid references auth.users,
  started_at timestamptz,
  finished_at timestamptz,
  metadata jsonb not null default '{}',
  payload jsonb not null default '{}',
  target_audience jsonb
);

create table campaign_targets (
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaigns on delete cascade,
  msisdn text not null,
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
  whatsapp_e164 text not null,
  policy_number text not null,
  qr_payload text not null,
  amount numeric(12, 2) not null,
  amount_minor int not null,
  currency text not null default 'RWF',
  station_scope uuid references stations,
  code5 text not null unique check (code5 ~ '^[A-Z0-9]{5}$'),
  code_5 text not null unique,
  status text not null default 'issued'
    check (status in ('issued', 'sent', 'redeemed', 'expired', 'void', 'cancelled')),
  issued_at timestamptz not null default now(),
  issued_by_admin uuid references auth.users,
  redeemed_at timestamptz,
  redeemed_by_station_id uuid references petrol_stations,
  expires_at timestamptz,
  campaign_id uuid references campaigns,
  metadata jsonb not null default '{}',
  notes text,
  image_url text,
  qr_url text,
  png_url text,
  created_by uuid references auth.users,
  updated_at timestamptz not null default now()
);

create function complete_voucher() returns trigger language plpgsql as $$
begin
  new.code_5 := coalesce(new.code5, new.code_5);
  new.code5 := new.code_5;
  new.amount_minor := round(new.amount * 100);
  new.png_url := coalesce(nullif(new.png_url, ''), new.image_url);
  new.updated_at := now();
  return new;
end $$;
create trigger vouchers_complete before insert or update on vouchers
  for each row execute function complete_voucher();

-- Of the life of a voucher, all but its redeem.
create table voucher_events (
  id uuid primary key default gen_random_uuid(),
  voucher_id uuid not null references vouchers on delete cascade,
  event_type text not null,
  actor_id uuid references auth.users,
  station_id uuid,
  context jsonb not null default '{}',
  created_at timestamptz not null default now()
);

create table voucher_redemptions (
  id uuid primary key default gen_random_uuid(),
  voucher_id uuid not null references vouchers,
  station_id uuid references petrol_stations,
  redeemed_at timestamptz not null default now(),
  amount_minor int
);

do $$
declare
  one record;
begin
  for one in select tablename from pg_tables where schemaname = 'public' loop
    execute format('alter table %I enable row level security', one.tablename);
  end loop;
end $$;
