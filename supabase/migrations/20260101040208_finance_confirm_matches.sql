-- Everybody locks in one order - invoice, movement, reconciliation, suggestions - so that nobody blocks anybody for good.

-- Pending suggestions that no longer hold after a match: those of the movement and those of the invoice.
create function finance.settle_suggestions(p_transaction uuid, p_invoice uuid) returns void
language sql volatile set search_path = ''
as $$
  with concerned as (
    select s.id from finance.reconciliation_suggestions s
    where s.tenant_id = app.tenant_id() and s.status = 'pending' and (s.transaction_id = p_transaction or s.invoice_id = p_invoice)
    order by s.id for update
  )
  update finance.reconciliation_suggestions s set decided_at = now(),
    status = case when s.transaction_id = p_transaction and s.invoice_id = p_invoice then 'accepted' else 'superseded' end,
    decided_by = case when s.transaction_id = p_transaction and s.invoice_id = p_invoice then app.user_id() end
  from concerned c where s.id = c.id
$$;

-- What forbids a match, whoever asks for it. Both rows are locked by the caller.
create function finance.check_match(
  p_movement finance.bank_transactions, p_invoice finance.invoices, p_amount numeric
) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if p_movement.owner_company_id is distinct from p_invoice.owner_company_id then
    perform app.refuse('company_mismatch');
  elsif p_movement.currency <> p_invoice.currency then
    perform app.refuse('currency_mismatch', jsonb_build_object('transaction', p_movement.currency, 'invoice', p_invoice.currency));
  elsif p_movement.amount <= 0 or p_invoice.is_credit_note then
    -- Money that leaves pays no client invoice, and money that arrives pays no credit note.
    perform app.refuse('direction_mismatch');
  elsif p_movement.remaining_amount = 0
    or p_movement.reconciled and (p_amount is null or p_amount > p_movement.remaining_amount)
    or exists (
      select from finance.reconciliations r
      where r.tenant_id = p_movement.tenant_id and r.transaction_id = p_movement.id and r.invoice_id = p_invoice.id
        and r.undone_at is null
    )
  then
    perform app.refuse('already_reconciled', jsonb_build_object('remaining', p_movement.remaining_amount));
  elsif p_amount > p_movement.remaining_amount then
    perform app.refuse('amount_exceeds_transaction', jsonb_build_object('remaining', p_movement.remaining_amount));
  end if;
end
$$;

-- Matches a movement with an invoice by a payment of it. Null amount: as much as both have left. p_seen: what both had left
-- when the decision was made; anything else refuses with match_outdated. Answers the id of the reconciliation.
create function finance.confirm_match(
  p_transaction uuid, p_invoice uuid, p_amount numeric, p_type text, p_score numeric default null,
  p_confidence numeric default null, p_reasons text[] default '{}', p_notes text default null, p_seen jsonb default null
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  movement finance.bank_transactions;
  invoice finance.invoices;
  payment uuid;
begin
  perform finance.require_bank_writer();
  if not exists (
    select from finance.bank_transactions t
    where t.tenant_id = tenant and t.id = p_transaction and app.sees_company(t.owner_company_id)
  ) then
    perform app.refuse('transaction_not_found');
  end if;
  invoice := finance.lock_invoice(p_invoice, finance.money_scope());
  select * into movement from finance.bank_transactions t where t.tenant_id = tenant and t.id = p_transaction for update;
  perform finance.check_match(movement, invoice, p_amount);
  if p_seen is not null and (
    movement.remaining_amount <> (p_seen ->> 'transaction')::numeric or invoice.remaining_amount <> (p_seen ->> 'invoice')::numeric
  ) then
    perform app.refuse('match_outdated');
  end if;
  perform set_config('finance.match', jsonb_build_object(
    'type', p_type, 'score', p_score, 'confidence', p_confidence, 'reasons', p_reasons
  )::text, true);
  payment := finance.record_payment(
    invoice.id, coalesce(p_amount, least(movement.remaining_amount, greatest(invoice.remaining_amount, 0.01))),
    least(movement.date, finance.today()), 'bank_transfer', movement.id, p_notes, p_type = 'auto'
  );
  perform set_config('finance.match', '', true);
  return (select r.id from finance.reconciliations r where r.tenant_id = tenant and r.payment_id = payment);
end
$$;

-- A payment that names a movement uses it up, whichever way the payment was recorded: reconciliation, suggestions, alias, event.
create function finance.use_movement() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  movement finance.bank_transactions;
  invoice finance.invoices;
  match finance.reconciliations;
  decided constant jsonb := nullif(current_setting('finance.match', true), '')::jsonb;
begin
  select * into invoice from finance.invoices i where i.tenant_id = new.tenant_id and i.id = new.invoice_id for update;
  select * into movement from finance.bank_transactions t
  where t.tenant_id = new.tenant_id and t.id = new.transaction_id and app.sees_company(t.owner_company_id) for update;
  if movement.id is null then
    perform app.refuse('transaction_not_found');
  end if;
  perform finance.check_match(movement, invoice, new.amount);
  insert into finance.reconciliations (
    tenant_id, owner_company_id, transaction_id, invoice_id, payment_id, amount, reconciliation_type, score, confidence, reasons,
    notes
  ) values (
    new.tenant_id, movement.owner_company_id, movement.id, invoice.id, new.id, new.amount,
    coalesce(decided ->> 'type', case when new.auto_reconciled then 'auto' else 'manual' end),
    (decided ->> 'score')::numeric, (decided ->> 'confidence')::numeric,
    array(select jsonb_array_elements_text(coalesce(decided -> 'reasons', '[]'))), new.notes
  ) returning * into match;
  update finance.bank_transactions t set reconciled_amount = t.reconciled_amount + match.amount, reconciled_at = now(),
    reconciliation_type = match.reconciliation_type, match_score = match.score, duplicate_of_invoice_id = null
  where t.tenant_id = movement.tenant_id and t.id = movement.id;
  perform finance.settle_suggestions(movement.id, invoice.id);
  if match.reconciliation_type <> 'auto' then
    perform finance.learn_counterparty(invoice.client_id, movement, 1);
  end if;
  perform app.publish('reconciliation.matched', 'reconciliation', match.id, 'finance', jsonb_build_object(
    'transaction_id', movement.id, 'invoice_id', invoice.id, 'invoice_number', invoice.invoice_number, 'amount', match.amount,
    'currency', movement.currency, 'reconciliation_type', match.reconciliation_type,
    'owner_company_id', movement.owner_company_id, 'actor_id', app.claims() ->> 'sub'
  ), new.tenant_id);
  return null;
end
$$;
create trigger use_movement after insert on finance.payments
  for each row when (new.transaction_id is not null and new.status = 'recorded') execute function finance.use_movement();

create function finance.accept_suggestion(p_suggestion uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  suggestion finance.reconciliation_suggestions;
begin
  perform finance.require_bank_writer();
  suggestion := finance.lock_suggestion(p_suggestion);
  return finance.confirm_match(
    suggestion.transaction_id, suggestion.invoice_id, null, 'suggested', suggestion.score, suggestion.confidence,
    suggestion.reasons
  );
end
$$;

-- A suggestion that still waits, with its invoice and its movement locked. Raises suggestion_not_found, suggestion_not_pending.
create function finance.lock_suggestion(p_suggestion uuid) returns finance.reconciliation_suggestions
language plpgsql volatile set search_path = ''
as $$
declare
  suggestion finance.reconciliation_suggestions;
begin
  select * into suggestion from finance.reconciliation_suggestions s
  where s.tenant_id = app.tenant_id() and s.id = p_suggestion and app.sees_company(s.owner_company_id);
  if suggestion.id is null then
    perform app.refuse('suggestion_not_found');
  end if;
  perform from finance.invoices i where i.tenant_id = suggestion.tenant_id and i.id = suggestion.invoice_id for update;
  perform from finance.bank_transactions t
  where t.tenant_id = suggestion.tenant_id and t.id = suggestion.transaction_id for update;
  select * into suggestion from finance.reconciliation_suggestions s where s.id = p_suggestion for update;
  if suggestion.status <> 'pending' then
    perform app.refuse('suggestion_not_pending', jsonb_build_object('status', suggestion.status));
  end if;
  return suggestion;
end
$$;

create function finance.reject_suggestion(p_suggestion uuid, p_reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  suggestion finance.reconciliation_suggestions;
begin
  perform finance.require_bank_writer();
  suggestion := finance.lock_suggestion(p_suggestion);
  update finance.reconciliation_suggestions s set status = 'rejected', decided_at = now(), decided_by = app.user_id(),
    reject_reason = p_reason
  where s.id = suggestion.id;
  perform finance.refuse_pair(suggestion.owner_company_id, suggestion.transaction_id, suggestion.invoice_id, p_reason);
end
$$;

create function finance.refuse_pair(p_company uuid, p_transaction uuid, p_invoice uuid, p_reason text) returns void
language sql volatile set search_path = ''
as $$
  insert into finance.rejected_matches (tenant_id, owner_company_id, transaction_id, invoice_id, reason)
  values (app.tenant_id(), p_company, p_transaction, p_invoice, left(p_reason, 500))
  on conflict on constraint match_already_rejected do nothing
$$;

-- Takes a match back. Its payment is reversed, which frees the movement (trigger below).
create function finance.undo_reconciliation(p_id uuid, p_reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  tenant constant uuid := app.tenant_id();
  match finance.reconciliations;
begin
  if app.write_scope('finance.approve') is null then
    perform app.refuse('authorization_error', jsonb_build_object('required', 'finance.approve.write'));
  end if;
  select * into match from finance.reconciliations r
  where r.tenant_id = tenant and r.id = p_id and app.sees_company(r.owner_company_id);
  if match.id is null then
    perform app.refuse('reconciliation_not_found');
  end if;
  perform finance.lock_invoice(match.invoice_id, 'ALL');
  select * into match from finance.reconciliations r where r.id = p_id for update;
  if match.undone_at is not null then
    perform app.refuse('not_reconciled', jsonb_build_object('undone_at', match.undone_at));
  elsif exists (
    select from finance.payments p
    join identity.companies c on c.tenant_id = p.tenant_id and c.id = p.owner_company_id
    where p.tenant_id = tenant and p.id = match.payment_id
      and p.paid_on <= (c.settings -> 'accounting' ->> 'closed_until')::date
  ) then
    perform app.refuse('period_closed');
  end if;
  perform finance.reverse_payment(match.payment_id, p_reason);
end
$$;

-- A payment taken back, whichever way, frees the movement it came from; the engine does not book the pair again.
create function finance.free_movement() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  match finance.reconciliations;
  movement finance.bank_transactions;
begin
  update finance.reconciliations r set undone_at = clock_timestamp(), undone_by = app.user_id(), undo_reason = new.cancellation_reason
  where r.tenant_id = new.tenant_id and r.payment_id = new.id and r.undone_at is null returning * into match;
  if match.id is null then
    return null;
  end if;
  update finance.bank_transactions t set reconciled_amount = t.reconciled_amount - match.amount,
    reconciled_at = case when t.reconciled_amount > match.amount then t.reconciled_at end,
    reconciliation_type = case when t.reconciled_amount > match.amount then t.reconciliation_type end,
    match_score = case when t.reconciled_amount > match.amount then t.match_score end
  where t.tenant_id = match.tenant_id and t.id = match.transaction_id returning * into movement;
  update finance.reconciliation_suggestions s set status = 'superseded'
  where s.tenant_id = match.tenant_id and s.transaction_id = match.transaction_id and s.invoice_id = match.invoice_id
    and s.status = 'accepted';
  perform finance.refuse_pair(match.owner_company_id, match.transaction_id, match.invoice_id, new.cancellation_reason);
  if match.reconciliation_type <> 'auto' then
    perform finance.learn_counterparty(
      (select i.client_id from finance.invoices i where i.tenant_id = match.tenant_id and i.id = match.invoice_id), movement, -1
    );
  end if;
  perform app.publish('reconciliation.undone', 'reconciliation', match.id, 'finance', jsonb_build_object(
    'transaction_id', match.transaction_id, 'invoice_id', match.invoice_id, 'amount', match.amount, 'currency', new.currency,
    'owner_company_id', match.owner_company_id, 'actor_id', app.claims() ->> 'sub'
  ));
  return null;
end
$$;
create trigger free_movement after update on finance.payments
  for each row when (new.status = 'cancelled' and old.status = 'recorded' and new.transaction_id is not null)
  execute function finance.free_movement();

revoke execute on function finance.settle_suggestions(uuid, uuid),
  finance.confirm_match(uuid, uuid, numeric, text, numeric, numeric, text[], text, jsonb), finance.accept_suggestion(uuid),
  finance.lock_suggestion(uuid), finance.reject_suggestion(uuid, text), finance.refuse_pair(uuid, uuid, uuid, text),
  finance.undo_reconciliation(uuid, text), finance.free_movement(), finance.use_movement(),
  finance.check_match(finance.bank_transactions, finance.invoices, numeric)
from public;
grant execute on function finance.confirm_match(uuid, uuid, numeric, text, numeric, numeric, text[], text, jsonb),
  finance.accept_suggestion(uuid), finance.reject_suggestion(uuid, text), finance.undo_reconciliation(uuid, text)
to authenticated;
comment on function finance.confirm_match(uuid, uuid, numeric, text, numeric, numeric, text[], text, jsonb) is
  'Matches a movement with an invoice. Raises transaction_not_found, invoice_not_found, company_mismatch, currency_mismatch, '
  'direction_mismatch, already_reconciled, match_outdated, amount_exceeds_transaction and what record_payment raises.';
comment on function finance.accept_suggestion(uuid) is
  'Matches as suggested. Raises suggestion_not_found, suggestion_not_pending and what confirm_match raises.';
comment on function finance.undo_reconciliation(uuid, text) is
  'Takes a match back. Raises reconciliation_not_found, not_reconciled, period_closed and what reverse_payment raises.';
