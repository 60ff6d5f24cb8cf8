-- Uploaded pictures of people, as <tenant>/avatars/<uuid>. No policy opens the bucket: the functions alone write and read it,
-- because a file that comes past them would not have been made anew.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('avatars', 'avatars', false, 2097152, array['image/jpeg', 'image/png'])
on conflict (id) do nothing;
