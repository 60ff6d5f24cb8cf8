-- Browser and system of a User-Agent without versions, such as firefox/windows; null when there is nothing to compare.
create function identity.agent_family(p_user_agent text) returns text
language sql immutable set search_path = ''
as $$
  select case when nullif(btrim(p_user_agent), '') is not null then
    case
      when p_user_agent ~ 'Edg(e|A|iOS)?/' then 'edge'
      when p_user_agent ~ '(OPR|Opera)/' then 'opera'
      when p_user_agent ~ '(Firefox|FxiOS)/' then 'firefox'
      when p_user_agent ~ '(Chrome|CriOS|Chromium)/' then 'chrome'
      when p_user_agent ~ 'Safari/' then 'safari'
      else lower(split_part(split_part(p_user_agent, ' ', 1), '/', 1))
    end || '/' || case
      when p_user_agent ~ '(iPhone|iPad|iPod)' then 'ios'
      when p_user_agent ~ 'Android' then 'android'
      when p_user_agent ~ 'Windows' then 'windows'
      when p_user_agent ~ 'Mac OS X|Macintosh' then 'macos'
      when p_user_agent ~ 'CrOS' then 'chromeos'
      when p_user_agent ~ 'Linux|X11' then 'linux'
      else 'other'
    end
  end
$$;

-- The network an address belongs to: /24 for IPv4, /48 for IPv6; null for what is no address.
create function identity.network_of(p_ip text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return network(set_masklen(p_ip::inet, case family(p_ip::inet) when 4 then 24 else 48 end))::text;
exception when invalid_text_representation then
  return null;
end
$$;

revoke execute on function identity.agent_family(text), identity.network_of(text) from public;

create table identity.sessions (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null references identity.tenants (id),
  -- A member or a client: whose session it is decides which endpoints it opens.
  user_id uuid references identity.users (id),
  portal_account_id uuid,
  login_method text not null default 'password',
  status text not null default 'active'
    constraint session_status_known check (status in ('active', 'idle', 'expired', 'revoked', 'logged_out', 'hijacked')),
  device_id text,
  user_agent text,
  agent_family text generated always as (identity.agent_family(user_agent)) stored,
  ip text,
  -- {"country", "latitude", "longitude"} of the address, where somebody was asked.
  place jsonb,
  remember boolean not null default false,
  mfa_level text not null default 'none' constraint session_mfa_level_known check (mfa_level in ('none', 'mfa', 'setup')),
  stepped_up_at timestamptz,
  created_at timestamptz not null default now(),
  last_activity_at timestamptz not null default now(),
  idle_seconds int not null default 1800,
  expires_at timestamptz not null,
  refresh_expires_at timestamptz not null,
  -- How a session hands its tokens over is decided once, at sign-in: a browser that asked for the HttpOnly cookie must not be
  -- able to read the refresh token out of a later answer, or the cookie would protect nothing.
  cookie_refresh boolean not null default false,
  cookie_access boolean not null default false,
  revoked_at timestamptz,
  revoke_reason text,
  constraint session_of_one check (num_nonnulls(user_id, portal_account_id) = 1),
  constraint sessions_tenant_key unique (tenant_id, id),
  constraint sessions_membership foreign key (tenant_id, user_id) references identity.memberships (tenant_id, user_id)
);
create index sessions_by_user on identity.sessions (user_id, status, last_activity_at);
create index sessions_by_member on identity.sessions (tenant_id, user_id, status, last_activity_at);
create index sessions_by_portal_account on identity.sessions (tenant_id, portal_account_id, status, last_activity_at);
alter table identity.sessions enable row level security;
revoke all on identity.sessions from anon, authenticated, service_role;
grant select (id, tenant_id, user_id, portal_account_id, login_method, status, device_id, user_agent, ip, remember, mfa_level,
  created_at, last_activity_at, expires_at, refresh_expires_at, revoked_at, revoke_reason) on identity.sessions to authenticated;
create policy tenant_wall on identity.sessions as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.sessions for select to authenticated
  using (
    case when portal_account_id is null
      then user_id = (select app.user_id()) or (select app.read_scope('admin.users')) = 'ALL'
      else portal_account_id = (select app.user_id()) or (select app.read_scope('portal')) = 'ALL'
    end
  );
comment on table identity.sessions is
  'One sign-in of a user into a tenant, the family of its refresh tokens; or of a client into the portal, which has none.';
comment on column identity.sessions.device_id is 'SHA-256 of what the client calls the device.';
comment on column identity.sessions.agent_family is 'Browser and system; a session in which they change was stolen.';
comment on column identity.sessions.mfa_level is
  'none: by one factor; mfa: a second one was shown; setup: may do nothing but set a second one up.';
comment on column identity.sessions.stepped_up_at is 'When the second factor was last shown in this session.';
comment on column identity.sessions.cookie_refresh is 'The refresh token travels in its cookie only, never in a body.';
comment on column identity.sessions.cookie_access is 'The access token is set as a cookie too, for browser pages without scripts of their own.';
