import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { createDraft, createSent, dayFromToday, type Firm, openFirm, readInvoice } from "./invoice_scenarios.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const facts = { request_id: "test", ip: "", user_agent: "", method: "POST", path: "/" };
const asService = <T>(firm: Firm, work: (sql: Sql) => Promise<T>) =>
  serviceTransaction(world.runtime, firm.tenant.id, facts, work);

const states = ["draft", "sent", "overdue", "partial", "paid", "cancelled", "disputed", "written_off"] as const;
type State = typeof states[number];

const actions = {
  edit: ["PUT", "", { notes: "x" }],
  send: ["POST", "/send", { email: "a@example.ch" }],
  part: ["POST", "/partial-payment", { amount: 10 }],
  pay: ["POST", "/mark-paid", {}],
  cancel: ["POST", "/cancel", { reason: "parce que" }],
} as const;
type Action = keyof typeof actions;

/** What each action does in each state: the state after it, or the code of the refusal. */
const table: Record<State, Record<Action, string>> = {
  draft: { edit: "draft", send: "sent", part: "INVOICE_DRAFT", pay: "INVOICE_DRAFT", cancel: "cancelled" },
  sent: { edit: "INVOICE_NOT_DRAFT", send: "sent", part: "partial", pay: "paid", cancel: "cancelled" },
  overdue: { edit: "INVOICE_NOT_DRAFT", send: "overdue", part: "partial", pay: "paid", cancel: "cancelled" },
  partial: { edit: "INVOICE_NOT_DRAFT", send: "partial", part: "partial", pay: "paid", cancel: "INVOICE_HAS_PAYMENTS" },
  paid: {
    edit: "INVOICE_NOT_DRAFT",
    send: "paid",
    part: "INVOICE_ALREADY_PAID",
    pay: "INVOICE_ALREADY_PAID",
    cancel: "INVOICE_ALREADY_PAID",
  },
  cancelled: {
    edit: "INVOICE_NOT_DRAFT",
    send: "INVOICE_CANCELLED",
    part: "INVOICE_CANCELLED",
    pay: "INVOICE_CANCELLED",
    cancel: "INVOICE_CANCELLED",
  },
  disputed: { edit: "INVOICE_NOT_DRAFT", send: "disputed", part: "disputed", pay: "paid", cancel: "INVALID_STATE" },
  written_off: {
    edit: "INVOICE_NOT_DRAFT",
    send: "written_off",
    part: "INVALID_STATE",
    pay: "INVALID_STATE",
    cancel: "INVALID_STATE",
  },
};

async function invoiceIn(state: State, firm: Firm): Promise<string> {
  if (state === "draft") return (await createDraft(firm)).id;
  const late = state === "overdue" ? { date: "2026-01-01", due_date: "2026-01-31" } : {};
  const { id } = await createSent(firm, late);
  const post = (verb: string, body: unknown) => send(app, firm.actor, `POST /finance/invoices/${id}/${verb}`, { body });
  if (state === "partial") await post("partial-payment", { amount: 1 });
  if (state === "paid") await post("mark-paid", {});
  if (state === "cancelled") await post("cancel", { reason: "parce que" });
  if (state === "disputed" || state === "written_off") {
    await world.db.sql`update finance.invoices set status = ${state} where id = ${id}`;
  }
  return id;
}

const firm = await openFirm(world);

for (const state of states) {
  Deno.test(`invoice states: what may happen to a ${state} invoice`, async () => {
    for (const [name, [method, path, body]] of Object.entries(actions)) {
      const id = await invoiceIn(state, firm);
      const answer = await send(app, firm.actor, `${method} /finance/invoices/${id}${path}`, { body });
      const outcome = answer.status < 300 ? (await readInvoice(firm, id)).status : answer.body.code;
      assert.equal(outcome, table[state][name as Action], `${name}: ${answer.text}`);
      if (answer.status >= 300) assert.equal(answer.status, 409, name);
    }
  });
}

Deno.test("invoice states: an unpaid invoice is overdue from the day after its due date, job or no job", async () => {
  const [today, yesterday] = [await dayFromToday(world, 0), await dayFromToday(world, -1)];
  const due = await createSent(firm, { date: yesterday, due_date: today });
  const late = await createSent(firm, { date: yesterday, due_date: yesterday });
  assert.deepEqual([due.status, due.is_overdue, due.days_overdue], ["sent", false, 0]);
  assert.deepEqual([late.status, late.is_overdue, late.days_overdue], ["overdue", true, 1]);
  await send(app, firm.actor, `POST /finance/invoices/${late.id}/partial-payment`, { body: { amount: 1 } });
  const partly = await readInvoice(firm, late.id);
  assert.deepEqual([partly.status, partly.is_overdue], ["partial", true]);
});

Deno.test("finance.mark_overdue turns what became late, says so once and touches no other tenant", async () => {
  const [mine, other] = [await openFirm(world), await openFirm(world)];
  const yesterday = await dayFromToday(world, -1);
  const ids: string[] = [];
  for (const one of [mine, other]) {
    const { id } = await createSent(one);
    await world.db.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update finance.invoices set date = ${yesterday}, due_date = ${yesterday} where id = ${id}`;
    });
    ids.push(id);
  }
  const run = () =>
    asService(mine, async (sql) => (await sql<{ n: number }[]>`select finance.mark_overdue() as n`)[0].n);
  assert.deepEqual([await run(), await run()], [1, 0]);
  const rows = await world.db.sql`select id, status from finance.invoices where id = any(${ids}) order by status`;
  assert.deepEqual(rows.map((r) => [r.id, r.status]), [[ids[0], "overdue"], [ids[1], "sent"]]);
  const events = await world.db.sql`select type from app.events where entity_id = ${
    ids[0]
  } and type = 'invoice.overdue'`;
  assert.equal(events.length, 1);
});
