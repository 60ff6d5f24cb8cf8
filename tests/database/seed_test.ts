import assert from "node:assert/strict";
import { isQRIBAN, isValidIBAN } from "ibantools";
import { app as crm } from "../../functions/crm/app.ts";
import { app as identity } from "../../functions/identity/app.ts";
import { app as ops } from "../../functions/ops/app.ts";
import { app as sales } from "../../functions/sales/app.ts";
import { isOutdatedHash } from "../../shared/auth/passwords.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../../supabase/local/demo_accounts.ts";
import { seed } from "../../supabase/local/migrate.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
const { sql } = world.db;
await seed(world.db.url);
Deno.test.afterAll(() => world.close());

/** Signs an account of the demo data in. */
async function signedIn(email: string): Promise<TestActor> {
  const answer = await send(identity, null, "POST /auth/login", { body: { email, password: DEMO_PASSWORD } });
  assert.equal(answer.status, 200, answer.text);
  const { session_id, data: { user, access_token } } = answer.body;
  return { tenantId: user.tenantId, userId: user.id, sessionId: session_id, token: access_token, email };
}

/** How many rows every table of the product holds. */
async function rowCounts(): Promise<Record<string, number>> {
  const tables = await sql`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('app', 'identity', 'audit', 'crm', 'sales', 'finance', 'notifications', 'ops')
      and c.relname not in ('sessions', 'refresh_tokens', 'login_attempts', 'rate_windows')`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [{ n }] = await sql.unsafe(`select count(*)::int as n from ${name}`);
    counts[name] = n;
  }
  return counts;
}

Deno.test("the demo data is written once, however often it runs", async () => {
  const before = await rowCounts();
  await seed(world.db.url);
  const after = await rowCounts();
  assert.deepEqual(after, before);
});

Deno.test("a client of the demo data signs in to the portal", async () => {
  const body = { email: "sophie.martin@courrier.example", password: DEMO_PASSWORD };
  const answer = await send(sales, null, "POST /commercial/portal/auth/login", { body });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.body.data.user.portalDomain, "client.garage-du-lac.ch");
});

Deno.test("the demo accounts sign in with their roles", async () => {
  for (const { email, role, tenant } of DEMO_ACCOUNTS) {
    const answer = await send(identity, null, "POST /auth/login", { body: { email, password: DEMO_PASSWORD } });
    assert.equal(answer.status, 200, answer.text);
    const { user } = answer.body.data;
    assert.deepEqual(user.roles, [role], email);
    const [row] = await sql`select name from identity.tenants where id = ${user.tenantId}`;
    assert.equal(row.name, tenant);
  }
  const [{ password_hash }] = await sql`select password_hash from identity.users limit 1`;
  assert.equal(isOutdatedHash(password_hash), false);
});

Deno.test("the demo companies have identifiers that pass their check digits", async () => {
  const [garage] = await sql`select * from identity.companies where code = 'GARAGE_DU_LAC'`;
  assert.ok(isValidIBAN(garage.qr_iban) && isQRIBAN(garage.qr_iban));
  assert.ok(isValidIBAN(garage.regular_iban) && !isQRIBAN(garage.regular_iban));
  const uid = [...garage.ide.replace(/\D/g, "")].map(Number);
  // eCH-0108: weights 5 4 3 2 7 6 5 4, modulo 11.
  const sum = [5, 4, 3, 2, 7, 6, 5, 4].reduce((total, weight, i) => total + weight * uid[i], 0);
  assert.equal((11 - sum % 11) % 11, uid[8]);
  assert.equal(garage.vat_number, `${garage.ide} TVA`);

  const [atelier] = await sql`select * from identity.companies where code = 'ATELIER_LUMIERE'`;
  assert.ok(isValidIBAN(atelier.regular_iban));
  const siren = Number(atelier.siren);
  assert.equal(atelier.vat_number, `FR${String((12 + 3 * (siren % 97)) % 97).padStart(2, "0")}${siren}`);
  assert.ok(luhn(atelier.siren) && luhn(atelier.siret) && atelier.siret.startsWith(atelier.siren));
});

/** ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
  const sum = [...digits].reverse().map((digit, i) => Number(digit) * (i % 2 + 1))
    .reduce((total, n) => total + (n > 9 ? n - 9 : n), 0);
  return sum % 10 === 0;
}

Deno.test("the demo data shows quotes and invoices in every state a user can bring them to", async () => {
  const quotes = await sql`select distinct status from sales.quotes`;
  assert.deepEqual(
    quotes.map((row) => row.status).sort(),
    ["awaiting_deposit", "completed", "draft", "expired", "rejected", "sent", "signed", "viewed"],
  );
  const invoices = await sql`select distinct status from finance.invoices`;
  assert.deepEqual(
    invoices.map((row) => row.status).sort(),
    ["cancelled", "draft", "overdue", "paid", "partial", "sent"],
  );
  const [counted] = await sql`
    select (select count(*)::int from crm.contacts) as contacts, (select count(*)::int from sales.quotes) as quotes,
      (select count(*)::int from finance.invoices) as invoices, (select count(*)::int from crm.vehicles) as vehicles`;
  assert.deepEqual(counted, { contacts: 40, quotes: 15, invoices: 28, vehicles: 12 });
});

Deno.test("the ledger of the demo data balances and agrees with the invoices", async () => {
  const [{ debit, credit }] = await sql`
    select sum(debit)::text as debit, sum(credit)::text as credit from finance.accounting_entry_lines`;
  assert.equal(debit, credit);
  // What clients owe in the ledger is what remains on the invoices, organisation by organisation.
  const tenants = await sql`
    select t.name, owed.amount = open.amount as agrees, open.amount > 0 as something
    from identity.tenants t
    cross join lateral (
      select sum(l.debit - l.credit) as amount from finance.accounting_entry_lines l
      where l.tenant_id = t.id and l.account_number in ('1100', '411000')
    ) owed
    cross join lateral (
      select sum(i.remaining_amount) as amount from finance.invoices i
      where i.tenant_id = t.id and i.status not in ('draft', 'cancelled')
    ) open
    order by t.name`;
  assert.deepEqual(tenants.map((row) => ({ ...row })), [
    { name: "Atelier Lumière", agrees: true, something: true },
    { name: "Garage du Lac", agrees: true, something: true },
  ]);
});

Deno.test("the numbers of the demo data have no gaps and rise with the dates", async () => {
  const rows = await sql`
    select tenant_id, number_period, array_agg(number_sequence order by date, id) as sequences
    from finance.invoices where invoice_number is not null group by tenant_id, number_period`;
  assert.ok(rows.length >= 2);
  for (const { sequences } of rows) assert.deepEqual(sequences, sequences.map((_: number, i: number) => i + 1));
  const [{ future }] = await sql`
    select count(*)::int as future from finance.invoices i join identity.tenants t on t.id = i.tenant_id
    where i.date > (now() at time zone t.timezone)::date`;
  assert.equal(future, 0);
});

Deno.test("the counters of lists equal the rows of the demo data", async () => {
  const counters = await sql`
    select tenant_id, list, sum(n)::int as n from app.list_counts group by tenant_id, list order by list, tenant_id`;
  assert.equal(counters.length, 6);
  for (const { tenant_id, list, n } of counters) {
    const [{ live }] = await sql`
      select count(*)::int as live from ${sql(list)} where tenant_id = ${tenant_id} and deleted_at is null`;
    assert.equal(n, live, list);
  }
});

Deno.test("the bank account of the demo data holds what its statement says", async () => {
  const [row] = await sql`
    select a.balance = (s.doc ->> 'opening_balance')::numeric + m.total as adds_up, m.matched, m.n
    from finance.bank_accounts a
    join finance.bank_imports i on i.tenant_id = a.tenant_id
    cross join lateral jsonb_array_elements(i.statements) as s (doc)
    cross join lateral (
      select sum(t.amount) as total, count(*) filter (where t.reconciled)::int as matched, count(*)::int as n
      from finance.bank_transactions t where t.bank_account_id = a.id
    ) m`;
  assert.deepEqual({ ...row }, { adds_up: true, matched: 1, n: 5 });
});

Deno.test("the demo garage keeps the holidays of its canton beside those of the country", async () => {
  const actor = await signedIn("claire@garage-du-lac.ch");
  const year = new Date().getUTCFullYear();
  const { body } = await send(ops, actor, "GET /holidays", { query: { year } });
  const own: { name: string; date: string; is_working_day: boolean }[] = body.data.filter((one: { source: string }) =>
    one.source === "own"
  );
  assert.deepEqual(own.map((one) => [one.name, one.is_working_day]), [
    ["Lendemain du Nouvel An", false],
    ["Lundi du Jeûne fédéral", false],
    ["Saint-Étienne", true],
  ]);
  const fast = new Date(own[1].date);
  assert.deepEqual([fast.getUTCDay(), fast.getUTCDate() > 15 && fast.getUTCDate() <= 22], [1, true]);
});

Deno.test("the two demo organisations see nothing of each other", async () => {
  const [claire, lea] = [await signedIn("claire@garage-du-lac.ch"), await signedIn("lea@atelier-lumiere.fr")];
  assert.notEqual(claire.tenantId, lea.tenantId);
  for (const [app, route] of [[crm, "GET /contacts"], [sales, "GET /quotes"]] as const) {
    const [hers, theirs] = await Promise.all(
      [claire, lea].map((actor) => send(app, actor, route, { query: { limit: 50 } })),
    );
    assert.ok(hers.body.data.length > 0 && theirs.body.data.length > 0, route);
    const ids = new Set(hers.body.data.map((row: { id: string }) => row.id));
    assert.ok(theirs.body.data.every((row: { id: string }) => !ids.has(row.id)), route);
    const [{ id }] = hers.body.data;
    assert.equal((await send(app, lea, `${route}/${id}`)).status, 404);
  }
});
