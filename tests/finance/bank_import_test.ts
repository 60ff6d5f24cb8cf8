import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { app } from "../../functions/finance/app.ts";
import { send } from "../support/app_client.ts";
import { type BankWorld, dayFromNow, openBankWorld, openConnections, upload } from "../support/bank_world.ts";
import { postfinanceFrench, revolutBusiness } from "../support/bank_csv_samples.ts";
import { camtDocument, camtFile, sampleIban } from "../support/camt_samples.ts";
import { EURO_ACCOUNT, euroStatement, longStatement, monthlyStatement } from "../support/camt_scenarios.ts";
import { credit, utf8 } from "../support/bank_files.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

const refusalOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const monthly = (bank: BankWorld) => camtFile([{ ...monthlyStatement(), iban: bank.iban }], { version: "08" });

async function storedCount(bank: BankWorld): Promise<number> {
  const [{ n }] =
    await sql`select count(*)::int as n from finance.bank_transactions where tenant_id = ${bank.tenant.id}`;
  return n;
}

Deno.test("finance.bank.import_camt053 books every movement, answers statement and balance check, records the file", async () => {
  const bank = await openBankWorld(world);
  const file = monthly(bank);
  const { status, body: { data } } = await bank.importFile(file);
  assert.equal(status, 200);
  assert.deepEqual([data.imported, data.duplicates, data.errors, data.details.length], [10, 0, 0, 10]);
  assert.deepEqual(data.balance_check, { ok: true, expected: 17100.91, actual: 17100.91 });
  assert.equal(data.statement.iban, bank.iban);
  assert.deepEqual(
    [data.statement.opening_balance, data.statement.entries, data.statement.skipped, data.statements.length],
    [12450.8, 7, 1, 1],
  );
  assert.equal(data.file_sha256, createHash("sha256").update(file).digest("hex"));

  const [kept] = await sql`
    select i.file_sha256, i.filename, i.source, i.imported, i.created_by, i.statements, a.iban, a.balance, a.balance_date, a.origin
    from finance.bank_imports i, finance.bank_accounts a
    where i.id = ${data.import_id} and a.id = ${data.statement.bank_account_id}`;
  assert.deepEqual(
    [kept.file_sha256, kept.filename, kept.source, kept.imported, kept.created_by],
    [data.file_sha256, "statement.xml", "CAMT053", 10, bank.clerk.userId],
  );
  assert.deepEqual([kept.iban, kept.balance, kept.balance_date, kept.origin], [
    bank.iban,
    "17100.91",
    "2026-03-31",
    "statement",
  ]);
  assert.equal("rows" in kept.statements[0], false);

  const [row] = await sql`
    select * from finance.bank_transactions where id = ${data.details[0].id}`;
  assert.deepEqual(
    [row.amount, row.type, row.date, row.value_date, row.reference_type, row.counterparty_name, row.end_to_end_id],
    ["1623.51", "credit", "2026-03-04", "2026-03-05", "QRR", "Atelier Müller & Fils Sàrl", "ENK-7781"],
  );
  const [{ total }] =
    await sql`select sum(amount) as total from finance.bank_transactions where import_id = ${data.import_id}`;
  assert.equal(total, "4650.11");
});

Deno.test("finance.bank.import_camt053 publishes one event per file and writes it into the audit log", async () => {
  const bank = await openBankWorld(world);
  const { body: { data } } = await bank.importFile(monthly(bank));
  const [event] = await sql`
    select type, payload from app.events where tenant_id = ${bank.tenant.id} and entity_id = ${data.import_id}`;
  assert.equal(event.type, "bank.imported");
  assert.deepEqual([event.payload.imported, event.payload.duplicates, event.payload.owner_company_id], [
    10,
    0,
    bank.company,
  ]);
  const [{ n }] = await sql`
    select count(*)::int as n from audit.events
    where tenant_id = ${bank.tenant.id} and entity_type = 'bank_import' and entity_id = ${data.import_id}`;
  assert.equal(n, 1);
});

Deno.test("finance.bank.import_camt053 answers a file sent again with duplicates only and names what is there", async () => {
  const bank = await openBankWorld(world);
  const first = (await bank.importFile(monthly(bank))).body.data;
  const { status, body: { data } } = await bank.importFile(monthly(bank));
  assert.equal(status, 200);
  assert.deepEqual([data.imported, data.duplicates], [0, 10]);
  assert.deepEqual(
    data.details.map((detail: Record<string, unknown>) => [detail.action, detail.existing_id]),
    first.details.map((detail: Record<string, unknown>) => ["duplicate", detail.id]),
  );
  assert.equal(data.reconciliation.status, "not_needed");
  assert.equal(await storedCount(bank), 10);
});

Deno.test("finance.bank.import_camt053 books a file once that arrives eight times at the same moment", async () => {
  const bank = await openBankWorld(world);
  await openConnections(world, 6);
  const answers = await Promise.all(Array.from({ length: 8 }, () => bank.importFile(monthly(bank))));
  assert.deepEqual(answers.map((answer) => answer.status), Array(8).fill(200));
  const imported = answers.map(({ body }) => body.data.imported).sort((a, b) => a - b);
  assert.deepEqual(imported, [0, 0, 0, 0, 0, 0, 0, 10]);
  assert.equal(await storedCount(bank), 10);
  const [{ n }] = await sql`select count(*)::int as n from finance.bank_accounts where tenant_id = ${bank.tenant.id}`;
  assert.equal(n, 1);
});

Deno.test("finance.bank.import_camt053 books overlapping statements once, whatever their order", async () => {
  const bank = await openBankWorld(world);
  const entries = [1, 2, 3, 4].map((n) => credit({ servicerReference: `OVERLAP-${n}` }));
  const part = (from: number, to: number) => bank.file(entries.slice(from, to));
  const answers = await Promise.all(
    [part(0, 3), part(1, 4), part(0, 4), part(2, 3)].map((file) => bank.importFile(file)),
  );
  assert.equal(answers.reduce((sum, { body }) => sum + body.data.imported, 0), 4);
  assert.equal(await storedCount(bank), 4);
});

Deno.test("finance.bank.import_camt053 keeps nothing of a file of which one account is unknown", async () => {
  const bank = await openBankWorld(world);
  const file = camtFile([{ ...monthlyStatement(), iban: bank.iban }, euroStatement()], { version: "08" });
  const refused = await bank.importFile(file);
  assert.deepEqual(refusalOf(refused), [404, "BANK_ACCOUNT_UNKNOWN"]);
  assert.equal(refused.body.details.iban, EURO_ACCOUNT);
  assert.equal(await storedCount(bank), 0);
  const [{ n }] = await sql`
    select (select count(*) from finance.bank_imports where tenant_id = ${bank.tenant.id})
      + (select count(*) from finance.bank_accounts where tenant_id = ${bank.tenant.id}) as n`;
  assert.equal(Number(n), 0);
});

Deno.test("finance.bank.import_camt053 reads a file with several accounts, each into its own", async () => {
  const bank = await openBankWorld(world);
  const keeper = await bank.tenant.actor({ settings: "rw" }, { companies: [bank.company] });
  const created = await send(app, keeper, "POST /finance/bank/accounts", {
    body: { account_name: "Euro", iban: EURO_ACCOUNT, currency: "EUR" },
  });
  assert.equal(created.status, 201, created.text);
  const file = camtFile([{ ...monthlyStatement(), iban: bank.iban }, euroStatement()], { version: "04" });
  const { body: { data } } = await bank.importFile(file);
  assert.deepEqual(data.statements.map((s: Record<string, unknown>) => [s.currency, s.imported]), [["CHF", 10], [
    "EUR",
    1,
  ]]);
  assert.equal(data.statements[1].bank_account_id, created.body.data.id);
  assert.deepEqual(data.statement, data.statements[0]);
});

Deno.test("finance.bank.import_camt053 refuses the statement of another account than the one named", async () => {
  const bank = await openBankWorld(world);
  const keeper = await bank.tenant.actor({ settings: "rw", finance: "r" }, { companies: [bank.company] });
  const register = async (body: Record<string, unknown>) =>
    (await send(app, keeper, "POST /finance/bank/accounts", { body })).body.data.id;
  const other = await register({ account_name: "Autre", iban: sampleIban(767, 42) });
  const mismatch = await bank.importFile(monthly(bank), { bank_account_id: other });
  assert.deepEqual(refusalOf(mismatch), [400, "ACCOUNT_MISMATCH"]);
  assert.equal(mismatch.body.details.differs, "iban");
  const euro = await register({ account_name: "Euro", iban: bank.iban, currency: "EUR" });
  assert.equal((await bank.importFile(monthly(bank), { bank_account_id: euro })).body.details.differs, "currency");
  assert.deepEqual(
    refusalOf(await bank.importFile(monthly(bank), { bank_account_id: crypto.randomUUID() })),
    [404, "BANK_ACCOUNT_UNKNOWN"],
  );
  assert.equal(await storedCount(bank), 0);
  const right = await register({ account_name: "Courant", iban: bank.iban });
  assert.equal((await bank.importFile(monthly(bank), { bank_account_id: right })).body.data.imported, 10);
});

Deno.test("finance.bank.import_camt053 does not book the account of one company for another, nor reveal it", async () => {
  const bank = await openBankWorld(world);
  const second = await bank.tenant.company("DAINAMICS", { country: "CH" });
  await bank.importFile(monthly(bank));
  const both = await bank.tenant.actor({ finance: "rw" }, { companies: [bank.company, second] });
  const crossed = await bank.importFile(monthly(bank), { owner_company: "dainamics" }, both);
  assert.deepEqual(refusalOf(crossed), [400, "ACCOUNT_MISMATCH"]);
  assert.equal(crossed.body.details.differs, "company");
  const stranger = await bank.tenant.actor({ finance: "rw" }, { companies: [second] });
  assert.deepEqual(
    refusalOf(await bank.importFile(monthly(bank), { owner_company: "DAINAMICS" }, stranger)),
    [404, "BANK_ACCOUNT_UNKNOWN"],
  );
  assert.deepEqual(refusalOf(await bank.importFile(monthly(bank), {}, stranger)), [403, "COMPANY_ACCESS_DENIED"]);
  assert.deepEqual(refusalOf(await bank.importFile(monthly(bank), { owner_company: "NOBODY" }, both)), [
    400,
    "COMPANY_INVALID",
  ]);
  assert.deepEqual(refusalOf(await upload(both, "camt053", monthly(bank), {})), [400, "COMPANY_REQUIRED"]);
  assert.equal((await upload(bank.clerk, "camt053", monthly(bank), {})).body.data.duplicates, 10);
});

Deno.test("finance.bank.import_camt053 keeps tenants apart that hold the same account and file", async () => {
  const bank = await openBankWorld(world);
  const other = await openBankWorld(world);
  const shared = camtFile([{ ...monthlyStatement(), iban: bank.iban }], { version: "08" });
  await sql`update identity.companies set regular_iban = ${bank.iban} where id = ${other.company}`;
  assert.equal((await bank.importFile(shared)).body.data.imported, 10);
  assert.equal((await other.importFile(shared)).body.data.imported, 10);
  const [account] = await sql`select id from finance.bank_accounts where tenant_id = ${bank.tenant.id}`;
  assert.deepEqual(
    refusalOf(await other.importFile(shared, { bank_account_id: account.id })),
    [404, "BANK_ACCOUNT_UNKNOWN"],
  );
});

Deno.test("finance.bank.import_camt053 needs the right to write finance before it looks at the file", async () => {
  const bank = await openBankWorld(world);
  const reader = await bank.tenant.actor({ finance: "r" }, { companies: [bank.company] });
  assert.deepEqual(refusalOf(await bank.importFile(utf8("<broken"), {}, reader)), [403, "AUTHORIZATION_ERROR"]);
  const own = await bank.tenant.actor({ finance: ["SELF", "SELF"] }, { companies: [bank.company] });
  assert.deepEqual(refusalOf(await bank.importFile(monthly(bank), {}, own)), [403, "AUTHORIZATION_ERROR"]);
  const key = await bank.tenant.apiKey(["finance:read", "finance:write"]);
  const form = new FormData();
  form.set("file", new File([monthly(bank) as BlobPart], "a.xml"));
  const byKey = await send(app, null, "POST /finance/bank/import/camt053", { form, apiKey: key });
  assert.notEqual(byKey.status, 500, byKey.text);
});

Deno.test("finance.bank.import_camt053 refuses what is no statement, naming what is wrong and the line", async () => {
  const bank = await openBankWorld(world);
  const importing = (bytes: Uint8Array | undefined) =>
    upload(bank.clerk, "camt053", bytes, { owner_company: bank.code });
  assert.deepEqual(refusalOf(await importing(undefined)), [400, "FILE_REQUIRED"]);
  assert.deepEqual(refusalOf(await importing(new Uint8Array())), [400, "FILE_REQUIRED"]);
  assert.deepEqual(refusalOf(await importing(utf8("%PDF-1.7"))), [400, "UNSUPPORTED_FILE_TYPE"]);
  const doctype = await importing(utf8(`<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`));
  assert.deepEqual(refusalOf(doctype), [400, "CAMT_INVALID"]);
  assert.equal(doctype.body.details.line, 2);
  const unknown = await upload(bank.clerk, "camt053", monthly(bank), { owner_company: bank.code, other: "1" });
  assert.deepEqual(refusalOf(unknown), [400, "VALIDATION_ERROR"]);
});

Deno.test("finance.bank.import_camt053 refuses files over 20 MB, and a declared 50 MB before reading them", async () => {
  const bank = await openBankWorld(world);
  const tooLarge = await bank.importFile(new Uint8Array(20 * 1024 * 1024 + 1).fill(0x20));
  assert.deepEqual(refusalOf(tooLarge), [400, "FILE_TOO_LARGE"]);
  let pulled = 0;
  const body = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  }, { highWaterMark: 0 });
  const answer = await app.fetch(
    new Request("http://localhost/finance/finance/bank/import/camt053", {
      method: "POST",
      body,
      headers: {
        authorization: `Bearer ${bank.clerk.token}`,
        "content-type": "multipart/form-data; boundary=x",
        "content-length": String(50 * 1024 * 1024),
      },
    }),
  );
  assert.equal(answer.status, 413);
  assert.equal(pulled, 0);
  await answer.body?.cancel();
});

Deno.test("finance.bank.import_camt053 imports 5000 entries in one go", async () => {
  const bank = await openBankWorld(world);
  const file = camtFile([{ ...longStatement(5000), iban: bank.iban }], { version: "08" });
  const { status, body: { data } } = await bank.importFile(file);
  assert.equal(status, 200);
  assert.deepEqual([data.imported, data.details.length, data.balance_check.ok], [5000, 5000, true]);
  assert.deepEqual([data.reconciliation.status, data.reconciliation.processed, data.reconciliation.left], [
    "partial",
    500,
    4500,
  ]);
  assert.equal(await storedCount(bank), 5000);
});

Deno.test("finance.bank.import_csv imports a bank's export, line by line, once", async () => {
  const bank = await openBankWorld(world);
  const csv = `Date;Montant;Description;Référence;Devise
${dayFromNow(-3)};1'234.50;Loyer mars;;CHF
${dayFromNow(-3)};abc;Illisible;;CHF
${dayFromNow(-2)};-80,00;Fournitures;;CHF
;;;;
`;
  await bank.credit("1.00");
  const importing = () => upload(bank.clerk, "csv", utf8(csv), { owner_company: bank.code });
  const { status, body: { data } } = await importing();
  assert.equal(status, 200);
  assert.deepEqual([data.imported, data.duplicates, data.errors], [2, 0, 1]);
  assert.deepEqual(data.details.map((d: Record<string, unknown>) => [d.action, d.line]), [
    ["imported", 2],
    ["imported", 4],
    ["error", 3],
  ]);
  const again = (await importing()).body.data;
  assert.deepEqual([again.imported, again.duplicates, again.errors], [0, 2, 1]);
  assert.equal(again.details[0].line, 2);
});

Deno.test("finance.bank.import_csv finds the account by the IBAN of the file", async () => {
  const bank = await openBankWorld(world);
  const iban = /CH\d{19}/.exec(postfinanceFrench)![0];
  const importing = () =>
    upload(bank.clerk, "csv", utf8(postfinanceFrench), { owner_company: bank.code, bank_format: "postfinance" });
  assert.deepEqual(refusalOf(await importing()), [404, "BANK_ACCOUNT_UNKNOWN"]);
  await sql`update identity.companies set regular_iban = ${iban.replace(/(.{4})/g, "$1 ")} where id = ${bank.company}`;
  const { body: { data } } = await importing();
  assert.deepEqual([data.imported, data.statement.iban], [2, iban]);
});

Deno.test("finance.bank.import_csv puts each currency pocket of an export into its own account", async () => {
  const bank = await openBankWorld(world);
  const csv =
    "Date,Description,Amount,Currency\n2026-03-01,A,10.00,CHF\n2026-03-02,B,20.00,EUR\n2026-03-03,C,30.00,CHF\n";
  await bank.credit("1.00");
  const importing = () => upload(bank.clerk, "csv", utf8(csv), { owner_company: bank.code });
  assert.deepEqual(refusalOf(await importing()), [404, "BANK_ACCOUNT_UNKNOWN"]);
  const keeper = await bank.tenant.actor({ settings: "rw" }, { companies: [bank.company] });
  await send(app, keeper, "POST /finance/bank/accounts", {
    body: { account_name: "Euro", account_number: "EUR-1", currency: "EUR" },
  });
  const { body: { data } } = await importing();
  assert.deepEqual(data.statements.map((s: Record<string, unknown>) => [s.currency, s.imported]), [["CHF", 2], [
    "EUR",
    1,
  ]]);
});

Deno.test("finance.bank.import_csv refuses unknown formats, other files and files without a header", async () => {
  const bank = await openBankWorld(world);
  const importing = (text: string, fields = {}) =>
    upload(bank.clerk, "csv", utf8(text), { owner_company: bank.code, ...fields });
  assert.deepEqual(refusalOf(await importing(revolutBusiness, { bank_format: "other" })), [400, "VALIDATION_ERROR"]);
  assert.deepEqual(refusalOf(await importing("hello\nworld\n")), [400, "CSV_INVALID"]);
  assert.deepEqual(refusalOf(await importing(camtDocument([monthlyStatement()], { version: "08" }))), [
    400,
    "UNSUPPORTED_FILE_TYPE",
  ]);
  assert.deepEqual(refusalOf(await upload(bank.clerk, "csv", undefined, {})), [400, "FILE_REQUIRED"]);
});

Deno.test("finance.bank.import_camt053 stands when the matching after it cannot run, and says so", async () => {
  const bank = await openBankWorld(world);
  const lock = `reconciliation ${bank.tenant.id} ${bank.company}`;
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
    const { status, body: { data } } = await bank.importFile(bank.file([credit()]));
    assert.deepEqual([status, data.imported, data.reconciliation.status], [200, 1, "running"]);
  });
  await sql`alter table finance.bank_transactions disable trigger facts_stay`;
  await sql`create function finance.break_run() returns trigger language plpgsql as 'begin raise division_by_zero; end'`;
  await sql`create trigger broken before update on finance.bank_transactions for each row execute function finance.break_run()`;
  try {
    const { status, body: { data } } = await bank.importFile(bank.file([credit({ servicerReference: "B-2" })]));
    assert.deepEqual([status, data.imported, data.reconciliation.status], [200, 1, "failed"]);
  } finally {
    await sql`drop function finance.break_run cascade`;
    await sql`alter table finance.bank_transactions enable trigger facts_stay`;
  }
  assert.equal(await storedCount(bank), 2);
});

Deno.test("finance.bank_transactions keep what the bank said and are never removed", async () => {
  const bank = await openBankWorld(world);
  const id = await bank.credit("12.00");
  await assert.rejects(sql`update finance.bank_transactions set amount = 13 where id = ${id}`, /never removed/);
  await assert.rejects(sql`delete from finance.bank_transactions where id = ${id}`, /never removed/);
});

Deno.test("finance.bank.create_account registers an account once and needs the right to keep settings", async () => {
  const bank = await openBankWorld(world);
  const body = { account_name: "Épargne", bank_name: "UBS", iban: "CH93 0076 2011 6238 5295 7" };
  assert.deepEqual(refusalOf(await send(app, bank.clerk, "POST /finance/bank/accounts", { body })), [
    403,
    "AUTHORIZATION_ERROR",
  ]);
  const keeper = await bank.tenant.actor({ settings: "rw" }, { companies: [bank.company] });
  const { status, body: { data } } = await send(app, keeper, "POST /finance/bank/accounts", { body });
  assert.equal(status, 201);
  assert.deepEqual([data.iban, data.currency, data.owner_company], ["CH9300762011623852957", "CHF", "HYPERVISUAL"]);
  assert.deepEqual(refusalOf(await send(app, keeper, "POST /finance/bank/accounts", { body })), [409, "CONFLICT"]);
  const nothing = await send(app, keeper, "POST /finance/bank/accounts", { body: { account_name: "X" } });
  assert.deepEqual(refusalOf(nothing), [400, "VALIDATION_ERROR"]);
});

Deno.test("finance.bank.accounts lists the accounts of the companies one works for", async () => {
  const bank = await openBankWorld(world);
  const second = await bank.tenant.company("DAINAMICS", { country: "CH", regular_iban: sampleIban(767, 4242) });
  const both = await bank.tenant.actor({ finance: "rw" }, { companies: [bank.company, second] });
  await bank.credit("1.00");
  await bank.importFile(bank.file([credit()], { iban: sampleIban(767, 4242) }), { owner_company: "DAINAMICS" }, both);
  const listed = async (actor: typeof both, query = {}) => {
    const { body } = await send(app, actor, "GET /finance/bank/accounts", { query });
    return [body.pagination?.total, body.data?.map((a: Record<string, unknown>) => a.owner_company)];
  };
  assert.deepEqual(await listed(both), [2, ["DAINAMICS", "HYPERVISUAL"]]);
  assert.deepEqual(await listed(both, { owner_company: "dainamics" }), [1, ["DAINAMICS"]]);
  assert.deepEqual(await listed(bank.clerk), [1, ["HYPERVISUAL"]]);
  const own = await bank.tenant.actor({ finance: ["SELF", "SELF"] }, { companies: [bank.company] });
  assert.deepEqual(await listed(own), [0, []]);
});

Deno.test("finance.bank.stats adds up income and expenses per month in the currency of the company", async () => {
  const bank = await openBankWorld(world);
  await sql`insert into finance.bank_accounts (tenant_id, owner_company_id, account_name, iban, currency)
    values (${bank.tenant.id}, ${bank.company}, 'Euro', ${EURO_ACCOUNT}, 'EUR')`;
  await bank.importFile(monthly(bank));
  await bank.importFile(camtFile([euroStatement()], { version: "08" }));
  const { body: { data } } = await send(app, bank.clerk, "GET /finance/bank/stats/hypervisual", {
    query: { from: "2026-02-10", to: "2026-03-31" },
  });
  // 1623.51 + 3054.05 + 250.00 + 470.00 and 89.90 EUR at 0.94 = 84.51; 486.45 + 250.00 + 6.00 + 5.00.
  assert.deepEqual(data, {
    from: "2026-02-10",
    to: "2026-03-31",
    currency: "CHF",
    totals: { income: 5482.07, expenses: 747.45, net: 4734.62, transaction_count: 11 },
    monthly: {
      "2026-02": { income: 0, expenses: 0, net: 0, count: 0 },
      "2026-03": { income: 5482.07, expenses: 747.45, net: 4734.62, count: 11 },
    },
    averages: { monthly_income: 2741.04, monthly_expenses: 373.73 },
    not_converted: [],
  });
  const stats = (query: Record<string, string>) =>
    send(app, bank.clerk, "GET /finance/bank/stats/HYPERVISUAL", { query });
  assert.deepEqual(refusalOf(await stats({ from: "2026-03-02", to: "2026-03-01" })), [400, "DATE_RANGE_INVALID"]);
  const usual = (await stats({})).body.data;
  assert.equal(usual.to, new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Zurich" }).format(new Date()));
  assert.equal(Object.keys(usual.monthly).length, 4);
  assert.deepEqual(refusalOf(await send(app, bank.clerk, "GET /finance/bank/stats/NOBODY")), [400, "COMPANY_INVALID"]);
});
