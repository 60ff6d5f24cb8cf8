-- Invites: an administrator sends one, the person accepts it once. A token is told once, by mail or to the administrator.

-- One pending invite per address; one that ran out makes room.
create function identity.new_invite(
  p_member identity.memberships, p_email text, p_team uuid, p_message text, p_token_hash text,
  p_by_mail boolean
) returns uuid
language plpgsql volatile set search_path = ''
as $$
declare
  invite uuid;
begin
  update identity.invites i set status = 'EXPIRED'
  where i.tenant_id = p_member.tenant_id and i.email = p_email and i.status = 'PENDING' and i.expires_at <= now();
  insert into identity.invites as i (tenant_id, email, membership_id, role_keys, team_id, message, token_hash, by_mail)
  select m.tenant_id, p_email, m.id, m.role_keys, p_team, p_message, p_token_hash, p_by_mail
  from identity.memberships m where m.id = p_member.id
  returning i.id into invite;
  return invite;
end
$$;

-- Raises invite_pending, email_exists, unknown_role, team_unknown, role_access_denied, authorization_error.
create function identity.send_invite(
  p_email text, p_name text, p_role_keys text[], p_team uuid, p_message text, p_token_hash text
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  roles uuid[];
  member identity.memberships;
begin
  perform identity.require_all('admin.users');
  roles := identity.roles_named(p_role_keys);
  select m.* into member from identity.memberships m join identity.users u on u.id = m.user_id
  where m.tenant_id = app.tenant_id() and u.email = p_email;
  if member.id is null then
    -- Even who has an account elsewhere becomes a member by accepting, not by being named.
    member := identity.add_member(p_email, p_name, null, roles, 'INVITED');
  elsif member.status <> 'INVITED' then
    perform app.refuse('email_exists');
  else
    member := identity.managed_member(member.user_id);
    perform identity.set_member_roles(member, roles);
  end if;
  if p_team is not null then
    if not exists (select from identity.teams t where t.tenant_id = member.tenant_id and t.id = p_team) then
      perform app.refuse('team_unknown');
    end if;
    insert into identity.team_members (tenant_id, team_id, membership_id) values (member.tenant_id, p_team, member.id)
    on conflict do nothing;
  end if;
  return identity.new_invite(member, p_email, p_team, p_message, p_token_hash, true);
end
$$;

-- An invite of the caller's to decide about, locked. Raises not_found, invite_closed.
create function identity.managed_invite(p_id uuid) returns identity.invites
language plpgsql volatile set search_path = ''
as $$
declare
  invite identity.invites;
begin
  perform identity.require_all('admin.users');
  select i.* into invite from identity.invites i where i.tenant_id = app.tenant_id() and i.id = p_id for no key update;
  if not found then
    perform app.refuse('not_found');
  end if;
  perform identity.managed_member(m.user_id) from identity.memberships m where m.id = invite.membership_id;
  if invite.status not in ('PENDING', 'EXPIRED') then
    perform app.refuse('invite_closed', jsonb_build_object('status', invite.status));
  end if;
  return invite;
end
$$;

create function identity.resend_invite(p_id uuid, p_token_hash text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  invite constant identity.invites := identity.managed_invite(p_id);
begin
  update identity.invites i set status = 'PENDING', token_hash = p_token_hash, by_mail = true, resent_count = i.resent_count + 1,
    expires_at = now() + interval '7 days'
  where i.id = invite.id;
end
$$;

create function identity.cancel_invite(p_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  invite constant identity.invites := identity.managed_invite(p_id);
begin
  update identity.invites i set status = 'CANCELLED' where i.id = invite.id;
end
$$;

-- The link in the mail opens the account: the text is hidden from lists and blanked once delivered.
create function identity.mail_invite(p_id uuid, p_subject text, p_body text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  perform notifications.queue_secret_email(i.email, p_subject, p_body, 'invite', i.id)
  from identity.invites i where i.id = p_id;
end
$$;

-- What the acceptance has to know before it hashes a password; null where the token opens nothing.
create function identity.find_invite(p_token_hash text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'tenant_id', t.id, 'user_id', u.id, 'email', u.email, 'name', u.name, 'password_hash', u.password_hash,
      'password_profile', identity.auth_policy(t.settings) ->> 'password_profile',
      'locked_seconds', identity.locked_seconds(u.email)
    )
    from identity.invites i
    join identity.memberships m on m.id = i.membership_id
    join identity.users u on u.id = m.user_id
    join identity.tenants t on t.id = i.tenant_id
    where i.token_hash = p_token_hash and i.status = 'PENDING' and i.expires_at > now()
      and m.status = 'INVITED' and u.status <> 'DISABLED' and t.status = 'active'
  );
end
$$;

-- Uses an invite once. p_password_hash is the first password of somebody who has none; who has one has proved it
-- (p_proved_hash). Of two acceptances at once the second finds the invite accepted: the update waits for the first.
create function identity.accept_invite(p_token_hash text, p_password_hash text, p_proved_hash text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  invite identity.invites;
  person uuid;
begin
  update identity.invites i set status = 'ACCEPTED', accepted_at = now()
  where i.token_hash = p_token_hash and i.status = 'PENDING' and i.expires_at > now()
  returning i.* into invite;
  if invite.id is null then
    perform app.refuse('invalid_invite');
  end if;
  update identity.memberships m set status = 'ACTIVE', joined_at = now()
  where m.id = invite.membership_id and m.status = 'INVITED' returning m.user_id into person;
  update identity.users u set status = 'ACTIVE', password_hash = coalesce(u.password_hash, p_password_hash),
    password_changed_at = case when u.password_hash is null then now() else u.password_changed_at end,
    -- The token came by mail, unless an administrator was told it: then the link for the address itself is still open.
    email_verified_at = case when invite.by_mail then coalesce(u.email_verified_at, now()) else u.email_verified_at end
  where u.id = person and u.status <> 'DISABLED'
    and u.password_hash is not distinct from p_proved_hash and coalesce(u.password_hash, p_password_hash) is not null;
  if not found then
    perform app.refuse('invalid_invite');
  end if;
  perform identity.speak_as(invite.tenant_id, person, null);
end
$$;

revoke execute on function identity.new_invite(identity.memberships, text, uuid, text, text, boolean),
  identity.send_invite(text, text, text[], uuid, text, text), identity.managed_invite(uuid),
  identity.resend_invite(uuid, text), identity.cancel_invite(uuid), identity.mail_invite(uuid, text, text), identity.find_invite(text),
  identity.accept_invite(text, text, text)
from public;
grant execute on function identity.send_invite(text, text, text[], uuid, text, text), identity.resend_invite(uuid, text),
  identity.cancel_invite(uuid), identity.mail_invite(uuid, text, text)
to authenticated;
grant execute on function identity.find_invite(text), identity.accept_invite(text, text, text) to comptoir_gate;
comment on function identity.accept_invite(text, text, text) is
  'Makes an invited person an active member, exactly once per invite. Raises invalid_invite.';
