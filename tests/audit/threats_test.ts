import assert from "node:assert/strict";
import { app } from "../../functions/audit/app.ts";
import { sealDueChains } from "../../functions/audit/seal_due_chains.ts";
import { watchDueEvents } from "../../functions/audit/watch_events.ts";
import { app as crm } from "../../functions/crm/app.ts";
import { app as identity } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor, type TestTenant } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

async function look() {
  while (await sealDueChains(world.runtime) > 0);
  while (await watchDueEvents(world.runtime) > 0);
}

/** Failed sign-ins from one address, a second apart. */
async function failedLogins(tenant: TestTenant, n: number, ip = "198.51.100.1", account: string | null = "one") {
  for (let i = 0; i < n; i++) {
    await sql`insert into audit.events (tenant_id, category, action, severity, outcome, actor_type, ip_address, entity_id)
      values (${tenant.id}, 'authentication', 'login_failed', 'warning', 'failure', 'anonymous', ${ip},
        ${account === null ? `account ${i}` : account})`;
  }
}

async function alertsOf(guard: TestActor, query: Record<string, string | number> = {}) {
  const answer = await send(app, guard, "GET /audit/alerts", { query });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

const change = (guard: TestActor, id: string, body: Record<string, unknown>) =>
  send(app, guard, `PATCH /audit/alerts/${id}`, { body });

Deno.test("five failed sign-ins from one address open one alert, which grows and is told once to those who guard", async () => {
  const tenant = await world.tenant();
  const guard = await tenant.actor({ "admin.security": "rw" });
  await tenant.actor({ contacts: "rw" });
  await failedLogins(tenant, 4);
  await look();
  assert.equal((await alertsOf(guard)).total, 0);
  await failedLogins(tenant, 1);
  await look();
  const { alerts: [opened], total } = await alertsOf(guard);
  assert.equal(total, 1);
  assert.deepEqual(
    [opened.rule, opened.group, opened.priority, opened.status, opened.event_count, opened.source_events.length],
    ["brute_force_login", "198.51.100.1", "high", "open", 5, 5],
  );
  assert.match(opened.title, /203\.0\.113|connexions échouées/);
  assert.deepEqual(opened.indicators.ip_addresses, ["198.51.100.1"]);
  assert.ok(opened.recommended_actions.includes("block_ip_address"));
  await failedLogins(tenant, 3);
  await look();
  const { alerts: [grown] } = await alertsOf(guard);
  assert.deepEqual([grown.alert_id, grown.event_count, grown.source_events.length], [opened.alert_id, 8, 8]);
  const told = await sql`
    select recipient, type, metadata from notifications.notifications where tenant_id = ${tenant.id}`;
  assert.deepEqual(
    told.map(({ recipient, type, metadata }) => [recipient, type, metadata.category, metadata.alert_id]),
    [
      [guard.userId, "security_alert", "security", opened.alert_id],
    ],
  );
});

Deno.test("real failed sign-ins set off the rule", async () => {
  const tenant = await world.tenant();
  const guard = await tenant.actor({ "admin.security": "r" });
  for (let i = 0; i < 5; i++) {
    await send(identity, null, "POST /auth/login", {
      body: { email: guard.email, password: "not the password" },
      headers: { "x-forwarded-for": "198.51.100.77" },
    });
  }
  await look();
  const { alerts } = await alertsOf(guard);
  assert.deepEqual(alerts.map((a: { rule: string; group: string }) => [a.rule, a.group]), [
    ["brute_force_login", "198.51.100.77"],
  ]);
});

Deno.test("a person who is refused three times within a minute sets off privilege_escalation", async () => {
  const tenant = await world.tenant();
  const guard = await tenant.actor({ "admin.security": "r" });
  const curious = await tenant.actor({ contacts: "r" });
  for (let i = 0; i < 3; i++) assert.equal((await send(app, curious, "GET /audit/alerts")).status, 403);
  await look();
  const { alerts: [found] } = await alertsOf(guard);
  assert.deepEqual([found.rule, found.priority, found.group], ["privilege_escalation", "critical", curious.userId]);
});

Deno.test("deletions by one person set off mass_deletion, without the deletion waiting for it", async () => {
  const tenant = await world.tenant();
  const guard = await tenant.actor({ "admin.security": "rw" });
  const careless = await tenant.actor({ contacts: "rw", "contacts.delete": "rw" }, { name: "Careless Hand" });
  const lowered = await send(app, guard, "PATCH /audit/threat-rules", {
    body: { rule: "mass_deletion", threshold: 3, priority: "medium" },
  });
  assert.equal(lowered.status, 200, lowered.text);
  for (let i = 0; i < 3; i++) {
    const { body } = await send(crm, careless, "POST /contacts", { body: { first_name: "A", last_name: `B${i}` } });
    assert.equal((await send(crm, careless, `DELETE /contacts/${body.data.id}`)).status, 200);
  }
  assert.equal((await alertsOf(guard, { rule: "mass_deletion" })).total, 0, "nothing is judged while writing");
  await look();
  const { alerts: [found] } = await alertsOf(guard, { rule: "mass_deletion" });
  assert.deepEqual([found.group, found.priority, found.event_count], [careless.userId, "medium", 3]);
  const [{ body }] = await sql`select body from notifications.notifications
    where tenant_id = ${tenant.id} and metadata ->> 'alert_id' = ${found.alert_id}`;
  assert.match(body, /Careless Hand/);
});

Deno.test("a failure that is committed late still completes what younger ones had begun", async () => {
  const tenant = await world.tenant();
  const guard = await tenant.actor({ "admin.security": "r" });
  const slow = await sql.reserve();
  await slow`begin`;
  await slow`insert into audit.events (tenant_id, category, action, actor_type, ip_address)
    values (${tenant.id}, 'authentication', 'login_failed', 'anonymous', '198.51.100.1')`;
  await failedLogins(tenant, 4);
  await look();
  assert.equal((await alertsOf(guard)).total, 0);
  await slow`commit`;
  slow.release();
  await look();
  assert.equal((await alertsOf(guard)).alerts[0].event_count, 5);
});

Deno.test("several watchers at once open one alert and count each event once", async () => {
  const tenant = await world.tenant();
  const guard = await tenant.actor({ "admin.security": "r" });
  await failedLogins(tenant, 40, "198.51.100.9", null);
  while (await sealDueChains(world.runtime) > 0);
  await Promise.all([1, 2, 3, 4].map(() => watchDueEvents(world.runtime)));
  await look();
  const { alerts } = await alertsOf(guard);
  assert.deepEqual(
    alerts.map((a: { rule: string; event_count: number }) => [a.rule, a.event_count]).sort(),
    [["brute_force_login", 40], ["credential_stuffing", 40]],
  );
});

Deno.test("a rule that is off or looser than the default finds nothing, for its organisation alone", async () => {
  const [tenant, other] = [await world.tenant(), await world.tenant()];
  const guard = await tenant.actor({ "admin.security": "rw" });
  const otherGuard = await other.actor({ "admin.security": "rw" });
  await send(app, guard, "PATCH /audit/threat-rules", { body: { rule: "brute_force_login", enabled: false } });
  await send(app, guard, "PATCH /audit/threat-rules", { body: { rule: "credential_stuffing", threshold: 50 } });
  for (const one of [tenant, other]) await failedLogins(one, 6, "198.51.100.5", null);
  await look();
  assert.equal((await alertsOf(guard)).total, 0);
  assert.equal((await alertsOf(otherGuard)).total, 2);
  const rules = (await send(app, guard, "GET /audit/threat-rules")).body.rules;
  assert.equal(rules.length, 10);
  assert.deepEqual(
    rules.filter((r: { is_default: boolean }) => !r.is_default).map((r: { rule: string }) => r.rule),
    ["brute_force_login", "credential_stuffing"],
  );
  const logged = await sql`select action, actor_id from audit.events
    where tenant_id = ${tenant.id} and entity_type = 'threat_rule' and action = 'threat_rule.updated'`;
  assert.deepEqual(logged.map((e) => e.actor_id), [guard.userId, guard.userId]);
});

Deno.test("audit.alerts.change acknowledges and resolves; a resolved alert is final and what comes next opens another", async () => {
  const tenant = await world.tenant();
  const guard = await tenant.actor({ "admin.security": "rw" });
  await failedLogins(tenant, 5);
  await look();
  const { alerts: [{ alert_id }] } = await alertsOf(guard);
  const acknowledged = (await change(guard, alert_id, { status: "acknowledged", note: "Looking" })).body.data;
  assert.deepEqual(
    [acknowledged.status, acknowledged.note, acknowledged.acknowledged_by, acknowledged.resolved_at],
    ["acknowledged", "Looking", guard.userId, null],
  );
  await failedLogins(tenant, 1);
  await look();
  assert.equal((await alertsOf(guard, { status: "acknowledged" })).alerts[0].event_count, 6, "still the live one");
  const resolved = (await change(guard, alert_id, { status: "resolved" })).body.data;
  assert.deepEqual(
    [resolved.status, resolved.note, resolved.resolved_by],
    ["resolved", "Looking", guard.userId],
  );
  for (const body of [{ status: "acknowledged" }, { note: "x" }]) {
    const refused = await change(guard, alert_id, body);
    assert.deepEqual([refused.status, refused.body.code], [409, "ALERT_RESOLVED"]);
  }
  await failedLogins(tenant, 1);
  await look();
  const { alerts, total } = await alertsOf(guard);
  assert.deepEqual([total, alerts[0].status], [2, "open"]);
  assert.notEqual(alerts[0].alert_id, alert_id);
  const one = await send(app, guard, `GET /audit/alerts/${alert_id}`);
  assert.deepEqual(one.body.data, resolved);
  const steps = await sql`select after_state::json ->> 'status' as status from audit.events
    where entity_id = ${alert_id} and action = 'security_alert.updated' order by at, id`;
  assert.deepEqual(steps.map((s) => s.status), ["acknowledged", "resolved"]);
});

Deno.test("two guards resolving one alert at once: one does, the other is told", async () => {
  const tenant = await world.tenant();
  const guard = await tenant.actor({ "admin.security": "rw" });
  await failedLogins(tenant, 5);
  await look();
  const { alerts: [{ alert_id }] } = await alertsOf(guard);
  const answers = await Promise.all([1, 2].map(() => change(guard, alert_id, { status: "resolved" })));
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409]);
});

Deno.test("audit.threat_rules.change names what it refuses", async () => {
  const tenant = await world.tenant();
  const guard = await tenant.actor({ "admin.security": "rw" });
  const patch = (body: Record<string, unknown>, actor = guard) =>
    send(app, actor, "PATCH /audit/threat-rules", { body });
  assert.equal((await patch({ rule: "made_up", threshold: 3 })).status, 404);
  assert.equal((await patch({ rule: "mass_deletion", threshold: 0 })).body.details[0].field, "threshold");
  const unused = await patch({ rule: "mass_deletion", opens_at: 9 });
  assert.deepEqual([unused.status, unused.body.details.reason], [400, "threat_hours_unused"]);
  const order = await patch({ rule: "after_hours_activity", opens_at: 18, closes_at: 9 });
  assert.deepEqual([order.status, order.body.details.reason], [400, "threat_hours_order"]);
  const night = await patch({ rule: "after_hours_activity", opens_at: 6 });
  assert.deepEqual([night.body.data.opens_at, night.body.data.closes_at], [6, 20]);
  const reader = await tenant.actor({ "admin.security": "r" });
  assert.equal((await patch({ rule: "mass_deletion", threshold: 3 }, reader)).status, 403);
  const self = await tenant.actor({ "admin.security": ["SELF", "SELF"] });
  assert.equal((await patch({ rule: "mass_deletion", threshold: 3 }, self)).status, 403);
});
