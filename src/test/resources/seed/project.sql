-- A Supabase project before any migration: its roles, schemas and auth tables. The login is no superuser there, and
-- bypasses row security.
do $$ begin
  if not exists (select from pg_roles where rolname = 'project_login') then
    create role project_login login nosuperuser bypassrls;
  end if;
end $$;

create schema extensions;
create schema auth;
create table auth.users (
  instance_id uuid,
  id uuid primary key,
  aud varchar(255),
  role varchar(255),
  email varchar(255),
  encrypted_password varchar(255),
  email_confirmed_at timestamptz,
  raw_app_meta_data jsonb,
  raw_user_meta_data jsonb,
  phone text unique,
  created_at timestamptz,
  updated_at timestamptz,
  is_sso_user boolean not null default false,
  is_anonymous boolean not null default false
);
create unique index users_email_partial_key on auth.users (email) where not is_sso_user;
create table auth.identities (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users on delete cascade,
  provider text not null,
  identity_data jsonb not null
);
alter table auth.users enable row level security;
alter table auth.identities enable row level security;

grant usage on schema public, extensions, auth to project_login;
grant all on all tables in schema auth to project_login;
alter default privileges in schema public grant all on tables to project_login;
