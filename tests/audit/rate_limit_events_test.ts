import assert from "node:assert/strict";
import { app } from "../../functions/audit/app.ts";
import { sealDueChains } from "../../functions/audit/seal_due_chains.ts";
import { watchDueEvents } from "../../functions/audit/watch_events.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld({ config: { RATE_LIMIT_USER_PER_MINUTE: "4" } });
Deno.test.afterAll(() => world.close());

Deno.test("calls over the limit are logged a few times a minute, not every time, and set off api_abuse", async () => {
  const caller = await (await world.tenant()).actor({ "audit-log": "r" });
  const statuses: number[] = [];
  for (let i = 0; i < 20; i++) statuses.push((await send(app, caller, "GET /audit/events")).status);
  assert.ok(statuses.filter((status) => status === 429).length > 10, String(statuses));
  const logged = await world.db.sql`select category, severity, outcome, actor_id from audit.events
    where tenant_id = ${caller.tenantId} and action = 'rate_limit_exceeded'`;
  assert.equal(logged.length, 3);
  assert.deepEqual(logged[0], {
    category: "security",
    severity: "warning",
    outcome: "failure",
    actor_id: caller.userId,
  });
  while (await sealDueChains(world.runtime) > 0);
  while (await watchDueEvents(world.runtime) > 0);
  const alerts = await world.db.sql`select rule, group_key from audit.alerts where tenant_id = ${caller.tenantId}`;
  assert.deepEqual(alerts.map(({ rule, group_key }) => [rule, group_key]), [["api_abuse", caller.userId]]);
});
