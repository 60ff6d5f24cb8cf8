-- Whether an organisation wants its requests in the audit log: its setting REQUEST_LOGGING. Workers remember the answer for a
-- while. Owner only.
create function ops.logs_requests(p_tenant uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from ops.settings s
    where s.tenant_id = p_tenant and s.name = 'REQUEST_LOGGING' and lower(s.value) in ('true', '1', 'yes', 'on')
  )
$$;

-- One request in the audit log of the organisation it was made in; p_claims name its actor. Owner only.
create function audit.note_request(p_claims jsonb, p_request jsonb, p_endpoint text, p_status int, p_ms int) returns void
language plpgsql set search_path = ''
as $$
begin
  perform set_config('request.jwt.claims', p_claims::text, true), set_config('app.request', p_request::text, true);
  perform audit.append(
    'network', 'http_request', left((p_request ->> 'method') || ' ' || (p_request ->> 'path'), 1000), 'endpoint', p_endpoint,
    p_severity => case when p_status < 400 then 'debug' else 'warning' end,
    p_outcome => case when p_status < 400 then 'success' else 'failure' end,
    p_context => jsonb_build_object(
      'http_method', p_request ->> 'method', 'http_path', left(p_request ->> 'path', 2000), 'http_status', p_status,
      'duration_ms', p_ms
    ),
    p_tenant => (p_claims ->> 'tenant_id')::uuid
  );
end
$$;
revoke execute on function ops.logs_requests(uuid), audit.note_request(jsonb, jsonb, text, int, int) from public;
