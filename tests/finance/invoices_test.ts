import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import {
  addClient,
  createDraft,
  createSent,
  openFirm,
  readInvoice,
  refused,
  workedLines,
} from "./invoice_scenarios.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

Deno.test("finance.invoices.create works out net, VAT per rate and gross as in the worked example", async () => {
  const firm = await openFirm(world);
  const invoice = await createDraft(firm);
  assert.deepEqual([invoice.amount_ht, invoice.amount_tva, invoice.amount_ttc], [1510, 113.51, 1623.51]);
  assert.deepEqual(
    invoice.tva_by_rate.map((g: Record<string, unknown>) => [g.vat_code, g.vat_rate, g.amount_ht, g.amount_tva]),
    [["NORMAL", 8.1, 1350, 109.35], ["REDUIT", 2.6, 160, 4.16]],
  );
  assert.deepEqual(invoice.lines.map((l: { line_net: number }) => l.line_net), [1350, 160]);
  assert.equal(invoice.status, "draft");
  assert.equal(invoice.invoice_number, null);
  assert.equal(invoice.owner_company, "HYPERVISUAL");
  assert.equal(invoice.client_name, "Rey & Fils Sàrl");
  assert.deepEqual(invoice.client_address.city, "Lausanne");
  const [row] = await world.db.sql`select tenant_id, owner_user_id from finance.invoices where id = ${invoice.id}`;
  assert.deepEqual({ ...row }, { tenant_id: firm.tenant.id, owner_user_id: firm.actor.userId });
});

Deno.test("finance.invoices.create rounds VAT once per rate, not per line", async () => {
  const firm = await openFirm(world);
  const line = { description: "Pièce", quantity: 1, unit_price: 33.30, vat_code: "NORMAL" };
  const invoice = await createDraft(firm, { line_items: [line, line, line] });
  assert.deepEqual([invoice.amount_ht, invoice.amount_tva, invoice.amount_ttc], [99.9, 8.09, 107.99]);
});

Deno.test("finance.invoices.create takes the rate of the day of supply", async () => {
  const firm = await openFirm(world);
  const invoice = await createDraft(firm, {
    date: "2024-01-10",
    service_to: "2023-12-31",
    line_items: [
      { description: "Ancien taux", quantity: 1, unit_price: 100, vat_code: "NORMAL" },
      { description: "Nouveau taux", quantity: 1, unit_price: 100, vat_code: "NORMAL", service_date: "2024-01-05" },
    ],
  });
  assert.deepEqual(invoice.lines.map((l: { vat_rate: number }) => l.vat_rate), [7.7, 8.1]);
  const body = {
    owner_company: firm.code,
    client_id: firm.clientId,
    date: "2024-02-01",
    line_items: [{ description: "x", quantity: 1, unit_price: 1, vat_rate: 7.7 }],
  };
  const refusal = await refused(firm, "POST /finance/invoices", body, 400, "VAT_RATE_INVALID");
  assert.equal(refusal.details.rates.NORMAL, 8.1);
});

Deno.test("finance.invoices.create finds due date, currency and terms with the company", async () => {
  const firm = await openFirm(world, { company: { payment_terms: 10, currency: "EUR" } });
  const invoice = await createDraft(firm, { date: "2026-03-01" });
  assert.deepEqual([invoice.due_date, invoice.payment_terms, invoice.currency], ["2026-03-11", 10, "EUR"]);
  assert.equal(invoice.exchange_rate, 0.94);
  const given = await createDraft(firm, { date: "2026-03-01", due_date: "2026-03-05", currency: "CHF" });
  assert.deepEqual([given.due_date, given.payment_terms, given.currency, given.exchange_rate], [
    "2026-03-05",
    4,
    "CHF",
    1,
  ]);
});

Deno.test("finance.invoices.create refuses what cannot be billed and names it", async () => {
  const firm = await openFirm(world);
  const base = { owner_company: firm.code, client_id: firm.clientId, line_items: workedLines };
  const route = "POST /finance/invoices";
  const line = { description: "x", quantity: 1, unit_price: 1 };
  await refused(firm, route, { ...base, currency: "GBP" }, 400, "CURRENCY_UNSUPPORTED");
  await refused(firm, route, { ...base, client_id: crypto.randomUUID() }, 404, "CLIENT_NOT_FOUND");
  await refused(firm, route, { ...base, owner_company: "NOBODY" }, 400, "COMPANY_INVALID");
  await refused(firm, route, { ...base, date: "2026-05-02", due_date: "2026-05-01" }, 400, "VALIDATION_ERROR");
  await refused(
    firm,
    route,
    { ...base, service_from: "2026-05-02", service_to: "2026-05-01" },
    400,
    "VALIDATION_ERROR",
  );
  await refused(firm, route, { ...base, line_items: [] }, 400, "VALIDATION_ERROR");
  await refused(firm, route, { ...base, line_items: [{ ...line, quantity: 0 }] }, 400, "VALIDATION_ERROR");
  await refused(firm, route, { ...base, line_items: [{ ...line, unit_price: -1 }] }, 400, "VALIDATION_ERROR");
  await refused(firm, route, { ...base, line_items: [{ ...line, discount: 101 }] }, 400, "VALIDATION_ERROR");
  await refused(firm, route, { ...base, line_items: [{ ...line, vat_code: "LUXE" }] }, 400, "VAT_RATE_INVALID");
  await refused(firm, route, { owner_company: firm.code, line_items: workedLines }, 400, "VALIDATION_ERROR");
  const huge = { description: "x", quantity: 999999999999, unit_price: 999999999999 };
  await refused(firm, route, { ...base, line_items: [huge] }, 400, "VALIDATION_ERROR");
  const [{ n }] = await world.db
    .sql`select count(*)::int as n from finance.invoices where tenant_id = ${firm.tenant.id}`;
  assert.equal(n, 0);
});

Deno.test("finance.invoices.create takes a client by exact name and never makes one up", async () => {
  const firm = await openFirm(world);
  const base = { owner_company: firm.code, line_items: workedLines };
  const found = await createDraft(firm, { client_id: undefined, client_name: "rey & fils sarl" });
  assert.equal(found.client_id, firm.clientId);
  await refused(firm, "POST /finance/invoices", { ...base, client_name: "Rey" }, 404, "CLIENT_NOT_FOUND");
  await addClient(world, firm.tenant.id, { first_name: "A", last_name: "B", company_name: "Rey & Fils Sàrl" });
  await refused(firm, "POST /finance/invoices", { ...base, client_name: "Rey & Fils Sàrl" }, 404, "CLIENT_NOT_FOUND");
});

Deno.test("finance.invoices.create wants a company from whoever works for several", async () => {
  const firm = await openFirm(world);
  const body = { client_id: firm.clientId, line_items: workedLines };
  const alone = await send(app, firm.actor, "POST /finance/invoices", { body });
  assert.equal(alone.body.data.owner_company, "HYPERVISUAL", alone.text);
  const second = await firm.tenant.company("ENKI_REALTY", { country: "CH" });
  const both = await firm.tenant.actor({ invoices: "rw", contacts: "r" }, { companies: [firm.companyId, second] });
  const unclear = await send(app, both, "POST /finance/invoices", { body });
  assert.deepEqual([unclear.status, unclear.body.code], [400, "COMPANY_REQUIRED"]);
  assert.deepEqual(unclear.body.details.companies, ["ENKI_REALTY", "HYPERVISUAL"]);
  const named = await send(app, both, "POST /finance/invoices", { body: { ...body, owner_company: "enki realty" } });
  assert.equal(named.body.data.owner_company, "ENKI_REALTY", named.text);
  const foreign = await send(app, firm.actor, "POST /finance/invoices", {
    body: { ...body, owner_company: "ENKI_REALTY" },
  });
  assert.deepEqual([foreign.status, foreign.body.code], [403, "COMPANY_ACCESS_DENIED"]);
});

Deno.test("finance.invoices.create answers a repeated Idempotency-Key with the first invoice", async () => {
  const firm = await openFirm(world);
  const body = { owner_company: firm.code, client_id: firm.clientId, line_items: workedLines };
  const headers = { "idempotency-key": "once" };
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => send(app, firm.actor, "POST /finance/invoices", { body, headers })),
  );
  assert.deepEqual(answers.map((a) => a.status), [201, 201, 201, 201]);
  assert.equal(new Set(answers.map((a) => a.body.data.id)).size, 1);
  const [{ n }] = await world.db
    .sql`select count(*)::int as n from finance.invoices where tenant_id = ${firm.tenant.id}`;
  assert.equal(n, 1);
});

Deno.test("finance.invoices.update changes a draft in three states and recomputes what depends on it", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm, { date: "2026-03-01", notes: "à relire", service_from: "2026-02-01" });
  const route = `PUT /finance/invoices/${draft.id}`;
  const terms = await send(app, firm.actor, route, { body: { payment_terms: 10, notes: null } });
  assert.equal(terms.status, 200, terms.text);
  assert.deepEqual([terms.body.data.due_date, terms.body.data.notes, terms.body.data.version], ["2026-03-11", null, 2]);
  assert.equal(terms.body.data.service_from, "2026-02-01");
  const lines = await send(app, firm.actor, route, {
    body: { line_items: [{ description: "Forfait", quantity: 1, unit_price: "100.05" }] },
  });
  assert.deepEqual([lines.body.data.amount_ht, lines.body.data.amount_tva, lines.body.data.lines.length], [
    100.05,
    8.1,
    1,
  ]);
  const dated = await send(app, firm.actor, route, { body: { date: "2023-12-30" } });
  assert.deepEqual([dated.body.data.due_date, dated.body.data.amount_tva], ["2024-01-09", 7.7]);
  const due = await send(app, firm.actor, route, { body: { due_date: "2024-02-28" } });
  assert.deepEqual([due.body.data.due_date, due.body.data.payment_terms], ["2024-02-28", 60]);
  const back = await send(app, firm.actor, route, { body: { due_date: null, payment_terms: 5 } });
  assert.equal(back.body.data.due_date, "2024-01-04");
});

Deno.test("finance.invoices.update refuses a stale version, a sent invoice and unknown fields", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm);
  const route = `PUT /finance/invoices/${draft.id}`;
  const first = await send(app, firm.actor, route, { body: { notes: "un", version: 1 } });
  assert.equal(first.body.data.version, 2, first.text);
  const stale = await refused(firm, route, { notes: "deux", version: 1 }, 409, "VERSION_CONFLICT");
  assert.equal(stale.details.version, 2);
  await refused(firm, route, { status: "paid" }, 400, "VALIDATION_ERROR");
  await refused(firm, route, {}, 400, "VALIDATION_ERROR");
  const sent = await createSent(firm);
  await refused(firm, `PUT /finance/invoices/${sent.id}`, { notes: "trop tard" }, 409, "INVOICE_NOT_DRAFT");
  assert.equal((await readInvoice(firm, draft.id)).notes, "un");
});

Deno.test("finance.invoices.get answers another tenant's invoice exactly as one that never was", async () => {
  const [mine, other] = [await openFirm(world), await openFirm(world)];
  const foreign = await createDraft(other);
  const headers = { "x-request-id": "same" };
  for (
    const [method, path, body] of [
      ["GET", "", undefined],
      ["PUT", "", { notes: "x" }],
      ["POST", "/send", {}],
      ["POST", "/mark-paid", {}],
      ["POST", "/partial-payment", { amount: 1 }],
      ["POST", "/cancel", { reason: "parce que" }],
      ["POST", "/duplicate", undefined],
      ["GET", "/qr", undefined],
      ["POST", "/pdf", undefined],
      ["GET", "/pdf/download", undefined],
    ] as const
  ) {
    const ask = (id: string) => send(app, mine.actor, `${method} /finance/invoices/${id}${path}`, { body, headers });
    const [seen, missing] = [await ask(foreign.id), await ask(crypto.randomUUID())];
    assert.deepEqual([seen.status, seen.body.code], [404, "INVOICE_NOT_FOUND"], `${method} ${path} ${seen.text}`);
    assert.equal(seen.text, missing.text);
  }
});

Deno.test("finance.invoices.get follows scope and companies", async () => {
  const firm = await openFirm(world);
  const other = await firm.tenant.company("LEXAIA", swissCompanyOf("LEX"));
  const [teamA, teamB] = [await firm.tenant.team(), await firm.tenant.team()];
  const grants = (scope: "SELF" | "GROUP" | "ALL") => ({ invoices: [scope, scope] as const, contacts: "r" as const });
  const owner = await firm.tenant.actor(grants("SELF"), { companies: [firm.companyId], teams: [teamA] });
  const colleague = await firm.tenant.actor(grants("GROUP"), { companies: [firm.companyId], teams: [teamA] });
  const stranger = await firm.tenant.actor(grants("GROUP"), { companies: [firm.companyId], teams: [teamB] });
  const elsewhere = await firm.tenant.actor(grants("ALL"), { companies: [other] });
  const invoice = await createDraft({ ...firm, actor: owner });
  const read = async (actor: typeof owner) => (await send(app, actor, `GET /finance/invoices/${invoice.id}`)).status;
  assert.deepEqual(await Promise.all([owner, colleague, stranger, elsewhere].map(read)), [200, 200, 404, 404]);
  const touch = async (actor: typeof owner) =>
    (await send(app, actor, `PUT /finance/invoices/${invoice.id}`, { body: { notes: "vu" } })).status;
  assert.deepEqual(await Promise.all([stranger, elsewhere].map(touch)), [404, 404]);
  assert.equal(await touch(colleague), 200);
});

function swissCompanyOf(prefix: string) {
  return { country: "CH", invoice_prefix: prefix, regular_iban: "CH9300762011623852957" };
}
