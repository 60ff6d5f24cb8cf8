create table identity.invites (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  email text not null constraint invite_email_normal check (email = lower(btrim(email)) and length(email) <= 255),
  membership_id uuid not null,
  token_hash text not null constraint invite_token_hash_shape check (token_hash ~ '^[0-9a-f]{64}$'),
  status text not null default 'PENDING'
    constraint invite_status_known check (status in ('PENDING', 'ACCEPTED', 'CANCELLED', 'EXPIRED')),
  role_keys text[] not null,
  team_id uuid,
  -- Sent to the address and told nobody else: who shows the token has proved the address.
  by_mail boolean not null default true,
  message text constraint invite_message_length check (length(message) <= 1000),
  expires_at timestamptz not null default now() + interval '7 days',
  resent_count int not null default 0,
  invited_by uuid default app.member_id() references identity.users (id),
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint invites_tenant_key unique (tenant_id, id),
  constraint invites_token_key unique (token_hash),
  constraint invites_membership foreign key (tenant_id, membership_id)
    references identity.memberships (tenant_id, id) on delete cascade,
  constraint invites_team foreign key (tenant_id, team_id) references identity.teams (tenant_id, id) on delete set null (team_id)
);
create unique index invite_pending on identity.invites (tenant_id, email) where status = 'PENDING';
create index invites_newest on identity.invites (tenant_id, created_at desc, id desc);
create index invites_by_membership on identity.invites (tenant_id, membership_id);
create index invites_by_team on identity.invites (tenant_id, team_id) where team_id is not null;
create index invites_by_inviter on identity.invites (invited_by);
alter table identity.invites enable row level security;
revoke all on identity.invites from anon, authenticated, service_role;
grant select (id, tenant_id, email, membership_id, status, role_keys, team_id, message, expires_at, resent_count, invited_by,
  accepted_at, created_at, updated_at) on identity.invites to authenticated;
create policy tenant_wall on identity.invites as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.invites for select to authenticated using ((select app.read_scope('admin.users')) = 'ALL');
create trigger touch before update on identity.invites for each row execute function app.touch();
comment on table identity.invites is 'Invitations to join a tenant; of the token only a hash. Written by the invite functions alone.';

-- What happened to an invite, without the hash of its token.
create function identity.invite_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or old.token_hash <> new.token_hash then
    perform audit.append('admin', 'invite_sent', '', 'invite', new.id::text, null, jsonb_build_object(
      'email', new.email, 'roles', new.role_keys, 'expires_at', new.expires_at, 'resent_count', new.resent_count
    ), p_tenant => new.tenant_id);
  elsif new.status = 'CANCELLED' and old.status <> 'CANCELLED' then
    perform audit.append('admin', 'invite_cancelled', '', 'invite', new.id::text, p_tenant => new.tenant_id);
  elsif new.status = 'ACCEPTED' and old.status <> 'ACCEPTED' then
    perform audit.append('authentication', 'invite_accepted', '', 'invite', new.id::text, p_tenant => new.tenant_id);
  end if;
  return null;
end
$$;
revoke execute on function identity.invite_changed() from public;
create trigger record after insert or update on identity.invites
  for each row execute function identity.invite_changed();
