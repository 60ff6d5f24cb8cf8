import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { app as opsApp } from "../../functions/ops/app.ts";
import { createTokens } from "../../shared/auth/tokens.ts";
import { send } from "../support/app_client.ts";
import { type Frame, readFrames } from "../support/frames.ts";
import { until } from "../support/until.ts";
import { openWorld, type TestActor, testConfig, type TestTenant } from "../support/world.ts";

const world = await openWorld({ config: { STREAM_SECONDS: "30" } });
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

// The connection that listens for news stays with the pool of the worker.
const test = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });

function request(actor: TestActor | null, headers: Record<string, string> = {}, query = ""): Promise<Response> {
  const credential: Record<string, string> = actor ? { authorization: `Bearer ${actor.token}` } : {};
  const address = `http://localhost/notifications/core/realtime/stream${query}`;
  return app.fetch(new Request(address, { headers: { ...credential, ...headers } }));
}

/** An open stream whose frames are read one by one. */
async function open(actor: TestActor | null, headers: Record<string, string> = {}, query = "") {
  const response = await request(actor, headers, query);
  assert.equal(response.status, 200, response.status === 200 ? "" : await response.text());
  const frames = readFrames(response);
  const connected = (await frames.next()).value!;
  assert.equal(connected.event, "connected");
  return {
    connected,
    response,
    async next(): Promise<Frame | undefined> {
      return (await frames.next()).value;
    },
    async take(count: number): Promise<Frame[]> {
      const taken: Frame[] = [];
      while (taken.length < count) taken.push((await frames.next()).value!);
      return taken;
    },
    async close() {
      await frames.return(undefined);
    },
  };
}

async function publish(
  tenant: TestTenant,
  channel: string,
  columns: { owner?: string; team?: string; company?: string } = {},
) {
  const entity = crypto.randomUUID();
  await sql`
    select app.publish('probe.noted', 'probe', ${entity}, ${channel}, '{"n": 1}', ${tenant.id}, ${
    columns.owner ?? null
  },
      ${columns.team ?? null}, ${columns.company ?? null})`;
  return entity;
}

const entitiesOf = (frames: Frame[]) => frames.map((frame) => frame.data.entity_id);

test("notifications.realtime.stream tells by name what the caller may hear, and nothing else", async () => {
  const [tenant, other] = [await world.tenant(), await world.tenant()];
  const [team, alpha, beta] = [await tenant.team(), await tenant.company("ALPHA"), await tenant.company("BETA")];
  const actor = await tenant.actor({ contacts: "r", tasks: ["GROUP", null], quotes: ["SELF", null], invoices: "r" }, {
    teams: [team],
    companies: [alpha],
  });
  const stream = await open(actor);
  assert.deepEqual(stream.connected.data, { event: "connected", userId: actor.userId });
  await publish(other, "contacts");
  await publish(tenant, "accounting");
  await publish(tenant, "tasks", { owner: actor.userId });
  await publish(tenant, "quotes", { team });
  await publish(tenant, "invoices", { company: beta });
  await publish(tenant, `user:${crypto.randomUUID()}`);
  const heard = [
    await publish(tenant, "contacts"),
    await publish(tenant, "tasks", { team }),
    await publish(tenant, "quotes", { owner: actor.userId }),
    await publish(tenant, "invoices", { company: alpha }),
    await publish(tenant, "notifications"),
    await publish(tenant, `user:${actor.userId}`),
  ];
  const frames = await stream.take(heard.length);
  assert.deepEqual(entitiesOf(frames), heard);
  assert.equal(frames[0].event, "probe.noted");
  assert.deepEqual(frames[0].data, { n: 1, type: "probe.noted", entity: "probe", entity_id: heard[0] });
  const numbers = frames.map((frame) => Number(frame.id!.split("-")[1]));
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b), "ids grow");
  await stream.close();
});

test("notifications.realtime.stream tells an event that is committed after a younger one", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const stream = await open(actor);
  const slow = await sql.reserve();
  await slow`begin`;
  const [{ older, first }] = await slow`
    select id as older, app.publish('probe.noted', 'probe', id, 'contacts', '{}', ${tenant.id}) as first
    from (select gen_random_uuid() as id) as drawn`;
  assert.equal(first, "");
  const younger = await publish(tenant, "contacts");
  await slow`commit`;
  slow.release();
  assert.deepEqual(entitiesOf(await stream.take(2)), [older, younger]);
  await stream.close();
});

test("notifications.realtime.stream begins with news even while a long transaction hides what is old", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const long = await sql.reserve();
  await long`begin`;
  await long`select pg_current_xact_id()`;
  await publish(tenant, "contacts");
  const stream = await open(actor);
  const news = await publish(tenant, "contacts");
  await long`commit`;
  long.release();
  assert.deepEqual(entitiesOf(await stream.take(1)), [news]);
  await stream.close();
});

test("notifications.realtime.stream resumes after Last-Event-ID without gap or repetition", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const first = await open(actor);
  const known = await publish(tenant, "contacts");
  const [frame] = await first.take(1);
  assert.equal(frame.data.entity_id, known);
  await first.close();
  const missed = [await publish(tenant, "contacts"), await publish(tenant, "contacts")];
  await publish(tenant, "payments");
  for (const [headers, query] of [[{ "last-event-id": frame.id! }, ""], [{}, `?last_event_id=${frame.id}`]] as const) {
    const again = await open(actor, headers, query);
    const live = await publish(tenant, "contacts");
    assert.deepEqual(entitiesOf(await again.take(missed.length + 1)), [...missed, live]);
    await again.close();
    missed.push(live);
  }
  const anew = await open(actor, { "last-event-id": "nonsense" });
  const live = await publish(tenant, "contacts");
  assert.deepEqual(entitiesOf(await anew.take(1)), [live], "nothing from before for an id that is none");
  await anew.close();
});

test("notifications.realtime.stream replays the newest five hundred at most", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const watcher = await open(actor);
  const [{ id }] = await sql`
    insert into app.events (tenant_id, type, entity, entity_id, channel) values
      (${tenant.id}, 'probe.noted', 'probe', gen_random_uuid(), 'contacts') returning id`;
  await sql`
    insert into app.events (tenant_id, type, entity, entity_id, channel, payload)
    select ${tenant.id}, 'probe.noted', 'probe', gen_random_uuid(), 'contacts', jsonb_build_object('n', n)
    from generate_series(1, 503) as n`;
  // From here on all of it is old news.
  await watcher.take(504);
  const stream = await open(actor, { "last-event-id": `${Date.now()}-${id}` });
  const frames = await stream.take(500);
  assert.deepEqual([frames[0].data.n, frames[499].data.n], [4, 503]);
  const live = await publish(tenant, "contacts");
  assert.deepEqual(entitiesOf(await stream.take(1)), [live]);
  for (const one of [stream, watcher]) await one.close();
});

test("notifications.realtime.stream tells the starter of a job how it goes on", async () => {
  const tenant = await world.tenant();
  const [actor, colleague] = [await tenant.actor({ contacts: "r" }), await tenant.actor({ contacts: "r" })];
  const streams = [await open(actor), await open(colleague)];
  const [{ id }] = await sql`
    insert into ops.jobs (tenant_id, kind, created_by, run_at) values
      (${tenant.id}, 'probe.job', ${actor.userId}, now() + interval '1 day') returning id`;
  await sql`update ops.jobs set message = 'queued' where id = ${id}`;
  await sql`update ops.jobs set progress = 40, message = 'half' where id = ${id}`;
  await sql`
    update ops.jobs set status = 'completed', progress = 100, result = '{"rows": 3}', finished_at = now() where id = ${id}`;
  const frames = await streams[0].take(2);
  assert.deepEqual(frames.map((frame) => frame.event), ["job_update", "job_update"]);
  const shown = { jobId: id, taskName: "probe.job", message: "half", errorMessage: null };
  const about = { type: "job.updated", entity: "job", entity_id: id };
  assert.deepEqual(frames.map((frame) => frame.data), [
    { ...shown, ...about, status: "pending", progress: 40, result: null },
    { ...shown, ...about, status: "completed", progress: 100, result: { rows: 3 } },
  ]);
  const other = await publish(tenant, "contacts");
  assert.deepEqual(entitiesOf(await streams[1].take(1)), [other]);
  for (const stream of streams) await stream.close();
});

test("notifications.realtime.stream ends with its session, after telling so", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const stream = await open(actor);
  await sql`select identity.end_session(${actor.sessionId}, 'revoked', 'admin_revoke')`;
  const last = await stream.next();
  assert.deepEqual([last?.event, last?.data.reason], ["session.ended", "admin_revoke"]);
  assert.equal(await stream.next(), undefined);
  const refused = await request(actor);
  assert.deepEqual([refused.status, (await refused.json()).code], [401, "SESSION_REVOKED"]);
});

test("notifications.realtime.stream follows what a member may read while it is open", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r", tasks: "r" });
  const stream = await open(actor);
  await sql`
    delete from identity.role_permissions where permission_key = 'contacts' and role_id in (
      select mr.role_id from identity.membership_roles mr join identity.memberships m on m.id = mr.membership_id
      where m.user_id = ${actor.userId})`;
  // Another session that ends makes the feed ask anew at once; it does so every few seconds anyway.
  const other = await tenant.actor({});
  await sql`select identity.end_session(${other.sessionId}, 'revoked', 'admin_revoke')`;
  const marker = await publish(tenant, "tasks");
  assert.deepEqual(entitiesOf(await stream.take(1)), [marker]);
  await publish(tenant, "contacts");
  const last = await publish(tenant, "tasks");
  assert.deepEqual(entitiesOf(await stream.take(1)), [last]);
  await stream.close();
});

test("notifications.realtime.stream cuts a reader who does not read, who then resumes without loss", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const stream = await open(actor);
  await sql`
    insert into app.events (tenant_id, type, entity, entity_id, channel, payload)
    select ${tenant.id}, 'probe.noted', 'probe', gen_random_uuid(), 'contacts', jsonb_build_object('n', n)
    from generate_series(1, 1200) as n`;
  await until(() => world.logs.some((entry) => entry.event === "feed.slow_reader_cut"), "the reader to be cut");
  let last: Frame | undefined;
  const heard: number[] = [];
  for (let frame = await stream.next(); frame; frame = await stream.next()) {
    heard.push(frame.data.n);
    last = frame;
  }
  assert.deepEqual(heard, Array.from(heard, (_, i) => i + 1), "in order, without gap");
  const rest = await open(actor, { "last-event-id": last!.id! });
  const missing = 1200 - heard.length;
  assert.deepEqual((await rest.take(missing)).map((frame) => frame.data.n).at(0), heard.length + 1);
  await rest.close();
});

test("notifications.realtime.stream needs one connection for all streams of a worker", async () => {
  const tenant = await world.tenant();
  const actors = await Promise.all(Array.from({ length: 10 }, () => tenant.actor({ contacts: "r" })));
  const streams = await Promise.all(actors.map((actor) => open(actor)));
  const id = await publish(tenant, "contacts");
  for (const stream of streams) assert.deepEqual(entitiesOf(await stream.take(1)), [id]);
  const listening = await world.db.admin`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;
  assert.ok(listening[0].n <= 1, "one connection listens for all of them");
  for (const stream of streams) await stream.close();
});

test("notifications.realtime.stream gives a user five places and takes them back", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const streams = [];
  for (let i = 0; i < 5; i++) streams.push(await open(actor));
  const sixth = await request(actor);
  assert.deepEqual([sixth.status, (await sixth.json()).code], [429, "TOO_MANY_STREAMS"]);
  for (const stream of streams) await stream.close();
  const count = async () => (await send(app, null, "GET /notifications/health")).body.sse_clients;
  await until(async () => await count() === 0, "all streams to be closed");
});

test("notifications.realtime.stream ends when the token does", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const { claims } = await world.runtime.tokens.verify(actor.token);
  const { exp: _exp, iat: _iat, role: _role, type: _type, aud: _aud, ...input } = claims;
  const brief = createTokens(testConfig(world.db.url, { ACCESS_TOKEN_SECONDS: "1" }));
  const stream = await open({ ...actor, token: await brief.sign(input) });
  assert.equal(await stream.next(), undefined);
});

async function ticketOf(actor: TestActor): Promise<string> {
  const answer = await send(app, actor, "POST /realtime/stream-ticket");
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.body.expires_in, 60);
  return answer.body.ticket;
}

test("a stream ticket opens any stream once, within a minute, and shows up in no log", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const ticket = await ticketOf(actor);
  const stream = await open(null, {}, `?ticket=${ticket}`);
  assert.equal(stream.connected.data.userId, actor.userId);
  await stream.close();
  const again = await request(null, {}, `?ticket=${ticket}`);
  assert.deepEqual([again.status, (await again.json()).code], [401, "AUTH_TOKEN_INVALID"]);

  const [{ id }] = await sql`
    insert into ops.jobs (tenant_id, kind, created_by, status, progress, finished_at) values
      (${tenant.id}, 'probe.job', ${actor.userId}, 'completed', 100, now()) returning id`;
  const jobTicket = await ticketOf(actor);
  const job = await opsApp.fetch(new Request(`http://localhost/ops/async-jobs/status/${id}?ticket=${jobTicket}`));
  assert.equal(job.status, 200);
  assert.match(await job.text(), /"completed"/);

  const late = await ticketOf(actor);
  await sql`update identity.stream_tickets set expires_at = now() where user_id = ${actor.userId}`;
  const refused = await request(null, {}, `?ticket=${late}`);
  assert.deepEqual([refused.status, (await refused.json()).code], [401, "AUTH_TOKEN_INVALID"]);

  const [{ stored }] = await sql`select string_agg(t::text, '') as stored from identity.stream_tickets t`;
  for (const one of [ticket, jobTicket, late]) {
    assert.ok(!JSON.stringify(world.logs).includes(one));
    assert.ok(!String(stored).includes(one), "only hashes are kept");
  }
});

test("a stream ticket is good for streams alone, once even in a race, and not past its session", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ "*": "rw" });
  const ticket = await ticketOf(actor);
  const list = await send(app, null, "GET /notifications", { query: { ticket } });
  assert.deepEqual([list.status, list.body.code], [401, "AUTH_TOKEN_MISSING"]);
  const raced = await Promise.all(Array.from({ length: 5 }, () => request(null, {}, `?ticket=${ticket}`)));
  assert.deepEqual(raced.map((one) => one.status).sort(), [200, 401, 401, 401, 401]);
  await Promise.all(raced.map((one) => one.body!.cancel()));
  const useless = await ticketOf(actor);
  await sql`select identity.end_session(${actor.sessionId}, 'revoked', 'admin_revoke')`;
  const refused = await request(null, {}, `?ticket=${useless}`);
  assert.deepEqual([refused.status, (await refused.json()).code], [401, "SESSION_REVOKED"]);
});
