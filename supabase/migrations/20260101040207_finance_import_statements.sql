-- The account a statement belongs to, locked until the end of the transaction so that two imports into one account follow
-- each other. Without p_account it is found by IBAN or number; the first statement of a company's own IBAN makes the
-- account; a file that names no account belongs to the company's only account in that currency.
-- Raises bank_account_unknown, account_mismatch.
create function finance.statement_account(
  p_company uuid, p_account uuid, p_iban text, p_number text, p_currency text
) returns finance.bank_accounts
language plpgsql volatile set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  account finance.bank_accounts;
  found_id uuid;
  own_name text;
begin
  if p_account is not null then
    select a.id into found_id from finance.bank_accounts a where a.tenant_id = tenant and a.id = p_account;
  elsif p_iban is not null then
    select a.id into found_id from finance.bank_accounts a
    where a.tenant_id = tenant and a.iban = p_iban and a.currency = p_currency;
    if found_id is null then
      select coalesce(c.bank_name, c.name) into own_name from identity.companies c
      where c.tenant_id = tenant and c.id = p_company
        and p_iban in (upper(replace(c.qr_iban, ' ', '')), upper(replace(c.regular_iban, ' ', '')));
      if own_name is not null then
        insert into finance.bank_accounts (tenant_id, owner_company_id, account_name, bank_name, iban, currency, origin)
        select tenant, p_company, left(own_name || ' ' || p_currency, 100), left(c.bank_name, 100), p_iban, p_currency, 'statement'
        from identity.companies c where c.tenant_id = tenant and c.id = p_company
        on conflict on constraint bank_account_taken do nothing;
        select a.id into found_id from finance.bank_accounts a
        where a.tenant_id = tenant and a.iban = p_iban and a.currency = p_currency;
      else
        -- The account is known in another currency only: then the file is about something else.
        select a.id into found_id from finance.bank_accounts a
        where a.tenant_id = tenant and a.iban = p_iban and a.owner_company_id = p_company limit 1;
      end if;
    end if;
  elsif p_number is not null then
    select a.id into found_id from finance.bank_accounts a
    where a.tenant_id = tenant and a.owner_company_id = p_company and a.account_number = p_number and a.currency = p_currency;
  else
    select (array_agg(a.id))[1] into found_id from finance.bank_accounts a
    where a.tenant_id = tenant and a.owner_company_id = p_company and a.currency = p_currency having count(*) = 1;
  end if;
  select * into account from finance.bank_accounts a where a.tenant_id = tenant and a.id = found_id for update;
  if account.id is null or not app.sees_company(account.owner_company_id) then
    perform app.refuse('bank_account_unknown', jsonb_strip_nulls(jsonb_build_object(
      'iban', p_iban, 'account_number', p_number, 'currency', p_currency
    )));
  elsif account.owner_company_id <> p_company then
    perform app.refuse('account_mismatch', '{"differs": "company"}');
  elsif p_iban <> account.iban then
    perform app.refuse('account_mismatch', jsonb_build_object('differs', 'iban', 'statement', p_iban, 'account', account.iban));
  elsif p_iban is null and p_number <> account.account_number then
    perform app.refuse('account_mismatch', jsonb_build_object(
      'differs', 'account_number', 'statement', p_number, 'account', account.account_number
    ));
  elsif p_currency <> account.currency then
    perform app.refuse('account_mismatch', jsonb_build_object(
      'differs', 'currency', 'statement', p_currency, 'account', account.currency
    ));
  end if;
  return account;
end
$$;

-- Books a whole file at once. p_file: {source, filename, sha256, bytes, errors}; p_statements: [{id, iban, account_number,
-- currency, from, to, opening_balance, closing_balance, rows: [movement + bank_reference, line]}].
-- Answers {import_id, imported, duplicates, accounts: [{id, imported, duplicates}], details: [{reference, action, id or
-- existing_id, line}]} in the order of the file.
create function finance.import_statements(p_company uuid, p_account uuid, p_file jsonb, p_statements jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  import constant uuid := app.new_id();
  accounts uuid[] := array_fill(null::uuid, array[jsonb_array_length(p_statements)]);
  account finance.bank_accounts;
  statement record;
  booked jsonb;
  per_statement jsonb;
begin
  perform finance.require_bank_writer();
  if not exists (select from identity.companies c where c.tenant_id = tenant and c.id = p_company and app.sees_company(c.id)) then
    perform app.refuse('company_access_denied');
  end if;
  -- In one order whatever the file says, so that two files over the same accounts cannot block each other.
  for statement in
    select s.n, s.doc from jsonb_array_elements(p_statements) with ordinality as s (doc, n)
    order by s.doc ->> 'iban', s.doc ->> 'account_number', s.doc ->> 'currency', s.n
  loop
    account := finance.statement_account(
      p_company, p_account, statement.doc ->> 'iban', statement.doc ->> 'account_number', statement.doc ->> 'currency'
    );
    accounts[statement.n] := account.id;
  end loop;

  with given as materialized (
    select s.n as statement, r.*
    from jsonb_array_elements(p_statements) with ordinality as s (doc, n)
    cross join lateral rows from (
      jsonb_to_recordset(s.doc -> 'rows') as (
        bank_reference text, kind text, date date, value_date date, amount numeric, currency text, description text,
        reference text, reference_type text, end_to_end_id text, counterparty_name text, counterparty_iban text,
        bank_tx_code text, balance_after numeric, is_reversal boolean, charges numeric, instructed_amount numeric,
        instructed_currency text, line int
      )
    ) with ordinality as r (
      bank_reference, kind, date, value_date, amount, currency, description, reference, reference_type, end_to_end_id,
      counterparty_name, counterparty_iban, bank_tx_code, balance_after, is_reversal, charges, instructed_amount,
      instructed_currency, line, position
    )
  ),
  new_rows as (
    insert into finance.bank_transactions (
      tenant_id, owner_company_id, bank_account_id, import_id, import_source, bank_reference, kind, date, value_date, amount,
      currency, description, reference, reference_type, end_to_end_id, counterparty_name, counterparty_iban, bank_tx_code,
      balance_after, is_reversal, charges, instructed_amount, instructed_currency
    )
    select tenant, p_company, accounts[g.statement], import, p_file ->> 'source', left(g.bank_reference, 200), g.kind, g.date,
      g.value_date, g.amount, g.currency, left(g.description, 2000), left(g.reference, 140), g.reference_type,
      left(g.end_to_end_id, 140), left(g.counterparty_name, 200), g.counterparty_iban, left(g.bank_tx_code, 50),
      g.balance_after, g.is_reversal, g.charges, g.instructed_amount, g.instructed_currency
    from given g order by g.statement, g.position
    on conflict on constraint bank_transaction_booked do nothing
    returning id, bank_account_id, bank_reference
  ),
  outcome as (
    select g.statement, g.position, g.line, left(g.bank_reference, 200) as reference, n.id as new_id, k.id as known_id
    from given g
    left join new_rows n on n.bank_account_id = accounts[g.statement] and n.bank_reference = left(g.bank_reference, 200)
    left join finance.bank_transactions k on n.id is null and k.tenant_id = tenant
      and k.bank_account_id = accounts[g.statement] and k.bank_reference = left(g.bank_reference, 200)
  )
  select
    coalesce(jsonb_agg(
      jsonb_build_object('reference', o.reference, 'action', case when o.new_id is null then 'duplicate' else 'imported' end)
        || case when o.new_id is null then jsonb_build_object('existing_id', o.known_id) else jsonb_build_object('id', o.new_id) end
        || case when o.line is null then '{}'::jsonb else jsonb_build_object('line', o.line) end
      order by o.statement, o.position
    ), '[]'),
    (
      select coalesce(jsonb_object_agg(c.statement, c.n), '{}') from (
        select i.statement, count(i.new_id) as n from outcome i group by i.statement
      ) c
    )
  into booked, per_statement
  from outcome o;

  update finance.bank_accounts a set last_sync = now(),
    balance = case when newest.day >= coalesce(a.balance_date, '-infinity') then newest.closing else a.balance end,
    balance_date = case when newest.day >= coalesce(a.balance_date, '-infinity') then newest.day else a.balance_date end
  from (
    select distinct on (accounts[s.n]) accounts[s.n] as account_id, s.doc ->> 'to' as day_text, (s.doc ->> 'to')::date as day,
      (s.doc ->> 'closing_balance')::numeric as closing
    from jsonb_array_elements(p_statements) with ordinality as s (doc, n)
    order by accounts[s.n], s.doc ->> 'closing_balance' is null, s.doc ->> 'to' desc nulls last, s.n desc
  ) newest
  where a.tenant_id = tenant and a.id = newest.account_id;

  declare
    total constant int := jsonb_array_length(booked);
    imported constant int := (select coalesce(sum(v::int), 0) from jsonb_each_text(per_statement) as e (k, v));
  begin
    insert into finance.bank_imports (
      id, tenant_id, owner_company_id, source, filename, file_sha256, file_bytes, statements, imported, duplicates, errors
    ) values (
      import, tenant, p_company, p_file ->> 'source', left(p_file ->> 'filename', 255), p_file ->> 'sha256',
      (p_file ->> 'bytes')::int,
      (
        select jsonb_agg((s.doc - 'rows') || jsonb_build_object('bank_account_id', accounts[s.n]) order by s.n)
        from jsonb_array_elements(p_statements) with ordinality as s (doc, n)
      ),
      imported, total - imported, coalesce((p_file ->> 'errors')::int, 0)
    );
    perform app.publish('bank.imported', 'bank_import', import, 'finance', jsonb_build_object(
      'owner_company_id', p_company, 'source', p_file ->> 'source', 'imported', imported, 'duplicates', total - imported,
      'actor_id', app.claims() ->> 'sub'
    ));
    return jsonb_build_object(
      'import_id', import, 'imported', imported, 'duplicates', total - imported, 'details', booked,
      'accounts', (
        select jsonb_agg(jsonb_build_object('id', accounts[s.n], 'imported', coalesce((per_statement ->> s.n::text)::int, 0),
          'duplicates', jsonb_array_length(s.doc -> 'rows') - coalesce((per_statement ->> s.n::text)::int, 0)) order by s.n)
        from jsonb_array_elements(p_statements) with ordinality as s (doc, n)
      )
    );
  end;
end
$$;
revoke execute on function finance.statement_account(uuid, uuid, text, text, text),
  finance.import_statements(uuid, uuid, jsonb, jsonb)
from public;
grant execute on function finance.import_statements(uuid, uuid, jsonb, jsonb) to authenticated;
comment on function finance.import_statements(uuid, uuid, jsonb, jsonb) is
  'Books the movements of a file in one piece; what the account already holds is a duplicate. Raises bank_account_unknown, '
  'account_mismatch, company_access_denied, authorization_error.';
