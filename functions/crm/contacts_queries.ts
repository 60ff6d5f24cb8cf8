import type { z } from "zod";
import type { Contact, ContactDetail } from "../../shared/contracts/crm/contacts.ts";
import type { Sql } from "../../shared/db/pool.ts";

type Detail = z.input<typeof ContactDetail>;
type ContactRow = z.input<typeof Contact>;

/** Columns a caller may set; `null` clears. */
export interface ContactColumns {
  first_name?: string;
  last_name?: string;
  email?: string | null;
  phone?: string | null;
  company_name?: string | null;
  address?: unknown;
  tags?: string[];
  is_vip?: boolean;
  is_supplier?: boolean;
  custom_fields?: unknown;
}

const wireColumns = (sql: Sql) =>
  sql`id, first_name, last_name, crm.full_name(contacts) as full_name, email, phone, company_name as company, address, tags,
    is_vip, is_supplier, active, custom_fields, created_at, updated_at`;

export function insertContact(sql: Sql, columns: ContactColumns) {
  return sql<ContactRow[]>`
    insert into crm.contacts ${sql(columns as Record<string, never>)} returning ${wireColumns(sql)}`;
}

/** Patches the live contact; `custom_fields` is merged into what is stored, key by key. */
export function updateContact(sql: Sql, id: string, { custom_fields, ...columns }: ContactColumns) {
  const merged = sql`custom_fields = contacts.custom_fields || ${JSON.stringify(custom_fields ?? {})}::text::jsonb`;
  const live = sql`where id = ${id} and deleted_at is null returning ${wireColumns(sql)}`;
  if (Object.keys(columns).length === 0) return sql<ContactRow[]>`update crm.contacts set ${merged} ${live}`;
  const andMerged = custom_fields === undefined ? sql`` : sql`, ${merged}`;
  return sql<ContactRow[]>`
    update crm.contacts set ${sql(columns as Record<string, never>)}${andMerged} ${live}`;
}

export function archiveContact(sql: Sql, id: string) {
  return sql<{ deleted_at: string }[]>`
    update crm.contacts set deleted_at = now() where id = ${id} and deleted_at is null returning deleted_at`;
}

export function findContact(sql: Sql, id: string) {
  return sql<ContactRow[]>`select ${wireColumns(sql)} from crm.contacts where id = ${id} and deleted_at is null`;
}

export function listVehiclesOf(sql: Sql, contactId: string) {
  return sql<Detail["vehicles"]>`
    select id, vin, license_plate, make, model, year from crm.vehicles
    where owner_id = ${contactId} and deleted_at is null order by created_at`;
}

export function listRecentQuotesOf(sql: Sql, contactId: string) {
  return sql<Detail["recent_quotes"]>`
    select id, quote_number, status, issue_date, total from sales.quote_directory
    where contact_id = ${contactId} order by created_at desc, id desc limit 5`;
}

export function listRecentInvoicesOf(sql: Sql, contactId: string) {
  return sql<Detail["recent_invoices"]>`
    select id, invoice_number, status, date, due_date, amount_ttc, remaining_amount from finance.invoice_directory
    where contact_id = ${contactId} order by created_at desc, id desc limit 5`;
}

export function listRecentActivitiesOf(sql: Sql, contactId: string) {
  return sql<Detail["recent_activities"]>`
    select a.id, a.type, a.description, a.created_at,
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as "user"
    from crm.activities a left join identity.users u on u.id = a.user_id
    where a.contact_id = ${contactId} order by a.created_at desc, a.id desc limit 10`;
}

export function listOpenTasksOf(sql: Sql, contactId: string) {
  return sql<Detail["open_tasks"]>`
    select id, title, status, priority, due_date from crm.tasks
    where contact_id = ${contactId} and status in ('TODO', 'IN_PROGRESS') and deleted_at is null
    order by due_date asc nulls last, id limit 5`;
}

export function findTenantCountry(sql: Sql) {
  return sql<{ country: string }[]>`select country from identity.tenants`;
}
