create view documents.file_directory with (security_invoker = true) as
select f.tenant_id, f.id, f.storage_key, f.size, f.sha256, f.media_type
from documents.files f where f.status = 'stored' and f.deleted_at is null;
revoke all on documents.file_directory from anon, authenticated, service_role;
grant select on documents.file_directory to authenticated;
comment on view documents.file_directory is 'The files whose content is there, for other domains.';
