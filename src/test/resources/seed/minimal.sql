-- As little as vouchers can be sent and redeemed with.
create table profiles (user_id uuid primary key, whatsapp_e164 text);
create table stations (id uuid primary key, name text not null, engencode text not null);
create table station_numbers (station_id uuid references stations, wa_e164 text, primary key (station_id, wa_e164));
create table campaigns (id uuid primary key, name text not null, status text);
create table campaign_targets (
  id uuid, campaign_id uuid references campaigns, msisdn text, status text, primary key (campaign_id, msisdn)
);
create table vouchers (
  id uuid primary key, code5 text not null, amount_minor bigint not null, status text not null, campaign_id uuid
);
create table voucher_events (id uuid, voucher_id uuid references vouchers, event_type text);
