import assert from "node:assert/strict";
import {
  assertCallable,
  guardedRequest,
  OutboundFailed,
  OutboundRefused,
  type Resolve,
} from "../../shared/outbound/guarded_request.ts";

const seen: { path: string; host: string | null; signature: string | null; body: string }[] = [];
const held: (() => unknown)[] = [];
let cancelled = false;
const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
  const url = new URL(request.url);
  seen.push({
    path: url.pathname,
    host: request.headers.get("host"),
    signature: request.headers.get("x-signature"),
    body: await request.text(),
  });
  switch (url.pathname) {
    case "/moved":
      return new Response(null, { status: 301, headers: { location: "http://169.254.169.254/latest" } });
    case "/huge":
      return new Response("x".repeat(300_000));
    case "/hang":
      await new Promise<void>((resolve) => held.push(resolve));
      return new Response("late");
    case "/trickle":
      return new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode("a"));
            held.push(() => cancelled || controller.close());
          },
          cancel: () => void (cancelled = true),
        }),
      );
    default:
      return Response.json({ ok: true }, { status: 202 });
  }
});
const { port } = server.addr;
const origin = `http://hooks.example:${port}`;
const trusting = { production: true, allowedOrigins: [origin] };
const strict = { production: true, allowedOrigins: [] };
const here: Resolve = () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]);

Deno.test.afterAll(async () => {
  for (const release of held) release();
  await server.shutdown();
});

Deno.test("guardedRequest sends the body as it is to the checked address and keeps the name", async () => {
  const answer = await guardedRequest(
    { url: `${origin}/hook`, headers: { "x-signature": "abc" }, body: '{"a":1}' },
    trusting,
    here,
  );
  assert.deepEqual([answer.status, answer.body, answer.truncated], [202, '{"ok":true}', false]);
  assert.deepEqual(seen.at(-1), { path: "/hook", host: `hooks.example:${port}`, signature: "abc", body: '{"a":1}' });
});

Deno.test("guardedRequest hands a redirect back and calls nobody else", async () => {
  const before = seen.length;
  const answer = await guardedRequest({ url: `${origin}/moved` }, trusting, here);
  assert.equal(answer.status, 301);
  assert.equal(answer.headers.location, "http://169.254.169.254/latest");
  assert.equal(seen.length, before + 1);
});

Deno.test("guardedRequest reads 64 KB of an answer and no more", async () => {
  const answer = await guardedRequest({ url: `${origin}/huge` }, trusting, here);
  assert.equal(answer.body.length, 65_536);
  assert.equal(answer.truncated, true);
});

for (const path of ["/hang", "/trickle"]) {
  Deno.test(`guardedRequest gives up on a receiver that ${path === "/hang" ? "never answers" : "never ends its answer"}`, async () => {
    const call = guardedRequest({ url: `${origin}${path}`, timeoutMs: 150 }, trusting, here);
    await assert.rejects(call, (error: Error) => error instanceof OutboundFailed && error.message === "timed out");
  });
}

Deno.test("guardedRequest gives up on a name server that never answers", async () => {
  const silent: Resolve = () => new Promise(() => {});
  const call = guardedRequest({ url: "https://example.com/", timeoutMs: 50 }, strict, silent);
  await assert.rejects(call, OutboundFailed);
});

Deno.test("guardedRequest tells a refused connection from a refused address", async () => {
  const closed = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const free = closed.addr.port;
  closed.close();
  const nobody = `http://hooks.example:${free}`;
  const call = guardedRequest({ url: nobody }, { production: true, allowedOrigins: [nobody] }, here);
  await assert.rejects(
    call,
    (error: Error) => error instanceof OutboundFailed && error.message === "the connection failed",
  );
});

Deno.test("a name that changes to a private address after it was accepted is refused when it is called", async () => {
  const answers = ["93.184.216.34", "10.0.0.5"];
  const rebinding: Resolve = () => Promise.resolve([{ address: answers.shift()!, family: 4 }]);
  await assertCallable("https://rebind.example/hook", strict, rebinding);
  await assert.rejects(guardedRequest({ url: "https://rebind.example/hook" }, strict, rebinding), OutboundRefused);
});

Deno.test("a name is asked for once per call: the connection goes to the address that was checked", async () => {
  let asked = 0;
  const counting: Resolve = () => Promise.resolve([{ address: ++asked === 1 ? "127.0.0.1" : "192.0.2.1", family: 4 }]);
  assert.equal((await guardedRequest({ url: `${origin}/hook` }, trusting, counting)).status, 202);
  assert.equal(asked, 1);
});

Deno.test("one private address among public ones condemns the name", async () => {
  const mixed: Resolve = () =>
    Promise.resolve([{ address: "93.184.216.34", family: 4 }, { address: "::ffff:127.0.0.1", family: 6 }]);
  await assert.rejects(assertCallable("https://mixed.example/", strict, mixed), OutboundRefused);
});

Deno.test("a refusal says the same whether a name is private, unknown or empty", async () => {
  const resolvers: Resolve[] = [
    () => Promise.resolve([{ address: "10.0.0.5", family: 4 }]),
    () => Promise.reject(new Error("ENOTFOUND")),
    () => Promise.resolve([]),
  ];
  const messages = await Promise.all(
    resolvers.map((resolve) =>
      assertCallable("https://somewhere.example/", strict, resolve).then(() => "accepted", (error) => error.message)
    ),
  );
  assert.deepEqual(new Set(messages), new Set(["is not a public address"]));
});
