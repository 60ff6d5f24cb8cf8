-- One table for both faces of a quote. What /quotes calls DRAFT is draft; SENT is sent or viewed; ACCEPTED is signed,
-- awaiting_deposit or completed; REJECTED is rejected; EXPIRED is expired. "signed" means that the client said yes: the
-- evidence of a signature, where there is one, is kept by the signature engine.
create table sales.quotes (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  -- Null where the tenant keeps no companies.
  owner_company_id uuid,
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  -- Shown from the first moment on, so it is given at creation; a deleted quote keeps its number.
  quote_number text not null,
  number_period text not null,
  number_sequence int not null,
  status text not null default 'draft' constraint quote_status_known check (status in (
    'draft', 'sent', 'viewed', 'signed', 'awaiting_deposit', 'completed', 'expired', 'rejected'
  )),
  contact_id uuid not null,
  -- The client and, once sent, the seller as the document shows them.
  client_name text not null constraint quote_client_name_length check (length(client_name) between 1 and 255),
  client_company text,
  client_address jsonb not null default '{}' constraint quote_client_address_object check (jsonb_typeof(client_address) = 'object'),
  seller jsonb constraint quote_seller_object check (jsonb_typeof(seller) = 'object'),
  title text constraint quote_title_length check (length(title) <= 255),
  issue_date date not null,
  valid_until date not null,
  currency text not null constraint quote_currency_known check (currency in ('CHF', 'EUR', 'USD')),
  language text not null constraint quote_language_known check (language in ('fr', 'de', 'it', 'en')),
  -- The rate of lines that name none.
  vat_rate numeric(5, 2) not null constraint quote_vat_range check (vat_rate between 0 and 100),
  subtotal numeric(14, 2) not null constraint quote_subtotal_not_negative check (subtotal >= 0),
  vat_amount numeric(14, 2) not null constraint quote_vat_not_negative check (vat_amount >= 0),
  total numeric(14, 2) not null,
  -- The one rate of all lines, or their average weighted by net amount.
  shown_vat_rate numeric(5, 2) not null,
  -- [{"vat_rate", "amount_ht", "amount_tva"}], VAT rounded once per rate.
  vat_by_rate jsonb not null constraint quote_vat_list check (jsonb_typeof(vat_by_rate) = 'array'),
  deposit_percentage numeric(5, 2) not null default 0
    constraint quote_deposit_range check (deposit_percentage between 0 and 100),
  deposit_amount numeric(14, 2) not null default 0,
  notes text constraint quote_notes_length check (length(notes) <= 2000),
  -- Never on a document, never for a client.
  internal_notes text constraint quote_internal_notes_length check (length(internal_notes) <= 10000),
  rejection_reason text constraint quote_rejection_reason_length check (length(rejection_reason) <= 2000),
  sent_at timestamptz,
  viewed_at timestamptz,
  accepted_at timestamptz,
  rejected_at timestamptz,
  expired_at timestamptz,
  created_by uuid default app.user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint quotes_tenant_key unique (tenant_id, id),
  constraint quote_number_taken unique (tenant_id, quote_number),
  constraint quote_valid_before_issue check (valid_until >= issue_date),
  constraint quote_total_adds_up check (total = subtotal + vat_amount),
  constraint quote_deposit_within_total check (deposit_amount between 0 and total),
  constraint quote_sent_once_left check (status = 'draft' or sent_at is not null),
  constraint quote_acceptance_dated check (
    (status in ('signed', 'awaiting_deposit', 'completed')) = (accepted_at is not null)
  ),
  constraint quote_company_unknown foreign key (tenant_id, owner_company_id)
    references identity.companies (tenant_id, id),
  constraint quote_owner_unknown foreign key (tenant_id, owner_user_id)
    references identity.memberships (tenant_id, user_id),
  constraint quote_team_unknown foreign key (tenant_id, team_id) references identity.teams (tenant_id, id),
  constraint quote_contact_unknown foreign key (tenant_id, contact_id) references crm.contacts (tenant_id, id)
);
create index quotes_newest on sales.quotes (tenant_id, created_at desc, id desc) where deleted_at is null;
create index quotes_by_status on sales.quotes (tenant_id, status, created_at desc, id desc) where deleted_at is null;
create index quotes_by_contact on sales.quotes (tenant_id, contact_id, created_at desc, id desc);
create index quotes_by_company on sales.quotes (tenant_id, owner_company_id);
create index quotes_by_owner on sales.quotes (tenant_id, owner_user_id);
create index quotes_by_team on sales.quotes (tenant_id, team_id);
create index quotes_open on sales.quotes (tenant_id, valid_until) where status in ('sent', 'viewed') and deleted_at is null;

alter table sales.quotes enable row level security;
revoke all on sales.quotes from anon, authenticated, service_role;
grant select,
  insert (
    owner_company_id, quote_number, number_period, number_sequence, contact_id, client_name, client_company,
    client_address, title, issue_date, valid_until, currency, language, vat_rate, subtotal, vat_amount, total, shown_vat_rate,
    vat_by_rate, deposit_percentage, deposit_amount, notes, internal_notes
  ),
  update (
    status, contact_id, client_name, client_company, client_address, seller, title, issue_date, valid_until, vat_rate,
    subtotal, vat_amount, total, shown_vat_rate, vat_by_rate, deposit_percentage, deposit_amount, notes, internal_notes,
    rejection_reason, deleted_at
  )
on sales.quotes to authenticated;
create policy tenant_wall on sales.quotes as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy company_wall on sales.quotes as restrictive for all to authenticated
  using (
    owner_company_id is null or (select app.company_ids()) is null
    or owner_company_id = any ((select app.company_ids())::uuid[])
  )
  with check (
    owner_company_id is null or (select app.company_ids()) is null
    or owner_company_id = any ((select app.company_ids())::uuid[])
  );
create policy reads on sales.quotes for select to authenticated using (
  case (select app.read_scope('quotes'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy creates on sales.quotes for insert to authenticated with check (
  case (select app.write_scope('quotes'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy updates on sales.quotes for update to authenticated
  using (
    case (select app.write_scope('quotes'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  )
  with check (
    case (select app.write_scope('quotes'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  );

-- Where a quote may go from each status, for every door that leads to it.
create function sales.quote_moves(p_from text) returns text[]
language sql immutable parallel safe set search_path = ''
as $$
  select case p_from
    when 'draft' then array['sent']
    when 'sent' then array['viewed', 'signed', 'expired', 'rejected']
    when 'viewed' then array['signed', 'expired', 'rejected']
    when 'signed' then array['awaiting_deposit', 'completed']
    when 'awaiting_deposit' then array['completed']
    -- Sent again with a new date.
    when 'expired' then array['sent']
    else array[]::text[]
  end
$$;
revoke execute on function sales.quote_moves(text) from public;
grant execute on function sales.quote_moves(text) to authenticated;
comment on function sales.quote_moves(text) is 'The statuses that may follow a status of a quote.';

-- What a client has seen stays as it was; every change of status follows the moves above and is dated here.
create function sales.guard_quote() returns trigger
language plpgsql set search_path = ''
as $$
declare
  at constant timestamptz := clock_timestamp();
begin
  new.updated_at := at;
  if new.status is distinct from old.status then
    if new.status <> all (sales.quote_moves(old.status)) then
      perform app.refuse('quote_transition_refused', jsonb_build_object(
        'from', old.status, 'to', new.status, 'allowed', sales.quote_moves(old.status)
      ));
    end if;
    case new.status
      when 'sent' then
        new.sent_at := at;
        new.expired_at := null;
      when 'viewed' then new.viewed_at := at;
      when 'signed' then
        new.accepted_at := at;
        new.viewed_at := coalesce(new.viewed_at, at);
      when 'rejected' then new.rejected_at := at;
      when 'expired' then new.expired_at := at;
      else
    end case;
  end if;
  if old.status <> 'draft' and not (old.status = 'expired' and new.status = 'sent') and (
    new.contact_id, new.client_name, new.client_company, new.client_address, new.seller, new.title, new.issue_date,
    new.valid_until, new.vat_rate, new.subtotal, new.vat_amount, new.total, new.shown_vat_rate, new.vat_by_rate, new.notes
  ) is distinct from (
    old.contact_id, old.client_name, old.client_company, old.client_address, old.seller, old.title, old.issue_date,
    old.valid_until, old.vat_rate, old.subtotal, old.vat_amount, old.total, old.shown_vat_rate, old.vat_by_rate, old.notes
  ) then
    perform app.refuse('quote_not_draft', jsonb_build_object('status', old.status));
  end if;
  return new;
end
$$;

-- One outbox event per change, named after what happened.
create function sales.announce_quote() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  verb text := 'created';
begin
  if tg_op = 'UPDATE' then
    verb := case
      when new.deleted_at is not null and old.deleted_at is null then 'deleted'
      when new.status = old.status then 'updated'
      when new.status = 'signed' then 'accepted'
      else new.status
    end;
  end if;
  perform app.publish(
    'quote.' || verb, 'quote', new.id, 'quotes',
    jsonb_build_object(
      'quote_number', new.quote_number, 'status', new.status, 'contact_id', new.contact_id, 'total', new.total,
      'currency', new.currency, 'owner_company_id', new.owner_company_id
    ),
    new.tenant_id, new.owner_user_id, new.team_id
  );
  return null;
end
$$;
revoke execute on function sales.guard_quote(), sales.announce_quote() from public;

create trigger guard before update on sales.quotes for each row execute function sales.guard_quote();
create trigger record after insert or update or delete on sales.quotes
  for each row execute function audit.record('quote', 'data_modification');
create trigger announce after insert or update on sales.quotes for each row execute function sales.announce_quote();
create trigger count_inserted after insert on sales.quotes
  referencing new table as inserted for each statement execute function app.count_inserted();
create trigger count_updated after update on sales.quotes
  referencing old table as before new table as after for each statement execute function app.count_updated();
create trigger count_deleted after delete on sales.quotes
  referencing old table as deleted for each statement execute function app.count_deleted();
comment on table sales.quotes is 'Offers to clients, from draft to acceptance. Contents are frozen once sent.';
