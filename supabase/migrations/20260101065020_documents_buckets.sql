-- Private buckets. Nothing is written past the functions, which judge and scan what comes: no policy lets anybody in but them,
-- except that members may read a document they see with their own token, for links and downloads straight from Storage.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('documents', 'documents', false, 26214400, array[
    'application/json', 'application/msword', 'application/octet-stream', 'application/pdf', 'application/vnd.ms-excel',
    'application/vnd.oasis.opendocument.spreadsheet', 'application/vnd.oasis.opendocument.text',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/x-cfb', 'application/xml',
    'image/gif', 'image/heic', 'image/jpeg', 'image/png', 'image/tiff', 'image/webp', 'text/csv', 'text/plain'
  ]),
  ('exports', 'exports', false, 104857600, null),
  ('backups', 'backups', false, 1073741824, array['application/octet-stream'])
on conflict (id) do nothing;

set local lock_timeout = '5s';
create policy comptoir_documents_reads on storage.objects for select to authenticated using (
  bucket_id = 'documents'
  and (storage.foldername(name))[1] = (select app.tenant_id())::text
  and exists (
    select from documents.files f
    where f.tenant_id = (select app.tenant_id()) and f.storage_key = objects.name and f.status = 'stored'
      and f.deleted_at is null
  )
);
