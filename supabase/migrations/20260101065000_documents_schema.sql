create schema documents;
grant usage on schema documents to authenticated;
comment on schema documents is 'Files people upload: what is known of them. Their content lies in Storage.';
