-- Who is asking. The entry functions (app.enter_*) set these for a request; Realtime and Storage only know the claims of
-- the token, so everything falls back to them and, for grants, to the membership.
create function app.claims() returns jsonb
language plpgsql stable parallel safe set search_path = ''
as $$
begin
  return nullif(current_setting('request.jwt.claims', true), '')::jsonb;
end
$$;

create function app.tenant_id() returns uuid
language plpgsql stable parallel safe set search_path = ''
as $$
begin
  return coalesce(nullif(current_setting('app.tenant_id', true), ''), app.claims() ->> 'tenant_id');
end
$$;

create function app.user_id() returns uuid
language plpgsql stable parallel safe set search_path = ''
as $$
begin
  return coalesce(nullif(current_setting('app.user_id', true), ''), app.claims() ->> 'sub');
end
$$;

-- Only members own rows: null for keys, services and clients.
create function app.member_id() returns uuid
language plpgsql stable parallel safe set search_path = ''
as $$
begin
  return case when app.claims() ? 'actor_type' then null else app.user_id() end;
end
$$;

-- The contact whose portal account is signed in; null for everybody else.
create function app.contact_id() returns uuid
language plpgsql stable parallel safe set search_path = ''
as $$
begin
  return nullif(current_setting('app.contact_id', true), '');
end
$$;

-- {"contacts": ["ALL", "GROUP"]}: the scope a key is granted for reading and for writing, null where it is not.
create function app.grants() returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  known text := current_setting('app.grants', true);
begin
  if known <> '' then
    return known::jsonb;
  end if;
  return identity.grants_of_claims();
end
$$;

create function app.scope_rank(p_scope text) returns int
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return case p_scope when 'ALL' then 3 when 'GROUP' then 2 when 'SELF' then 1 else 0 end;
end
$$;

-- The pair granted for the first of these keys that is granted at all, or null. Policies ask this for every statement, and parsing
-- all grants to read one of them took two thirds of the time: jsonb has one way to write itself, so the pair can be cut out of the
-- text. A key has no quotes, and nothing but a key stands before a bracket.
create function app.granted(variadic p_keys text[]) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  known text := current_setting('app.grants', true);
  wanted text;
  pair text;
begin
  if known is null or known = '' then
    known := identity.grants_of_claims()::text;
  end if;
  foreach wanted in array p_keys loop
    pair := split_part(split_part(known, '"' || wanted || '": [', 2), ']', 1);
    if pair <> '' then
      return ('[' || pair || ']')::jsonb;
    end if;
  end loop;
  return null;
end
$$;

create function app.write_scope(p_key text) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return coalesce(app.granted('*') ->> 1, app.granted(p_key) ->> 1);
end
$$;

-- Who may write a row may read it back: INSERT … RETURNING passes through the reading policy.
create function app.read_scope(p_key text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  pair constant jsonb := app.granted('*', p_key);
begin
  return case
    when pair ->> 0 = 'ALL' then 'ALL'
    when app.scope_rank(pair ->> 1) > app.scope_rank(pair ->> 0) then pair ->> 1
    else pair ->> 0
  end;
end
$$;

create function app.team_ids() returns uuid[]
language plpgsql stable set search_path = ''
as $$
declare
  known text := current_setting('app.team_ids', true);
begin
  if known <> '' then
    return known::uuid[];
  end if;
  return identity.teams_of_claims();
end
$$;

-- Null means every company of the tenant.
create function app.company_ids() returns uuid[]
language plpgsql stable set search_path = ''
as $$
declare
  known text := current_setting('app.company_ids', true);
begin
  if known = 'all' then
    return null;
  elsif known <> '' then
    return known::uuid[];
  end if;
  return '{}';
end
$$;

create function app.sees_company(p_company uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return p_company is null or current_setting('app.company_ids', true) = 'all' or p_company = any (app.company_ids());
end
$$;

-- The request behind the transaction: request_id, ip, user_agent, method, path, auth_method.
create function app.request() returns jsonb
language plpgsql stable parallel safe set search_path = ''
as $$
begin
  return nullif(current_setting('app.request', true), '')::jsonb;
end
$$;

revoke execute on function app.claims(), app.tenant_id(), app.user_id(), app.member_id(), app.contact_id(), app.grants(), app.scope_rank(text),
  app.granted(text[]),
  app.write_scope(text), app.read_scope(text), app.team_ids(), app.company_ids(), app.sees_company(uuid), app.request()
from public;
grant execute on function app.claims(), app.tenant_id(), app.user_id(), app.member_id(), app.contact_id(), app.grants(), app.scope_rank(text),
  app.granted(text[]),
  app.write_scope(text), app.read_scope(text), app.team_ids(), app.company_ids(), app.sees_company(uuid), app.request()
to authenticated, service_role;

comment on function app.tenant_id() is 'The one tenant this transaction may see.';
comment on function app.user_id() is 'The person, portal account, API key or service behind the transaction.';
comment on function app.contact_id() is 'The client behind the transaction: policies of portal rows compare with it.';
comment on function app.read_scope(text) is 'ALL, GROUP, SELF or null: how far the caller reads under a permission key.';
comment on function app.write_scope(text) is 'ALL, GROUP, SELF or null: how far the caller writes under a permission key.';
comment on function app.company_ids() is 'Companies of the tenant the caller works for; null for all of them.';
