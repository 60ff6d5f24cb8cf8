create table identity.auth_links (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null references identity.tenants (id),
  user_id uuid not null,
  provider text not null constraint auth_link_provider_known check (provider in ('supabase')),
  subject uuid not null,
  created_at timestamptz not null default now(),
  constraint auth_links_tenant_key unique (tenant_id, id),
  -- An identity outside is one person in one organisation: its tokens do not say which organisation they mean.
  constraint auth_link_taken unique (provider, subject),
  constraint auth_link_exists unique (tenant_id, user_id, provider),
  constraint auth_links_membership foreign key (tenant_id, user_id) references identity.memberships (tenant_id, user_id)
);
alter table identity.auth_links enable row level security;
revoke all on identity.auth_links from anon, authenticated, service_role;
grant select on identity.auth_links to authenticated;
create policy tenant_wall on identity.auth_links as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on identity.auth_links for select to authenticated using (user_id = (select app.user_id()));
comment on table identity.auth_links is
  'Whose tokens of another issuer are accepted as a sign-in of this member. Made and removed by the member alone.';

create function identity.link_auth(p_provider text, p_subject uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  linked uuid;
begin
  select l.id into linked from identity.auth_links l
  where l.tenant_id = app.tenant_id() and l.user_id = app.member_id() and l.provider = p_provider and l.subject = p_subject;
  if not found then
    insert into identity.auth_links (tenant_id, user_id, provider, subject)
    values (app.tenant_id(), app.member_id(), p_provider, p_subject) returning id into linked;
    perform audit.append(
      'authentication', 'auth_linked', '', 'auth_link', linked::text, null, null, 'notice', 'success',
      jsonb_build_object('provider', p_provider)
    );
  end if;
  return linked;
end
$$;

-- Ends what the link has opened, too. False when the caller has no such link.
create function identity.unlink_auth(p_link uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  removed record;
begin
  delete from identity.auth_links l
  where l.id = p_link and l.tenant_id = app.tenant_id() and l.user_id = app.member_id()
  returning l.tenant_id, l.user_id, l.provider into removed;
  if not found then
    return false;
  end if;
  perform identity.end_session(s.id, 'revoked', 'auth_unlinked') from identity.sessions s
  where s.tenant_id = removed.tenant_id and s.user_id = removed.user_id and s.login_method = removed.provider
    and s.status in ('active', 'idle');
  perform audit.append(
    'authentication', 'auth_unlinked', '', 'auth_link', p_link::text, null, null, 'notice', 'success',
    jsonb_build_object('provider', removed.provider)
  );
  return true;
end
$$;

revoke execute on function identity.link_auth(text, uuid), identity.unlink_auth(uuid) from public;
grant execute on function identity.link_auth(text, uuid), identity.unlink_auth(uuid) to authenticated;
comment on function identity.link_auth(text, uuid) is
  'Accepts the tokens of an outside identity for the caller; the same link twice is one. Raises auth_link_taken, auth_link_exists.';
