-- What those who run an organisation see of its background work and files, whatever else they may read. Files are kept as
-- <tenant>/… in every bucket.
create function ops.server_overview() returns json
language plpgsql stable security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
begin
  if app.write_scope('settings') is distinct from 'ALL' then
    perform app.refuse('authorization_error');
  end if;
  return json_build_object(
    'jobs', (
      select json_build_object(
        'queued', count(*) filter (where j.status = 'pending'),
        'processing', count(*) filter (where j.status = 'processing'),
        'failed24h', count(*) filter (where j.status = 'failed' and j.finished_at > now() - interval '24 hours')
      ) from ops.jobs j where j.tenant_id = tenant
    ),
    'storage', (
      select json_build_object('files', count(*), 'bytes', coalesce(sum((o.metadata ->> 'size')::bigint), 0))
      from storage.objects o where o.name like tenant || '/%'
    ),
    'settingsCount', (select count(*) from ops.settings s where s.tenant_id = tenant)
  );
end
$$;
revoke execute on function ops.server_overview() from public;
grant execute on function ops.server_overview() to authenticated;
comment on function ops.server_overview() is
  'Jobs, files and settings of the caller''s organisation in numbers, for those who may write its settings.';
