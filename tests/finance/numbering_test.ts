import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { createInvoice, issueInvoice } from "../../shared/invoicing/save_invoice.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { createDraft, createSent, type Firm, openFirm } from "./invoice_scenarios.ts";

// Sixteen clients queue at one counter: on a busy machine the last of them waits long.
const world = await openWorld({ config: { DB_POOL_MAX: "16", DB_STATEMENT_TIMEOUT_MS: "60000" } });
Deno.test.afterAll(() => world.close());

const facts = { request_id: "test", ip: "", user_agent: "", method: "POST", path: "/" };
const asService = <T>(firm: Pick<Firm, "tenant">, work: (sql: Sql) => Promise<T>) =>
  serviceTransaction(world.runtime, firm.tenant.id, facts, work);

async function nextNumber(firm: Pick<Firm, "tenant">, kind: string, company: string | null, day: string) {
  const [row] = await asService(
    firm,
    (sql) =>
      sql<{ number: string; sequence: number }[]>`
      select number, sequence from finance.next_document_number(${kind}, ${company}, ${day})`,
  );
  return row;
}

Deno.test("finance.next_document_number gives every kind its pattern and its own series", async () => {
  const firm = await openFirm(world);
  const of = async (kind: string, day = "2026-03-05") => (await nextNumber(firm, kind, firm.companyId, day)).number;
  assert.equal(await of("invoice"), "HYP-2026-0001");
  assert.equal(await of("invoice"), "HYP-2026-0002");
  assert.equal(await of("quote"), "HYP-D-2026-0001");
  assert.equal(await of("credit_note"), "HYP-A-2026-0001");
  assert.equal(await of("milestone"), "JAL-202603-001");
  assert.equal(await of("milestone", "2026-04-01"), "JAL-202604-001");
  assert.equal(await of("recurring"), "REC-202603-001");
  assert.equal(await of("time_and_materials"), "REG-202603-001");
  assert.equal(await of("support"), "SUP-202603-001");
  assert.equal(await of("invoice", "2027-01-01"), "HYP-2027-0001");
});

Deno.test("finance.next_document_number counts per company, without company per tenant, and grows past its width", async () => {
  const firm = await openFirm(world);
  const other = await firm.tenant.company("LEXAIA", { invoice_prefix: null });
  assert.equal((await nextNumber(firm, "invoice", firm.companyId, "2026-01-01")).number, "HYP-2026-0001");
  assert.equal((await nextNumber(firm, "invoice", other, "2026-01-01")).number, "LEX-2026-0001");
  assert.equal((await nextNumber(firm, "invoice", null, "2026-01-01")).number, "2026-001");
  assert.equal((await nextNumber(firm, "quote", null, "2026-01-01")).number, "2026-001");
  await world.db.sql`update finance.document_counters set last_sequence = 999
    where tenant_id = ${firm.tenant.id} and company_id is null and kind = 'invoice'`;
  assert.equal((await nextNumber(firm, "invoice", null, "2026-01-01")).number, "2026-1000");
  const stranger = await openFirm(world);
  await assert.rejects(nextNumber(stranger, "invoice", firm.companyId, "2026-01-01"), /company_not_found/);
});

Deno.test("finance.next_document_number gives a number back when its transaction fails", async () => {
  const firm = await openFirm(world);
  await assert.rejects(asService(firm, async (sql) => {
    await sql`select finance.next_document_number('invoice', ${firm.companyId}, '2026-01-01')`;
    throw new Error("after the number");
  }));
  assert.equal((await nextNumber(firm, "invoice", firm.companyId, "2026-01-01")).sequence, 1);
  const [peeked] = await asService(
    firm,
    (sql) =>
      sql<
        { number: string }[]
      >`select number from finance.peek_document_number('invoice', ${firm.companyId}, '2026-01-01')`,
  );
  assert.equal(peeked.number, "HYP-2026-0002");
});

Deno.test("finance.invoices.send of 200 invoices by 16 clients gives numbers without gap or double", async () => {
  const firm = await openFirm(world);
  const clients = await Promise.all(
    Array.from(
      { length: 16 },
      () => firm.tenant.actor({ invoices: "rw", contacts: "r" }, { companies: [firm.companyId] }),
    ),
  );
  const ids: string[] = [];
  await asService(firm, async (sql) => {
    for (let i = 0; i < 200; i++) {
      const lines = [{ description: `Prestation ${i}`, quantity: 1, unit_price: 10 + i, vat_code: "NORMAL" }];
      const input = { owner_company_id: firm.companyId, client_id: firm.clientId, date: "2026-07-01", lines };
      ids.push((await createInvoice(sql, input)).id);
    }
  });
  const queue = [...ids];
  const numbers: string[] = [];
  await Promise.all(clients.map(async (actor) => {
    for (let id = queue.pop(); id; id = queue.pop()) {
      const answer = await send(app, actor, `POST /finance/invoices/${id}/send`, { body: { attach_pdf: false } });
      assert.equal(answer.status, 200, answer.text);
      numbers.push(answer.body.data.invoice_number);
    }
  }));
  const expected = Array.from({ length: 200 }, (_, i) => `HYP-2026-${String(i + 1).padStart(4, "0")}`);
  assert.deepEqual(numbers.toSorted(), expected);
  const rows = await world.db.sql`
    select count(distinct qr_reference)::int as refs, count(*)::int as entries from finance.invoices i
    join finance.accounting_entries e on e.document_id = i.id where i.tenant_id = ${firm.tenant.id}`;
  assert.deepEqual({ ...rows[0] }, { refs: 200, entries: 200 });
});

Deno.test("finance.invoices.send of one invoice by 12 clients at once numbers it once", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => send(app, firm.actor, `POST /finance/invoices/${draft.id}/send`, { body: {} })),
  );
  assert.deepEqual(new Set(answers.map((a) => a.status)), new Set([200]));
  assert.equal(new Set(answers.map((a) => a.body.data.invoice_number)).size, 1);
  const [row] = await world.db.sql`
    select (select last_sequence from finance.document_counters where tenant_id = ${firm.tenant.id}) as last,
      (select count(*)::int from finance.accounting_entries where document_id = ${draft.id}) as entries`;
  assert.deepEqual({ ...row }, { last: 1, entries: 1 });
});

Deno.test("finance.issue_invoice gives monthly series their own place in the payment reference", async () => {
  const firm = await openFirm(world);
  const make = (type: "standard" | "milestone", date: string) =>
    asService(firm, async (sql) => {
      const lines = [{ description: "x", quantity: 1, unit_price: 1, vat_code: "NORMAL" }];
      const draft = await createInvoice(sql, {
        owner_company_id: firm.companyId,
        client_id: firm.clientId,
        type,
        date,
        lines,
      });
      const { invoice_number } = await issueInvoice(sql, draft.id);
      const [row] = await sql<{ qr_reference: string }[]>`
        select qr_reference from finance.invoices where id = ${draft.id}`;
      return [invoice_number, row.qr_reference.slice(10, 26)];
    });
  assert.deepEqual(await make("standard", "2026-03-01"), ["HYP-2026-0001", "2026010000000001"]);
  assert.deepEqual(await make("milestone", "2026-03-01"), ["JAL-202603-001", "2026020300000001"]);
  assert.deepEqual(await make("milestone", "2026-04-01"), ["JAL-202604-001", "2026020400000001"]);
});

Deno.test("finance.invoices number only what leaves draft: a cancelled draft leaves no gap", async () => {
  const firm = await openFirm(world);
  const dropped = await createDraft(firm);
  await send(app, firm.actor, `POST /finance/invoices/${dropped.id}/cancel`, { body: { reason: "pas envoyée" } });
  const sent = await createSent(firm);
  assert.match(sent.invoice_number, /-0001$/);
});

Deno.test("finance.invoices of two companies never share a payment reference", async () => {
  const firm = await openFirm(world);
  const second = await firm.tenant.company("ENKI", {
    country: "CH",
    qr_iban: "CH4431999123000889012",
    postal_code: "1000",
    city: "Lausanne",
  });
  const references = await asService(firm, async (sql) => {
    const found: string[] = [];
    for (const owner_company_id of [firm.companyId, second]) {
      const lines = [{ description: "x", quantity: 1, unit_price: 1, vat_code: "NORMAL" }];
      const { id } = await createInvoice(sql, { owner_company_id, client_id: firm.clientId, lines });
      await issueInvoice(sql, id);
      const [row] = await sql<{ qr_reference: string }[]>`select qr_reference from finance.invoices where id = ${id}`;
      found.push(row.qr_reference);
    }
    return found;
  });
  assert.notEqual(references[0], references[1]);
});
