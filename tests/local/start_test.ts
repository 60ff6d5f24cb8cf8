import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEMO_PASSWORD } from "../../supabase/local/demo_accounts.ts";
import { memoryFolder } from "../support/server.ts";

/** `deno task start` as people run it: a process of its own, on a data folder of its own. */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DEADLINE_MS = 90_000;

const dataDir = await Deno.makeTempDir({ dir: memoryFolder(), prefix: "comptoir-start-" });
const running = new Set<Deno.ChildProcess>();

Deno.test.afterAll(async () => {
  // The task and what it runs are one group: nothing survives a test that went wrong.
  for (const child of running) {
    Deno.kill(-child.pid, "SIGTERM");
    await child.status;
  }
  await Deno.remove(dataDir, { recursive: true });
});

interface Started {
  origin: string;
  /** What was printed until it was ready. */
  printed: string;
  seconds: number;
  postmaster: number;
  /** Ctrl-C: the signal goes to the whole group of the terminal, as it does there. */
  interrupt(): Promise<Deno.CommandStatus>;
}

function spawnStart(environment: Record<string, string>): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["task", "start"],
    cwd: ROOT,
    env: { DATA_DIR: dataDir, NO_COLOR: "1", ...environment },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    detached: true,
  }).spawn();
}

async function start(environment: Record<string, string> = { PORT: "0" }): Promise<Started> {
  const began = performance.now();
  const child = spawnStart(environment);
  running.add(child);
  const timer = setTimeout(() => Deno.kill(-child.pid, "SIGTERM"), DEADLINE_MS);
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const complaints = new Response(child.stderr).text();
  let printed = "";
  while (!printed.includes("Ctrl-C stops everything")) {
    const { value, done } = await reader.read();
    assert.ok(!done, `ended before it was ready: ${printed}${done ? await complaints : ""}`);
    printed += value;
  }
  const seconds = (performance.now() - began) / 1000;
  clearTimeout(timer);
  const pidFile = join(dataDir, "postgres", "cluster", "postmaster.pid");
  return {
    origin: printed.match(/http:\/\/localhost:\d+/)![0],
    printed,
    seconds,
    postmaster: Number((await Deno.readTextFile(pidFile)).split("\n")[0]),
    async interrupt() {
      Deno.kill(-child.pid, "SIGINT");
      const [status] = await Promise.all([child.status, drain(reader), complaints]);
      running.delete(child);
      return status;
    },
  };
}

async function drain(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await reader.read()).done);
}

/** SIGCONT asks the kernel about a process without disturbing it. */
function isAlive(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
}

async function signIn(origin: string): Promise<string> {
  const response = await fetch(`${origin}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "claire@garage-du-lac.ch", password: DEMO_PASSWORD }),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()).data.access_token;
}

const first = await start();

Deno.test("task start makes a database, fills it and says where everything is", async () => {
  assert.match(first.printed, /\d+ migrations applied/);
  assert.match(first.printed, /claire@garage-du-lac\.ch +owner of Garage du Lac/);
  const { publishable_key, secret_key } = JSON.parse(await Deno.readTextFile(join(dataDir, "keys.json")));
  assert.ok(first.printed.includes(publishable_key) && first.printed.includes(secret_key));
  const health = await fetch(`${first.origin}/health`);
  assert.equal(health.status, 200, await health.text());
});

Deno.test("task start serves the document and its reference from this machine alone", async () => {
  const document = await fetch(`${first.origin}/openapi.json`);
  assert.match((await document.json()).openapi, /^3\.1/);

  const page = await fetch(`${first.origin}/docs`);
  const html = await page.text();
  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
  assert.ok(addresses.length >= 3, html);
  for (const address of addresses) {
    assert.match(address, /^\/docs\//);
    const asset = await fetch(first.origin + address);
    assert.equal(asset.status, 200, address);
    assert.ok((await asset.arrayBuffer()).byteLength > 100, address);
  }
});

Deno.test("task start refuses a port that is taken in one line", async () => {
  const { port } = new URL(first.origin);
  const { code, stderr } = await spawnStart({ PORT: port, DATA_DIR: join(dataDir, "other") }).output();
  const complaint = new TextDecoder().decode(stderr).trim().split("\n").filter((line) => !/^(Task|Check) /.test(line));
  assert.deepEqual([code, complaint.length], [1, 1], complaint.join("\n"));
  assert.match(complaint[0], new RegExp(`^Port ${port} is in use\\. .*PORT=\\d+ deno task start$`));
});

Deno.test("task start refuses a port that is no port in one line", async () => {
  const { code, stderr } = await spawnStart({ PORT: "eighty" }).output();
  assert.equal(code, 1);
  assert.match(new TextDecoder().decode(stderr), /^PORT must be a number from 0 to 65535$/m);
});

Deno.test("task start leaves no process behind after Ctrl-C, and starts again at once on its data", async () => {
  const created = await fetch(`${first.origin}/api/contacts`, {
    method: "POST",
    headers: { authorization: `Bearer ${await signIn(first.origin)}`, "content-type": "application/json" },
    body: JSON.stringify({ first_name: "Zoé", last_name: "Kept" }),
  });
  assert.equal(created.status, 201, await created.clone().text());
  const { data: { id } } = await created.json();

  const status = await first.interrupt();
  assert.equal(status.success || status.code === 130, true, JSON.stringify(status));
  assert.equal(isAlive(first.postmaster), false);
  await assert.rejects(fetch(`${first.origin}/health`));

  const second = await start();
  try {
    assert.doesNotMatch(second.printed, /migrations applied|demo data/);
    assert.ok(second.seconds < Math.max(5, first.seconds), `${second.seconds} s after ${first.seconds} s`);
    const kept = await fetch(`${second.origin}/api/contacts/${id}`, {
      headers: { authorization: `Bearer ${await signIn(second.origin)}` },
    });
    assert.equal((await kept.json()).data.last_name, "Kept");
  } finally {
    await second.interrupt();
  }
  assert.equal(isAlive(second.postmaster), false);
});
