import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import { createInvoice, issueInvoice } from "../../shared/invoicing/save_invoice.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { type Answer, send } from "./app_client.ts";
import { camtFile, type SampleEntry, sampleIban, type SamplePayment, type SampleStatement } from "./camt_samples.ts";
import type { TestActor, TestTenant, World } from "./world.ts";

/** Today or some days before or after it, as tests of money need dates that are neither in the future nor long gone. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

export interface IssuedInvoice {
  id: string;
  number: string;
  reference: string;
  client_id: string;
}

/** A tenant with one Swiss company, somebody who does its books and somebody who may also undo. */
export interface BankWorld {
  tenant: TestTenant;
  company: string;
  code: string;
  iban: string;
  clerk: TestActor;
  chief: TestActor;
  client(name: string): Promise<string>;
  /** An issued client invoice with a QR reference, 30 days to pay. */
  invoice(
    amount: string,
    options?: { client?: string; currency?: string; company?: string; date?: string },
  ): Promise<IssuedInvoice>;
  /** A camt.053 file of the company's account. */
  file(entries: SampleEntry[], changes?: Partial<SampleStatement>): Uint8Array;
  importFile(bytes: Uint8Array, fields?: Record<string, string>, actor?: TestActor): Promise<Answer>;
  /** Imports one credit and answers the id of its transaction. The engine has looked at it by then. */
  credit(amount: string, payment?: Partial<SamplePayment> & { booked?: string }): Promise<string>;
}

let accounts = 0;
let movements = 0;

export async function openBankWorld(
  world: World,
  options: { code?: string; country?: string } = {},
): Promise<BankWorld> {
  const tenant = await world.tenant({ country: options.country ?? "CH" });
  const code = options.code ?? "HYPERVISUAL";
  accounts += 1;
  const iban = sampleIban(767, 510_000_000 + accounts);
  const company = await tenant.company(code, {
    country: options.country ?? "CH",
    currency: "CHF",
    regular_iban: iban,
    qr_iban: sampleIban(30767, 510_000_000 + accounts),
    bank_customer_id: "210000",
  });
  const clerk = await tenant.actor({ finance: "rw" }, { companies: [company] });
  const bank: BankWorld = {
    tenant,
    company,
    code,
    iban,
    clerk,
    chief: await tenant.actor({ finance: "rw", "finance.approve": "rw" }, { companies: [company] }),
    async client(name) {
      const [{ id }] = await world.db.sql`
        insert into crm.contacts (tenant_id, party_type, company_name) values (${tenant.id}, 'company', ${name}) returning id`;
      return id;
    },
    async invoice(amount, { client, currency = "CHF", company: owner = company, date = dayFromNow(-20) } = {}) {
      const client_id = client ?? await bank.client("Rivière Conseil Sàrl");
      return await world.db.sql.begin(async (transaction) => {
        const sql = transaction as unknown as Sql;
        await sql`select app.enter_service(${tenant.id}, '{}'), set_config('role', 'authenticated', true)`;
        const draft = await createInvoice(sql, {
          owner_company_id: owner,
          client_id,
          currency,
          date,
          payment_terms: 30,
          lines: [{ description: "Prestation", quantity: 1, unit_price: amount, vat_code: "EXONERE" }],
        });
        await issueInvoice(sql, draft.id);
        const [row] = await sql<{ number: string; reference: string }[]>`
          select invoice_number as number, qr_reference as reference from finance.invoices where id = ${draft.id}`;
        return { id: draft.id, client_id, ...row };
      });
    },
    file(entries, changes = {}) {
      const statement: SampleStatement = {
        id: `STM-${crypto.randomUUID()}`,
        sequence: 1,
        iban,
        currency: "CHF",
        owner: code,
        from: dayFromNow(-10),
        to: dayFromNow(0),
        opening: "1000.00",
        entries,
        ...changes,
      };
      return camtFile([statement], { version: "08" });
    },
    importFile: (bytes, fields = {}, actor = clerk) =>
      upload(actor, "camt053", bytes, { owner_company: code, ...fields }),
    async credit(amount, { booked = dayFromNow(-2), ...payment } = {}) {
      movements += 1;
      const entry = {
        amount,
        credit: true,
        booked,
        servicerReference: `MVT-${movements}`,
        payments: [{ amount, ...payment }],
      };
      const answer = await bank.importFile(bank.file([entry]));
      assert.equal(answer.status, 200, answer.text);
      return answer.body.data.details[0].id;
    },
  };
  return bank;
}

/** Sends a bank file as a form. */
export function upload(
  actor: TestActor,
  format: "camt053" | "csv",
  bytes: Uint8Array | undefined,
  fields: Record<string, string>,
  filename = `statement.${format === "csv" ? "csv" : "xml"}`,
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (bytes) form.set("file", new File([bytes as BlobPart], filename));
  return send(app, actor, `POST /finance/bank/import/${format}`, { form });
}

/** Opens connections before a race, so that its requests run side by side from the first statement on. */
export async function openConnections(world: World, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => world.runtime.pool`select pg_sleep(0.1)`));
}

/** What must hold after anything: the ledger balances, no movement is used beyond its amount, invoices agree with payments. */
export async function assertBooksBalance(world: World, tenantId: string): Promise<void> {
  const { sql } = world.db;
  const [ledger] = await sql`
    select coalesce(sum(l.debit), 0) = coalesce(sum(l.credit), 0) as even from finance.accounting_entry_lines l
    where l.tenant_id = ${tenantId}`;
  assert.equal(ledger.even, true, "the ledger does not balance");
  const movements = await sql`
    select t.id, t.amount, t.reconciled_amount, coalesce(sum(r.amount) filter (where r.undone_at is null), 0) as matched
    from finance.bank_transactions t left join finance.reconciliations r on r.transaction_id = t.id
    where t.tenant_id = ${tenantId} group by t.id
    having t.reconciled_amount <> coalesce(sum(r.amount) filter (where r.undone_at is null), 0)
      or t.reconciled_amount > abs(t.amount)`;
  assert.deepEqual([...movements], []);
  const invoices = await sql`
    select i.invoice_number from finance.invoices i left join finance.payments p on p.invoice_id = i.id and p.status = 'recorded'
    where i.tenant_id = ${tenantId} group by i.id having i.paid_amount <> coalesce(sum(p.amount), 0)`;
  assert.deepEqual([...invoices], []);
  const [cash] = await sql`
    select coalesce((
        select sum(l.debit - l.credit) from finance.accounting_entry_lines l
        where l.tenant_id = ${tenantId} and l.account_number = '1020'
      ), 0) = coalesce((
        select sum(r.amount) from finance.reconciliations r where r.tenant_id = ${tenantId} and r.undone_at is null
      ), 0) as equal`;
  assert.equal(cash.equal, true, "the bank account of the ledger differs from what was reconciled");
}
