import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { remindInvoicesDaily as job } from "../../functions/notifications/remind_invoices_daily.ts";
import { remindInvoices } from "../../functions/notifications/remind_invoices.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { createInvoice } from "../../shared/invoicing/save_invoice.ts";
import { sendInvoice } from "../../shared/invoicing/send_invoice.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { contactOf, move, newQuote, seller } from "../sales/scenario.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor, type TestTenant } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

const facts = { request_id: "test", ip: "", user_agent: "", method: "JOB", path: "/" };
const asService = <T>(tenant: TestTenant, work: (sql: Sql) => Promise<T>) =>
  serviceTransaction(world.runtime, tenant.id, facts, work);

interface Shop {
  tenant: TestTenant;
  staff: TestActor;
  company: string;
  client: string;
}

async function newShop(settings: Record<string, unknown> = {}): Promise<Shop> {
  const tenant = await world.tenant({ country: "CH", name: "Atelier" });
  const company = await tenant.company("ATELIER", {
    name: "Atelier SA",
    street: "Rue de la Gare",
    building_number: "12",
    postal_code: "1003",
    city: "Lausanne",
    country: "CH",
    qr_iban: "CH4431999123000889012",
    settings: sql.json(settings as never),
  });
  const client = await contactOf(world, tenant.id, { email: "client@example.ch" });
  const staff = await tenant.actor(
    { notifications: "rw", invoices: "rw", quotes: "r", payments: "rw" },
    { companies: [company] },
  );
  return { tenant, staff, company, client };
}

/** An issued invoice that has been due for so many days; made past the clock, as no test can wait a month. */
async function lateInvoice(shop: Shop, daysOverdue: number, client = shop.client): Promise<string> {
  const id = await asService(shop.tenant, async (tx) => {
    const draft = await createInvoice(tx, {
      owner_company_id: shop.company,
      client_id: client,
      lines: [{ description: "Travail", quantity: 2, unit_price: "90.00", vat_code: "NORMAL" }],
    });
    await sendInvoice(tx, draft.id, { recipient_required: false, attach_pdf: false });
    return draft.id as string;
  });
  await overdueBy(id, daysOverdue);
  return id;
}

async function overdueBy(id: string, days: number): Promise<void> {
  await world.db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update finance.invoices set date = current_date - ${
      days + 30
    }::int, due_date = current_date - ${days}::int where id = ${id}`;
  });
}

const remind = (actor: TestActor, body?: Record<string, unknown>) =>
  send(app, actor, "POST /email/invoice-reminders", { body });
const mailsAbout = async (id: string, entity: string) =>
  await sql`select * from notifications.outgoing_messages where entity = ${entity} and entity_id = ${id} order by created_at`;
/** A day passes for the log. */
const tomorrow = (tenant: TestTenant) =>
  sql`update notifications.automated_mails set day = day - 1 where tenant_id = ${tenant.id}`;

Deno.test("email.invoice_reminders sends the level of the delay, once, and nothing before 10 days", async () => {
  const shop = await newShop();
  const early = await lateInvoice(shop, 9);
  const late = await lateInvoice(shop, 25);
  const { status, body, text } = await remind(shop.staff);
  assert.equal(status, 200, text);
  assert.equal(body.results.sent, 1);
  const [{ invoice_id, level, days_overdue, email, outcome }] = body.results.details;
  assert.deepEqual([invoice_id, level, days_overdue, email, outcome], [late, 2, 25, "client@example.ch", "sent"]);
  const reminders = (await mailsAbout(late, "invoice")).filter((mail) => mail.subject.startsWith("Deuxième rappel"));
  assert.equal(reminders.length, 1);
  assert.equal(reminders[0].attachments[0].kind, "invoice_pdf");
  const [row] =
    await sql`select reminder_level, reminder_count, last_reminder_at from finance.invoices where id = ${late}`;
  assert.deepEqual([row.reminder_level, row.reminder_count], [2, 1]);
  assert.ok(row.last_reminder_at);
  assert.equal((await sql`select * from notifications.automated_mails where entity_id = ${early}`).length, 0);
  const again = (await remind(shop.staff)).body.results;
  assert.deepEqual([again.sent, again.skipped], [0, 1]);
  await tomorrow(shop.tenant);
  assert.equal((await remind(shop.staff)).body.results.sent, 0, "the same level is not sent on another day either");
  await overdueBy(late, 40);
  assert.equal((await remind(shop.staff)).body.results.details[0].level, 3);
  assert.equal(
    (await mailsAbout(late, "invoice")).filter((mail) => mail.subject.startsWith("Mise en demeure")).length,
    1,
  );
});

Deno.test("email.invoice_reminders sends one mail however many runs come at once", async () => {
  const shop = await newShop();
  const late = await lateInvoice(shop, 12);
  const runs = await Promise.all(Array.from({ length: 6 }, () => remind(shop.staff)));
  assert.equal(runs.reduce((sum, { body }) => sum + body.results.sent, 0), 1);
  assert.equal((await mailsAbout(late, "invoice")).filter((mail) => mail.subject.startsWith("Rappel")).length, 1);
});

Deno.test("email.invoice_reminders sends an invoice one mail a day, even when its delay jumps a level", async () => {
  const shop = await newShop();
  const late = await lateInvoice(shop, 12);
  assert.equal((await remind(shop.staff)).body.results.sent, 1);
  await overdueBy(late, 26);
  assert.equal((await remind(shop.staff)).body.results.sent, 0);
  await tomorrow(shop.tenant);
  assert.equal((await remind(shop.staff)).body.results.sent, 1);
});

Deno.test("email.invoice_reminders follows the days a company set", async () => {
  const shop = await newShop({ reminders: { days: [7, 14, 30] } });
  await lateInvoice(shop, 15);
  assert.equal((await remind(shop.staff)).body.results.details[0].level, 2);
});

Deno.test("email.invoice_reminders leaves alone what is paid, disputed or without an address, and one company stays one", async () => {
  const shop = await newShop();
  const paid = await lateInvoice(shop, 20);
  const disputed = await lateInvoice(shop, 20);
  const mute = await lateInvoice(shop, 20, await contactOf(world, shop.tenant.id));
  await asService(
    shop.tenant,
    (tx) =>
      tx`select finance.record_payment(${paid}, null, finance.today(), 'bank_transfer', null, null, false)`.then(
        () => {},
      ),
  );
  await world.db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update finance.invoices set status = 'disputed' where id = ${disputed}`;
  });
  const { results } = (await remind(shop.staff)).body;
  assert.deepEqual(results.details.map((one: Record<string, unknown>) => [one.invoice_id, one.outcome, one.reason]), [
    [mute, "skipped", "no_email"],
  ]);
  const other = await shop.tenant.company("OTHER");
  const boss = await shop.tenant.actor({ "*": "rw" });
  assert.deepEqual((await remind(boss, { owner_company_id: other })).body.results.details, []);
  assert.equal((await remind(boss, { owner_company_id: shop.company })).body.results.details.length, 1);
  for (const id of [other, crypto.randomUUID()]) {
    assert.equal((await remind(shop.staff, { owner_company_id: id })).status, 404);
  }
});

Deno.test("email.invoice_reminders tells on a dry run what it would send and sends nothing", async () => {
  const shop = await newShop();
  const late = await lateInvoice(shop, 41);
  const { dry_run, results } = (await remind(shop.staff, { dry_run: true })).body;
  assert.equal(dry_run, true);
  assert.deepEqual([results.sent, results.details[0].outcome], [1, "would_send"]);
  assert.equal((await sql`select * from notifications.automated_mails where entity_id = ${late}`).length, 0);
});

Deno.test("email.invoice_reminders goes on after an invoice that cannot be reminded of, and keeps the failure", async () => {
  const shop = await newShop();
  const broken = await lateInvoice(shop, 30);
  const fine = await lateInvoice(shop, 12);
  const transact = <T>(work: (tx: Sql) => Promise<T>) => asService(shop.tenant, work);
  let calls = 0;
  const results = await remindInvoices({
    transact: <T>(work: (tx: Sql) => Promise<T>) =>
      // The first is the list, the second the mail of the older invoice.
      ++calls === 2 ? Promise.reject<T>(new Error("the line broke")) : transact(work),
    log: () => {},
    companyId: null,
    dryRun: false,
  });
  assert.deepEqual([results.sent, results.errors], [1, 1]);
  const log =
    await sql`select entity_id, status, reason from notifications.automated_mails where tenant_id = ${shop.tenant.id}`;
  assert.deepEqual(
    log.map((row) => [row.entity_id, row.status, row.reason]).sort(),
    [[broken, "failed", "reminder_failed"], [fine, "queued", null]].sort(),
  );
});

Deno.test("the third reminder tells the administrators, and the nightly job sends for the whole organisation", async () => {
  const shop = await newShop();
  const late = await lateInvoice(shop, 45);
  const transact = <T>(work: (tx: Sql) => Promise<T>) => asService(shop.tenant, work);
  const result = await job.run({ transact, log: () => {} } as unknown as Parameters<typeof job.run>[0]);
  assert.deepEqual(result, { sent: 1, skipped: 0, errors: 0 });
  const told = await sql`select recipient, priority from notifications.notifications
    where tenant_id = ${shop.tenant.id} and type = 'invoice_reminder_final' and metadata ->> 'invoice_id' = ${late}`;
  assert.deepEqual(told.map((row) => [row.recipient, row.priority]), [["role:admin", "high"]]);
});

const quoteSent = (actor: TestActor, body: Record<string, unknown>) =>
  send(app, actor, "POST /email/quote-sent", { body });
const paymentConfirmed = (actor: TestActor, body: Record<string, unknown>) =>
  send(app, actor, "POST /email/payment-confirmed", { body });

Deno.test("email.quote_sent mails a quote once a day with its file and the way to the portal", async () => {
  const shop = await newShop();
  const vendor = await shop.tenant.actor(seller, { companies: [shop.company] });
  // Without an address no mail goes out with the quote itself.
  const client = await contactOf(world, shop.tenant.id);
  const quote = await newQuote(vendor, client, { owner_company_id: shop.company });
  const draft = await quoteSent(shop.staff, { quote_id: quote.id });
  assert.equal(draft.status, 409);
  assert.equal((await move(vendor, quote.id, "SENT")).status, 200);
  await sql`update crm.contacts set email = 'buyer@example.ch' where id = ${client}`;
  const [first, second] = await Promise.all([
    quoteSent(shop.staff, { quote_id: quote.id }),
    quoteSent(shop.staff, { quote_id: quote.id }),
  ]);
  const answers = [first.body, second.body].sort((a, b) => Number(a.skipped) - Number(b.skipped));
  assert.deepEqual(answers.map(({ skipped }) => skipped), [false, true]);
  assert.equal(answers[1].reason, "already_sent_today");
  const [mail] = await sql`select * from notifications.outgoing_messages where id = ${answers[0].message_id}`;
  assert.equal(mail.to_address, "buyer@example.ch");
  assert.ok(mail.body.includes(`/client/quotes/${quote.id}`));
  assert.equal(mail.attachments[0].kind, "quote_pdf");
  const deposit = await quoteSent(shop.staff, { quote_id: quote.id, template: "deposit_invoice" });
  assert.equal(deposit.status, 404);
  assert.equal(deposit.body.details.reason, "deposit_invoice_missing");
});

Deno.test("email.quote_sent does not repeat the mail a quote was sent with that day", async () => {
  const shop = await newShop();
  const vendor = await shop.tenant.actor(seller, { companies: [shop.company] });
  const quote = await newQuote(vendor, shop.client, { owner_company_id: shop.company });
  await move(vendor, quote.id, "SENT");
  const { skipped, reason } = (await quoteSent(shop.staff, { quote_id: quote.id })).body;
  assert.deepEqual([skipped, reason], [true, "already_sent_today"]);
  assert.equal((await mailsAbout(quote.id, "quote")).length, 1);
  await sql`update notifications.outgoing_messages set created_at = created_at - interval '1 day' where entity_id = ${quote.id}`;
  assert.equal((await quoteSent(shop.staff, { quote_id: quote.id })).body.skipped, false);
});

Deno.test("email.quote_sent logs what it could not send, and a failure does not stand in the way of the next try", async () => {
  const shop = await newShop();
  const vendor = await shop.tenant.actor(seller, { companies: [shop.company] });
  const mute = await contactOf(world, shop.tenant.id);
  const quote = await newQuote(vendor, mute, { owner_company_id: shop.company });
  await move(vendor, quote.id, "SENT");
  const failed = await quoteSent(shop.staff, { quote_id: quote.id });
  assert.equal(failed.status, 404);
  assert.equal(failed.body.code, "RECIPIENT_MISSING");
  const missing = crypto.randomUUID();
  assert.equal((await quoteSent(shop.staff, { quote_id: missing })).status, 404);
  const log =
    await sql`select entity_id, reason from notifications.automated_mails where tenant_id = ${shop.tenant.id} and status = 'failed'`;
  assert.deepEqual(log.map((row) => [row.entity_id, row.reason]), [
    [quote.id, "mail_recipient_missing"],
    [missing, "mail_subject_not_found"],
  ]);
  await sql`update crm.contacts set email = 'late@example.ch' where id = ${mute}`;
  const sent = await quoteSent(shop.staff, { quote_id: quote.id });
  assert.equal(sent.body.skipped, false);
  await sql`
    update notifications.outgoing_messages set status = 'failed', last_error = 'the mailbox does not exist'
    where id = ${sent.body.message_id}`;
  const [entry] =
    await sql`select status, reason from notifications.automated_mails where message_id = ${sent.body.message_id}`;
  assert.deepEqual([entry.status, entry.reason], ["failed", "not_delivered"]);
  assert.equal(
    (await quoteSent(shop.staff, { quote_id: quote.id })).body.skipped,
    false,
    "what did not arrive may be sent again",
  );
});

Deno.test("email.payment_confirmed confirms a payment once for ever, and none that was withdrawn", async () => {
  const shop = await newShop();
  const invoice = await lateInvoice(shop, 1);
  const [{ payment }] = await asService(
    shop.tenant,
    async (tx) =>
      await tx<
        { payment: string }[]
      >`select finance.record_payment(${invoice}, 100, finance.today(), 'bank_transfer', null, null, false) as payment`,
  );
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => paymentConfirmed(shop.staff, { payment_id: payment })),
  );
  assert.equal(answers.filter(({ body }) => body.skipped === false).length, 1);
  await tomorrow(shop.tenant);
  assert.equal((await paymentConfirmed(shop.staff, { payment_id: payment })).body.reason, "already_sent");
  const mails = await mailsAbout(payment, "payment");
  assert.equal(mails.length, 1);
  assert.match(mails[0].body, /100\.00/);
  assert.equal(
    (await paymentConfirmed(shop.staff, { payment_id: payment, invoice_id: crypto.randomUUID() })).status,
    404,
  );
  await asService(shop.tenant, (tx) => tx`select finance.reverse_payment(${payment}, 'mistake')`.then(() => {}));
  assert.equal((await paymentConfirmed(shop.staff, { payment_id: payment })).body.details.reason, "payment_withdrawn");
});

Deno.test("email.force sends again for a superadmin alone", async () => {
  const shop = await newShop();
  const invoice = await lateInvoice(shop, 1);
  const [{ payment }] = await asService(
    shop.tenant,
    async (tx) =>
      await tx<
        { payment: string }[]
      >`select finance.record_payment(${invoice}, 50, finance.today(), 'cash', null, null, false) as payment`,
  );
  const force = { payment_id: payment, force: true };
  assert.equal((await paymentConfirmed(shop.staff, force)).status, 403);
  assert.equal((await mailsAbout(payment, "payment")).length, 0);
  await sql`update identity.users set is_superuser = true where id = ${shop.staff.userId}`;
  for (let i = 0; i < 2; i++) assert.equal((await paymentConfirmed(shop.staff, force)).body.skipped, false);
  assert.equal((await mailsAbout(payment, "payment")).length, 2);
});

Deno.test("email shows nobody more than their permissions do", async () => {
  const shop = await newShop();
  await lateInvoice(shop, 20);
  const blind = await shop.tenant.actor({ notifications: "rw" }, { companies: [shop.company] });
  assert.deepEqual((await remind(blind)).body.results.details, []);
  const vendor = await shop.tenant.actor(seller, { companies: [shop.company] });
  const quote = await newQuote(vendor, shop.client, { owner_company_id: shop.company });
  await move(vendor, quote.id, "SENT");
  assert.equal((await quoteSent(blind, { quote_id: quote.id })).status, 404);
  assert.equal((await remind(vendor)).status, 403);
});

Deno.test("email refuses stories about what is not kept here", async () => {
  const shop = await newShop();
  const id = crypto.randomUUID();
  const calls: [string, Record<string, unknown>][] = [
    ["lead-confirmation", { lead_id: id }],
    ["supplier-invoice-approved", { invoice_id: id }],
    ["provider-reminder", {}],
  ];
  for (const [path, body] of calls) {
    const answer = await send(app, shop.staff, `POST /email/${path}`, { body });
    assert.equal(answer.status, 422, path);
    assert.equal(answer.body.code, "MAIL_SUBJECT_UNAVAILABLE");
  }
  const health = (await send(app, null, "GET /email/health")).body;
  assert.deepEqual(health.unavailable, ["E-01", "E-05", "E-06"]);
});
