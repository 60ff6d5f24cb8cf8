import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import { type Answer, send } from "../support/app_client.ts";
import type { TestActor, TestGrant, TestTenant, World } from "../support/world.ts";

/** A Swiss company with both accounts and a complete address. */
export const swissCompany = {
  name: "Hypervisual SA",
  street: "Rue de la Gare",
  building_number: "12",
  postal_code: "1003",
  city: "Lausanne",
  country: "CH",
  qr_iban: "CH4431999123000889012",
  regular_iban: "CH9300762011623852957",
  vat_number: "CHE-123.456.788 TVA",
  invoice_prefix: "HYP",
};

export const swissClient = {
  first_name: "Zoé",
  last_name: "Rey",
  company_name: "Rey & Fils Sàrl",
  email: "compta@rey.example.ch",
  address: {
    street: "Route de Genève",
    building_number: "7",
    postal_code: "1004",
    city: "Lausanne",
    country: "Suisse",
  },
};

/** A tenant with one Swiss company, one client and an accountant who may do everything with invoices. */
export interface Firm {
  tenant: TestTenant;
  companyId: string;
  code: string;
  clientId: string;
  actor: TestActor;
}

export const accountantGrants: Record<string, TestGrant> = {
  invoices: "rw",
  payments: "rw",
  finance: "rw",
  "finance.approve": "rw",
  contacts: "rw",
};

export async function openFirm(
  world: World,
  options: { code?: string; company?: Record<string, unknown>; grants?: Record<string, TestGrant> } = {},
): Promise<Firm> {
  const tenant = await world.tenant({ country: "CH", name: "Atelier" });
  const code = options.code ?? "HYPERVISUAL";
  const companyId = await tenant.company(code, { ...swissCompany, ...options.company });
  const clientId = await addClient(world, tenant.id);
  const actor = await tenant.actor(options.grants ?? accountantGrants, { companies: [companyId] });
  return { tenant, companyId, code, clientId, actor };
}

export async function addClient(
  world: World,
  tenantId: string,
  columns: Record<string, unknown> = swissClient,
): Promise<string> {
  const [row] = await world.db.sql`
    insert into crm.contacts ${world.db.sql({ tenant_id: tenantId, ...columns })} returning id`;
  return row.id;
}

/** The lines of the worked example: 1510.00 net, 113.51 VAT, 1623.51 gross. */
export const workedLines = [
  { description: "Développement", quantity: 10, unit: "h", unit_price: 150, discount: 10, vat_code: "NORMAL" },
  { description: "Manuel", quantity: 2, unit_price: 80, vat_code: "REDUIT" },
];

export async function createDraft(firm: Firm, body: Record<string, unknown> = {}): Promise<Answer["body"]> {
  const answer = await send(app, firm.actor, "POST /finance/invoices", {
    body: { owner_company: firm.code, client_id: firm.clientId, line_items: workedLines, ...body },
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.data;
}

export async function createSent(firm: Firm, body: Record<string, unknown> = {}): Promise<Answer["body"]> {
  const draft = await createDraft(firm, body);
  const sent = await send(app, firm.actor, `POST /finance/invoices/${draft.id}/send`, { body: {} });
  assert.equal(sent.status, 200, sent.text);
  return await readInvoice(firm, draft.id);
}

export async function readInvoice(firm: Firm, id: string): Promise<Answer["body"]> {
  const answer = await send(app, firm.actor, `GET /finance/invoices/${id}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body.data;
}

/** Asks and expects this status and code. */
export async function refused(
  firm: Firm,
  route: string,
  body: unknown,
  status: number,
  code: string,
): Promise<Answer["body"]> {
  const answer = await send(app, firm.actor, route, body === undefined ? {} : { body });
  assert.deepEqual([answer.status, answer.body?.code], [status, code], answer.text);
  return answer.body;
}

/** Sum of debits minus credits over all entries of the tenant, and the number of entries that do not balance. */
export async function ledgerState(world: World, tenantId: string): Promise<{ difference: string; unbalanced: number }> {
  const [row] = await world.db.sql`
    select coalesce(sum(l.debit - l.credit), 0.00)::text as difference,
      (select count(*)::int from (
        select 1 from finance.accounting_entry_lines x where x.tenant_id = ${tenantId}
        group by x.entry_id having sum(x.debit) <> sum(x.credit)
      ) odd) as unbalanced
    from finance.accounting_entry_lines l where l.tenant_id = ${tenantId}`;
  return { difference: row.difference, unbalanced: row.unbalanced };
}

/** A civil date so many days from today, as the tenant counts them. */
export async function dayFromToday(world: World, days: number): Promise<string> {
  const [row] = await world.db.sql`
    select ((now() at time zone 'Europe/Paris')::date + ${days}::int)::text as day`;
  return row.day;
}
