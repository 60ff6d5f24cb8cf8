-- The volume of the bench. Expects bench.words (kind, position, word) and the settings bench.tenants, bench.contacts,
-- bench.invoices, bench.users and bench.password_hash. Triggers are off for the bulk, so whatever they would have kept
-- (counters, grants, history, ledger) is written here.
create function bench.pick(p_n bigint, p_salt int, p_of int) returns int
language sql immutable parallel safe
as $$ select ((hashint8extended(p_n, p_salt) & 9223372036854775807) % p_of)::int $$;

create function bench.words_of(p_kind text) returns text[]
language sql stable
as $$ select array_agg(w.word order by w.position) from bench.words w where w.kind = p_kind $$;

insert into identity.tenants (subdomain, name, country, currency)
select 'bench-' || t, 'Bench ' || t, 'CH', 'CHF' from generate_series(1, current_setting('bench.tenants')::int) t;
create table bench.tenants as
select row_number() over (order by length(t.subdomain), t.subdomain)::int as no, t.id from identity.tenants t;

select identity.seed_roles(t.id) from bench.tenants t;
insert into identity.companies (tenant_id, number, code, name, street, building_number, postal_code, city, country, qr_iban,
  regular_iban, invoice_prefix, bank_customer_id)
select t.id, 1, 'BENCH' || t.no, 'Bench ' || t.no || ' SA', 'Rue du Rhône', '14', '1204', 'Genève', 'CH',
  'CH4431999123000889012', 'CH9300762011623852957', 'BEN', lpad(t.no::text, 6, '0')
from bench.tenants t;
alter table bench.tenants add company_id uuid, add users uuid[];
update bench.tenants t set company_id = c.id from identity.companies c where c.tenant_id = t.id;

-- A password is worth its hash to everybody: one for all, derived once.
insert into identity.users (email, username, name, password_hash)
select e.email, e.email, 'Bench User ' || n, current_setting('bench.password_hash')
from generate_series(0, current_setting('bench.users')::int - 1) n
cross join lateral (select 'user' || n || '@bench.example' as email) e;
insert into identity.memberships (tenant_id, user_id)
select t.id, u.id
from (select u.id, row_number() over (order by u.email) as n from identity.users u where u.email like '%@bench.example') u
join bench.tenants t on t.no = 1 + u.n % current_setting('bench.tenants')::int;
insert into identity.membership_roles (tenant_id, membership_id, role_id)
select m.tenant_id, m.id, r.id
from identity.memberships m join identity.roles r on r.tenant_id = m.tenant_id and r.key = 'manager';
insert into identity.company_access (tenant_id, membership_id, company_id)
select m.tenant_id, m.id, t.company_id from identity.memberships m join bench.tenants t on t.id = m.tenant_id;
update bench.tenants t set users = (
  select array_agg(m.user_id order by m.user_id) from identity.memberships m where m.tenant_id = t.id
);

set session_replication_role = replica;
set maintenance_work_mem = '512MB';
set work_mem = '256MB';

-- Volatile functions in plpgsql cannot run beside parallel workers.
set max_parallel_workers_per_gather = 0;

-- Indexes are built at the end in a fraction of the time it takes to grow them.
create table bench.indexes as
select format('drop index %s', i.indexrelid::regclass) as removal, pg_get_indexdef(i.indexrelid) as definition
from pg_index i
where i.indrelid::regclass::text in ('crm.contacts', 'finance.invoices', 'finance.invoice_lines', 'finance.payments',
    'finance.accounting_entries', 'finance.accounting_entry_lines', 'audit.events')
  and not exists (select from pg_constraint c where c.conindid = i.indexrelid);
do $$
declare
  statement text;
begin
  for statement in select removal from bench.indexes loop
    execute statement;
  end loop;
end
$$;

-- Twelve months of contacts, the tenants mixed in the table as they are in time.
create temp table people as
-- Materialized: the lists are read once, not once per person.
with s as materialized (
  select current_setting('bench.tenants')::int as tenants, current_setting('bench.contacts')::bigint as contacts,
    bench.words_of('given') as given, bench.words_of('family') as family, bench.words_of('trades') as trades,
    bench.words_of('streets') as streets, bench.words_of('towns') as towns
)
select n, 1 + (n % s.tenants)::int as tenant_no, (n / s.tenants)::int as no, app.new_id() as id,
  now() - make_interval(secs => (s.contacts - n) * 365.0 * 86400 / s.contacts + bench.pick(n, 1, 1000)) as created_at,
  s.given[1 + bench.pick(n, 2, cardinality(s.given))] as first_name,
  s.family[1 + bench.pick(n, 3, cardinality(s.family))] as last_name,
  case when bench.pick(n, 4, 3) = 0 then s.trades[1 + bench.pick(n, 5, cardinality(s.trades))] || ' '
    || s.family[1 + bench.pick(n, 6, cardinality(s.family))] end as company_name,
  s.streets[1 + bench.pick(n, 7, cardinality(s.streets))] as street,
  s.towns[1 + bench.pick(n, 8, cardinality(s.towns))] as town
from s
cross join generate_series(0, s.contacts - 1) n;

insert into crm.contacts (id, tenant_id, owner_user_id, party_type, first_name, last_name, company_name, email, phone, address,
  tags, is_vip, is_supplier, custom_fields, created_at, updated_at)
select p.id, t.id, t.users[1 + bench.pick(p.n, 9, cardinality(t.users))],
  case when p.company_name is null then 'person' else 'company' end, p.first_name, p.last_name, p.company_name,
  app.folded(replace(p.first_name, '-', '') || '.' || p.last_name) || p.no || '@'
    || (array['bluewin.ch', 'gmail.com', 'sunrise.ch', 'orange.fr', 'free.fr', 'outlook.com'])[1 + bench.pick(p.n, 10, 6)],
  case when bench.pick(p.n, 11, 2) = 0 then '+4179' else '+336' end || lpad(bench.pick(p.n, 12, 10000000)::text, 7, '0')
    || case when bench.pick(p.n, 11, 2) = 0 then '' else '8' end,
  jsonb_build_object('street', p.street || ' ' || 1 + bench.pick(p.n, 13, 120), 'postal_code', split_part(p.town, ' ', 1),
    'city', split_part(p.town, ' ', 2), 'country', case when length(split_part(p.town, ' ', 1)) = 4 then 'Suisse' else 'France' end),
  (array['{prospect}', '{client}', '{client,fidele}', '{}'])[1 + bench.pick(p.n, 14, 4)]::text[],
  bench.pick(p.n, 15, 20) = 0, bench.pick(p.n, 16, 15) = 0,
  case when bench.pick(p.n, 17, 3) = 0 then '{"source": "website"}'::jsonb else '{}' end, p.created_at, p.created_at
from people p join bench.tenants t on t.no = p.tenant_no
order by p.created_at;

create unique index on people (tenant_no, no);
analyze people;
analyze bench.tenants;

-- Twelve months of invoices: three lines each, most of them paid.
create temp table drafts as
with s as materialized (
  select current_setting('bench.tenants')::int as tenants, current_setting('bench.contacts')::bigint as contacts,
    current_setting('bench.invoices')::bigint as invoices
)
select g.n, t.id as tenant_id, t.company_id, t.users[1 + bench.pick(g.n, 21, cardinality(t.users))] as user_id, app.new_id() as id,
  p.id as client_id, coalesce(p.company_name, p.first_name || ' ' || p.last_name) as client_name, p.street, p.town,
  d.created_at, d.created_at::date as date, bench.pick(g.n, 22, 100) as fate, null::text as status, null::int as sequence
from s
cross join generate_series(0, s.invoices - 1) as g (n)
cross join lateral (
  select now() - make_interval(secs => (s.invoices - g.n) * 365.0 * 86400 / s.invoices + bench.pick(g.n, 20, 1000)) as created_at
) d
join bench.tenants t on t.no = 1 + g.n % s.tenants
join people p on p.tenant_no = t.no and p.no = bench.pick(g.n, 23, (s.contacts / s.tenants)::int);
update drafts d set status = case
  when d.fate < 4 then 'draft'
  when d.fate < 6 then 'cancelled'
  when d.date > current_date - 30 then case when d.fate < 70 then 'sent' else 'paid' end
  when d.fate < 12 then 'overdue'
  when d.fate < 15 then 'partial'
  else 'paid'
end;
update drafts d set sequence = numbered.sequence
from (
  select i.id, row_number() over (partition by i.tenant_id, extract(year from i.date) order by i.created_at, i.id)::int as sequence
  from drafts i where i.status not in ('draft', 'cancelled')
) numbered
where numbered.id = d.id;

analyze drafts;
create temp table positions as
select d.id as invoice_id, d.tenant_id, d.created_at, k as position, r.quantity, r.unit_price, r.discount, r.vat_code, r.vat_rate,
  r.description, round(r.quantity * r.unit_price * (1 - r.discount / 100.0), 2) as net
from drafts d
cross join generate_series(1, 3) k
cross join lateral (
  select (1 + bench.pick(d.n * 3 + k, 31, 20))::numeric as quantity, 5 + bench.pick(d.n * 3 + k, 32, 4000) * 0.05 as unit_price,
    case when bench.pick(d.n * 3 + k, 33, 6) = 0 then 10 else 0 end as discount,
    case when bench.pick(d.n * 3 + k, 34, 5) = 0 then 'REDUIT' else 'NORMAL' end as vat_code,
    case when bench.pick(d.n * 3 + k, 34, 5) = 0 then 2.6 else 8.1 end as vat_rate,
    (array['Révision annuelle', 'Main d''œuvre', 'Plaquettes de frein avant', 'Huile moteur 5W-30', 'Conseil et suivi',
      'Impression d''affiches', 'Livre d''images', 'Développement', 'Frais de déplacement', 'Nettoyage complet']
    )[1 + bench.pick(d.n * 3 + k, 35, 10)] as description
) r;
analyze positions;
create temp table sums as
select g.invoice_id, sum(g.ht) as ht, sum(g.tva) as tva, jsonb_agg(jsonb_build_object(
  'vat_rate', g.vat_rate, 'vat_code', g.vat_code, 'amount_ht', g.ht, 'amount_tva', g.tva) order by g.vat_rate desc) as by_rate
from (
  select p.invoice_id, p.vat_rate, p.vat_code, sum(p.net) as ht, round(sum(p.net) * p.vat_rate / 100, 2) as tva
  from positions p group by p.invoice_id, p.vat_rate, p.vat_code
) g
group by g.invoice_id;

analyze sums;
insert into finance.invoices (id, tenant_id, owner_company_id, owner_user_id, status, invoice_number, number_period,
  number_sequence, client_id, client_name, client_address, date, due_date, currency, amount_ht, amount_tva, amount_ttc,
  tva_by_rate, paid_amount, seller, qr_reference, reference_type, iban_used, sent_at, paid_at, cancelled_at, created_by,
  created_at, updated_at)
select d.id, d.tenant_id, d.company_id, d.user_id, d.status,
  case when d.sequence is not null then 'BEN-' || to_char(d.date, 'YYYY') || '-' || lpad(d.sequence::text, 4, '0') end,
  case when d.sequence is not null then to_char(d.date, 'YYYY') end, d.sequence, d.client_id, d.client_name,
  jsonb_build_object('street', d.street, 'postal_code', split_part(d.town, ' ', 1), 'city', split_part(d.town, ' ', 2)),
  d.date, d.date + 30, 'CHF', s.ht, s.tva, s.ht + s.tva, s.by_rate,
  case d.status when 'paid' then s.ht + s.tva when 'partial' then round((s.ht + s.tva) / 2, 2) else 0 end,
  case when d.sequence is not null then jsonb_build_object('name', c.name, 'code', c.code, 'street', c.street, 'city', c.city,
    'country', c.country, 'qr_iban', c.qr_iban) end,
  case when d.sequence is not null
    then finance.qr_reference(c.bank_customer_id, 1, extract(year from d.date)::int, 1, d.sequence) end,
  case when d.sequence is not null then 'QRR' end, case when d.sequence is not null then c.qr_iban end,
  case when d.sequence is not null then d.created_at end, case d.status when 'paid' then least(d.date + 20, current_date) end,
  case d.status when 'cancelled' then d.created_at end, d.user_id, d.created_at, d.created_at
from drafts d join sums s on s.invoice_id = d.id join identity.companies c on c.id = d.company_id
order by d.created_at;
insert into finance.invoice_lines (tenant_id, invoice_id, position, description, quantity, unit, unit_price, discount, vat_code,
  vat_rate)
select p.tenant_id, p.invoice_id, p.position, p.description, p.quantity, 'pce', p.unit_price, p.discount, p.vat_code, p.vat_rate
from positions p order by p.created_at, p.invoice_id, p.position;
insert into finance.document_counters (tenant_id, company_id, kind, period, last_sequence)
select d.tenant_id, d.company_id, 'invoice', to_char(d.date, 'YYYY'), max(d.sequence)
from drafts d where d.sequence is not null group by 1, 2, 4;

-- What stands behind an issued invoice: its history, its payment and the entries of both.
insert into audit.events (tenant_id, category, action, at, actor_id, entity_type, entity_id, after_state, context)
select i.tenant_id, 'financial', 'invoice.' || happened.verb, i.created_at + happened.later, i.owner_user_id::text, 'invoice',
  i.id::text, jsonb_build_object('status', i.status, 'amount_ttc', i.amount_ttc, 'client_name', i.client_name,
    'due_date', i.due_date)::text,
  jsonb_strip_nulls(jsonb_build_object('company_id', i.owner_company_id, 'invoice_number', i.invoice_number))
from finance.invoices i
cross join lateral (values
  ('created', interval '0', true), ('sent', interval '1 hour', i.sent_at is not null),
  (case i.status when 'paid' then 'paid' else 'partially_paid' end, interval '20 days', i.paid_amount > 0)
) as happened (verb, later, is_so)
where happened.is_so order by i.created_at;

create temp table bookings as
select app.new_id() as id, i.tenant_id, i.owner_company_id, i.date as day, i.invoice_number, 'invoice' as kind, i.id as document_id,
  i.id as invoice_id, i.amount_ttc as amount, i.created_at, i.tva_by_rate
from finance.invoices i where i.invoice_number is not null
union all
select app.new_id(), i.tenant_id, i.owner_company_id, least(i.date + 20, current_date), i.invoice_number, 'payment', app.new_id(), i.id,
  i.paid_amount, i.created_at, null
from finance.invoices i where i.paid_amount > 0;
insert into finance.accounting_entries (id, tenant_id, owner_company_id, entry_date, posting_date, reference, description,
  document_type, document_id, total_debit, total_credit, currency, created_from, created_at)
select b.id, b.tenant_id, b.owner_company_id, b.day, b.day, b.invoice_number,
  case b.kind when 'invoice' then 'Facture ' else 'Paiement ' end || b.invoice_number, b.kind, b.document_id, b.amount, b.amount,
  'CHF', b.kind, b.created_at
from bookings b order by b.created_at;
insert into finance.accounting_entry_lines (tenant_id, entry_id, line_number, account_number, account_name, debit, credit, vat_rate)
select b.tenant_id, b.id, side.no, side.account, side.name, side.debit, side.credit, side.rate
from bookings b
cross join lateral (
  select 1 as no, case b.kind when 'invoice' then '1100' else '1020' end as account,
    case b.kind when 'invoice' then 'Créances clients' else 'Banque' end as name, b.amount as debit, 0::numeric as credit,
    null::numeric as rate
  union all
  select 2, '1100', 'Créances clients', 0, b.amount, null where b.kind = 'payment'
  union all
  select 2 * g.ordinality::int + side.shift, side.account, side.name, 0, side.amount, (g.v ->> 'vat_rate')::numeric
  from jsonb_array_elements(b.tva_by_rate) with ordinality as g (v, ordinality)
  cross join lateral (values
    (0, '3400', 'Ventes de prestations', (g.v ->> 'amount_ht')::numeric), (1, '2200', 'TVA due', (g.v ->> 'amount_tva')::numeric)
  ) as side (shift, account, name, amount)
) side
order by b.created_at;
insert into finance.payments (id, tenant_id, invoice_id, owner_company_id, amount, currency, paid_on, method, accounting_entry_id,
  created_at, updated_at)
select b.document_id, b.tenant_id, b.invoice_id, b.owner_company_id, b.amount, 'CHF', b.day, 'bank_transfer', b.id, b.created_at,
  b.created_at
from bookings b where b.kind = 'payment' order by b.created_at;

insert into app.list_counts (tenant_id, list, slot, n)
select c.tenant_id, 'crm.contacts', 0, count(*) from crm.contacts c group by c.tenant_id
union all
select i.tenant_id, 'finance.invoices', 0, count(*) from finance.invoices i group by i.tenant_id;

do $$
declare
  statement text;
begin
  for statement in select definition from bench.indexes loop
    execute statement;
  end loop;
end
$$;
reset session_replication_role;

-- What a request may ask for, drawn once.
create table bench.asked as
select d.tenant_no, d.kind, d.id from (
  select t.no as tenant_no, 'invoice' as kind, i.id, row_number() over (partition by i.tenant_id order by bench.pick(extract(epoch from i.created_at)::bigint, 40, 1000000)) as n
  from finance.invoices i join bench.tenants t on t.id = i.tenant_id where i.invoice_number is not null
  union all
  select t.no, 'contact', c.id, row_number() over (partition by c.tenant_id order by bench.pick(extract(epoch from c.created_at)::bigint, 41, 1000000))
  from crm.contacts c join bench.tenants t on t.id = c.tenant_id
) d
where d.n <= 40;
