import type { z } from "zod";
import type { Quote, QuoteStatusCodeName } from "../../shared/contracts/sales/quotes.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Totals } from "../../shared/invoicing/totals_rules.ts";
import { quoteFilename } from "../../shared/quoting/quote_file.ts";
import type { ItemInput, PricedItem, QuoteFacts } from "./quotes_rules.ts";

/** The client as the document shows them. */
export interface ClientColumns {
  client_name: string;
  client_company: string | null;
  client_address: Record<string, string>;
}

export interface QuoteContext {
  id: string;
  today: string;
  issue_date: string;
  owner_company_id: string | null;
  currency: string;
  language: string;
  usual_vat_rate: string;
  client: ClientColumns | null;
}

/** Raises company_invalid, company_required, company_access_denied, vat_rate_invalid. */
export async function quoteContext(sql: Sql, contactId: string, company: string | null, issueDate: string | null) {
  const [row] = await sql<{ context: QuoteContext }[]>`
    select sales.quote_context(${contactId}, ${company}, ${issueDate}) as context`;
  return row.context;
}

export interface NewQuote extends ClientColumns {
  id: string;
  owner_company_id: string | null;
  contact_id: string;
  title: string | null;
  issue_date: string;
  valid_until: string;
  currency: string;
  language: string;
  vat_rate: string;
  notes: string | null;
}

/** Stores a draft under the next number of its series, which stays locked until the transaction ends. */
export function insertQuote(sql: Sql, quote: NewQuote, totals: Totals) {
  return sql`
    insert into sales.quotes (
      id, owner_company_id, quote_number, number_period, number_sequence, contact_id, client_name, client_company,
      client_address, title, issue_date, valid_until, currency, language, vat_rate, subtotal, vat_amount, total,
      shown_vat_rate, vat_by_rate, notes
    )
    select ${quote.id}::uuid, ${quote.owner_company_id}::uuid, n.number, n.period, n.sequence, ${quote.contact_id}::uuid,
      ${quote.client_name}, ${quote.client_company}, ${
    JSON.stringify(quote.client_address)
  }::text::jsonb, ${quote.title},
      ${quote.issue_date}::date, ${quote.valid_until}::date, ${quote.currency}, ${quote.language},
      ${quote.vat_rate}::numeric, ${totals.amount_ht}::numeric, ${totals.amount_tva}::numeric,
      ${totals.amount_ttc}::numeric, ${totals.shown_rate}::numeric, ${JSON.stringify(totals.tva_by_rate)}::text::jsonb,
      ${quote.notes}
    from finance.next_document_number('quote', ${quote.owner_company_id}::uuid, ${quote.issue_date}::date) n`;
}

export function insertLines(sql: Sql, quoteId: string, items: readonly PricedItem[]) {
  return sql`
    insert into sales.quote_lines (
      quote_id, position, description, quantity, unit_price, discount_amount, vat_rate, has_own_rate
    )
    select ${quoteId}::uuid, l.position, l.description, l.quantity, l.unit_price, l.discount_amount, l.vat_rate, l.has_own_rate
    from jsonb_to_recordset(${JSON.stringify(items)}::text::jsonb) as l (
      position int, description text, quantity numeric, unit_price numeric, discount_amount numeric, vat_rate numeric,
      has_own_rate boolean
    )`;
}

export function deleteLines(sql: Sql, quoteId: string) {
  return sql`delete from sales.quote_lines where quote_id = ${quoteId}`;
}

export function findQuote(sql: Sql, id: string) {
  return sql<{ quote: z.input<typeof Quote> }[]>`select sales.quote_json(${id}) as quote`;
}

export interface LockedQuote extends QuoteFacts {
  id: string;
  quote_number: string;
  contact_id: string;
  client_name: string;
  language: "fr" | "de" | "it" | "en";
  vat_rate: string;
  total: string;
  currency: string;
  updated_at: string;
}

/** Locks a live quote the caller may write. */
export function lockQuote(sql: Sql, id: string) {
  return sql<LockedQuote[]>`
    select id, status, issue_date, valid_until, finance.today() as today, quote_number, contact_id, client_name, language,
      vat_rate, total, currency, updated_at
    from sales.quotes where id = ${id} and deleted_at is null for update`;
}

/** The items of a quote as a request would give them: only those with a rate of their own name one. */
export async function listItems(sql: Sql, quoteId: string): Promise<ItemInput[]> {
  const rows = await sql<(Required<ItemInput> & { has_own_rate: boolean })[]>`
    select description, quantity, unit_price, discount_amount as discount, vat_rate, has_own_rate from sales.quote_lines
    where quote_id = ${quoteId} order by position`;
  return rows.map(({ has_own_rate, vat_rate, ...item }) => ({ ...item, ...(has_own_rate && { vat_rate }) }));
}

/** A live contact the caller sees, as a quote shows them. */
export function findClient(sql: Sql, contactId: string) {
  return sql<ClientColumns[]>`
    select crm.full_name(contacts) as client_name, company_name as client_company, coalesce(address, '{}') as client_address
    from crm.contacts where id = ${contactId} and deleted_at is null`;
}

/** What a draft can change; absent keeps. */
export interface QuoteChanges extends Partial<ClientColumns> {
  contact_id?: string;
  title?: string | null;
  issue_date?: string;
  valid_until?: string;
  vat_rate?: string;
  notes?: string | null;
  subtotal?: string;
  vat_amount?: string;
  total?: string;
  shown_vat_rate?: string;
  vat_by_rate?: Totals["tva_by_rate"];
}

export function updateQuote(sql: Sql, id: string, changes: QuoteChanges) {
  return sql`update sales.quotes set ${sql(changes as Record<string, never>)} where id = ${id}`;
}

/** Whose quote it is, for the mail that carries it. */
export interface SellerName {
  name: string;
  country: string;
}

/** Moves a quote; leaving draft or sent again, it takes the seller and the client as they are today. */
export function moveQuote(
  sql: Sql,
  id: string,
  move: { status: QuoteStatusCodeName; valid_until: string; reason: string | null },
) {
  const parties = move.status === "sent"
    ? sql`, seller = finance.seller_of(owner_company_id),
        (client_name, client_company, client_address) = (
          select coalesce(max(crm.full_name(c)), quotes.client_name),
            case when count(*) > 0 then max(c.company_name) else quotes.client_company end,
            case when count(*) > 0 then coalesce((array_agg(c.address))[1], '{}') else quotes.client_address end
          from crm.contacts c where c.id = quotes.contact_id and c.deleted_at is null
        )`
    : sql``;
  return sql<{ status: QuoteStatusCodeName; updated_at: string; seller: SellerName }[]>`
    update sales.quotes set status = ${move.status}, valid_until = ${move.valid_until}, rejection_reason = ${move.reason}
      ${parties}
    where id = ${id}
    returning status, updated_at, json_build_object(
      'name', coalesce(seller ->> 'display_name', seller ->> 'name'), 'country', seller ->> 'country') as seller`;
}

export function archiveQuote(sql: Sql, id: string) {
  return sql<{ deleted_at: string }[]>`
    update sales.quotes set deleted_at = now() where id = ${id} and deleted_at is null returning deleted_at`;
}

export async function invoiceOfQuote(sql: Sql, id: string): Promise<string | null> {
  const [row] = await sql<{ invoice_id: string | null }[]>`select sales.invoice_of_quote(${id}) as invoice_id`;
  return row.invoice_id;
}

export function noteQuoteSent(sql: Sql, quote: LockedQuote, subject: string) {
  return sql`
    select crm.note_activity('QUOTE_SENT', ${quote.contact_id}, ${subject},
      ${JSON.stringify({ subject, quote_id: quote.id })}::text::jsonb)`;
}

/** The PDF travels by name: the worker makes its bytes when it delivers. */
export function mailQuote(sql: Sql, quote: LockedQuote, { subject, body }: { subject: string; body: string }) {
  const attachment = { kind: "quote_pdf", id: quote.id, filename: quoteFilename(quote) };
  return sql`
    select sales.mail_contact(${quote.contact_id}, ${subject}, ${body}, ${JSON.stringify([attachment])}::text::jsonb,
      'quote', ${quote.id})`;
}
