-- Logs that the caller takes a part of the log away, and answers where the export begins: with what was there before it. Raises
-- authorization_error below the scope ALL.
create function audit.begin_export(p_details jsonb, out id uuid, out at timestamptz)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  if app.read_scope('audit-log') is distinct from 'ALL' then
    perform app.refuse('authorization_error', '{"required": "audit-log.read"}');
  end if;
  id := audit.append(
    'data_export', 'audit_log.exported', '', 'audit_log', null, null, null, 'notice', 'success', p_details
  );
  select e.at into at from audit.events e where e.id = begin_export.id;
end
$$;
revoke execute on function audit.begin_export(jsonb) from public;
grant execute on function audit.begin_export(jsonb) to authenticated;
comment on function audit.begin_export(jsonb) is 'Logs an export of the audit log in the name of the caller.';
