import assert from "node:assert/strict";
import { extractText, getDocumentProxy } from "unpdf";
import { app } from "../../functions/finance/app.ts";
import { readFileLink, signFileLink } from "../../shared/auth/file_links.ts";
import { sha256Hex } from "../../shared/auth/secrets.ts";
import { isQrr } from "../../shared/documents/payment_reference.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { addClient, createDraft, createSent, openFirm, readInvoice, refused } from "./invoice_scenarios.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

async function textOf(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text;
}

Deno.test("finance.invoices.qr gives the payload of the bill with the frozen reference", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm, { date: "2026-04-01" });
  const answer = await send(app, firm.actor, `GET /finance/invoices/${sent.id}/qr`);
  assert.equal(answer.status, 200, answer.text);
  const { qr_data, warnings, invoice, company_data, client_data } = answer.body.data;
  assert.ok(isQrr(qr_data.reference));
  assert.equal(qr_data.reference, sent.qr_reference);
  assert.equal(qr_data.reference_formatted, "00 00000 00120 26010 00000 00011");
  assert.deepEqual([qr_data.amount, qr_data.currency, qr_data.reference_type], [1623.51, "CHF", "QRR"]);
  const lines = qr_data.content.split("\n");
  assert.deepEqual(lines.slice(0, 11), [
    "SPC",
    "0200",
    "1",
    "CH4431999123000889012",
    "S",
    "Hypervisual SA",
    "Rue de la Gare",
    "12",
    "1003",
    "Lausanne",
    "CH",
  ]);
  assert.deepEqual(lines.slice(18, 27), [
    "1623.51",
    "CHF",
    "S",
    "Rey & Fils Sàrl",
    "Route de Genève",
    "7",
    "1004",
    "Lausanne",
    "CH",
  ]);
  assert.deepEqual([invoice.id, company_data.name, client_data.name, warnings], [
    sent.id,
    "Hypervisual SA",
    "Rey & Fils Sàrl",
    [],
  ]);
});

Deno.test("finance.invoices.qr asks for what remains once a part is paid, for the whole otherwise", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm);
  await send(app, firm.actor, `POST /finance/invoices/${sent.id}/partial-payment`, { body: { amount: 1000 } });
  const partly = await send(app, firm.actor, `GET /finance/invoices/${sent.id}/qr`);
  assert.equal(partly.body.data.qr_data.amount, 623.51);
  await send(app, firm.actor, `POST /finance/invoices/${sent.id}/mark-paid`, { body: {} });
  const paid = await send(app, firm.actor, `GET /finance/invoices/${sent.id}/qr`);
  assert.equal(paid.body.data.qr_data.amount, 1623.51);
});

Deno.test("finance.invoices.qr uses a creditor reference where there is no QR-IBAN", async () => {
  const firm = await openFirm(world, { company: { qr_iban: null } });
  const sent = await createSent(firm, { date: "2026-04-01" });
  assert.deepEqual([sent.reference_type, sent.iban_used], ["SCOR", "CH9300762011623852957"]);
  const { body } = await send(app, firm.actor, `GET /finance/invoices/${sent.id}/qr`);
  assert.equal(body.data.qr_data.reference, sent.qr_reference);
  assert.match(sent.qr_reference, /^RF\d\dHYP20260001$/);
});

Deno.test("finance.invoices.qr refuses drafts, other currencies, incomplete addresses and amounts of nothing", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm);
  await refused(firm, `GET /finance/invoices/${draft.id}/qr`, undefined, 409, "INVOICE_DRAFT");
  const dollars = await createSent(firm, { currency: "USD" });
  await refused(firm, `GET /finance/invoices/${dollars.id}/qr`, undefined, 400, "QR_CURRENCY_UNSUPPORTED");
  const homeless = await addClient(world, firm.tenant.id, {
    first_name: "Sans",
    last_name: "Adresse",
    email: "s@example.ch",
  });
  const unaddressed = await createSent(firm, { client_id: homeless });
  const refusal = await refused(
    firm,
    `GET /finance/invoices/${unaddressed.id}/qr`,
    undefined,
    400,
    "QR_ADDRESS_INCOMPLETE",
  );
  assert.match(refusal.details.field, /^debtor\./);
  const free = await createSent(firm, { line_items: [{ description: "Geste", quantity: 1, unit_price: 0 }] });
  assert.equal(free.status, "paid");
  await refused(firm, `GET /finance/invoices/${free.id}/qr`, undefined, 400, "QR_AMOUNT_RANGE");
});

Deno.test("finance.invoices.download of a sent invoice gives the frozen bytes for ever", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm);
  const first = await send(app, firm.actor, `GET /finance/invoices/${sent.id}/pdf/download`);
  assert.equal(first.status, 200);
  assert.equal(first.headers.get("content-type"), "application/pdf");
  assert.match(first.headers.get("content-disposition")!, /^attachment; filename="HYP-\d{4}-0001\.pdf"/);
  assert.equal(await sha256Hex(first.bytes), sent.pdf_sha256);
  await send(app, firm.actor, `POST /finance/invoices/${sent.id}/mark-paid`, { body: {} });
  await world.db.sql`update identity.companies set name = 'Autre SA' where id = ${firm.companyId}`;
  const later = await send(app, firm.actor, `GET /finance/invoices/${sent.id}/pdf/download`);
  assert.deepEqual(later.bytes, first.bytes);
  const text = await textOf(first.bytes);
  for (
    const fact of ["Hypervisual SA", "CHE-123.456.788 TVA", "Rey & Fils Sàrl", "HYP-", "1'623.51", "Section paiement"]
  ) {
    assert.ok(text.includes(fact), `${fact} is missing in:\n${text}`);
  }
});

Deno.test("finance.invoices.download makes a file that could not be kept again with the same bytes", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm);
  // Past the trigger that keeps files: as if the rendering after the commit had never happened.
  await world.db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from finance.invoice_documents where invoice_id = ${sent.id}`;
  });
  await send(app, firm.actor, `POST /finance/invoices/${sent.id}/partial-payment`, { body: { amount: 5 } });
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => send(app, firm.actor, `GET /finance/invoices/${sent.id}/pdf/download`)),
  );
  for (const answer of answers) assert.equal(await sha256Hex(answer.bytes), sent.pdf_sha256, answer.text.slice(0, 200));
  assert.equal((await readInvoice(firm, sent.id)).pdf_sha256, sent.pdf_sha256);
});

Deno.test("finance.invoices.download of a draft has a watermark, no number and no payment part, and is not kept", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm);
  const answer = await send(app, firm.actor, `GET /finance/invoices/${draft.id}/pdf/download`);
  assert.equal(answer.status, 200);
  const text = await textOf(answer.bytes);
  assert.ok(text.includes("BROUILLON"), text);
  assert.ok(!text.includes("Section paiement"));
  const kept = await world.db.sql`select 1 from finance.invoice_documents where invoice_id = ${draft.id}`;
  assert.equal(kept.length, 0);
});

Deno.test("finance.invoices.pdf answers a link that anybody may follow until it expires", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm);
  const answer = await send(app, firm.actor, `POST /finance/invoices/${sent.id}/pdf`);
  assert.equal(answer.status, 200, answer.text);
  const { url, filename, path } = answer.body.data;
  assert.equal(filename, `${sent.invoice_number}.pdf`);
  assert.equal(path, `/finance/invoices/${sent.id}/pdf/download`);
  assert.ok(url.startsWith("http://localhost/finance/finance/files/"), url);
  const file = await send(app, null, `GET /finance/files/${url.split("/").at(-1)}`);
  assert.equal(file.status, 200, file.text.slice(0, 200));
  assert.equal(await sha256Hex(file.bytes), sent.pdf_sha256);
  const redirect = await send(app, firm.actor, `POST /finance/invoices/${sent.id}/pdf`, { query: { download: true } });
  assert.equal(redirect.status, 303);
  assert.match(redirect.headers.get("location")!, /\/finance\/files\//);
});

Deno.test("finance.invoices.file refuses forged, foreign and expired links with 404", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm);
  const { config } = world.runtime;
  const link = { tenantId: firm.tenant.id, invoiceId: sent.id };
  const ask = (token: string) => send(app, null, `GET /finance/files/${token}`);
  const good = await signFileLink(config, link);
  assert.equal((await ask(good)).status, 200);
  const other = await openFirm(world);
  const foreign = await signFileLink(config, { ...link, tenantId: other.tenant.id });
  const wrongKey = await signFileLink({ ...config, JWT_SECRET: "another-secret-another-secret-another" }, link);
  for (const token of [foreign, wrongKey, firm.actor.token, `${good}x`, "nothing"]) {
    const answer = await ask(token);
    assert.equal(answer.status, 404, `${token}: ${answer.text.slice(0, 100)}`);
  }
  const real = Date.now;
  Date.now = () => real() - 16 * 60_000;
  const old = await signFileLink(config, link).finally(() => Date.now = real);
  assert.equal(await readFileLink(config, old), undefined);
  assert.equal((await ask(old)).status, 404);
});

Deno.test("finance.invoices.download works for a French garage without companies and without VAT", async () => {
  const tenant = await world.tenant({ country: "FR", name: "Garage Martin" });
  const actor = await tenant.actor({ invoices: "rw", contacts: "rw" });
  const clientId = await addClient(world, tenant.id, {
    first_name: "Marc",
    last_name: "Dupont",
    email: "m@example.fr",
  });
  const body = {
    client_id: clientId,
    line_items: [{ description: "Vidange", quantity: 1, unit_price: "89.90", vat_rate: 0 }],
  };
  const draft = await send(app, actor, "POST /finance/invoices", { body });
  assert.equal(draft.status, 201, draft.text);
  assert.equal(draft.body.data.currency, "EUR");
  const sent = await send(app, actor, `POST /finance/invoices/${draft.body.data.id}/send`, { body: {} });
  assert.match(sent.body.data.invoice_number, /^\d{4}-001$/, sent.text);
  const pdf = await send(app, actor, `GET /finance/invoices/${draft.body.data.id}/pdf/download`);
  const text = await textOf(pdf.bytes);
  for (const fact of ["Garage Martin", "Marc Dupont", "89,90", "293 B", "40,00"]) {
    assert.ok(text.includes(fact), `${fact} is missing in:\n${text}`);
  }
});
