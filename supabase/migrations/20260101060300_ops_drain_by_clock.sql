-- Where no worker machine runs, the clock of the database calls POST /cron/drain of the gateway function every minute. It needs
-- the extensions pg_cron and pg_net and two secrets in the vault: comptoir_gateway_url (…/functions/v1/api) and
-- comptoir_scheduler_secret (the SCHEDULER_SECRET of the functions). Without them nothing happens.
create function ops.call_drain() returns void
language plpgsql set search_path = ''
as $$
declare
  url text;
  secret text;
begin
  if to_regclass('vault.decrypted_secrets') is null or to_regnamespace('net') is null then
    return;
  end if;
  execute 'select max(decrypted_secret) filter (where name = ''comptoir_gateway_url''),
      max(decrypted_secret) filter (where name = ''comptoir_scheduler_secret'')
    from vault.decrypted_secrets where name like ''comptoir\_%''' into url, secret;
  if url is not null and secret is not null then
    execute 'select net.http_post(url := $1, headers := $2, timeout_milliseconds := 55000)'
    using url || '/cron/drain', jsonb_build_object('x-scheduler-secret', secret, 'content-type', 'application/json');
  end if;
end
$$;
revoke execute on function ops.call_drain() from public;
comment on function ops.call_drain() is 'Calls the gateway to do background work, where the project is set up for it.';

do $$
begin
  if exists (select from pg_extension where extname = 'pg_cron') then
    perform cron.schedule('comptoir-drain', '* * * * *', 'select ops.call_drain()');
  end if;
end
$$;
