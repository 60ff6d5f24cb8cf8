import assert from "node:assert/strict";
import { app } from "../../functions/ops/app.ts";
import { background } from "../../functions/ops/background.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { queueOf } from "../jobs/probe_jobs.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor, testConfig } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

const BASE = "/server-management";
const organisation = async () => {
  const tenant = await world.tenant();
  return { tenant, owner: await tenant.actor({ settings: "rw" }) };
};
const get = async (actor: TestActor, path = "", query = {}) =>
  (await send(app, actor, `GET ${BASE}${path}`, { query })).body.data;
const post = (actor: TestActor, path: string, query = {}) => send(app, actor, `POST ${BASE}${path}`, { query });

Deno.test("ops.server_management.overview counts jobs, files and settings of the organisation alone, for who runs it", async () => {
  const { tenant, owner } = await organisation();
  const other = await world.tenant();
  const jobs = [["pending", null, 1], ["failed", "1 hour", 2], ["failed", "25 hours", 1]] as const;
  for (const { id } of [tenant, other]) {
    for (const [status, ago, times] of jobs) {
      for (let i = 0; i < times; i++) {
        await sql`insert into ops.jobs (tenant_id, kind, status, progress, finished_at)
          values (${id}, 'probe.overview', ${status}, ${ago ? 100 : 0}, now() - ${ago}::interval)`;
      }
    }
    await sql`insert into ops.settings (tenant_id, name, value) values (${id}, 'A', '1')`;
    await world.db.admin`insert into storage.objects (bucket_id, name, metadata)
      values ('avatars', ${`${id}/avatars/x`}, '{"size": 1200}')`;
  }
  const shown = await get(owner);
  assert.deepEqual(shown.jobs, { queued: 1, processing: 0, failed24h: 2 });
  assert.deepEqual(shown.storage, { files: 1, bytes: 1200 });
  assert.deepEqual([shown.settingsCount, shown.version], [1, world.runtime.config.APP_VERSION]);
  assert.deepEqual([shown.cache.enabled, shown.calendarSync.severity], [true, "ok"]);
  const actions = shown.actions.map((one: { method: string; path: string }) => `${one.method} ${one.path}`);
  assert.ok(actions.includes("POST /api/server-management/clear-cache"));
  assert.ok(!actions.some((one: string) => one.startsWith("GET")));
  const reader = await tenant.actor({ settings: "r", automation: "rw" });
  assert.equal((await send(app, reader, `GET ${BASE}`)).status, 403);
});

Deno.test("ops.server_management.clear_cache raises the version of every member, or of one, and never lowers it", async () => {
  const { tenant, owner } = await organisation();
  const colleague = await tenant.actor({ settings: "rw" });
  const stranger = (await organisation()).owner;
  const versions = async () =>
    [await get(owner, "/cache-status"), await get(colleague, "/cache-status")].map((s) => s.version);
  assert.deepEqual(await versions(), [1, 1]);
  const all = await post(owner, "/clear-cache");
  assert.ok(all.body.data.clearedStores.includes("api_keys"));
  assert.deepEqual(await versions(), [2, 2]);
  const one = await post(owner, "/clear-cache", { user_id: colleague.userId });
  assert.deepEqual([one.body.data.userId, one.body.data.newVersion], [colleague.userId, 3]);
  assert.deepEqual(await versions(), [2, 3]);
  await Promise.all(Array.from({ length: 5 }, () => post(owner, "/clear-cache")));
  assert.deepEqual(await versions(), [7, 8]);
  const foreign = await post(owner, "/clear-cache", { user_id: stranger.userId });
  assert.deepEqual([foreign.status, foreign.body.code], [404, "NOT_FOUND"]);
  assert.equal((await post(owner, "/clear-cache", { user_id: "42" })).body.details[0].field, "user_id");
  assert.equal((await get(stranger, "/cache-status")).version, 1);
});

Deno.test("ops.server_management.clear_cache makes the worker ask the database anew for API keys", async () => {
  const { tenant, owner } = await organisation();
  const apiKey = await tenant.apiKey(["settings"]);
  const limitOf = async () => (await send(app, null, "GET /holidays", { apiKey })).headers.get("x-ratelimit-limit");
  const before = await limitOf();
  await sql`update identity.api_keys set rate_limit_per_hour = 7 where tenant_id = ${tenant.id}`;
  assert.equal(await limitOf(), before, "remembered");
  await post(owner, "/clear-cache");
  assert.equal(await limitOf(), "7");
});

Deno.test("ops.server_management.disable_cache and enable_cache switch for the caller alone", async () => {
  const { tenant, owner } = await organisation();
  const colleague = await tenant.actor({ settings: "rw" });
  const off = (await post(owner, "/cache-disable")).body.data;
  assert.deepEqual([off.enabled, off.userEnabled, off.globalEnabled, off.version], [false, false, true, 1]);
  assert.equal((await get(colleague, "/cache-status")).enabled, true);
  assert.equal((await get(owner, "/cache-health")).userCacheEnabled, false);
  assert.equal((await post(owner, "/cache-enable")).body.data.enabled, true);
  const apiKey = await tenant.apiKey(["settings.write"]);
  assert.equal((await send(app, null, `GET ${BASE}/cache-status`, { apiKey })).body.code, "USER_TOKEN_REQUIRED");
});

Deno.test("ops.server_management.cache_health writes, reads and removes a value, and leaves none behind", async () => {
  const { owner } = await organisation();
  const { checkedAt, probeLatencyMs, ...shown } = await get(owner, "/cache-health");
  assert.ok(checkedAt && probeLatencyMs > 0);
  assert.deepEqual(shown, {
    ok: true,
    message: "The shared store works.",
    cacheBackend: "postgres",
    redisConfigured: false,
    redisConnected: false,
    userCacheEnabled: true,
    probeSkipped: false,
    writeReadDeleteOk: true,
    errors: [],
  });
  assert.equal((await world.db.admin`select 1 from app.rate_windows where bucket like 'probe:%'`).length, 0);
});

Deno.test("ops.server_management.cache_health says which step failed and no word of why", async () => {
  const { owner } = await organisation();
  await world.db.admin`alter table app.rate_windows add constraint no_probes check (bucket not like 'probe:%')`;
  try {
    const { ok, errors, writeReadDeleteOk } = await get(owner, "/cache-health");
    assert.deepEqual([ok, writeReadDeleteOk], [false, false]);
    assert.deepEqual(errors, ["write failed", "read something else than was written"]);
  } finally {
    await world.db.admin`alter table app.rate_windows drop constraint no_probes`;
  }
});

Deno.test("ops.server_management.calendar_sync_health is honest that nothing is connected, and keeps to its limits", async () => {
  const { owner } = await organisation();
  const { checkedAt: _, ...shown } = await get(owner, "/calendar-sync-health", { stuck_after_minutes: 9 });
  assert.deepEqual(shown, {
    ok: true,
    severity: "ok",
    message: "No calendar is connected.",
    thresholdMinutes: 9,
    sampleLimit: 20,
    counts: { applicationEvents: 0, pending: 0, failed: 0, stuckPending: 0 },
    stuckPendingSamples: [],
  });
  for (const [name, value] of [["stuck_after_minutes", 0], ["sample_limit", 101]] as const) {
    const query = { [name]: value };
    const { status, body } = await send(app, owner, `GET ${BASE}/calendar-sync-health`, { query });
    assert.deepEqual([status, body.details[0].field], [400, name]);
  }
});

Deno.test("ops.server_management.update_ai_providers changes all settings it names or none", async () => {
  const { owner } = await organisation();
  const path = `${BASE}/ai-provider-status`;
  const patch = (settings: unknown) => send(app, owner, `PATCH ${path}`, { body: { settings } });
  const { body } = await patch({ AI_TIMEOUT_SECONDS: 90, AI_PROVIDER_ORDER: ["b", "a"] });
  assert.deepEqual([body.data.isConfigured, body.data.failoverOrder], [false, ["b", "a"]]);
  const unknown = await patch({ AI_TIMEOUT_SECONDS: 10, TITLE: "x", AI_LUCK: 1 });
  assert.deepEqual(unknown.body.details.map((one: { field: string }) => one.field), [
    "settings.TITLE",
    "settings.AI_LUCK",
  ]);
  const wrong = await patch({ AI_PASSPORT_CONFIDENCE: 0.9, AI_TIMEOUT_SECONDS: "soon" });
  assert.equal(wrong.body.details[0].field, "settings.AI_TIMEOUT_SECONDS");
  const of = async (name: string) =>
    (await get(owner, "/ai-provider-status")).settings.find((one: { name: string }) => one.name === name)
      .effectiveValue;
  assert.deepEqual([await of("AI_TIMEOUT_SECONDS"), await of("AI_PASSPORT_CONFIDENCE")], ["90", "0.95"]);
  await patch({ AI_TIMEOUT_SECONDS: null });
  // Reading and changing count together for nobody: each endpoint has six of its own.
  const left = (await send(app, owner, `GET ${path}`)).headers.get("x-ratelimit-remaining");
  assert.equal(left, "3");
});

Deno.test("an endpoint with calls per minute of its own refuses the next one of the same caller, and of nobody else", async () => {
  const { tenant, owner } = await organisation();
  const colleague = await tenant.actor({ settings: "rw" });
  const read = (actor: TestActor) => send(app, actor, `GET ${BASE}/ai-provider-status`);
  const answers = await Promise.all(Array.from({ length: 9 }, () => read(owner)));
  assert.equal(answers.filter((one) => one.status === 200).length, 6);
  const refused = answers.find((one) => one.status === 429)!;
  assert.deepEqual([refused.body.code, Number(refused.headers.get("retry-after")) > 0], ["RATE_LIMIT", true]);
  assert.equal((await read(colleague)).status, 200);
  assert.equal((await send(app, owner, `GET ${BASE}/cache-status`)).status, 200);
});

Deno.test("ops.local_resilience raises the epoch with every reset, once each, and changes switches one by one", async () => {
  const { tenant, owner } = await organisation();
  const path = `${BASE}/local-resilience`;
  const before = await get(owner, "/local-resilience");
  assert.deepEqual(before, {
    ok: true,
    enabled: false,
    desktopMode: false,
    vaultEpoch: 1,
    updatedAt: null,
    updatedBy: null,
  });
  await send(app, owner, `PATCH ${path}`, { body: { enabled: true } });
  const { body } = await send(app, owner, `PATCH ${path}`, { body: { desktop_mode: true } });
  assert.deepEqual([body.data.enabled, body.data.desktopMode, body.data.vaultEpoch], [true, true, 1]);
  assert.equal(body.data.updatedBy, owner.userId);
  const epochs = (await Promise.all([1, 2, 3].map(() => post(owner, "/reset-vault")))).map((one) =>
    one.body.data.vaultEpoch
  );
  assert.deepEqual(epochs.sort(), [2, 3, 4]);
  assert.equal((await send(app, owner, `PATCH ${path}`, { body: {} })).status, 400);
  const [{ vault_epoch }] = await sql`
    update ops.local_resilience set vault_epoch = 1 where tenant_id = ${tenant.id} returning vault_epoch`;
  assert.equal(vault_epoch, 4, "an epoch never falls");
  assert.equal((await get((await organisation()).owner, "/local-resilience")).vaultEpoch, 1);
  const events = await sql`
    select 1 from audit.events where tenant_id = ${tenant.id} and entity_type = 'local_resilience'`;
  assert.ok(events.length >= 5, "changes are in the audit log");
});

Deno.test("the job of the night clears the caches of its organisation", async () => {
  const { tenant, owner } = await organisation();
  const { enqueue, drain } = queueOf(world);
  await enqueue(tenant.id, "cache_clear", "night");
  await drain([...background.jobs!]);
  assert.equal((await get(owner, "/cache-status")).version, 2);
});

Deno.test("requests are in the audit log of an organisation that asks for it, with what they came to, and of no other", async () => {
  const { tenant, owner } = await organisation();
  const other = await organisation();
  const logged = (id: string) =>
    sql`select severity, outcome, actor_id, description, entity_id, context from audit.events
      where tenant_id = ${id} and action = 'http_request' order by at, id`;
  const config = testConfig(world.db.url);
  const runtime = createRuntime(config, { log: () => {}, pool: world.runtime.pool });
  useRuntime(runtime);
  try {
    await get(owner, "/cache-status");
    assert.equal((await logged(tenant.id)).length, 0);
    const path = `${BASE}/app-settings/REQUEST_LOGGING`;
    await send(app, owner, `PATCH ${path}`, { body: { value: true } });
    await post(owner, "/clear-cache");
    await get(other.owner, "/cache-status");
    await send(app, owner, "GET /async-jobs/0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11");
    const rows = (await logged(tenant.id)).slice(-2);
    assert.deepEqual(rows.map((one) => [one.severity, one.outcome, one.actor_id, one.entity_id]), [
      ["debug", "success", owner.userId, "ops.server_management.clear_cache"],
      ["warning", "failure", owner.userId, "ops.async_jobs.get"],
    ]);
    const { duration_ms, ...context } = rows[1].context;
    assert.ok(duration_ms >= 0);
    assert.deepEqual(context, {
      http_method: "GET",
      http_path: "/ops/async-jobs/0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
      http_status: 404,
    });
    assert.equal((await logged(other.tenant.id)).length, 0);
    await send(app, owner, `DELETE ${path}`);
    const until = (await logged(tenant.id)).length;
    await get(owner, "/cache-status");
    assert.equal((await logged(tenant.id)).length, until, "the change of the setting is heeded at once");
  } finally {
    useRuntime(world.runtime);
    await runtime.close();
  }
});
