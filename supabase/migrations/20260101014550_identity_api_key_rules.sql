-- Rules of API keys beyond their table. What a key may carry: '*' is for keys made by those who hold everything. Raises role_access_denied, authorization_error.
create function identity.require_scopes(p_scopes text[]) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if '*' = any (p_scopes) and not app.grants() ? '*' then
    perform app.refuse('role_access_denied', '{"scope": "*"}');
  end if;
  perform identity.require_held(identity.grants_of_scopes(p_scopes));
end
$$;

-- What happened to a key, without its hash.
create function identity.api_key_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  shown constant text[] := array['name', 'prefix', 'scopes', 'ip_allowlist', 'rate_limit_per_hour', 'expires_at', 'is_active'];
  before jsonb;
  after jsonb;
begin
  select jsonb_object_agg(n.key, n.value) into after from jsonb_each(to_jsonb(new)) n
  where n.key = any (shown) and (tg_op = 'INSERT' or n.value is distinct from to_jsonb(old) -> n.key);
  if tg_op = 'UPDATE' then
    if after is null then
      return null;
    end if;
    select jsonb_object_agg(k, to_jsonb(old) -> k) into before from jsonb_object_keys(after) k;
  end if;
  perform audit.append(
    'admin', case
      when tg_op = 'INSERT' then 'api_key_created'
      when old.is_active and not new.is_active then 'api_key_revoked'
      else 'api_key_updated'
    end,
    '', 'api_key', new.id::text, before, after, 'notice', p_tenant => new.tenant_id
  );
  return null;
end
$$;
create trigger record after insert or update on identity.api_keys
  for each row execute function identity.api_key_changed();
revoke execute on function identity.require_scopes(text[]), identity.api_key_changed() from public;
grant execute on function identity.require_scopes(text[]), identity.grants_of_scopes(text[]) to authenticated;

-- A key carries nothing its maker does not hold, and nobody switches on a key that reaches further than they do.
create policy creates on identity.api_keys for insert to authenticated with check (
  (select app.write_scope('admin.api-keys')) = 'ALL' and cardinality(identity.exceeding(grants)) = 0
  and ('*' <> all (scopes) or (select app.grants()) ? '*')
);
create policy updates on identity.api_keys for update to authenticated
  using ((select app.write_scope('admin.api-keys')) = 'ALL')
  with check (
    (select app.write_scope('admin.api-keys')) = 'ALL' and (not is_active or cardinality(identity.exceeding(grants)) = 0)
  );
