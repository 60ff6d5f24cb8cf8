-- Who may listen to which live topic. The names follow the rules of reading: whoever joins a topic may read every row it tells
-- of, and every row one may read is told on a topic one may join.
--
--   tenant:<tenant>:<key>                       rows of no company, for those who read ALL under the key
--   tenant:<tenant>:<key>:company:<company>     rows of a company, for those who also work for it
--   … followed by :team:<team>                  rows of a team, for its members who read GROUP
--   … followed by :user:<user>                  rows of a person, for that person reading SELF
--   tenant:<tenant>:user:<user>                 what concerns one person
--   tenant:<tenant>:notifications               hints without content for the staff; the key of that name is about sending
--   tenant:<tenant>:presence                    who is here: to be seen and to look, for holders of the key realtime

-- Whoever reads all of finance reads its invoices, and whoever reads all invoices their payments; all other keys reach as far as
-- they are granted.
create function app.live_scope(p_key text) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return case p_key
    when 'invoices' then finance.invoice_scope()
    when 'payments' then case when 'ALL' in (app.read_scope('payments'), finance.invoice_scope()) then 'ALL' end
    else app.read_scope(p_key)
  end;
end
$$;

-- Realtime knows nothing but the token, so the companies come from the membership itself.
create function app.hears_company(p_company text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (
    select from identity.memberships m
    where m.tenant_id = app.tenant_id() and m.user_id = app.member_id() and m.status = 'ACTIVE'
      and (m.grants ? '*' or p_company = any (m.company_ids::text[]))
  );
end
$$;

create function app.may_listen(p_topic text) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  part constant text[] := string_to_array(p_topic, ':');
  scoped int := 4;
  scope text;
begin
  if part[1] is distinct from 'tenant' or part[2] is distinct from app.tenant_id()::text or app.grants() = '{}' then
    return false;
  end if;
  case part[3]
    when 'user' then
      return cardinality(part) = 4 and part[4] = app.user_id()::text;
    when 'notifications' then
      return cardinality(part) = 3 and '*' = any (notifications.audiences());
    else
      scope := app.live_scope(part[3]);
  end case;
  if part[4] = 'company' then
    if scope is null or not app.hears_company(part[5]) then
      return false;
    end if;
    scoped := 6;
  end if;
  if cardinality(part) = scoped - 1 then
    return coalesce(scope = 'ALL', false);
  end if;
  return coalesce(cardinality(part) = scoped + 1 and case part[scoped]
    when 'team' then scope = 'GROUP' and part[scoped + 1] = any (app.team_ids()::text[])
    when 'user' then scope = 'SELF' and part[scoped + 1] = app.user_id()::text
    else false
  end, false);
end
$$;

create function app.may_meet(p_topic text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return coalesce(
    p_topic = 'tenant:' || app.tenant_id() || ':presence' and app.read_scope('realtime') is not null, false
  );
end
$$;

-- Whose streams may go on, and what they hear: asked by each worker once for all streams it holds.
create function app.live_listeners(p_sessions uuid[])
returns table (session_id uuid, grants jsonb, team_ids uuid[], company_ids uuid[], is_staff boolean)
language sql stable set search_path = ''
as $$
  select s.id, m.grants, m.team_ids, case when m.grants ? '*' then null else m.company_ids end,
    notifications.is_staff(m.role_keys || case when u.is_superuser then array['superadmin'] else '{}'::text[] end)
  from identity.sessions s
  join identity.users u on u.id = s.user_id
  join identity.memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
  join identity.tenants t on t.id = s.tenant_id
  where s.id = any (p_sessions) and s.status = 'active' and s.expires_at > now() and u.status = 'ACTIVE'
    and m.status = 'ACTIVE' and t.status = 'active'
$$;

revoke execute on function app.live_scope(text), app.hears_company(text), app.may_listen(text), app.may_meet(text),
  app.live_listeners(uuid[])
from public;
grant execute on function app.live_scope(text), app.hears_company(text), app.may_listen(text), app.may_meet(text)
to authenticated;
comment on function app.may_listen(text) is 'Whether the caller may join a live topic.';
comment on function app.live_listeners(uuid[]) is 'What the members behind these sessions hear; those that have ended are missing. For workers.';
