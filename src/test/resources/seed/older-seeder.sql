-- A database as the older seeder left it a day ago: codes of nine characters, ref codes of more than six, four targets
-- for each of four numbers, redeems of two weeks ago, no mark anywhere. Its tables had room for all of that.
alter table vouchers drop constraint vouchers_code5_check;
alter table campaign_targets drop constraint campaign_targets_campaign_id_msisdn_key;
alter table campaigns add payload jsonb, add target_audience jsonb;
alter table vouchers add whatsapp_e164 text not null, add policy_number text not null, add qr_payload text not null,
  add issued_by_admin uuid references auth.users, add redeemed_by_station_id uuid references stations,
  add updated_at timestamptz;
create unique index on voucher_events (voucher_id, event_type, created_at);

create function fixture_id(key text) returns uuid language sql immutable as
  $$ select left(encode(digest(key, 'sha1'), 'hex'), 32)::uuid $$;
create function seeded_at() returns timestamptz language sql as $$ select now() - interval '1 day' $$;

create temp table people (place, key, display_name, msisdn, roles, status, locale, ref_code, credits) as values
  (1, 'perf-admin', 'Perf Admin', '+250780900001', '["admin", "station_operator"]', 'active', 'en', 'PERFADMIN', 5000),
  (2, 'perf-customer-01', 'Perf Customer 01', '+250780900101', '["customer"]', 'active', 'rw', 'PERF001', 1200),
  (3, 'perf-customer-02', 'Perf Customer 02', '+250780900102', '["customer"]', 'active', 'en', 'PERF002', 900),
  (4, 'perf-customer-03', 'Perf Customer 03', '+250780900103', '["customer"]', 'active', 'en', 'PERF003', 400),
  (5, 'perf-customer-04', 'Perf Customer 04', '+250780900104', '["customer"]', 'blocked', 'en', 'PERF004', 0),
  (6, 'perf-customer-05', 'Perf Customer 05', '+250780900105', '["customer"]', 'active', 'en', 'PERF005', 300),
  (7, 'perf-customer-06', 'Perf Customer 06', '+250780900106', '["customer"]', 'active', 'en', 'PERF006', 150),
  (8, 'perf-operator-01', 'Perf Operator 01', '+250780901001', '["station_operator"]', 'active', 'rw', 'PERFOPS1', 0),
  (9, 'perf-operator-02', 'Perf Operator 02', '+250780901002', '["station_operator"]', 'active', 'en', 'PERFOPS2', 0),
  (10, 'perf-support', 'Perf Support', '+250780902000', '["support", "station_operator"]', 'active', 'en', 'PERFSUP', 0);
create temp table operators as
  select row_number() over (order by place) - 1 as turn, * from people where roles like '%operator%';
create temp table customers as
  select row_number() over (order by place) - 1 as turn, * from people where roles like '%customer%';

insert into auth.users (id, email, raw_app_meta_data, raw_user_meta_data, email_confirmed_at)
select fixture_id('user:' || key), 'perf.' || replace(substr(key, 6), '-', '') || '@example.com',
  jsonb_build_object('roles', roles::jsonb),
  jsonb_build_object('display_name', display_name, 'roles', roles::jsonb, 'status', status, 'msisdn', msisdn),
  seeded_at()
from people;

insert into profiles (user_id, whatsapp_e164, locale, ref_code, credits_balance, metadata)
select fixture_id('user:' || key), msisdn, locale, ref_code, credits,
  jsonb_build_object('displayName', display_name, 'roles', roles::jsonb, 'status', status)
from people;

insert into stations (id, name, engencode, owner_contact, location_point, status)
select fixture_id('station:' || i), 'Perf Engen Station ' || lpad((i + 1)::text, 2, '0'),
  'ENG-PERF-' || lpad((i + 1)::text, 3, '0'), o.msisdn,
  format('SRID=4326;POINT(%s %s)', round(30.05 + i * 0.0025, 6), round(-1.95 + i * 0.0025, 6)), 'active'
from generate_series(0, 49) i join operators o on o.turn = i % 4;

insert into station_numbers select id, owner_contact, 'manager', true from stations;

insert into campaigns
  (id, legacy_id, name, type, status, template_id, created_by, started_at, metadata, payload, target_audience)
values
  (fixture_id('campaign:running'), 9001, 'Perf Running Voucher Campaign', 'voucher', 'running', 'promo_generic',
    fixture_id('user:perf-admin'), seeded_at() - interval '3 days',
    '{"segment": "loyal-customers", "throttle": {"perMinute": 600}}', '{"template": "promo_generic", "locale": "rw"}',
    '{"tags": ["pilot", "kw"]}'),
  (fixture_id('campaign:draft'), 9002, 'Perf Draft Promo Campaign', 'promo', 'draft', 'promo_generic',
    fixture_id('user:perf-admin'), null, '{"segment": "trial-users"}', '{"template": "promo_generic", "locale": "en"}',
    '{"tags": ["reactivation"]}');

create temp table made as
select fixture_id('voucher:fixture:' || i) as id, c.turn as customer, i % 5 as station, state,
  'PERF' || lpad((i + 1)::text, 5, '0') as code, 'PERF-POL-' || lpad((i + 1)::text, 4, '0') as policy,
  '{"channel": "whatsapp", "seed": "perf"}'::jsonb as metadata, seeded_at() - (i + 1) * interval '1 day' as issued_at,
  seeded_at() + (30 - i) * interval '1 day' as expires_at, i < 10 as linked
from generate_series(0, 19) i join customers c on c.turn = i % 6,
  lateral (select (array_fill('issued'::text, array[8]) || array_fill('sent'::text, array[7])
    || array['redeemed', 'redeemed', 'redeemed', 'expired', 'void'])[i + 1] as state) states
union all
select fixture_id('voucher:redeem:' || s || ':' || i), (array[0, 1, 2, 4])[s % 4 + 1], s, 'issued',
  'PERFR' || lpad((s + 1)::text, 3, '0') || lpad((i + 1)::text, 2, '0'),
  'PERF-R-' || lpad((s * 3 + i + 1)::text, 5, '0'), '{"channel": "station", "seed": "perf-redeem"}', seeded_at(),
  seeded_at() + interval '30 days', false
from generate_series(0, 49) s, generate_series(0, 2) i;

insert into vouchers (id, user_id, amount, amount_minor, currency, station_scope, code5, qr_url, png_url, status,
  issued_at, redeemed_at, expires_at, created_by, campaign_id, metadata, whatsapp_e164, policy_number, qr_payload,
  issued_by_admin, redeemed_by_station_id, updated_at)
select m.id, fixture_id('user:' || c.key), 2000, 200000, 'RWF', fixture_id('station:' || station), code,
  'https://cdn.example.com/qr/' || code || '.svg', 'https://cdn.example.com/vouchers/' || code || '.png', state,
  issued_at, case when state = 'redeemed' then issued_at + interval '2 days' end, expires_at,
  fixture_id('user:perf-admin'), case when linked then fixture_id('campaign:running') end, m.metadata, c.msisdn,
  policy, 'QR:' || code, fixture_id('user:perf-admin'),
  case when state = 'redeemed' then fixture_id('station:' || station) end, seeded_at()
from made m join customers c on c.turn = m.customer;

insert into voucher_events (voucher_id, event_type, actor_id, station_id, context, created_at)
select v.id, event.type, v.created_by, v.station_scope, event.context, event.at
from vouchers v, lateral (values
  ('issued', '{"channel": "staging"}'::jsonb, v.issued_at),
  ('sent', '{"channel": "whatsapp"}', v.issued_at + interval '1 hour'),
  ('redeemed', jsonb_build_object('staff', v.whatsapp_e164), v.redeemed_at)) event (type, context, at)
where v.code5 not like 'PERFR%'
  and (event.type = 'issued' or event.type = v.status or event.type = 'sent' and v.status = 'redeemed');

insert into campaign_targets (id, campaign_id, msisdn, user_id, personalized_vars, status, error_code, message_id,
  last_update_at)
select fixture_id('campaign-target:curated:' || c.turn || ':' || state.status),
  fixture_id('campaign:' || case when state.status = 'queued' and c.turn > 1 then 'draft' else 'running' end), c.msisdn,
  fixture_id('user:' || c.key), jsonb_build_object('firstName', split_part(display_name, ' ', 3)), state.status,
  case when state.status = 'failed' then 'wa_63008' end,
  case when state.status in ('sent', 'delivered') then 'wa-msg-' || c.turn || '-' || state.place end,
  seeded_at() - (state.place + 1) * interval '1 minute'
from customers c, (values (0, 'queued'), (1, 'sent'), (2, 'delivered'), (3, 'failed')) state (place, status)
where c.turn < 4;

insert into campaign_targets (id, campaign_id, msisdn, personalized_vars, status, last_update_at)
select fixture_id('campaign-target:bulk:' || i), fixture_id('campaign:running'), '+' || 250780950000 + i,
  jsonb_build_object('locale', case when i % 2 = 0 then 'en' else 'rw' end), 'queued', seeded_at()
from generate_series(0, 9999) i;
