create table identity.users (
  id uuid primary key default app.new_id(),
  email text not null constraint user_email_normal check (email = lower(btrim(email)) and length(email) <= 255),
  -- When the person last proved that they read the mail of this address.
  email_verified_at timestamptz,
  username text not null,
  password_hash text,
  first_name text,
  last_name text,
  name text not null constraint user_name_length check (length(name) between 1 and 120),
  -- Where clients find the picture: an address of the web, or a path below the API for an uploaded one.
  avatar text,
  avatar_file_id uuid,
  -- Key of the uploaded picture in the bucket avatars.
  avatar_path text,
  locale text,
  timezone text,
  status text not null default 'ACTIVE' constraint user_status_known check (status in ('INVITED', 'ACTIVE', 'DISABLED')),
  is_superuser boolean not null default false,
  last_login_at timestamptz,
  password_changed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint email_exists unique (email),
  constraint username_exists unique (username)
);
create index users_by_avatar on identity.users (avatar_file_id) where avatar_file_id is not null;
alter table identity.users enable row level security;
revoke all on identity.users from anon, authenticated, service_role;
grant select (id, email, email_verified_at, username, first_name, last_name, name, avatar, avatar_file_id, avatar_path, locale,
  timezone, status, is_superuser, last_login_at, created_at, updated_at),
  update (first_name, last_name, name, locale, timezone) on identity.users to authenticated;
create trigger touch before update on identity.users for each row execute function app.touch();
comment on table identity.users is 'A person. Platform-wide: one person may belong to several tenants.';
