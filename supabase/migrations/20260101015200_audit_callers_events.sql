-- What callers log themselves. Who, when and from where always come from the server; only those who keep the log may write into
-- categories that others rely on as evidence. Raises category_not_allowed, audit_context_size.
create function audit.log_event(
  p_category text, p_action text, p_description text, p_entity_type text, p_entity_id text, p_severity text, p_outcome text,
  p_context jsonb, out id uuid, out at timestamptz
)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  if p_category not in ('data_access', 'user_activity', 'application', 'compliance')
    and app.write_scope('audit-log') is null
  then
    perform app.refuse('category_not_allowed', jsonb_build_object('category', p_category));
  end if;
  id := audit.append(
    p_category, p_action, p_description, p_entity_type, p_entity_id, null, null, p_severity, p_outcome, p_context
  );
  select e.at into at from audit.events e where e.id = log_event.id;
end
$$;
revoke execute on function audit.log_event(text, text, text, text, text, text, text, jsonb) from public;
grant execute on function audit.log_event(text, text, text, text, text, text, text, jsonb) to authenticated;
comment on function audit.log_event(text, text, text, text, text, text, text, jsonb) is
  'Appends an event in the name of the caller.';

-- A date means the whole day where the tenant is; an instant means itself.
create function audit.instant_of(p_text text, p_end_of_day boolean) returns timestamptz
language sql stable set search_path = ''
as $$
  select case
    when p_text ~ '^\d{4}-\d{2}-\d{2}$' then
      ((p_text::date + p_end_of_day::int)::timestamp at time zone (select t.timezone from identity.tenants t))
        - case when p_end_of_day then interval '1 microsecond' else interval '0' end
    else p_text::timestamptz
  end
$$;
revoke execute on function audit.instant_of(text, boolean) from public;
grant execute on function audit.instant_of(text, boolean) to authenticated;

-- A refused request rolled back whatever it did; that it was refused is written afterwards, in a transaction of its own.
create function audit.note_refused(p_claims jsonb, p_request jsonb, p_action text, p_required text) returns void
language plpgsql set search_path = ''
as $$
begin
  perform set_config('request.jwt.claims', p_claims::text, true), set_config('app.request', p_request::text, true);
  perform audit.append(
    case p_action when 'permission_denied' then 'authorization' else 'security' end, p_action, '', null, null, null, null, 'warning', 'failure',
    jsonb_strip_nulls(jsonb_build_object(
      'required', p_required, 'http_method', p_request ->> 'method', 'http_path', p_request ->> 'path'
    )),
    (p_claims ->> 'tenant_id')::uuid
  );
end
$$;
revoke execute on function audit.note_refused(jsonb, jsonb, text, text) from public;
comment on function audit.note_refused(jsonb, jsonb, text, text) is
  'Logs that a caller with a valid credential was refused: permission_denied or rate_limit_exceeded. Owner only: the kernel '
  'calls it after the refusal.';
