import assert from "node:assert/strict";
import { probe, probeApp as app } from "../support/probe_app.ts";
import { send } from "../support/app_client.ts";
import { signalled } from "../support/until.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const actor = await (await world.tenant()).actor({ tasks: "rw" });
const post = (title: string, key: string) =>
  send(app, actor, "POST /probe/detached", { body: { title }, headers: { "idempotency-key": key } });
const written = async (title: string) => (await world.db.sql`select from crm.tasks where title = ${title}`).length;

Deno.test("a key protects work outside of one transaction: the answer is given again, and nothing done twice", async () => {
  const first = await post("outside", "k1");
  const again = await post("outside", "k1");
  assert.deepEqual([first.status, again.status, again.text], [201, 201, first.text]);
  assert.equal(again.headers.get("idempotent-replay"), "true");
  assert.equal(await written("outside"), 1);
  const other = await post("something else", "k1");
  assert.deepEqual([other.status, other.body.code], [409, "IDEMPOTENCY_MISMATCH"]);
});

Deno.test("while the work under a key is going on, another request under it is told to come back", async () => {
  const [started, finish] = [signalled(), signalled()];
  probe.outside = () => {
    started.fire();
    return finish.promise;
  };
  const first = post("slow", "k2");
  await started.promise;
  const meanwhile = await post("slow", "k2");
  assert.deepEqual([meanwhile.status, meanwhile.body.code], [409, "IDEMPOTENCY_IN_PROGRESS"]);
  assert.ok(meanwhile.body.details.retry_after >= 1);
  finish.fire();
  assert.equal((await first).status, 201);
  assert.equal((await post("slow", "k2")).status, 201);
  assert.equal(await written("slow"), 1);
  probe.outside = () => Promise.resolve();
});

Deno.test("work that fails under a key may be tried again at once", async () => {
  probe.outside = () => Promise.reject(new TypeError("nobody there"));
  assert.equal((await post("failing", "k3")).status, 500);
  probe.outside = () => Promise.resolve();
  assert.equal((await post("failing", "k3")).status, 201);
  assert.equal(await written("failing"), 1);
});

Deno.test("the claim of a worker that died ends by itself, and its late answer replaces nobody's", async () => {
  const [started, finish] = [signalled(), signalled()];
  probe.outside = () => {
    started.fire();
    return finish.promise;
  };
  const dying = post("late", "k4");
  await started.promise;
  await world.db.sql`update app.idempotency_keys set claim_until = now() where key = 'k4'`;
  probe.outside = () => Promise.resolve();
  const second = await post("late", "k4");
  finish.fire();
  assert.deepEqual([second.status, (await dying).status], [201, 201]);
  assert.equal((await post("late", "k4")).text, second.text);
});
