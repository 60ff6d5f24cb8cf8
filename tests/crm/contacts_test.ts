import assert from "node:assert/strict";
import { app } from "../../functions/crm/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const person = { first_name: "Marc", last_name: "Dupont" };

Deno.test("crm.contacts.create stores the contact under the caller's tenant and answers the whole row", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "rw" });
  const answer = await send(app, actor, "POST /contacts", {
    body: {
      ...person,
      email: " Marc.Dupont@Example.FR ",
      phone: "06 12 34 56 78",
      company: "Dupont SARL",
      tags: ["vip", "vip"],
    },
  });
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.body.data.email, "marc.dupont@example.fr");
  assert.equal(answer.body.data.phone, "+33612345678");
  assert.deepEqual(answer.body.data.tags, ["vip"]);
  const [row] = await world.db.sql`select tenant_id, owner_user_id from crm.contacts where id = ${answer.body.data.id}`;
  assert.deepEqual({ ...row }, { tenant_id: tenant.id, owner_user_id: actor.userId });
});
