import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { createTokens } from "../../shared/auth/tokens.ts";
import { bootstrapCluster, bootstrapDatabase } from "../../supabase/local/bootstrap.ts";
import { migrate } from "../../supabase/local/migrate.ts";
import { startPostgres } from "../../supabase/local/postgres.ts";
import { testConfig, testSecret } from "../support/world.ts";
import { cpuMs } from "./cpu.ts";
import { fixed, table, whole } from "./figures.ts";
import { delay, startCommands, startServer } from "./processes.ts";

/**
 * Measures how fast one change reaches many: `deno run -A tests/bench/fan_out.ts [subscribers]`. Subscribers join the contacts of
 * one organisation with tokens of its members, under the product's own policies; changes are published as triggers do it and
 * committed one by one. Everything shares this machine: database, server and subscribers.
 */

const SUBSCRIBERS = Number(Deno.args[0] ?? 2000);
const PUBLISHABLE = "sb_publishable_fan_out";
const MEMBERS = 20;
const LOADS = [
  { name: "1 change a second", changes: 5, everyMs: 1000 },
  { name: "5 changes a second", changes: 25, everyMs: 200 },
  { name: "50 changes at once", changes: 50, everyMs: 0 },
];

const now = () => performance.timeOrigin + performance.now();

const dataDir = await Deno.makeTempDir({
  dir: fileURLToPath(new URL("../../", import.meta.url)),
  prefix: ".data-fan-out-",
});
const database = await startPostgres({ dataDir: join(dataDir, "postgres"), persistent: false, log: () => {} });
try {
  await bootstrapCluster(database.adminUrl());
  await bootstrapDatabase(database.adminUrl(), "postgres");
  await migrate(database.url(), { log: () => {} });
  await measure();
} finally {
  await database.stop();
  await Deno.remove(dataDir, { recursive: true });
}

async function measure(): Promise<void> {
  const sql = postgres(database.url(), { max: 2, onnotice: () => {} });
  const [{ id: tenant }] = await sql`
    insert into identity.tenants (subdomain, name) values ('fan-out', 'Fan-out') returning id`;
  const tokens = await Promise.all(Array.from({ length: MEMBERS }, (_, i) => member(sql, tenant, i)));
  const databaseUrl = new URL(database.adminUrl());
  databaseUrl.username = "supabase_realtime_admin";
  const server = await startServer("./fan_out_server.ts", [testSecret, PUBLISHABLE], {
    DATABASE_URL: databaseUrl.href,
  });
  const clients = startCommands("./fan_out_clients.ts");
  const url = `ws://127.0.0.1:${server.port}/realtime/v1/websocket?apikey=${PUBLISHABLE}&vsn=2.0.0`;
  const topic = `tenant:${tenant}:contacts`;
  const admin = postgres(database.adminUrl(), { max: 1, onnotice: () => {} });
  const [{ data_directory }] = await admin`show data_directory`;
  await admin.end();
  const postmaster = Number((await Deno.readTextFile(join(data_directory, "postmaster.pid"))).split("\n")[0]);
  const cpu = () => ({ server: cpuMs([server.pid]) ?? 0, database: cpuMs([], [postmaster]) ?? 0 });
  const before = cpu();
  const joining = await clients.ask<{ seconds: number; latencies: number[] }>({
    do: "join",
    url,
    topic,
    tokens,
    count: SUBSCRIBERS,
  });
  const [after, latencies] = [cpu(), joining.latencies.sort((a, b) => a - b)];
  console.log(
    `${whole(SUBSCRIBERS)} subscribers joined, ${whole(SUBSCRIBERS / joining.seconds)} a second, ` +
      `p50 ${fixed(latencies[latencies.length >> 1], 0)} ms; each took the server ` +
      `${fixed((after.server - before.server) / SUBSCRIBERS)} ms and the database ` +
      `${fixed((after.database - before.database) / SUBSCRIBERS)} ms of the processor\n`,
  );
  const rows: string[][] = [];
  for (const { name, changes, everyMs } of LOADS) {
    await clients.ask({ do: "expect", count: changes * SUBSCRIBERS });
    const [serverCpu, clientCpu, begun] = [cpuMs([server.pid]), cpuMs([clients.pid]), now()];
    for (let n = 0; n < changes; n++) {
      const due = begun + n * everyMs;
      await delay(Math.max(0, due - now()));
      await sql`
        select app.publish('contact.updated', 'contact', app.new_id(), 'contacts', jsonb_build_object('sent_at', ${now()}::float8),
          ${tenant})`;
    }
    const { delivered, lastAt, p50, p99 } = await clients.ask({ do: "report" });
    const busy = (after?: number, before?: number) => (after ?? 0) - (before ?? 0);
    rows.push([
      name,
      `${whole(100 * delivered / (changes * SUBSCRIBERS))} %`,
      whole(delivered / (lastAt - begun) * 1000),
      fixed(p50, 0),
      fixed(p99, 0),
      fixed(busy(cpuMs([server.pid]), serverCpu) * 1000 / delivered, 1),
      fixed(busy(cpuMs([clients.pid]), clientCpu) * 1000 / delivered, 1),
    ]);
  }
  console.log(table(["load", "arrived", "a second", "p50 ms", "p99 ms", "server µs each", "client µs each"], rows));
  await clients.stop();
  await server.stop();
  await sql.end();
}

/** A member who reads all contacts, signed in; answers the access token. */
async function member(sql: postgres.Sql, tenant: string, n: number): Promise<string> {
  const email = `member-${n}@fan-out.example`;
  const [user] = await sql`
    insert into identity.users (email, username, name) values (${email}, ${email}, 'Member') returning id`;
  const [membership] = await sql`
    insert into identity.memberships (tenant_id, user_id) values (${tenant}, ${user.id}) returning id`;
  const [role] = await sql`
    insert into identity.roles (tenant_id, key, name) values (${tenant}, ${`member-${n}`}, 'Member') returning id`;
  await sql`
    insert into identity.role_permissions (tenant_id, role_id, permission_key, can_read, can_write, scope)
    values (${tenant}, ${role.id}, 'contacts', true, false, 'ALL')`;
  await sql`
    insert into identity.membership_roles (tenant_id, membership_id, role_id) values (${tenant}, ${membership.id}, ${role.id})`;
  const [session] = await sql`
    insert into identity.sessions (tenant_id, user_id, login_method, expires_at, refresh_expires_at)
    values (${tenant}, ${user.id}, 'password', now() + interval '1 day', now() + interval '1 day') returning id`;
  return await createTokens(testConfig(database.url())).sign({
    sub: user.id,
    tenant_id: tenant,
    session_id: session.id,
    email,
    name: "Member",
    user_role: `member-${n}`,
    roles: [`member-${n}`],
    perm_version: 1,
  });
}
