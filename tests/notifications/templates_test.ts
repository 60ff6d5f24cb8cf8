import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { everywhere, sendTemplate } from "./sending.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const BUILT_IN = [
  "approval_request",
  "backup_codes_low",
  "invoice",
  "invoice_created",
  "password_reset",
  "report_ready",
  "welcome",
];

Deno.test("notifications.templates.list shows the built-in templates in four languages to every organisation", async () => {
  const actor = await (await world.tenant()).actor({ notifications: "r" });
  const { body } = await send(app, actor, "GET /notifications/templates");
  assert.deepEqual(body.templates.map((t: { name: string }) => t.name), BUILT_IN);
  assert.deepEqual(body.meta, { count: 7, total: 7, limit: 50, offset: 0 });
  for (const template of body.templates) {
    assert.deepEqual([template.is_system, template.tenant_id], [true, null]);
    assert.deepEqual(Object.keys(template.parts).sort(), ["de", "en", "fr", "it"]);
    const variables = Object.fromEntries(template.variables.map(({ name }: { name: string }) => [name, "x"]));
    const preview = await send(app, actor, `POST /notifications/templates/${template.id}/preview`, {
      body: { variables, language: "de" },
    });
    assert.equal(preview.status, 200, preview.text);
    assert.equal(preview.body.data.language, "de");
    assert.ok(!preview.text.includes("{{"), "everything it asks for is declared");
  }
});

Deno.test("notifications.templates are created, changed and deleted, and built-in ones are not", async () => {
  const actor = await (await world.tenant()).actor({ notifications: "rw" });
  const made = await send(app, actor, "POST /notifications/templates", { body: everywhere("service_due", "reminder") });
  assert.equal(made.status, 201, made.text);
  const { id, channels, is_system, is_active } = made.body.data;
  assert.deepEqual([channels, is_system, is_active], [["email", "sms", "push", "in_app"], false, true]);
  const path = `/notifications/templates/${id}`;
  const changed = await send(app, actor, `PATCH ${path}`, { body: { category: "alert", is_active: false } });
  assert.deepEqual([changed.body.data.category, changed.body.data.is_active], ["alert", false]);
  assert.deepEqual(changed.body.data.parts, made.body.data.parts, "what is absent stays");
  const again = await send(app, actor, "POST /notifications/templates", { body: everywhere("service_due", "alert") });
  assert.deepEqual([again.status, again.body.code], [409, "TEMPLATE_NAME_TAKEN"]);
  const { body: list } = await send(app, actor, "GET /notifications/templates", { query: { is_active: "false" } });
  assert.deepEqual(list.templates.map((t: { id: string }) => t.id), [id]);

  const { body: all } = await send(app, actor, "GET /notifications/templates");
  const builtIn = all.templates.find((t: { name: string }) => t.name === "welcome");
  for (const route of ["PATCH", "DELETE"]) {
    const refused = await send(app, actor, `${route} /notifications/templates/${builtIn.id}`, {
      body: route === "PATCH" ? { is_active: false } : undefined,
    });
    assert.deepEqual([refused.status, refused.body.code], [409, "TEMPLATE_BUILT_IN"]);
  }
  assert.equal((await send(app, actor, `DELETE ${path}`)).status, 204);
  const gone = await send(app, actor, `GET ${path}`);
  assert.deepEqual([gone.status, gone.body.code], [404, "TEMPLATE_NOT_FOUND"]);
});

Deno.test("notifications.templates refuse variables nobody declared, also after a change, and texts that are too long", async () => {
  const actor = await (await world.tenant()).actor({ notifications: "rw" });
  const create = (body: unknown) => send(app, actor, "POST /notifications/templates", { body });
  const undeclared = await create({ ...everywhere("a", "alert"), variables: [] });
  assert.deepEqual([undeclared.status, undeclared.body.details[0].field], [400, "variables"]);
  assert.match(undeclared.body.details[0].message, /name/);
  const long = await create({ ...everywhere("a", "alert"), parts: { fr: { sms: { text: "x".repeat(481) } } } });
  assert.equal(long.status, 400);
  assert.equal((await create({ ...everywhere("a", "alert"), parts: {} })).status, 400);
  assert.equal((await create({ ...everywhere("a", "alert"), parts: { fr: {} } })).status, 400);
  const { body } = await create(everywhere("a", "alert"));
  const broken = await send(app, actor, `PATCH /notifications/templates/${body.data.id}`, { body: { variables: [] } });
  assert.equal(broken.status, 400);
});

Deno.test("notifications.templates.preview names missing variables, and shows what would be sent", async () => {
  const actor = await (await world.tenant()).actor({ notifications: "rw" });
  const { body } = await send(app, actor, "POST /notifications/templates", { body: everywhere("a", "alert") });
  const preview = (given: unknown) =>
    send(app, actor, `POST /notifications/templates/${body.data.id}/preview`, { body: given });
  const missing = await preview({});
  assert.deepEqual([missing.status, missing.body.code, missing.body.details], [422, "MISSING_VARIABLE", {
    missing: ["name"],
  }]);
  const shown = await preview({ variables: { name: "<Ada>" } });
  assert.equal(shown.body.data.parts.email.html, "<p>Texte &lt;Ada&gt;</p>");
  assert.equal((await preview({ variables: { name: "Ada" }, language: "it" })).body.data.language, "fr");
});

Deno.test("a template of the organisation takes the place of the built-in one of its name while it is active", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ notifications: "rw" });
  const own = everywhere("report_ready", "transactional");
  const { body } = await send(app, actor, "POST /notifications/templates", { body: own });
  const subject = async () => {
    await sendTemplate(actor, actor.userId);
    const { body: list } = await send(app, actor, "GET /notifications/deliveries", { query: { limit: "1" } });
    return list.deliveries[0].subject;
  };
  assert.equal(await subject(), "Bonjour Ada");
  await send(app, actor, `PATCH /notifications/templates/${body.data.id}`, { body: { is_active: false } });
  assert.equal(await subject(), "Rapport prêt : Mars");
  const stranger = await (await world.tenant()).actor({ notifications: "rw" });
  await sendTemplate(stranger, stranger.userId, { template_id: body.data.id }, 404);
});
