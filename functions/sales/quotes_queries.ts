import type { z } from "zod";
import type { Quote, QuoteStatusCodeName } from "../../shared/contracts/sales/quotes.ts";
import { isoInstant, type Sql } from "../../shared/db/pool.ts";
import type { InvoiceInput } from "../../shared/invoicing/save_invoice.ts";
import { quoteFilename } from "../../shared/quoting/quote_file.ts";
import type { ItemInput, PricedItem, QuoteFacts, TotalColumns } from "./quotes_rules.ts";

type WireQuote = z.input<typeof Quote>;

/** JSON made by Postgres ends its instants in +00:00, everything else of ours in Z. */
function withInstants(quote: WireQuote): WireQuote {
  const entries = Object.entries(quote).map(([name, value]) =>
    name.endsWith("_at") && typeof value === "string" ? [name, isoInstant(value)] : [name, value]
  );
  return Object.fromEntries(entries);
}

/** The client as the document shows them. */
export interface ClientColumns {
  client_name: string;
  client_company: string | null;
  client_address: Record<string, string>;
}

export interface QuoteContext {
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

export interface NewQuote extends ClientColumns, TotalColumns {
  owner_company_id: string | null;
  contact_id: string;
  title: string | null;
  issue_date: string;
  valid_until: string;
  currency: string;
  language: string;
  vat_rate: string;
  notes: string | null;
  items: readonly PricedItem[];
}

/** Stores a draft under the next number of its series. Raises quote_number_taken. */
export async function insertQuote(sql: Sql, quote: NewQuote): Promise<WireQuote> {
  const [row] = await sql<{ quote: WireQuote }[]>`
    select sales.create_quote(${JSON.stringify(quote)}::text::jsonb) as quote`;
  return withInstants(row.quote);
}

export async function findQuote(sql: Sql, id: string): Promise<WireQuote> {
  const [row] = await sql<{ quote: WireQuote }[]>`select sales.quote_json(${id}) as quote`;
  return withInstants(row.quote);
}

export interface LockedQuote extends QuoteFacts {
  id: string;
  quote_number: string;
  contact_id: string;
  language: "fr" | "de" | "it" | "en";
  vat_rate: string;
  total: string;
  currency: string;
  updated_at: string;
}

/** Locks a live quote the caller may write. */
export function lockQuote(sql: Sql, id: string) {
  return sql<LockedQuote[]>`select * from sales.lock_quote(${id})`;
}

/** The items of a quote as a request would give them: only those with a rate of their own name one. */
export async function listItems(sql: Sql, quoteId: string): Promise<ItemInput[]> {
  const rows = await sql<(Required<ItemInput> & { has_own_rate: boolean })[]>`
    select description, quantity, unit_price, discount_amount as discount, vat_rate, has_own_rate from sales.quote_lines
    where quote_id = ${quoteId} order by position`;
  return rows.map(({ has_own_rate, vat_rate, ...item }) => ({ ...item, ...(has_own_rate && { vat_rate }) }));
}

export function replaceItems(sql: Sql, quoteId: string, items: readonly PricedItem[]) {
  return sql`select sales.put_lines(${quoteId}, ${JSON.stringify(items)}::text::jsonb)`;
}

/** A live contact the caller sees, as a quote shows them. */
export async function findClient(sql: Sql, contactId: string): Promise<ClientColumns | null> {
  const [row] = await sql<{ client: ClientColumns | null }[]>`select sales.client_of(${contactId}) as client`;
  return row.client;
}

/** What a draft can change; absent keeps. */
export interface QuoteChanges extends Partial<ClientColumns & TotalColumns> {
  contact_id?: string;
  title?: string | null;
  issue_date?: string;
  valid_until?: string;
  vat_rate?: string;
  notes?: string | null;
}

export function updateQuote(sql: Sql, id: string, changes: QuoteChanges) {
  return sql`update sales.quotes set ${sql(changes as Record<string, never>)} where id = ${id}`;
}

/** What a move leaves behind; the seller is set once the quote was sent. */
export interface MovedQuote {
  status: QuoteStatusCodeName;
  updated_at: string;
  seller_name: string;
  seller_country: string;
}

/** Moves a quote; sent, it takes the seller and the client as they are today. */
export function moveQuote(
  sql: Sql,
  id: string,
  { status, valid_until, reason }: { status: QuoteStatusCodeName; valid_until: string; reason: string | null },
) {
  return sql<MovedQuote[]>`select * from sales.move_quote(${id}, ${status}, ${valid_until}, ${reason})`;
}

export function archiveQuote(sql: Sql, id: string) {
  return sql<{ deleted_at: string }[]>`
    update sales.quotes set deleted_at = now() where id = ${id} and deleted_at is null returning deleted_at`;
}

export async function invoiceOfQuote(sql: Sql, id: string): Promise<string | null> {
  const [row] = await sql<{ invoice_id: string | null }[]>`select sales.invoice_of_quote(${id}) as invoice_id`;
  return row.invoice_id;
}

/** What an accepted quote hands to its invoice. */
export interface Conversion extends InvoiceInput {
  client_id: string;
  quote_id: string;
  date: string;
}

/** Locks an accepted quote for its conversion. Raises not_found, quote_not_accepted, quote_already_converted. */
export async function openConversion(sql: Sql, id: string): Promise<Conversion> {
  const [row] = await sql<{ conversion: Conversion }[]>`select sales.open_conversion(${id}) as conversion`;
  return row.conversion;
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

/** Expires quotes whose last day has passed; for unattended work. */
export function expireQuotes(sql: Sql) {
  return sql<{ affected: number }[]>`select sales.expire_quotes() as affected`;
}
