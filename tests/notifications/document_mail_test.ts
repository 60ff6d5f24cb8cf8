import assert from "node:assert/strict";
import type { Sql } from "../../shared/db/pool.ts";
import { createInvoice } from "../../shared/invoicing/save_invoice.ts";
import { sendInvoice } from "../../shared/invoicing/send_invoice.ts";
import type { MailMessage } from "../../shared/providers/mail/mail_provider.ts";
import { deliverDueMessages } from "../../supabase/local/deliver_messages.ts";
import { mailOnly } from "./addressees.ts";
import { contactOf, move, newQuote, seller } from "../sales/scenario.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { runtime } = world;

async function delivered(): Promise<MailMessage[]> {
  const sent: MailMessage[] = [];
  const provider = {
    name: "recorder",
    send(message: MailMessage) {
      sent.push(message);
      return Promise.resolve({ provider_id: message.id });
    },
  };
  await deliverDueMessages({ runtime, channels: mailOnly(provider) });
  return sent;
}

const startsLikePdf = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 5)) === "%PDF-";

Deno.test("the mail of an invoice carries its file, which is frozen then if it was not before", async () => {
  const tenant = await world.tenant({ country: "CH", name: "Atelier" });
  const company = await tenant.company("ATELIER", {
    name: "Atelier SA",
    street: "Rue de la Gare",
    building_number: "12",
    postal_code: "1003",
    city: "Lausanne",
    country: "CH",
    qr_iban: "CH4431999123000889012",
    vat_number: "CHE-123.456.788 TVA",
  });
  const client = await contactOf(world, tenant.id, { email: "client@example.ch" });
  const invoice = await world.db.sql.begin(async (tx) => {
    await tx`select app.enter_service(${tenant.id}, '{}'), set_config('role', 'authenticated', true)`;
    const sql = tx as unknown as Sql;
    const draft = await createInvoice(sql, {
      owner_company_id: company,
      client_id: client,
      lines: [{ description: "Travail", quantity: 2, unit_price: "90.00", vat_code: "NORMAL" }],
    });
    return { id: draft.id, ...await sendInvoice(sql, draft.id, { recipient_required: true }) };
  });
  const [message] = await delivered();
  assert.equal(message.to, "client@example.ch");
  assert.ok(message.subject.includes(invoice.invoice_number));
  const [file] = message.attachments;
  assert.equal(file.filename, `${invoice.invoice_number}.pdf`);
  assert.ok(startsLikePdf(file.bytes));
  const [kept] = await world.db.sql`select content from finance.invoice_documents where invoice_id = ${invoice.id}`;
  assert.deepEqual(new Uint8Array(kept.content), new Uint8Array(file.bytes), "what was sent is what is kept");
});

Deno.test("the mail of a quote carries its file", async () => {
  const tenant = await world.tenant({ country: "CH" });
  const actor = await tenant.actor(seller);
  const contact = await contactOf(world, tenant.id, { email: "client@example.ch" });
  const quote = await newQuote(actor, contact);
  assert.equal((await move(actor, quote.id, "SENT")).status, 200);
  const [message] = await delivered();
  assert.equal(message.to, "client@example.ch");
  assert.equal(message.attachments[0].filename, `devis-${quote.quote_number}.pdf`);
  assert.ok(startsLikePdf(message.attachments[0].bytes));
});
