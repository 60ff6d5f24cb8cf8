import assert from "node:assert/strict";
import { createRateLimiter } from "../../shared/http/rate_limit.ts";
import { send } from "../support/app_client.ts";
import { probeApp as app } from "../support/probe_app.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld({
  config: { RATE_LIMIT_IP_PER_MINUTE: "30", RATE_LIMIT_USER_PER_MINUTE: "12", RATE_LIMIT_TENANT_PER_MINUTE: "1000" },
});
Deno.test.afterAll(() => world.close());

Deno.test("workers that share a bucket admit together between 90 and 100 percent of its limit", async () => {
  const workers = Array.from({ length: 4 }, () => createRateLimiter(world.runtime.pool, () => {}));
  const bucket = { key: `test:${crypto.randomUUID()}`, limit: 500, seconds: 3600, problem: "rate_limit" as const };
  const results = await Promise.all(
    Array.from({ length: 1200 }, (_, i) => workers[i % workers.length].take([bucket])),
  );
  const admitted = results.filter((r) => !r!.refusedBy).length;
  assert.ok(admitted >= 450 && admitted <= 500, `admitted ${admitted} of 500`);
});

Deno.test("a new window starts with full permits", async () => {
  let clock = Date.now();
  const limiter = createRateLimiter(world.runtime.pool, () => {}, () => clock);
  const bucket = { key: `test:${crypto.randomUUID()}`, limit: 2, seconds: 1, problem: "rate_limit" as const };
  const take = async () => !(await limiter.take([bucket]))!.refusedBy;
  const first = [await take(), await take(), await take(), await take(), await take()];
  assert.ok(first.filter(Boolean).length <= 4, "two windows at the most");
  clock += 2000;
  while (new Date().getMilliseconds() > 500) await new Promise((r) => setTimeout(r, 50));
  assert.equal(await take(), true);
});

Deno.test("the limiter lets requests through when its counter is out of reach", async () => {
  const broken = (() => Promise.reject(new Error("down"))) as never;
  const warnings: string[] = [];
  const limiter = createRateLimiter(broken, (_level, event) => warnings.push(event));
  const state = await limiter.take([{ key: "x", limit: 10, seconds: 60, problem: "rate_limit" }]);
  assert.equal(state!.refusedBy, undefined);
  assert.deepEqual([...new Set(warnings)], ["rate_limit.counter_failed"]);
});

Deno.test("a caller above the limit gets 429 with Retry-After, and every answer shows the tightest bucket", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const answers = [];
  for (let i = 0; i < 16; i++) {
    answers.push(await send(app, actor, "GET /probe/tasks", { headers: { "x-forwarded-for": "198.51.100.20" } }));
  }
  assert.equal(answers[0].status, 200);
  assert.equal(answers[0].headers.get("x-ratelimit-limit"), "12");
  const refused = answers.at(-1)!;
  assert.equal(refused.status, 429);
  assert.equal(refused.body.code, "RATE_LIMIT");
  assert.ok(Number(refused.headers.get("retry-after")) >= 1);
  assert.equal(refused.headers.get("x-ratelimit-remaining"), "0");
});

Deno.test("an address above its limit is refused before its credential is looked at", async () => {
  const answers = [];
  for (let i = 0; i < 40; i++) {
    answers.push(await send(app, null, "GET /probe/tasks", { headers: { "x-forwarded-for": "198.51.100.30" } }));
  }
  assert.equal(answers[0].status, 401);
  assert.equal(answers.at(-1)!.status, 429);
  const elsewhere = await send(app, null, "GET /probe/tasks", { headers: { "x-forwarded-for": "198.51.100.31" } });
  assert.equal(elsewhere.status, 401);
});
