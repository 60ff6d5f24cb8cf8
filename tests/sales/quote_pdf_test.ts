import assert from "node:assert/strict";
import { extractText, getDocumentProxy } from "unpdf";
import { app } from "../../functions/sales/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { contactOf, move, newQuote, seller } from "./scenario.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

async function pdf(actor: TestActor, id: string) {
  const answer = await send(app, actor, `GET /quotes/${id}/pdf`);
  assert.equal(answer.status, 200, answer.text.slice(0, 500));
  const { text } = await extractText(await getDocumentProxy(answer.bytes.slice()), { mergePages: true });
  // Amounts are grouped with no-break spaces, lines end where the layout wants.
  return { answer, text: text.replace(/[\s\u00a0\u202f]+/g, " ") };
}

Deno.test("sales.quotes.pdf answers the quote as a file named after its number", async () => {
  const tenant = await world.tenant({ name: "Garage Central" });
  const actor = await tenant.actor(seller);
  const contactId = await contactOf(world, tenant.id, {
    company_name: "Martin Transport",
    address: world.db.sql.json({
      street: "45 Avenue des Champs",
      postal_code: "69001",
      city: "Lyon",
      country: "France",
    }),
  });
  const { id } = await newQuote(actor, contactId, {
    issue_date: "2026-01-15",
    title: "Réparation des freins",
    notes: "Pièces d'origine",
    items: [
      { description: "Plaquettes, œillets & vis", quantity: 2, unit_price: 1000 },
      { description: "Manuel", quantity: 1, unit_price: 50, vat_rate: 5.5, discount: 5 },
    ],
  });
  const { answer, text } = await pdf(actor, id);
  assert.equal(answer.headers.get("content-type"), "application/pdf");
  assert.match(answer.headers.get("content-disposition")!, /^attachment; filename="devis-2026-001\.pdf"/);
  for (
    const shown of [
      "Garage Central",
      "2026-001",
      "15/01/2026",
      "31/12/2099",
      "Martin Transport",
      "Sophie Martin",
      "45 Avenue des Champs",
      "69001 Lyon",
      "Réparation des freins",
      "Pièces d'origine",
      "Plaquettes, œillets & vis",
      "2 045,00",
      "400,00",
      "2,48",
      "2 447,48",
    ]
  ) assert.ok(text.includes(shown), `${shown} is missing in: ${text}`);
  assert.ok(!text.includes("France"), "the seller's own country is not printed");
});

Deno.test("sales.quotes.pdf of a sent quote stays the same to the byte whatever changes around it", async () => {
  const tenant = await world.tenant({ name: "Garage Central" });
  const actor = await tenant.actor(seller);
  const contactId = await contactOf(world, tenant.id);
  const { id } = await newQuote(actor, contactId);
  const draft = await pdf(actor, id);
  await move(actor, id, "SENT");
  const first = await pdf(actor, id);
  await world.db.sql`update crm.contacts set last_name = 'Durand' where id = ${contactId}`;
  await world.db.sql`update identity.tenants set name = 'Garage Nouveau' where id = ${tenant.id}`;
  const second = await pdf(actor, id);
  assert.deepEqual(first.answer.bytes, second.answer.bytes);
  assert.match(draft.text, /BROUILLON/i);
  assert.doesNotMatch(first.text, /BROUILLON/i);
});

Deno.test("sales.quotes.pdf says why a French quote carries no VAT", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor(seller);
  const contactId = await contactOf(world, tenant.id);
  const mention = "TVA non applicable, art. 293 B du CGI";
  const free = await newQuote(actor, contactId, { vat_rate: 0 });
  assert.ok((await pdf(actor, free.id)).text.includes(mention));
  const taxed = await newQuote(actor, contactId);
  assert.ok(!(await pdf(actor, taxed.id)).text.includes(mention));
});

Deno.test("sales.quotes.pdf speaks the language and shows the identity of the issuing company", async () => {
  const tenant = await world.tenant({ country: "CH" });
  await tenant.company("ALPEN", {
    invoice_prefix: "ALP",
    name: "Alpen Werkstatt AG",
    language: "de",
    ide: "CHE-123.456.788",
    street: "Bahnhofstrasse",
    building_number: "1",
    postal_code: "8001",
    city: "Zürich",
  });
  const actor = await tenant.actor({ "*": "rw" });
  const { id } = await newQuote(actor, await contactOf(world, tenant.id), { issue_date: "2026-01-15" });
  const { text } = await pdf(actor, id);
  for (
    const shown of [
      "Offerte ALP-D-2026-0001",
      "Alpen Werkstatt AG",
      "CHE-123.456.788",
      "8001 Zürich",
      "15.01.2026",
      "324.30",
    ]
  ) {
    assert.ok(text.includes(shown), `${shown} is missing in: ${text}`);
  }
});
