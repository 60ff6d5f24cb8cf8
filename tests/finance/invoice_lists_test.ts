import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { addClient, createDraft, createSent, dayFromToday, type Firm, openFirm } from "./invoice_scenarios.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const list = async (firm: Firm, query: Record<string, string | number | string[]> = {}) => {
  const answer = await send(app, firm.actor, `GET /finance/invoices/list/${firm.code}`, { query });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
};
const search = (firm: Firm, q: string, query: Record<string, string | number> = {}) =>
  send(app, firm.actor, `GET /finance/invoices/search/${firm.code}`, { query: { q, ...query } });

Deno.test("finance.invoices.list pages newest first with an exact total, and keeps to the company", async () => {
  const firm = await openFirm(world);
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.unshift((await createDraft(firm)).id);
  const second = await firm.tenant.company("LEXAIA", { country: "CH" });
  const both = await firm.tenant.actor({ invoices: "rw", contacts: "r" }, { companies: [firm.companyId, second] });
  await createDraft({ ...firm, code: "LEXAIA", actor: both });
  const page = await list(firm, { page: 2, limit: 2 });
  assert.deepEqual(page.data.map((i: { id: string }) => i.id), ids.slice(2, 4));
  assert.deepEqual(page.pagination, { page: 2, limit: 2, total: 5, pages: 3, total_pages: 3 });
  assert.equal((await list(firm, { limit: 5000 })).pagination.limit, 100);
  assert.deepEqual((await list(firm, { page: 9 })).data, []);
});

Deno.test("finance.invoices.list filters by shown status, client and dates", async () => {
  const firm = await openFirm(world);
  const other = await addClient(world, firm.tenant.id, {
    first_name: "Autre",
    last_name: "Client",
    email: "o@example.ch",
  });
  const draft = await createDraft(firm, { date: "2026-01-10" });
  const sent = await createSent(firm, { date: await dayFromToday(world, 0), client_id: other });
  const late = await createSent(firm, { date: "2026-02-01", due_date: "2026-02-02" });
  const lateThenPartly = await createSent(firm, { date: "2026-03-01", due_date: "2026-03-02" });
  await send(app, firm.actor, `POST /finance/invoices/${lateThenPartly.id}/partial-payment`, { body: { amount: 1 } });
  const ids = async (query: Record<string, string | string[]>) =>
    (await list(firm, query)).data.map((i: { id: string }) => i.id).sort();
  assert.deepEqual(await ids({ status: "overdue" }), [late.id]);
  assert.deepEqual(await ids({ status: "pending" }), [sent.id]);
  assert.deepEqual(await ids({ status: "draft,partial" }), [draft.id, lateThenPartly.id].sort());
  assert.deepEqual(await ids({ status: ["pending", "draft"] }), [draft.id, sent.id].sort());
  assert.deepEqual(await ids({ client_id: other }), [sent.id]);
  assert.deepEqual(await ids({ from: "2026-01-10", to: "2026-02-01" }), [draft.id, late.id].sort());
});

Deno.test("finance.invoices.list sorts by the listed columns both ways and refuses others", async () => {
  const firm = await openFirm(world);
  for (const unit_price of [30, 10, 20]) {
    await createDraft(firm, { line_items: [{ description: "x", quantity: 1, unit_price, vat_rate: 0 }] });
  }
  const amounts = async (sort: string) =>
    (await list(firm, { sort })).data.map((i: { amount_ttc: number }) => i.amount_ttc);
  assert.deepEqual(await amounts("amount_ttc"), [10, 20, 30]);
  assert.deepEqual(await amounts("-amount_ttc"), [30, 20, 10]);
  for (const sort of ["created_at", "date", "due_date", "invoice_number", "client_name", "status"]) {
    assert.equal((await list(firm, { sort })).data.length, 3, sort);
  }
  const refused = async (query: Record<string, string>) => {
    const { status, body } = await send(app, firm.actor, `GET /finance/invoices/list/${firm.code}`, { query });
    return [status, body.code];
  };
  assert.deepEqual(await refused({ sort: "search_text; drop table x" }), [400, "SORT_INVALID"]);
  assert.deepEqual(await refused({ from: "2026-02-01", to: "2026-01-01" }), [400, "DATE_RANGE_INVALID"]);
  assert.deepEqual(await refused({ status: "lost" }), [400, "VALIDATION_ERROR"]);
});

Deno.test("finance.invoices.list knows a company by its code in any case, and only the caller's", async () => {
  const firm = await openFirm(world);
  const ask = async (company: string) => {
    const { status, body } = await send(app, firm.actor, `GET /finance/invoices/list/${company}`);
    return body.code ?? status;
  };
  await firm.tenant.company("LEXAIA", { country: "CH" });
  assert.deepEqual(await Promise.all(["hypervisual", "LEXAIA", "NOBODY"].map(ask)), [
    200,
    "COMPANY_ACCESS_DENIED",
    "COMPANY_INVALID",
  ]);
});

Deno.test("finance.invoices.search finds number, client, notes, reference digits and exact amount", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm, { date: "2026-05-01", notes: "Chantier de l'Étoile 100%" });
  await createDraft(firm, { line_items: [{ description: "x", quantity: 1, unit_price: 999, vat_rate: 0 }] });
  const found = async (q: string) => {
    const answer = await search(firm, q);
    assert.equal(answer.status, 200, `${q}: ${answer.text}`);
    return answer.body.data.map((i: { id: string }) => i.id).includes(sent.id) && answer.body.pagination.total === 1;
  };
  for (
    const q of ["hyp-2026-0001", "étoile", "ETOILE", "100%", "00 00000 00120 26010", "1623.51", "1'623.51", "1623,51"]
  ) {
    assert.ok(await found(q), q);
  }
  const byClient = await search(firm, "REY & FILS SARL");
  assert.equal(byClient.body.pagination.total, 2);
  assert.equal(byClient.body.query, "REY & FILS SARL");
  for (const q of ["1623.5", "623.51", "10_%", "introuvable", "%%"]) {
    assert.equal((await search(firm, q)).body.pagination.total, 0, q);
  }
  assert.deepEqual([(await search(firm, "x")).status, (await search(firm, " x ")).body.code], [400, "QUERY_TOO_SHORT"]);
});

Deno.test("finance.invoices.search keeps to tenant, company and scope although it runs past the policies", async () => {
  const [firm, foreign] = [await openFirm(world), await openFirm(world)];
  await createDraft(firm, { notes: "commun" });
  await createDraft(foreign, { notes: "commun" });
  const self = await firm.tenant.actor({ invoices: ["SELF", "SELF"], contacts: "r" }, { companies: [firm.companyId] });
  const own = await createDraft({ ...firm, actor: self }, { notes: "commun" });
  assert.equal((await search(firm, "commun")).body.pagination.total, 2);
  const seen = await search({ ...firm, actor: self }, "commun");
  assert.deepEqual(seen.body.data.map((i: { id: string }) => i.id), [own.id]);
  assert.equal(seen.body.pagination.total, 1);
});

Deno.test("finance.invoices.overdue lists what is late, oldest first, with the total in francs", async () => {
  const firm = await openFirm(world);
  const line_items = [{ description: "x", quantity: 1, unit_price: 100, vat_rate: 0 }];
  const newer = await createSent(firm, { date: "2026-03-01", due_date: "2026-03-10", line_items });
  const older = await createSent(firm, { date: "2026-01-01", due_date: "2026-01-10", line_items, currency: "EUR" });
  await send(app, firm.actor, `POST /finance/invoices/${newer.id}/partial-payment`, { body: { amount: 40 } });
  await createSent(firm, { line_items });
  await createDraft(firm, { date: "2026-01-01", due_date: "2026-01-02" });
  const answer = await send(app, firm.actor, `GET /finance/invoices/overdue/${firm.code}`);
  assert.deepEqual(answer.body.data.map((i: { id: string }) => i.id), [older.id, newer.id], answer.text);
  assert.deepEqual([answer.body.count, answer.body.total_amount], [2, 154]);
  assert.deepEqual([answer.body.data[1].status, answer.body.data[1].remaining_amount], ["partial", 60]);
  const cut = await send(app, firm.actor, `GET /finance/invoices/overdue/${firm.code}`, { query: { limit: 1 } });
  assert.deepEqual([cut.body.data.length, cut.body.count, cut.body.total_amount], [1, 2, 154]);
});

Deno.test("finance.invoices.stats counts what was issued, in francs, and shows drafts by status only", async () => {
  const firm = await openFirm(world);
  const line_items = [{ description: "x", quantity: 1, unit_price: 100, vat_code: "NORMAL" }];
  await createSent(firm, { line_items, date: "2026-02-01", due_date: "2026-12-31" });
  await createSent(firm, { line_items, date: "2026-02-28", due_date: "2026-12-31", currency: "EUR" });
  await createDraft(firm, { line_items, date: "2026-02-10" });
  await createSent(firm, { line_items, date: "2026-03-01", due_date: "2026-12-31" });
  const query = { from: "2026-02-01", to: "2026-02-28" };
  const { body } = await send(app, firm.actor, `GET /finance/invoices/stats/${firm.code}`, { query });
  assert.deepEqual(body.data, {
    total: 2,
    total_amount: 209.71,
    total_ht: 194,
    total_tva: 15.71,
    average_amount: 104.86,
    by_status: { draft: { count: 1, amount: 108.1 }, sent: { count: 2, amount: 209.71 } },
    by_currency: { CHF: { count: 1, amount: 108.1 }, EUR: { count: 1, amount: 108.1 } },
  });
  const none = await send(app, firm.actor, `GET /finance/invoices/stats/${firm.code}`, {
    query: { from: "2030-01-01" },
  });
  assert.deepEqual([none.body.data.total, none.body.data.average_amount], [0, 0]);
});

Deno.test("finance.invoices lists and search use their indexes among 30,000 invoices", async () => {
  const firm = await openFirm(world);
  const { sql, admin } = world.db;
  const bigger = await firm.tenant.company("LEXAIA", { country: "CH" });
  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into finance.invoices (id, tenant_id, owner_company_id, client_id, client_name, date, due_date, currency, amount_ht,
        amount_tva, amount_ttc, status, invoice_number, sent_at, created_at, notes)
      select app.new_id(), ${firm.tenant.id}, case when n % 20 = 0 then ${firm.companyId}::uuid else ${bigger}::uuid end,
        ${firm.clientId}, 'Client numéro ' || n, date '2020-01-01' + n % 2000, date '2020-02-01' + n % 2000, 'CHF', n, 0, n,
        case when n % 100 = 0 then 'sent' else 'paid' end, 'OLD-' || n, now(), now() - n * interval '1 minute', md5(n::text)
      from generate_series(1, 30000) n`;
  });
  await admin`analyze finance.invoices`;
  const plan = async (text: string) => {
    return await sql.begin(async (tx) => {
      await tx`select app.enter_session(${JSON.stringify(claimsOf(firm))}, 'invoices', 'read', '{}')`;
      await tx`set local role authenticated`;
      const rows = await tx.unsafe(`explain (analyze, costs off, timing off, summary off) ${text}`);
      return rows.map((r) => r["QUERY PLAN"]).join("\n");
    });
  };
  const company = `owner_company_id = '${firm.companyId}'`;
  const newest = await plan(
    `select id from finance.invoices where deleted_at is null and ${company} order by created_at desc, id desc limit 20`,
  );
  assert.match(newest, /Index.*invoices_by_company/, newest);
  const overdue = await plan(
    `select count(*) from finance.invoices where ${company} and status in ('sent', 'partial', 'overdue', 'disputed')
     and due_date < current_date and deleted_at is null`,
  );
  assert.match(overdue, /invoices_open/, overdue);
  // Inside the function, where policies do not stand between the search and its index.
  const inside = await sql.begin(async (tx) =>
    (await tx.unsafe(
      `explain (analyze, costs off, timing off, summary off) select id from finance.invoices i
       where i.tenant_id = '${firm.tenant.id}' and i.deleted_at is null
         and (i.search_text like '%numero 2999%' or i.amount_ttc = 29980) and i.${company}`,
    )).map((r) => r["QUERY PLAN"]).join("\n")
  );
  assert.match(inside, /invoices_by_fragment/, inside);
  assert.match(inside, /invoices_by_amount/, inside);
  const started = performance.now();
  const answer = await search(firm, "numéro 2998");
  assert.equal(answer.body.pagination.total, 1, answer.text.slice(0, 300));
  assert.ok(performance.now() - started < 1000);
  assert.equal((await search(firm, "29980.00")).body.pagination.total, 1);
  assert.equal((await search(firm, "29990.00")).body.pagination.total, 0, "of the other company");
});

function claimsOf(firm: Firm) {
  const { userId, tenantId, sessionId } = firm.actor;
  return { sub: userId, tenant_id: tenantId, session_id: sessionId, role: "authenticated" };
}
