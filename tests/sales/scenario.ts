import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { send } from "../support/app_client.ts";
import type { TestActor, World } from "../support/world.ts";

/** Everything a seller does with quotes, and the invoices they become. */
export const seller = { contacts: "r", quotes: "rw", "quotes.delete": "rw", invoices: "rw" } as const;

export const items = [
  { description: "Plaquettes de frein", quantity: 1, unit_price: 120 },
  { description: "Main-d'œuvre", quantity: 2, unit_price: 90 },
];

/** A live contact of a tenant, written past the API: contacts are not what these tests are about. */
export async function contactOf(
  world: World,
  tenantId: string,
  columns: Record<string, unknown> = {},
): Promise<string> {
  const row = { tenant_id: tenantId, first_name: "Sophie", last_name: "Martin", ...columns };
  const [contact] = await world.db.sql`insert into crm.contacts ${world.db.sql(row)} returning id`;
  return contact.id;
}

/** Creates a quote through the API. */
export async function newQuote(actor: TestActor, contactId: string, body: Record<string, unknown> = {}) {
  const answer = await send(app, actor, "POST /quotes", {
    body: { contact_id: contactId, valid_until: "2099-12-31", items, ...body },
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.data;
}

/** Moves a quote through the API and answers the whole answer. */
export function move(actor: TestActor, id: string, status: string, more: Record<string, unknown> = {}) {
  return send(app, actor, `PATCH /quotes/${id}/status`, { body: { status, ...more } });
}

/** A quote the client has accepted. */
export async function acceptedQuote(actor: TestActor, contactId: string, body: Record<string, unknown> = {}) {
  const quote = await newQuote(actor, contactId, body);
  for (const status of ["SENT", "ACCEPTED"]) {
    const answer = await move(actor, quote.id, status);
    assert.equal(answer.status, 200, answer.text);
  }
  return quote;
}
