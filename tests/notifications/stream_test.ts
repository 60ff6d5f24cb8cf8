import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { createTokens } from "../../shared/auth/tokens.ts";
import { useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { until } from "../support/until.ts";
import { openWorld, type TestActor, testConfig, type TestTenant } from "../support/world.ts";

const world = await openWorld({ config: { STREAM_POLL_SECONDS: "0.1", STREAM_SECONDS: "30" } });
Deno.test.afterAll(() => world.close());

const DEADLINE_MS = 10_000;

interface Frame {
  id?: string;
  comment?: string;
  // deno-lint-ignore no-explicit-any
  data?: any;
}

/** An open stream read frame by frame, as a browser would. */
class Client {
  #buffer = "";
  readonly frames: Frame[] = [];
  #reader: ReadableStreamDefaultReader<string>;

  constructor(readonly response: Response) {
    this.#reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next frame, undefined at the end of the stream. */
  async next(): Promise<Frame | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf("\n\n");
      if (end >= 0) {
        const frame = parse(this.#buffer.slice(0, end));
        this.#buffer = this.#buffer.slice(end + 2);
        this.frames.push(frame);
        return frame;
      }
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#buffer += value;
    }
  }

  /** Reads on until a frame fits. */
  async until(fits: (frame: Frame) => boolean): Promise<Frame> {
    const deadline = Date.now() + DEADLINE_MS;
    while (Date.now() < deadline) {
      const frame = await this.next();
      assert.ok(frame, `the stream ended after ${JSON.stringify(this.frames)}`);
      if (fits(frame)) return frame;
    }
    throw new Error(`nothing fitting among ${JSON.stringify(this.frames)}`);
  }

  notification(): Promise<Frame> {
    return this.until((frame) => frame.data?.type === "notification");
  }

  beats(): Promise<Frame> {
    return this.until((frame) => frame.comment?.startsWith("heartbeat ") ?? false);
  }

  ids(): string[] {
    return this.frames.filter((f) => f.data?.type === "notification").map((f) => f.id!);
  }

  close(): Promise<void> {
    return this.#reader.cancel();
  }
}

function parse(text: string): Frame {
  const frame: Frame = {};
  for (const line of text.split("\n")) {
    if (line.startsWith(": ")) frame.comment = line.slice(2);
    if (line.startsWith("id: ")) frame.id = line.slice(4);
    if (line.startsWith("data: ")) frame.data = JSON.parse(line.slice(6));
  }
  return frame;
}

function request(actor: TestActor | null, headers: Record<string, string> = {}, query = ""): Promise<Response> {
  const credential: Record<string, string> = actor ? { authorization: `Bearer ${actor.token}` } : {};
  return app.fetch(
    new Request(`http://localhost/notifications/notifications/stream${query}`, {
      headers: { ...credential, ...headers },
    }),
  );
}

async function open(actor: TestActor, headers: Record<string, string> = {}, query = ""): Promise<Client> {
  const response = await request(actor, headers, query);
  assert.equal(response.status, 200, response.status === 200 ? "" : await response.text());
  const client = new Client(response);
  const first = await client.next();
  assert.equal(first?.data.type, "connected");
  assert.match(first!.data.timestamp, /^\d{4}-.*Z$/);
  return client;
}

/** A stream that is read at this moment gives its place back when the reading ends. */
function allClosed(): Promise<void> {
  const count = async () => (await send(app, null, "GET /notifications/health")).body.sse_clients;
  return until(async () => await count() === 0, "all streams to be closed");
}

async function notify(tenant: TestTenant, recipient: string | null, title = "News"): Promise<string> {
  return await world.db.sql.begin(async (tx) => {
    await tx`select app.enter_service(${tenant.id}, '{}'), set_config('role', 'authenticated', true)`;
    const [row] = await tx`select notifications.notify('info', ${title}, '', null, ${recipient}, 'normal') as id`;
    return row.id as string;
  });
}

Deno.test("notifications.stream says connected, then tells what is new and only what the caller may see", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const colleague = await tenant.actor({ tasks: "r" });
  const stranger = await world.tenant();
  await notify(tenant, actor.userId, "before the stream");
  const client = await open(actor);
  assert.match(client.response.headers.get("content-type")!, /^text\/event-stream/);
  assert.match(client.response.headers.get("cache-control")!, /no-cache/);
  assert.equal(client.response.headers.get("x-accel-buffering"), "no");
  await notify(tenant, colleague.userId, "for somebody else");
  await notify(stranger, null, "in another tenant");
  const own = await notify(tenant, actor.userId, "own");
  const shared = await notify(tenant, null, "shared");
  const [first, second] = [await client.notification(), await client.notification()];
  assert.deepEqual([first.id, second.id], [own, shared], "oldest first, nothing from before");
  const { created_at, ...rest } = first.data.notification;
  assert.match(created_at, /Z$/);
  assert.equal(rest.id, own);
  assert.deepEqual([rest.title, rest.priority, rest.read_at, rest.read], ["own", "normal", null, false]);
  await client.close();
});

Deno.test("notifications.stream keeps the line open with comments and sends no id twice", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const client = await open(actor);
  const ids = [];
  for (let i = 0; i < 25; i++) ids.push(await notify(tenant, i % 2 ? null : actor.userId));
  while (client.ids().length < 25) await client.notification();
  for (let i = 0; i < 4; i++) await client.beats();
  assert.deepEqual(client.ids(), ids);
  await client.close();
});

Deno.test("notifications.stream tells of a notification that is committed after a younger one", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const client = await open(actor);
  let commit = () => {};
  const held = new Promise<void>((resolve) => commit = resolve);
  let older = "";
  let written = () => {};
  const isWritten = new Promise<void>((resolve) => written = resolve);
  const slow = world.db.sql.begin(async (tx) => {
    await tx`select app.enter_service(${tenant.id}, '{}'), set_config('role', 'authenticated', true)`;
    const [row] = await tx`select notifications.notify('info', 'slow', '', null, ${actor.userId}, 'normal') as id`;
    older = row.id;
    written();
    await held;
  });
  await isWritten;
  const younger = await notify(tenant, actor.userId, "fast");
  assert.equal((await client.notification()).id, younger);
  commit();
  await slow;
  assert.equal((await client.notification()).id, older);
  await client.beats();
  assert.deepEqual(client.ids(), [younger, older]);
  await client.close();
});

Deno.test("notifications.stream resumes after Last-Event-ID with what was missed, at most 100", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const ids: string[] = [];
  for (let i = 0; i < 104; i++) ids.push(await notify(tenant, i % 3 ? actor.userId : null));
  // Ten seconds between one and the next.
  await world.db.sql`
    update notifications.notifications n set created_at = now() - make_interval(secs => 10 * (105 - i.position))
    from unnest(${ids}::uuid[]) with ordinality as i (id, position) where n.id = i.id`;

  const some = await open(actor, { "last-event-id": ids[100] });
  await some.until(() => some.ids().length === 3);
  const live = await notify(tenant, actor.userId);
  assert.equal((await some.notification()).id, live);
  await some.beats();
  assert.deepEqual(some.ids(), [...ids.slice(101), live], "each once, none from before");
  await some.close();

  const many = await open(actor, {}, `?last_event_id=${ids[0]}`);
  await many.until(() => many.ids().length === 100);
  await many.beats();
  assert.deepEqual(many.ids(), [...ids.slice(5), live], "the newest hundred, oldest first");
  await many.close();
});

Deno.test("notifications.stream resumes with what began before Last-Event-ID and was committed after it", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const [late, last] = [await notify(tenant, actor.userId, "late"), await notify(tenant, actor.userId, "last")];
  await world.db.sql`
    update notifications.notifications set created_at = created_at - interval '2 seconds' where id = ${late}`;
  const client = await open(actor, { "last-event-id": last });
  assert.equal((await client.notification()).id, late);
  await client.beats();
  assert.deepEqual(client.ids(), [late]);
  await client.close();
});

Deno.test("notifications.stream starts anew for a Last-Event-ID the caller cannot see", async () => {
  const tenant = await world.tenant();
  const [actor, other] = [await tenant.actor({ tasks: "r" }), await tenant.actor({ tasks: "r" })];
  const foreign = await notify(tenant, other.userId);
  await notify(tenant, actor.userId, "missed");
  for (const lastId of [foreign, crypto.randomUUID(), "nonsense"]) {
    const client = await open(actor, { "last-event-id": lastId });
    await client.beats();
    assert.deepEqual(client.ids(), []);
    await client.close();
  }
});

Deno.test("notifications.stream takes the access token from the address and never logs it", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const response = await request(null, {}, `?token=${actor.token}`);
  assert.equal(response.status, 200);
  const client = new Client(response);
  assert.equal((await client.next())?.data.type, "connected");
  await client.close();
  assert.ok(!JSON.stringify(world.logs).includes(actor.token));
  // Only streams: elsewhere a token in an address counts for nothing.
  const list = await send(app, null, "GET /notifications", { query: { token: actor.token } });
  assert.deepEqual([list.status, list.body.code], [401, "AUTH_TOKEN_MISSING"]);
});

Deno.test("notifications.stream refuses as JSON before anything is streamed", async () => {
  for (const [query, code] of [["", "AUTH_TOKEN_MISSING"], ["?token=nonsense", "AUTH_TOKEN_INVALID"]]) {
    const response = await request(null, {}, query);
    assert.equal(response.status, 401);
    assert.equal((await response.json()).code, code);
  }
  const actor = await (await world.tenant()).actor({ tasks: "r" });
  await world.db.sql`update identity.sessions set status = 'revoked' where id = ${actor.sessionId}`;
  const ended = await request(actor);
  assert.equal(ended.status, 401);
  assert.equal((await ended.json()).code, "SESSION_REVOKED");
  const health = await send(app, null, "GET /notifications/health");
  assert.equal(health.body.sse_clients, 0, "a refused stream holds no place");
});

Deno.test("notifications.stream is given to a user five times at once, and again after one has left", async () => {
  const tenant = await world.tenant();
  const [actor, other] = [await tenant.actor({ tasks: "r" }), await tenant.actor({ tasks: "r" })];
  const clients = [];
  for (let i = 0; i < 5; i++) clients.push(await open(actor));
  const sixth = await request(actor);
  assert.deepEqual([sixth.status, (await sixth.json()).code], [429, "TOO_MANY_STREAMS"]);
  clients.push(await open(other));
  assert.equal((await send(app, null, "GET /notifications/health")).body.sse_clients, 6);
  await clients.shift()!.close();
  clients.push(await open(actor));
  for (const client of clients) await client.close();
  await allClosed();
});

Deno.test("notifications.stream ends when the token does", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const brief = createTokens(testConfig(world.db.url, { ACCESS_TOKEN_SECONDS: "2" }));
  const { claims } = await world.runtime.tokens.verify(actor.token);
  const { exp: _exp, iat: _iat, role: _role, type: _type, ...input } = claims;
  const client = await open({ ...actor, token: await brief.sign(input) });
  const started = Date.now();
  while (await client.next());
  assert.ok(Date.now() - started < 4000, "long before the stream's own limit");
  await allClosed();
});

Deno.test("notifications.stream tells of a failed poll and goes on, but ends with its session", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const client = await open(actor);
  await world.db.sql`alter table notifications.notification_reads rename to notification_reads_hidden`;
  try {
    const failed = await client.until((frame) => frame.data?.type === "error");
    assert.deepEqual(failed.data, { type: "error", message: "Poll error" });
  } finally {
    await world.db.sql`alter table notifications.notification_reads_hidden rename to notification_reads`;
  }
  const id = await notify(tenant, actor.userId);
  assert.equal((await client.notification()).id, id);
  await world.db.sql`update identity.sessions set status = 'revoked' where id = ${actor.sessionId}`;
  while (await client.next());
  assert.equal(client.frames.at(-1)!.data?.type, "error");
});

Deno.test("notifications.create wakes the streams of its worker before their next poll", async () => {
  const slow = await openWorld({ config: { STREAM_POLL_SECONDS: "600", STREAM_SECONDS: "900" } });
  try {
    const tenant = await slow.tenant();
    const actor = await tenant.actor({ "*": "rw" });
    const client = await open(actor);
    const sent = await send(app, actor, "POST /notifications", { body: { title: "Now", recipient: actor.userId } });
    assert.equal((await client.notification()).id, sent.body.notification.id);
    await client.close();
    await allClosed();
  } finally {
    await slow.close();
    useRuntime(world.runtime);
  }
});
