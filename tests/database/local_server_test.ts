import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { memoryFolder } from "../support/server.ts";
import { LocalPostgresError, startPostgres } from "../../supabase/local/postgres.ts";

const HOLDER = fileURLToPath(new URL("../support/hold_server.ts", import.meta.url));
const DEADLINE_MS = 30_000;

async function withFolder(work: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await Deno.makeTempDir({ dir: memoryFolder(), prefix: "comptoir-test-local-" });
  try {
    await work(dataDir);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

async function holdServer(dataDir: string): Promise<{ holder: Deno.ChildProcess; url: string; postmaster: number }> {
  const holder = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", HOLDER, dataDir],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = holder.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  assert.ok(value, "the server did not start");
  return { holder, url: value.trim(), postmaster: await postmasterPid(dataDir) };
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number((await Deno.readTextFile(join(dataDir, "cluster", "postmaster.pid"))).split("\n")[0]);
}

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!await condition()) {
    assert.ok(Date.now() < deadline, `still waiting for: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
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

async function query<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

for (const signal of ["SIGKILL", "SIGTERM", "SIGINT"] as const) {
  Deno.test(`startPostgres leaves no server behind when its process ends by ${signal}`, () =>
    withFolder(async (dataDir) => {
      const { holder, postmaster } = await holdServer(dataDir);
      assert.ok(isAlive(postmaster));
      holder.kill(signal);
      await holder.status;
      await until(() => !isAlive(postmaster), "the server to end");

      const server = await startPostgres({ dataDir, persistent: true, fast: true });
      await server.stop();
    }));
}

Deno.test("startPostgres starts at once over a server that is still stopping", () =>
  withFolder(async (dataDir) => {
    const { holder, url } = await holdServer(dataDir);
    await query(url, (sql) => sql`create table kept as select 42 as answer`);
    holder.kill("SIGKILL");
    const server = await startPostgres({ dataDir, persistent: true, fast: true });
    const rows = await query(server.adminUrl(), (sql) => sql`select answer from kept`);
    await server.stop();
    assert.deepEqual([...rows], [{ answer: 42 }]);
  }));

Deno.test("startPostgres recovers a cluster whose server was killed and says so", () =>
  withFolder(async (dataDir) => {
    const first = await startPostgres({ dataDir, persistent: true });
    await query(first.adminUrl(), (sql) => sql`create table kept as select 42 as answer`);
    Deno.kill(await postmasterPid(dataDir), "SIGKILL");
    await first.stop();

    const lines: string[] = [];
    const second = await startPostgres({ dataDir, persistent: true, log: (line) => lines.push(line) });
    const rows = await query(second.adminUrl(), (sql) => sql`select answer from kept`);
    await second.stop();
    assert.deepEqual([...rows], [{ answer: 42 }]);
    assert.match(lines.join("\n"), /ended without a shutdown/);
  }));

Deno.test("startPostgres is not fooled by a pid file whose number now belongs to another program", () =>
  withFolder(async (dataDir) => {
    await (await startPostgres({ dataDir, persistent: true, fast: true })).stop();
    const cluster = join(dataDir, "cluster");
    const { uid, gid } = await Deno.stat(cluster);
    await Deno.writeTextFile(join(cluster, "postmaster.pid"), `${Deno.pid}\n${cluster}\n`);
    await Deno.chown(join(cluster, "postmaster.pid"), uid, gid);
    const server = await startPostgres({ dataDir, persistent: true, fast: true });
    assert.notEqual(await postmasterPid(dataDir), Deno.pid);
    await server.stop();
  }));

Deno.test("startPostgres refuses a folder in use and names the process that uses it", () =>
  withFolder(async (dataDir) => {
    const { holder } = await holdServer(dataDir);
    await assert.rejects(
      startPostgres({ dataDir, persistent: true }),
      (error) => error instanceof LocalPostgresError && error.message.includes(`process ${holder.pid} started`),
    );
    holder.kill("SIGTERM");
    await holder.status;
    await until(() => Deno.stat(join(dataDir, "cluster", "postmaster.pid")).then(() => false, () => true), "the end");
  }));

Deno.test("startPostgres refuses a taken port and says which", () =>
  withFolder(async (dataDir) => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr as Deno.NetAddr;
    await assert.rejects(
      startPostgres({ dataDir, persistent: true, port }),
      (error) => error instanceof LocalPostgresError && error.message.includes(`Port ${port} is already in use`),
    );
    listener.close();
  }));

Deno.test({
  name: "startPostgres refuses a folder it may not write and says what to do",
  ignore: Deno.uid() === 0,
  fn: () =>
    withFolder(async (dataDir) => {
      await Deno.chmod(dataDir, 0o500);
      await assert.rejects(
        startPostgres({ dataDir: join(dataDir, "data"), persistent: true }),
        (error) => error instanceof LocalPostgresError && /give this user write access/.test(error.message),
      );
      await Deno.chmod(dataDir, 0o700);
    }),
});

Deno.test("startPostgres removes a throw-away cluster when it stops", async () => {
  const dataDir = await Deno.makeTempDir({ dir: memoryFolder(), prefix: "comptoir-test-local-" });
  const server = await startPostgres({ dataDir, persistent: false, fast: true });
  await server.stop();
  await assert.rejects(Deno.stat(dataDir), Deno.errors.NotFound);
});

Deno.test("startPostgres lets nobody in without the password of the cluster", () =>
  withFolder(async (dataDir) => {
    const server = await startPostgres({ dataDir, persistent: true, fast: true });
    const url = new URL(server.adminUrl());
    url.password = "postgres";
    await assert.rejects(query(url.href, (sql) => sql`select 1`), { code: "28P01" });
    await server.stop();
  }));

Deno.test("startPostgres keeps letters beyond ASCII intact in case folding and word matching", () =>
  withFolder(async (dataDir) => {
    const server = await startPostgres({ dataDir, persistent: true, fast: true });
    const [row] = await query(server.adminUrl(), async (sql) => {
      await sql`create extension pg_trgm`;
      await sql`create extension unaccent`;
      return await sql`
        select upper('é') as upper, unaccent('Genève') as plain, similarity('Élodie', 'élodie') as alike,
          cardinality(show_trgm('éa')) as trigrams, array(select * from unnest(array['b', 'Z', 'a']) as w order by w) as sorted`;
    });
    await server.stop();
    assert.deepEqual(row, { upper: "É", plain: "Geneve", alike: 1, trigrams: 3, sorted: ["Z", "a", "b"] });
  }));
