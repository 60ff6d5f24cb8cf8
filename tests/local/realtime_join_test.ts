import assert from "node:assert/strict";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import {
  joined,
  joinPrivate,
  OTHER_TENANT,
  PUBLISHABLE_KEY,
  realtimeTest,
  SECRET_KEY,
  send,
  signToken,
  subscribe,
  TENANT,
  topicOf,
  until,
  useRealtimeDatabase,
} from "../support/realtime_rig.ts";

useRealtimeDatabase();

const PRIVATE = { config: { private: true } };

realtimeTest(
  "realtime.connect carries the key and version in the query and no authorization header",
  {},
  async (rig) => {
    const proxy = rig.proxy();
    await joined(rig.client({ url: proxy.url }).channel("lobby"));
    const [{ url, headers }] = proxy.handshakes;
    assert.equal(url.pathname, "/realtime/v1/websocket");
    assert.equal(url.searchParams.get("apikey"), PUBLISHABLE_KEY);
    assert.equal(url.searchParams.get("vsn"), "2.0.0");
    assert.equal(headers.get("authorization"), null);
  },
);

realtimeTest("realtime.connect refuses a wrong key, an unknown version and a plain request", {}, async (rig) => {
  const handshake = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
  const address = `${rig.url}/realtime/v1/websocket`;
  const cases: [query: string, headers: Record<string, string>, status: number][] = [
    ["?vsn=2.0.0", handshake, 401],
    ["?apikey=sb_publishable_other&vsn=2.0.0", handshake, 401],
    [`?apikey=${await signToken({ ttl: -10 })}&vsn=2.0.0`, handshake, 401],
    [`?apikey=${PUBLISHABLE_KEY}&vsn=3.0.0`, handshake, 400],
    [`?apikey=${PUBLISHABLE_KEY}&vsn=2.0.0`, {}, 426],
  ];
  for (const [query, headers, expected] of cases) {
    assert.equal(await rawStatus(address + query, headers), expected, query.slice(0, 40));
  }
  assert.equal((await fetch(`${rig.url}/realtime/v1/other`).then(drain)).status, 404);
});

realtimeTest("realtime.join admits a public channel without a token", {}, async (rig) => {
  const room = await joined(rig.anonymous().channel("lobby"));
  assert.equal(room.channel.state, "joined");
});

realtimeTest("realtime.join is accepted by the client without postgres_changes in the reply", {}, async (rig) => {
  const proxy = rig.proxy({
    fromServer: (frame) => {
      if (frame[3] === "phx_reply") frame[4].response = {};
      return frame;
    },
  });
  await joined(rig.anonymous({ url: proxy.url }).channel("lobby"));
});

realtimeTest("realtime.join admits a private channel whose first join carries the token", {}, async (rig) => {
  const proxy = rig.proxy();
  const token = await rig.token();
  const room = await joinPrivate(rig.client({ url: proxy.url, token }), topicOf(TENANT));
  assert.deepEqual(room.statuses, ["SUBSCRIBED"]);
  assert.equal(proxy.sent("phx_join")[0].frame[4].access_token, token);
});

realtimeTest("realtime.join without setAuth fails as anonymous and succeeds on the rejoin", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const room = subscribe(rig.client().channel(topic, PRIVATE));
  await room.reached("SUBSCRIBED");
  assert.deepEqual(room.statuses, ["CHANNEL_ERROR", "SUBSCRIBED"]);
  assert.deepEqual(room.errors, [unauthorized(topic)]);
});

realtimeTest("realtime.join refuses a foreign tenant's topic, again and again", {}, async (rig) => {
  const proxy = rig.proxy();
  const topic = topicOf(OTHER_TENANT);
  const client = rig.client({ url: proxy.url });
  await client.realtime.setAuth();
  const room = subscribe(client.channel(topic, PRIVATE));
  await room.reached("CHANNEL_ERROR");
  assert.equal(room.channel.state, "errored");
  await room.reached("CHANNEL_ERROR", 2);
  assert.deepEqual(room.errors, [unauthorized(topic), unauthorized(topic)]);
  const [first, second] = proxy.sent("phx_join").map(({ at }) => at);
  assert.ok(second - first > 900 && second - first < 4_000, `rejoined after ${second - first} ms`);
});

realtimeTest("realtime.join refuses a private channel to a mere publishable key", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const room = subscribe(rig.anonymous().channel(topic, PRIVATE));
  await room.reached("CHANNEL_ERROR");
  assert.deepEqual(room.errors, [unauthorized(topic)]);
});

realtimeTest("realtime.join admits a secret key to every private channel", {}, async (rig) => {
  await joined(rig.anonymous({ key: SECRET_KEY }).channel(topicOf(TENANT), PRIVATE));
});

realtimeTest("realtime.join names what is wrong with a token", {}, async (rig) => {
  const es256 = await new SignJWT({ role: "authenticated" }).setProtectedHeader({ alg: "ES256", kid: "unknown" })
    .setExpirationTime("5 min").sign((await generateKeyPair("ES256")).privateKey);
  const cases: [token: string, reason: RegExp][] = [
    [await signToken({ ttl: -30 }), /^InvalidJWTToken: Token has expired 3[0-2] seconds ago$/],
    [await signToken({ role: null }), /^InvalidJWTToken: Fields `role` and `exp` are required in JWT$/],
    [await signToken({ secret: "another secret of at least 32 characters" }), /^JwtSignatureError: Failed to validate/],
    ["not a token", /^MalformedJWT: The token provided is not a valid JWT$/],
    [es256, /^JwtSignerError: Failed to generate JWT signer for key ID \(kid\) "unknown"/],
  ];
  for (const [token, reason] of cases) {
    const client = rig.client({ token });
    await client.realtime.setAuth();
    const room = subscribe(client.channel(topicOf(TENANT), PRIVATE));
    await room.reached("CHANNEL_ERROR");
    assert.match(room.errors[0], reason);
    await client.realtime.disconnect();
  }
});

const es256 = await generateKeyPair("ES256", { extractable: true });
const publicJwk = { ...await exportJWK(es256.publicKey), kid: "key-1", alg: "ES256", use: "sig" };

realtimeTest("realtime.join accepts an ES256 token by its key id", { jwks: { keys: [publicJwk] } }, async (rig) => {
  const token = await new SignJWT({ role: "authenticated", tenant_id: TENANT })
    .setProtectedHeader({ alg: "ES256", kid: "key-1", typ: "JWT" })
    .setSubject(crypto.randomUUID()).setExpirationTime("5 min").sign(es256.privateKey);
  await joinPrivate(rig.client({ token }), topicOf(TENANT));
});

realtimeTest("realtime.join lets no token borrow a database role", {}, async (rig) => {
  for (const role of ["supabase_realtime_admin", "postgres", "none", "no_such_role"]) {
    const topic = topicOf(TENANT);
    const client = rig.client({ token: await signToken({ role }) });
    await client.realtime.setAuth();
    const room = subscribe(client.channel(topic, PRIVATE));
    await room.reached("CHANNEL_ERROR");
    assert.equal(room.errors[0], unauthorized(topic), role);
    await client.realtime.disconnect();
  }
});

realtimeTest(
  "realtime.join lets a policy see the caller's claims, role and headers, but no credential",
  {},
  async (rig) => {
    await joinPrivate(rig.client(), topicOf(TENANT, "settings"));
  },
);

realtimeTest("realtime.join by a key that is a token ends with that token", {}, async (rig) => {
  const socket = await rawSocket(rig.url, await signToken({ ttl: 2 }));
  const join = (ref: string) => [ref, ref, `realtime:${topicOf(TENANT)}`, "phx_join", PRIVATE];
  socket.send(JSON.stringify(join("1")));
  await until(() => socket.frames.some(([, , , event]) => event === "phx_close"), "the first channel to end");
  assert.equal(socket.frames[0][4].status, "ok");
  socket.send(JSON.stringify(join("2")));
  await until(
    () => socket.frames.some(([, ref, , event]) => ref === "2" && event === "phx_reply"),
    "the second answer",
  );
  const answer = socket.frames.find(([, ref]) => ref === "2")![4];
  assert.match(JSON.stringify(answer), /InvalidJWTToken: Token has expired \d+ seconds ago/);
  await socket.end();
});

realtimeTest("realtime.join delays a refusal, and not beyond the socket", { errorReplyDelayMs: 200 }, async (rig) => {
  const socket = await rawSocket(rig.url);
  const started = performance.now();
  socket.send(JSON.stringify(["1", "1", "realtime:", "phx_join", {}]));
  await until(() => socket.frames.length === 1, "the refusal");
  assert.ok(performance.now() - started >= 199);
  socket.send(JSON.stringify(["2", "2", "realtime:", "phx_join", {}]));
  socket.send(JSON.stringify(["3", "3", "realtime:open", "phx_join", {}]));
  await until(() => socket.frames.length === 2, "the other answer, which does not wait");
  assert.equal(socket.frames[1][1], "3");
  await socket.end();
});

realtimeTest("realtime.join refuses when the policy raises", {}, async (rig) => {
  const topic = topicOf(TENANT, "broken");
  const client = rig.client();
  await client.realtime.setAuth();
  const room = subscribe(client.channel(topic, PRIVATE));
  await room.reached("CHANNEL_ERROR");
  assert.equal(room.errors[0], unauthorized(topic));
  assert.ok(rig.logs.some((entry) => entry.event === "policy_failed" && entry.code === "22012"));
});

realtimeTest(
  "realtime.join refuses an empty name, a foreign prefix and nothing else of a bad config",
  {},
  async (rig) => {
    const proxy = rig.proxy();
    const room = subscribe(rig.anonymous({ url: proxy.url }).channel(""));
    await room.reached("CHANNEL_ERROR");
    assert.deepEqual(room.errors, ["TopicNameRequired: You must provide a topic name"]);

    const socket = await rawSocket(rig.url);
    const config = { private: "false", broadcast: { ack: "perhaps", self: "true" }, presence: 5, postgres_changes: {} };
    socket.send(JSON.stringify(["1", "1", "other:x", "phx_join", {}]));
    socket.send(JSON.stringify(["2", "2", "realtime:loose", "phx_join", { config }]));
    socket.send(JSON.stringify(["2", "3", "realtime:loose", "broadcast", { event: "e", payload: { n: 1 } }]));
    await until(() => socket.frames.length >= 3, "both replies and the echo");
    assert.deepEqual(socket.frames[0][4], { status: "error", response: { reason: "unmatched topic" } });
    assert.deepEqual(socket.frames[1][4], { status: "ok", response: { postgres_changes: [] } });
    await socket.end();
  },
);

realtimeTest(
  "realtime.join refuses public channels when only private ones are allowed",
  { privateOnly: true },
  async (rig) => {
    const room = subscribe(rig.anonymous().channel("lobby"));
    await room.reached("CHANNEL_ERROR");
    assert.deepEqual(room.errors, ["PrivateOnly: This project only allows private channels"]);
    await joinPrivate(rig.client(), topicOf(TENANT));
  },
);

realtimeTest("realtime.join echoes postgres_changes and says that they are not available", {}, async (rig) => {
  const channel = rig.anonymous().channel("changes")
    .on("postgres_changes", { event: "*", schema: "public" }, () => {})
    .on("postgres_changes", { event: "INSERT", schema: "public", table: "t", filter: "id=eq.1" }, () => {});
  const room = await joined(channel);
  await until(() => room.system.length > 0, "the system message");
  assert.deepEqual(room.system, [{
    extension: "postgres_changes",
    status: "error",
    message: "postgres_changes is not available",
    channel: "changes",
  }]);
  assert.equal(room.channel.state, "joined");
});

realtimeTest("realtime.join with an altered postgres_changes echo is given up by the client", {}, async (rig) => {
  const proxy = rig.proxy({
    fromServer: (frame) => {
      const changes = frame[4]?.response?.postgres_changes;
      if (changes?.[0]) changes[0].schema = "other";
      return frame;
    },
  });
  const channel = rig.anonymous({ url: proxy.url }).channel("changes")
    .on("postgres_changes", { event: "*", schema: "public" }, () => {});
  const room = subscribe(channel);
  await room.reached("CHANNEL_ERROR");
  assert.match(room.errors[0], /^mismatch between server and client bindings for postgres changes$/);
});

realtimeTest("realtime.join is refused if it insists on postgres_changes", {}, async (rig) => {
  const config = { postgres_changes_options: { wait: true } };
  const room = subscribe(
    rig.anonymous().channel("changes", { config }).on("postgres_changes", { event: "*", schema: "public" }, () => {}),
  );
  await room.reached("CHANNEL_ERROR");
  assert.deepEqual(room.errors, ["RealtimeDisabledForConfiguration: postgres_changes is not available"]);
});

realtimeTest("realtime.join reports the replication as ready when asked to", {}, async (rig) => {
  const room = await joined(rig.anonymous().channel("ready", { config: { broadcast: { replication_ready: true } } }));
  await until(() => room.system.length > 0, "the system message");
  assert.deepEqual(room.system.map(({ extension, status, message }) => [extension, status, message]), [
    ["system", "ok", "Replication connection established"],
  ]);
});

realtimeTest("realtime.leave answers, and the same name can be joined again", {}, async (rig) => {
  const proxy = rig.proxy();
  const client = rig.anonymous({ url: proxy.url });
  const first = await joined(client.channel("again"));
  await client.removeChannel(first.channel);
  await first.reached("CLOSED");
  await until(async () => (await rig.server.health()).channels === 0, "the server to forget the channel");
  const leave = proxy.sent("phx_leave")[0].frame;
  const reply = proxy.answered("phx_reply").find(([, ref]) => ref === leave[1]);
  assert.equal(reply?.[4].status, "ok");
  const second = await joined(client.channel("again", { config: { broadcast: { self: true } } }));
  await send(second, "hello", { n: 1 });
  await second.received(1);
  assert.equal(first.messages.length, 0);
});

realtimeTest("realtime.join closes the earlier channel of the same topic and socket", {}, async (rig) => {
  const socket = await rawSocket(rig.url);
  socket.send(JSON.stringify(["1", "1", "realtime:twice", "phx_join", {}]));
  socket.send(JSON.stringify(["2", "2", "realtime:twice", "phx_join", {}]));
  await until(() => socket.frames.length >= 3, "two replies and a close");
  assert.deepEqual(socket.frames.map(([joinRef, ref, , event]) => [joinRef, ref, event]), [
    ["1", "1", "phx_reply"],
    ["1", "1", "phx_close"],
    ["2", "2", "phx_reply"],
  ]);
  assert.equal((await rig.server.health()).channels, 1);

  // What is meant for the earlier join no longer does anything.
  socket.send(JSON.stringify(["1", "3", "realtime:twice", "presence", { event: "track", payload: {} }]));
  socket.send(JSON.stringify(["1", "4", "realtime:twice", "phx_leave", {}]));
  socket.send(JSON.stringify(["2", "5", "realtime:twice", "presence", { event: "track", payload: {} }]));
  await until(() => socket.frames.some(([, ref]) => ref === "5"), "the answer to the later join");
  assert.deepEqual(socket.frames.slice(3, 5).map(([, ref]) => ref), ["4", "5"]);
  assert.equal((await rig.server.health()).channels, 1);
  await socket.end();
});

realtimeTest("realtime.join refuses the third channel of two", { limits: { channelsPerSocket: 2 } }, async (rig) => {
  const client = rig.anonymous();
  await joined(client.channel("one"));
  await joined(client.channel("two"));
  const third = subscribe(client.channel("three"));
  await third.reached("CHANNEL_ERROR");
  assert.deepEqual(third.errors, ["ChannelRateLimitReached: Too many channels"]);
  assert.equal((await rig.server.health()).channels, 2);
});

realtimeTest("realtime.join refuses a socket too many", { limits: { concurrentSockets: 1 } }, async (rig) => {
  const client = rig.anonymous();
  await joined(client.channel("one"));
  await joined(client.channel("two"));
  const other = subscribe(rig.anonymous().channel("one"));
  await other.reached("CHANNEL_ERROR");
  assert.deepEqual(other.errors, ["ConnectionRateLimitReached: Too many connected users"]);
  await client.realtime.disconnect();
  await other.reached("SUBSCRIBED");
});

realtimeTest("realtime.join closes a socket that joins too fast", { limits: { joinsPerSecond: 2 } }, async (rig) => {
  const client = rig.anonymous({ realtime: { reconnectAfterMs: () => 60_000 } });
  const [first, second, third] = ["one", "two", "three"].map((name) => subscribe(client.channel(name)));
  await Promise.all([first.reached("SUBSCRIBED"), second.reached("SUBSCRIBED"), third.reached("CHANNEL_ERROR")]);
  assert.equal(third.errors[0], "ClientJoinRateLimitReached: Too many joins per second");
  await until(() => !client.realtime.isConnected(), "the socket to close");
});

function unauthorized(topic: string): string {
  return `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`;
}

async function drain(response: Response): Promise<Response> {
  await response.body?.cancel();
  return response;
}

/** The status of a handshake, which neither fetch nor WebSocket will show. */
async function rawStatus(address: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port, pathname, search, host } = new URL(address);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const lines = Object.entries({ host, "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==", ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  await connection.write(new TextEncoder().encode(`GET ${pathname}${search} HTTP/1.1\r\n${head}\r\n`));
  const buffer = new Uint8Array(1024);
  const length = await connection.read(buffer);
  connection.close();
  return Number(new TextDecoder().decode(buffer.subarray(0, length ?? 0)).split(" ")[1]);
}

/** A socket without the client library, for what the library would never send. */
async function rawSocket(url: string, key = PUBLISHABLE_KEY) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/realtime/v1/websocket?apikey=${key}&vsn=2.0.0`);
  const frames: [string | null, string | null, string, string, { status: string }][] = [];
  const closed = Promise.withResolvers<void>();
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => frames.push(typeof data === "string" ? JSON.parse(data) : data);
  socket.onclose = () => closed.resolve();
  await new Promise((resolve) => socket.onopen = resolve);
  const end = () => {
    socket.close();
    return closed.promise;
  };
  return { frames, send: (text: string) => socket.send(text), end };
}
