-- How a client signs in: one account per contact and company, with a password of its own and nothing in common with members.
create table sales.portal_accounts (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_company_id uuid not null,
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  contact_id uuid not null,
  -- The client's company, itself a contact.
  company_id uuid,
  email text not null
    constraint portal_email_normal check (email = lower(btrim(email)) and email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 255),
  status text not null default 'pending'
    constraint portal_status_known check (status in ('pending', 'active', 'suspended', 'disabled')),
  password_hash text,
  -- SHA-256 of tokens that are only ever mailed. The activation token stays after its use, to be told from one nobody gave.
  activation_token_hash text,
  activation_expires_at timestamptz,
  activated_at timestamptz,
  password_reset_token_hash text,
  password_reset_expires_at timestamptz,
  language text not null default 'fr' constraint portal_language_known check (language in ('fr', 'de', 'it', 'en')),
  -- {channel: boolean}
  notification_preferences jsonb not null default '{}' constraint portal_preferences_object
    check (jsonb_typeof(notification_preferences) = 'object' and octet_length(notification_preferences::text) <= 4096),
  last_login_at timestamptz,
  last_login_ip text,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint portal_accounts_tenant_key unique (tenant_id, id),
  constraint portal_account_exists unique (tenant_id, contact_id, owner_company_id),
  constraint portal_email_taken unique (tenant_id, owner_company_id, email),
  constraint portal_active_with_password check (status <> 'active' or (password_hash is not null and activated_at is not null)),
  constraint portal_activation_dated check ((activation_token_hash is null) = (activation_expires_at is null)),
  constraint portal_reset_dated check ((password_reset_token_hash is null) = (password_reset_expires_at is null)),
  constraint portal_owner_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id),
  constraint portal_owner_unknown foreign key (tenant_id, owner_user_id)
    references identity.memberships (tenant_id, user_id),
  constraint portal_team_unknown foreign key (tenant_id, team_id) references identity.teams (tenant_id, id),
  constraint portal_contact_unknown foreign key (tenant_id, contact_id) references crm.contacts (tenant_id, id),
  constraint portal_company_unknown foreign key (tenant_id, company_id) references crm.contacts (tenant_id, id)
);
create index portal_accounts_newest on sales.portal_accounts (tenant_id, created_at desc, id desc);
create index portal_accounts_by_company on sales.portal_accounts (tenant_id, company_id);
create index portal_accounts_by_owner on sales.portal_accounts (tenant_id, owner_user_id);
create index portal_accounts_by_team on sales.portal_accounts (tenant_id, team_id);
-- Signing in starts with an e-mail or a mailed token, before the tenant is known.
create index portal_accounts_by_email on sales.portal_accounts (email);
create unique index portal_activation_token on sales.portal_accounts (activation_token_hash)
  where activation_token_hash is not null;
create unique index portal_reset_token on sales.portal_accounts (password_reset_token_hash)
  where password_reset_token_hash is not null;
alter table identity.sessions add constraint session_portal_account foreign key (tenant_id, portal_account_id)
  references sales.portal_accounts (tenant_id, id);

alter table sales.portal_accounts enable row level security;
revoke all on sales.portal_accounts from anon, authenticated, service_role;
-- Hashes leave through no policy: only the sign-in functions read them.
grant select (
  id, tenant_id, owner_company_id, owner_user_id, team_id, contact_id, company_id, email, status, activation_expires_at,
  activated_at, language, notification_preferences, last_login_at, last_login_ip, created_by, created_at, updated_at
), update (language, notification_preferences, status, activation_token_hash, activation_expires_at) on sales.portal_accounts to authenticated;
create policy tenant_wall on sales.portal_accounts as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on sales.portal_accounts as restrictive for all to authenticated
  using ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]))
  with check ((select app.company_ids()) is null or owner_company_id = any ((select app.company_ids())::uuid[]));
create policy reads on sales.portal_accounts for select to authenticated using (
  case
    when (select app.contact_id()) is not null then id = (select app.user_id())
    else case (select app.read_scope('portal'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  end
);
create policy updates on sales.portal_accounts for update to authenticated
  using (
    case
      when (select app.contact_id()) is not null then id = (select app.user_id())
      else case (select app.write_scope('portal'))
        when 'ALL' then true
        when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
        when 'SELF' then owner_user_id = (select app.user_id())
        else false
      end
    end
  )
  with check (
    case
      when (select app.contact_id()) is not null then id = (select app.user_id())
      else case (select app.write_scope('portal'))
        when 'ALL' then true
        when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
        when 'SELF' then owner_user_id = (select app.user_id())
        else false
      end
    end
  );

-- Clients change their preferences and nothing else; whoever is shut out keeps no link that would let them in again.
create function sales.guard_portal_account() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if app.contact_id() is not null
    and (new.status, new.activation_token_hash) is distinct from (old.status, old.activation_token_hash)
  then
    perform app.refuse('portal_access_denied');
  end if;
  if new.status in ('suspended', 'disabled') then
    new.activation_token_hash := null;
    new.activation_expires_at := null;
    new.password_reset_token_hash := null;
    new.password_reset_expires_at := null;
  end if;
  return new;
end
$$;
revoke execute on function sales.guard_portal_account() from public;
create trigger guard before update on sales.portal_accounts for each row execute function sales.guard_portal_account();
create trigger touch before update on sales.portal_accounts for each row execute function app.touch();
-- Signing in is an event of its own, not a change of the account.
create trigger record after insert or delete or update of status, email, password_hash, language, notification_preferences
  on sales.portal_accounts for each row execute function audit.record('portal_account', 'admin');
comment on table sales.portal_accounts is 'A client''s access to the portal of one company: who may sign in, and how.';
