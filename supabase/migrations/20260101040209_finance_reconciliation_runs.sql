-- One run per company at a time; a second caller is told at once instead of waiting.
create function finance.begin_reconciliation(p_company uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform finance.require_bank_writer();
  if not pg_try_advisory_xact_lock(hashtextextended('reconciliation ' || app.tenant_id() || ' ' || p_company, 0)) then
    perform app.refuse('reconciliation_running');
  end if;
end
$$;

-- Replaces the pending suggestions of movements. p_decisions: [{transaction_id, candidates: [{invoice_id, score, confidence,
-- reasons}]}]; a movement without candidates loses its suggestions. Answers the movements that have a new one.
create function finance.replace_suggestions(p_decisions jsonb) returns uuid[]
language plpgsql volatile set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  fresh uuid[];
begin
  with concerned as (
    select s.id from finance.reconciliation_suggestions s
    join jsonb_array_elements(p_decisions) d on (d ->> 'transaction_id')::uuid = s.transaction_id
    where s.tenant_id = tenant and s.status = 'pending'
      and not coalesce(d -> 'candidates', '[]') @> jsonb_build_array(jsonb_build_object('invoice_id', s.invoice_id))
    order by s.id for update of s
  )
  update finance.reconciliation_suggestions s set status = 'superseded', decided_at = now() from concerned c where s.id = c.id;

  with given as (
    select t.owner_company_id, t.id as transaction_id, (c.doc ->> 'invoice_id')::uuid as invoice_id,
      (c.doc ->> 'score')::numeric as score, (c.doc ->> 'confidence')::numeric as confidence,
      array(select jsonb_array_elements_text(c.doc -> 'reasons')) as reasons, c.n as rank
    from jsonb_array_elements(p_decisions) d
    cross join lateral jsonb_array_elements(coalesce(d -> 'candidates', '[]')) with ordinality as c (doc, n)
    join finance.bank_transactions t on t.tenant_id = tenant and t.id = (d ->> 'transaction_id')::uuid and not t.reconciled
    -- What somebody refused in the meantime stays refused.
    where not exists (
      select from finance.rejected_matches r
      where r.tenant_id = tenant and r.transaction_id = t.id and r.invoice_id = (c.doc ->> 'invoice_id')::uuid
    )
  ),
  stored as (
    insert into finance.reconciliation_suggestions as s (
      tenant_id, owner_company_id, transaction_id, invoice_id, score, confidence, reasons, rank
    )
    select tenant, g.owner_company_id, g.transaction_id, g.invoice_id, g.score, g.confidence, g.reasons, g.rank from given g
    order by g.transaction_id, g.invoice_id
    on conflict (tenant_id, transaction_id, invoice_id) where status = 'pending'
    do update set score = excluded.score, confidence = excluded.confidence, reasons = excluded.reasons, rank = excluded.rank
    returning s.transaction_id, s.xmax = 0 as is_new
  )
  select coalesce(array_agg(distinct n.transaction_id), '{}') into fresh from stored n where n.is_new;
  return fresh;
end
$$;

-- Stores what was worked out for one movement because somebody asked. Readers may: a suggestion decides nothing.
create function finance.store_suggestions(p_transaction uuid, p_candidates jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if app.read_scope('finance') is distinct from 'ALL' or not exists (
    select from finance.bank_transactions t
    where t.tenant_id = app.tenant_id() and t.id = p_transaction and app.sees_company(t.owner_company_id)
  ) then
    perform app.refuse('transaction_not_found');
  end if;
  perform from finance.bank_transactions t where t.tenant_id = app.tenant_id() and t.id = p_transaction for update;
  perform finance.replace_suggestions(
    jsonb_build_array(jsonb_build_object('transaction_id', p_transaction, 'candidates', p_candidates))
  );
end
$$;

-- Carries out the decisions of a run. p_decisions: [{transaction_id, kind auto|suggest|none, duplicate_of, remaining,
-- candidates: [{invoice_id, score, confidence, reasons, remaining}]}]. One match that fails leaves the others alone.
-- Answers [{transaction_id, outcome auto_matched|suggested|none|failed, reconciliation_id, error}].
create function finance.apply_decisions(p_company uuid, p_decisions jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  decision jsonb;
  best jsonb;
  outcomes jsonb := '{}';
  match uuid;
  fresh uuid[];
begin
  perform finance.require_bank_writer();
  -- All locks first, in the order everybody uses.
  perform from finance.invoices i
  where i.tenant_id = tenant and i.id in (
    select (d #>> '{candidates,0,invoice_id}')::uuid from jsonb_array_elements(p_decisions) d where d ->> 'kind' = 'auto'
  )
  order by i.id for update;
  perform from finance.bank_transactions t
  where t.tenant_id = tenant and t.owner_company_id = p_company and t.id in (
    select (d ->> 'transaction_id')::uuid from jsonb_array_elements(p_decisions) d
  )
  order by t.id for update;

  for decision in select d from jsonb_array_elements(p_decisions) d where d ->> 'kind' = 'auto' loop
    best := decision #> '{candidates,0}';
    begin
      match := finance.confirm_match(
        (decision ->> 'transaction_id')::uuid, (best ->> 'invoice_id')::uuid, null, 'auto', (best ->> 'score')::numeric,
        (best ->> 'confidence')::numeric, array(select jsonb_array_elements_text(best -> 'reasons')), null,
        jsonb_build_object('transaction', decision -> 'remaining', 'invoice', best -> 'remaining')
      );
      outcomes := outcomes || jsonb_build_object(decision ->> 'transaction_id', jsonb_build_object(
        'outcome', 'auto_matched', 'reconciliation_id', match
      ));
    exception
      when raise_exception or check_violation or unique_violation or foreign_key_violation then
        outcomes := outcomes || jsonb_build_object(decision ->> 'transaction_id', jsonb_build_object(
          'outcome', 'failed', 'error', upper(case when sqlstate = 'P0001' then sqlerrm else 'conflict' end)
        ));
    end;
  end loop;

  fresh := finance.replace_suggestions((
    select coalesce(jsonb_agg(case d ->> 'kind' when 'suggest' then d else d - 'candidates' end), '[]')
    from jsonb_array_elements(p_decisions) d where d ->> 'kind' <> 'auto'
  ));
  perform app.publish('reconciliation.suggested', 'bank_transaction', t.id, 'finance', jsonb_build_object(
    'amount', t.amount, 'currency', t.currency, 'owner_company_id', t.owner_company_id
  ))
  from finance.bank_transactions t where t.tenant_id = tenant and t.id = any (fresh);
  perform finance.tell_about_movements(p_company, p_decisions);
  update finance.bank_transactions t set examined_at = clock_timestamp(),
    duplicate_of_invoice_id = case when not t.reconciled then (d #>> '{duplicate_of,0}')::uuid end
  from jsonb_array_elements(p_decisions) d
  where t.tenant_id = tenant and t.owner_company_id = p_company and t.id = (d ->> 'transaction_id')::uuid;

  return (
    select coalesce(jsonb_agg(jsonb_build_object('transaction_id', d -> 'transaction_id') || coalesce(
      outcomes -> (d ->> 'transaction_id'),
      jsonb_build_object('outcome', case d ->> 'kind' when 'suggest' then 'suggested' else 'none' end)
    ) order by n), '[]')
    from jsonb_array_elements(p_decisions) with ordinality as list (d, n)
  );
end
$$;

-- Money that came twice or for nothing known is told once per movement; beyond twenty in one run, in one sentence.
create function finance.tell_about_movements(p_company uuid, p_decisions jsonb) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  told_singly constant int := 20;
  movement record;
  unknown int := 0;
begin
  for movement in
    select t.id, t.amount, t.currency, t.date, t.reference, t.counterparty_name, i.id as invoice_id, i.invoice_number
    from jsonb_array_elements(p_decisions) d
    join finance.bank_transactions t on t.tenant_id = tenant and t.id = (d ->> 'transaction_id')::uuid
    join finance.invoices i on i.tenant_id = tenant and i.id = (d #>> '{duplicate_of,0}')::uuid
    where not t.reconciled and t.duplicate_of_invoice_id is distinct from i.id
    order by t.date, t.id
  loop
    perform notifications.notify(
      'payment_duplicate', 'Paiement à double probable: ' || movement.invoice_number,
      format('%s %s du %s de %s: la facture %s est déjà payée.', movement.amount, movement.currency,
        to_char(movement.date, 'DD.MM.YYYY'), coalesce(movement.counterparty_name, 'un payeur inconnu'), movement.invoice_number),
      jsonb_build_object('entity_type', 'bank_transaction', 'entity_id', movement.id, 'transaction_id', movement.id,
        'invoice_id', movement.invoice_id, 'amount', movement.amount, 'currency', movement.currency),
      'role:admin', 'critical', 'payment_duplicate:' || movement.id
    );
  end loop;

  for movement in
    select t.id, t.amount, t.currency, t.date, t.reference, t.counterparty_name
    from jsonb_array_elements(p_decisions) d
    join finance.bank_transactions t on t.tenant_id = tenant and t.id = (d ->> 'transaction_id')::uuid
    where d ->> 'kind' = 'none' and coalesce(d -> 'duplicate_of', '[]') = '[]' and t.examined_at is null and t.amount > 0
      and t.kind = 'payment' and not t.is_reversal
    order by t.amount desc, t.id
  loop
    unknown := unknown + 1;
    if unknown <= told_singly then
      perform notifications.notify(
        'payment_unmatched', format('Paiement non attribué: %s %s', movement.amount, movement.currency),
        format('Reçu le %s de %s, référence %s. Aucune facture ouverte ne correspond.', to_char(movement.date, 'DD.MM.YYYY'),
          coalesce(movement.counterparty_name, 'un payeur inconnu'), coalesce(movement.reference, 'aucune')),
        jsonb_build_object('entity_type', 'bank_transaction', 'entity_id', movement.id, 'transaction_id', movement.id,
          'amount', movement.amount, 'currency', movement.currency, 'reference', movement.reference, 'suggestions', '[]'::jsonb),
        'role:admin', 'high', 'payment_unmatched:' || movement.id
      );
    end if;
  end loop;
  if unknown > told_singly then
    perform notifications.notify(
      'payment_unmatched', format('%s autres paiements non attribués', unknown - told_singly),
      'Aucune facture ouverte ne leur correspond. La liste des mouvements à rapprocher les contient tous.',
      jsonb_build_object('entity_type', 'company', 'entity_id', p_company, 'count', unknown - told_singly),
      'role:admin', 'high'
    );
  end if;
end
$$;

revoke execute on function finance.begin_reconciliation(uuid), finance.replace_suggestions(jsonb),
  finance.store_suggestions(uuid, jsonb), finance.apply_decisions(uuid, jsonb), finance.tell_about_movements(uuid, jsonb)
from public;
grant execute on function finance.begin_reconciliation(uuid), finance.store_suggestions(uuid, jsonb),
  finance.apply_decisions(uuid, jsonb)
to authenticated;
comment on function finance.begin_reconciliation(uuid) is
  'Opens the only run of a company; it ends with the transaction. Raises reconciliation_running, authorization_error.';
comment on function finance.apply_decisions(uuid, jsonb) is
  'Books, proposes and tells what a run decided. A match that fails is reported, the others stand.';
