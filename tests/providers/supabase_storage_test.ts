import assert from "node:assert/strict";
import { StorageError } from "../../shared/providers/storage/object_storage.ts";
import { supabaseStorage } from "../../shared/providers/storage/supabase_storage.ts";

type Behaviour = { status: number; body?: string } | "hang";

/** A storage service that answers as told, one behaviour a request; the last one goes on. */
function standIn(...plan: Behaviour[]) {
  const calls: { line: string; headers: Headers }[] = [];
  const hanging = new AbortController();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    calls.push({ line: `${request.method} ${new URL(request.url).pathname}`, headers: request.headers });
    await request.arrayBuffer();
    const behaviour = plan.length > 1 ? plan.shift()! : plan[0];
    if (behaviour === "hang") {
      await new Promise((resolve) => hanging.signal.addEventListener("abort", resolve));
      return new Response();
    }
    return new Response(behaviour.body ?? "{}", { status: behaviour.status });
  });
  return {
    calls,
    storage: supabaseStorage(
      { SUPABASE_URL: `http://127.0.0.1:${server.addr.port}/`, SUPABASE_SECRET_KEYS: { default: "sb_secret_x" } },
      "avatars",
      { timeoutMs: 300 },
    )!,
    async [Symbol.asyncDispose]() {
      hanging.abort();
      await server.shutdown();
    },
  };
}

const bytes = new Uint8Array([1, 2, 3]);

Deno.test("supabaseStorage is undefined without an address or a key, and takes the key of older projects", () => {
  const at = {
    SUPABASE_URL: "http://localhost:1",
    SUPABASE_SECRET_KEYS: undefined,
    SUPABASE_SERVICE_ROLE_KEY: undefined,
  };
  assert.equal(supabaseStorage(at, "avatars"), undefined);
  assert.equal(
    supabaseStorage({ ...at, SUPABASE_URL: undefined, SUPABASE_SERVICE_ROLE_KEY: "k" }, "avatars"),
    undefined,
  );
  assert.ok(supabaseStorage({ ...at, SUPABASE_SERVICE_ROLE_KEY: "k" }, "avatars"));
});

Deno.test("supabaseStorage tries again after 500, 429 and silence, with the same file under the same key", async () => {
  await using service = standIn({ status: 500 }, "hang", { status: 200 });
  await service.storage.put("a/b c", bytes, "image/png");
  assert.deepEqual(service.calls.map((c) => c.line), Array(3).fill("POST /storage/v1/object/avatars/a/b%20c"));
  const { headers } = service.calls[2];
  assert.deepEqual(
    [headers.get("apikey"), headers.get("content-type"), headers.get("x-upsert")],
    ["sb_secret_x", "image/png", "true"],
  );
});

Deno.test("supabaseStorage gives up after three tries and at once on a refusal, and keeps the service's words to itself", async () => {
  await using down = standIn({ status: 503, body: "secret detail" });
  await assert.rejects(
    down.storage.put("k", bytes, "image/png"),
    (error) => error instanceof StorageError && !error.message.includes("secret"),
  );
  assert.equal(down.calls.length, 3);
  await using refusing = standIn({ status: 403 });
  await assert.rejects(refusing.storage.get("k"), StorageError);
  await assert.rejects(refusing.storage.remove("k"), StorageError);
  assert.equal(refusing.calls.length, 2);
});

Deno.test("supabaseStorage finds nothing, and removes nothing, where nothing is", async () => {
  for (const missing of [{ status: 404 }, { status: 400, body: '{"statusCode":"404","error":"not_found"}' }]) {
    await using service = standIn(missing);
    assert.equal(await service.storage.get("k"), undefined);
    await service.storage.remove("k");
  }
});
