create table finance.invoices (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- Null where the tenant keeps no companies.
  owner_company_id uuid,
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  type text not null default 'standard' constraint invoice_type_known check (type in (
    'standard', 'deposit', 'balance', 'milestone', 'recurring', 'time_and_materials', 'support', 'credit_note'
  )),
  status text not null default 'draft' constraint invoice_status_known check (status in (
    'draft', 'sent', 'partial', 'paid', 'overdue', 'cancelled', 'disputed', 'written_off'
  )),
  -- Given when the document leaves draft; together with the counter's period and sequence it was made of.
  invoice_number text,
  number_period text,
  number_sequence int,
  client_id uuid,
  client_name text not null constraint client_name_length check (length(client_name) between 1 and 255),
  client_address jsonb not null default '{}' constraint client_address_object check (jsonb_typeof(client_address) = 'object'),
  contact_id uuid,
  project_id uuid,
  quote_id uuid,
  original_invoice_id uuid,
  date date not null default finance.today(),
  due_date date not null,
  service_from date,
  service_to date,
  currency text not null constraint invoice_currency_known check (currency in ('CHF', 'EUR', 'USD')),
  exchange_rate numeric(14, 6) not null default 1 constraint invoice_exchange_rate_positive check (exchange_rate > 0),
  payment_terms int not null default 30 constraint invoice_payment_terms_range check (payment_terms between 0 and 365),
  payment_method text,
  language text not null default 'fr' constraint invoice_language_known check (language in ('fr', 'de', 'it', 'en')),
  amount_ht numeric(14, 2) not null default 0 constraint invoice_net_not_negative check (amount_ht >= 0),
  amount_tva numeric(14, 2) not null default 0 constraint invoice_vat_not_negative check (amount_tva >= 0),
  amount_ttc numeric(14, 2) not null default 0,
  -- [{"vat_rate", "vat_code", "amount_ht", "amount_tva"}], VAT rounded once per rate.
  tva_by_rate jsonb not null default '[]' constraint invoice_vat_list check (jsonb_typeof(tva_by_rate) = 'array'),
  paid_amount numeric(14, 2) not null default 0,
  credited_amount numeric(14, 2) not null default 0 constraint invoice_credit_not_negative check (credited_amount >= 0),
  remaining_amount numeric(14, 2) not null generated always as (amount_ttc - paid_amount - credited_amount) stored,
  -- Who issued it and with which account, as it was on the day it left draft.
  seller jsonb constraint invoice_seller_object check (jsonb_typeof(seller) = 'object'),
  qr_reference text,
  reference_type text constraint invoice_reference_known check (reference_type in ('QRR', 'SCOR', 'NON')),
  iban_used text,
  sent_at timestamptz,
  sent_to text,
  last_sent_at timestamptz,
  viewed_at timestamptz,
  paid_at date,
  reminder_level int not null default 0 constraint invoice_reminder_level_range check (reminder_level between 0 and 3),
  reminder_count int not null default 0,
  last_reminder_at timestamptz,
  cancelled_at timestamptz,
  cancellation_reason text,
  is_credit_note boolean not null generated always as (type = 'credit_note') stored,
  notes text constraint invoice_notes_length check (length(notes) <= 2000),
  version int not null default 1,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  -- What the search looks through, folded once on write; maintained by Postgres, so it cannot drift.
  search_text text not null generated always as (
    app.folded(
      coalesce(invoice_number, '') || ' '
        || coalesce(number_period || lpad(number_sequence::text, greatest(4, length(number_sequence::text)), '0'), '') || ' '
        || client_name || ' ' || coalesce(qr_reference, '') || ' ' || coalesce(notes, '')
    )
  ) stored,
  constraint invoices_tenant_key unique (tenant_id, id),
  constraint invoice_due_before_date check (due_date >= date),
  constraint invoice_service_period check (service_to >= service_from),
  constraint invoice_total check (amount_ttc = amount_ht + amount_tva),
  constraint invoice_overpaid check (paid_amount between 0 and amount_ttc - credited_amount + 0.01),
  constraint invoice_numbered check (
    status in ('draft', 'cancelled') and sent_at is null or invoice_number is not null and sent_at is not null
  ),
  constraint invoice_draft_unnumbered check (status <> 'draft' or invoice_number is null),
  constraint invoice_draft_unpaid check (status <> 'draft' or paid_amount = 0),
  constraint invoice_cancelled_unpaid check (status <> 'cancelled' or paid_amount = 0),
  constraint invoice_sent_kept check (deleted_at is null or invoice_number is null),
  constraint invoice_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id),
  constraint invoice_owner_unknown foreign key (tenant_id, owner_user_id)
    references identity.memberships (tenant_id, user_id),
  constraint invoice_team_unknown foreign key (tenant_id, team_id) references identity.teams (tenant_id, id),
  constraint invoice_client_unknown foreign key (tenant_id, client_id) references crm.contacts (tenant_id, id),
  constraint invoice_contact_unknown foreign key (tenant_id, contact_id) references crm.contacts (tenant_id, id),
  constraint invoice_original_unknown foreign key (tenant_id, original_invoice_id)
    references finance.invoices (tenant_id, id)
);
create unique index invoice_number_taken on finance.invoices (tenant_id, owner_company_id, invoice_number)
  nulls not distinct where invoice_number is not null;
create unique index quote_already_converted on finance.invoices (tenant_id, quote_id)
  where quote_id is not null and deleted_at is null;
create index invoices_newest on finance.invoices (tenant_id, created_at desc, id desc) where deleted_at is null;
create index invoices_by_date on finance.invoices (tenant_id, date desc, number_sequence desc, id desc)
  where deleted_at is null;
create index invoices_by_company on finance.invoices (tenant_id, owner_company_id, created_at desc, id desc);
create index invoices_by_client on finance.invoices (tenant_id, client_id, created_at desc, id desc);
create index invoices_by_contact on finance.invoices (tenant_id, contact_id);
create index invoices_by_owner on finance.invoices (tenant_id, owner_user_id);
create index invoices_by_team on finance.invoices (tenant_id, team_id);
create index invoices_by_original on finance.invoices (tenant_id, original_invoice_id);
create index invoices_open on finance.invoices (tenant_id, due_date, id)
  where status in ('sent', 'partial', 'overdue', 'disputed') and deleted_at is null;
create index invoices_by_reference on finance.invoices (tenant_id, qr_reference) where qr_reference is not null;
create index invoices_by_amount on finance.invoices (tenant_id, amount_ttc);
create index invoices_by_fragment on finance.invoices
  using gin (tenant_id extensions.uuid_ops, search_text extensions.gin_trgm_ops) where deleted_at is null;

-- Whoever reads all of finance reads its invoices; everybody else as far as the key invoices reaches.
create function finance.invoice_scope() returns text
language plpgsql stable set search_path = ''
as $$
begin
  return case when app.read_scope('finance') = 'ALL' then 'ALL' else app.read_scope('invoices') end;
end
$$;
revoke execute on function finance.invoice_scope() from public;
grant execute on function finance.invoice_scope() to authenticated;

alter table finance.invoices enable row level security;
revoke all on finance.invoices from anon, authenticated, service_role;
grant select on finance.invoices to authenticated;
create policy tenant_wall on finance.invoices as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on finance.invoices as restrictive for all to authenticated
  using (
    owner_company_id is null or (select app.company_ids()) is null
    or owner_company_id = any ((select app.company_ids())::uuid[])
  );
create policy reads on finance.invoices for select to authenticated using (
  case (select finance.invoice_scope())
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
comment on table finance.invoices is
  'Client invoices and credit notes. Read under row security; written only by the functions of this schema, which check the caller, '
  'lock the row and keep totals, payments and ledger in step.';

-- The same rule as the policy, for functions that run past it.
create function finance.reaches(p_invoice finance.invoices, p_scope text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return p_invoice.tenant_id = app.tenant_id() and p_invoice.deleted_at is null
    and app.sees_company(p_invoice.owner_company_id)
    and case p_scope
      when 'ALL' then true
      when 'GROUP' then p_invoice.team_id = any (app.team_ids())
      when 'SELF' then p_invoice.owner_user_id = app.user_id()
      else false
    end;
end
$$;

-- Money is recorded by whoever writes invoices, payments or finance, as far as the widest of the three reaches.
create function finance.money_scope() returns text
language plpgsql stable set search_path = ''
as $$
declare
  held constant text[] := array[app.write_scope('finance'), app.write_scope('finance.approve'), app.write_scope('invoices'), app.write_scope('payments')];
begin
  return case when 'ALL' = any (held) then 'ALL' when 'GROUP' = any (held) then 'GROUP' when 'SELF' = any (held) then 'SELF' end;
end
$$;

-- Locks an invoice the caller may write; unseen and missing look the same.
create function finance.lock_invoice(p_id uuid, p_scope text) returns finance.invoices
language plpgsql volatile set search_path = ''
as $$
declare
  invoice finance.invoices;
begin
  select * into invoice from finance.invoices i where i.id = p_id and i.tenant_id = app.tenant_id() for update;
  if invoice.id is null or not finance.reaches(invoice, p_scope) then
    perform app.refuse('invoice_not_found');
  end if;
  return invoice;
end
$$;
revoke execute on function finance.reaches(finance.invoices, text), finance.money_scope(),
  finance.lock_invoice(uuid, text)
from public;

-- A day late is late, whether or not the nightly run has been.
create function finance.shown_status(p_status text, p_due date, p_today date) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return case when p_status = 'sent' and p_due < p_today then 'overdue' else p_status end;
end
$$;

create function finance.status_after_payment(p_status text, p_ttc numeric, p_paid numeric, p_credited numeric, p_due date)
returns text
language plpgsql stable set search_path = ''
as $$
begin
  return case
    when p_ttc - p_paid - p_credited <= 0.01 and (p_paid > 0 or p_credited = 0) then 'paid'
    when p_status = 'disputed' then 'disputed'
    when p_paid > 0 then 'partial'
    when p_due < finance.today() then 'overdue'
    else 'sent'
  end;
end
$$;
revoke execute on function finance.shown_status(text, date, date),
  finance.status_after_payment(text, numeric, numeric, numeric, date)
from public;
grant execute on function finance.shown_status(text, date, date) to authenticated;

-- What has left draft stays as it was sent: nobody, not even a function of this schema, rewrites it.
create function finance.keep_sent_invoice() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at := clock_timestamp();
  new.version := old.version + 1;
  if old.status <> 'draft' and (
    new.tenant_id, new.owner_company_id, new.type, new.invoice_number, new.number_period, new.number_sequence, new.client_id,
    new.client_name, new.client_address, new.date, new.due_date, new.service_from, new.service_to, new.currency,
    new.exchange_rate, new.payment_terms, new.amount_ht, new.amount_tva, new.amount_ttc, new.tva_by_rate, new.seller,
    new.qr_reference, new.reference_type, new.iban_used, new.sent_at, new.quote_id, new.original_invoice_id, new.language,
    new.notes
  ) is distinct from (
    old.tenant_id, old.owner_company_id, old.type, old.invoice_number, old.number_period, old.number_sequence, old.client_id,
    old.client_name, old.client_address, old.date, old.due_date, old.service_from, old.service_to, old.currency,
    old.exchange_rate, old.payment_terms, old.amount_ht, old.amount_tva, old.amount_ttc, old.tva_by_rate, old.seller,
    old.qr_reference, old.reference_type, old.iban_used, old.sent_at, old.quote_id, old.original_invoice_id, old.language,
    old.notes
  ) then
    perform app.refuse('invoice_not_draft', jsonb_build_object('status', old.status));
  elsif old.status <> 'draft' and new.status = 'draft' then
    perform app.refuse('invoice_not_draft', jsonb_build_object('status', old.status));
  end if;
  return new;
end
$$;

create function finance.refuse_removal() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception using errcode = '42501', message = 'money documents are cancelled or reversed, never removed';
end
$$;

-- One audit event and one outbox event per change, named after what happened rather than after the statement.
create function finance.record_invoice_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  verb text := 'created';
  before_state jsonb;
  after_state jsonb := to_jsonb(new) - array['search_text', 'updated_at'];
begin
  if tg_op = 'UPDATE' then
    verb := case
      when new.deleted_at is not null and old.deleted_at is null then 'deleted'
      when old.status = 'draft' and new.sent_at is not null then 'sent'
      when new.status = 'cancelled' and old.status <> 'cancelled' then 'cancelled'
      when new.status = 'paid' and old.status <> 'paid' then 'paid'
      when new.paid_amount > old.paid_amount then 'partially_paid'
      when new.paid_amount < old.paid_amount then 'payment_reversed'
      when new.credited_amount <> old.credited_amount then 'credited'
      when new.status <> old.status and new.status in ('overdue', 'disputed', 'written_off') then new.status
      when new.reminder_count > old.reminder_count then 'reminder_sent'
      when new.last_sent_at is distinct from old.last_sent_at then 'resent'
      when new.viewed_at is distinct from old.viewed_at then 'viewed'
      else 'updated'
    end;
    select jsonb_object_agg(n.key, o.value), jsonb_object_agg(n.key, n.value)
    into before_state, after_state
    from jsonb_each(after_state) n join jsonb_each(to_jsonb(old)) o using (key)
    where n.value is distinct from o.value;
  else
    after_state := jsonb_strip_nulls(after_state);
  end if;
  perform audit.append(
    'financial', 'invoice.' || verb, '', 'invoice', new.id::text, before_state, after_state, 'info', 'success',
    jsonb_strip_nulls(jsonb_build_object(
      'company_id', new.owner_company_id, 'invoice_number', new.invoice_number,
      'reason', case when verb = 'cancelled' then new.cancellation_reason end
    )),
    new.tenant_id
  );
  perform app.publish(
    'invoice.' || verb, 'invoice', new.id, 'invoices',
    jsonb_build_object(
      'invoice_number', new.invoice_number, 'status', new.status, 'amount_ttc', new.amount_ttc,
      'remaining_amount', new.remaining_amount, 'currency', new.currency, 'owner_company_id', new.owner_company_id,
      'client_id', new.client_id, 'actor_id', app.claims() ->> 'sub'
    ),
    new.tenant_id, new.owner_user_id, new.team_id
  );
  return null;
end
$$;
revoke execute on function finance.keep_sent_invoice(), finance.refuse_removal(), finance.record_invoice_change() from public;

create trigger keep_sent before update on finance.invoices for each row execute function finance.keep_sent_invoice();
create trigger no_removal before delete or truncate on finance.invoices
  for each statement execute function finance.refuse_removal();
create trigger record after insert or update on finance.invoices
  for each row execute function finance.record_invoice_change();
create trigger count_inserted after insert on finance.invoices referencing new table as inserted
  for each statement execute function app.count_inserted();
create trigger count_updated after update on finance.invoices referencing old table as before new table as after
  for each statement execute function app.count_updated();
