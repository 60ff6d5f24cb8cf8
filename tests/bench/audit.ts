import postgres from "postgres";
import { app } from "../../functions/audit/app.ts";
import { sealDueChains } from "../../functions/audit/seal_due_chains.ts";
import { app as crm } from "../../functions/crm/app.ts";
import { readConfig } from "../../shared/config/config.ts";
import { createRuntime, type Runtime, useRuntime } from "../../shared/http/runtime.ts";
import { backendCpuMicros, cpuMs } from "./cpu.ts";
import { fixed, median, table, whole } from "./figures.ts";
import { type BenchUser, callerOf, productEnvironment } from "./scenarios.ts";

/** A rate, and the processor time of one event here and in PostgreSQL together, which hardly depends on who else works. */
interface Rate {
  perSecond: number;
  cpuUs: number | undefined;
}

type Measure = (events: number, work: () => Promise<unknown>) => Promise<Rate>;

/** What the audit log costs and gives. */
export interface AuditResult {
  /** Written by eight writers in a transaction each, until the last event is chained. */
  appended: Rate;
  /** A backlog chained by one worker. */
  sealed: Rate;
  /** POST /audit/events by sixteen callers: all into one chain, and each into their organisation's. */
  postedOneChain: Rate;
  postedManyChains: Rate;
  /** Median ms of POST /audit/events elsewhere and POST /contacts here, alone and while the chains here are held. */
  otherTenant: { alone: number; held: number };
  sameTenant: { alone: number; held: number };
  verified: Rate;
  /** Microseconds of processor time in PostgreSQL per contact, with its audit event and without. */
  contactUs: { with: number; without: number };
}

export async function measureAudit(
  { url, adminUrl, postmaster }: { url: string; adminUrl: string; postmaster: number },
  users: BenchUser[],
  quick: boolean,
): Promise<AuditResult> {
  const rate: Measure = async (events, work) => {
    const before = cpuMs([Deno.pid], [postmaster]);
    const ms = await timed(work);
    const after = cpuMs([Deno.pid], [postmaster]);
    const cpuUs = before === undefined || after === undefined ? undefined : (after - before) * 1000 / events;
    return { perSecond: events / ms * 1000, cpuUs };
  };
  const runtime = createRuntime(readConfig(productEnvironment(url, 20)), { log: () => {} });
  useRuntime(runtime);
  const admin = postgres(adminUrl, { max: 10, onnotice: () => {} });
  try {
    await admin`update identity.memberships set grants = '{"*": ["ALL", "ALL"]}'`;
    const persons = onePerTenant(users);
    const [one, other] = persons;
    const backlog = quick ? 10_000 : 50_000;
    return {
      appended: await appendRate(rate, runtime, admin, one.tenantId, quick ? 4000 : 20_000),
      sealed: await sealRate(rate, runtime, admin, one.tenantId, backlog),
      postedOneChain: await postRate(rate, users.filter((user) => user.tenantId === one.tenantId), quick ? 480 : 1600),
      postedManyChains: await postRate(rate, persons, quick ? 480 : 1600),
      ...await measureHeld(admin, one, other, quick ? 50 : 200),
      verified: await verifyRate(rate, one, backlog),
      contactUs: await contactCost(admin, one.tenantId, quick ? 2000 : 5000),
    };
  } finally {
    await admin.end();
    await runtime.close();
  }
}

function onePerTenant(users: BenchUser[]): BenchUser[] {
  return [...new Map(users.map((user) => [user.tenantId, user])).values()];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function appendRate(rate: Measure, runtime: Runtime, admin: postgres.Sql, tenant: string, events: number) {
  const writers = 8;
  let isWriting = true;
  return await rate(events, async () => {
    const sealing = (async () => {
      for (;;) {
        const mayGrow = isWriting;
        if (await sealDueChains(runtime) > 0) continue;
        if (!mayGrow) return;
        await new Promise((next) => setTimeout(next, 200));
      }
    })();
    await Promise.all(Array.from({ length: writers }, async () => {
      for (let i = 0; i < events / writers; i++) {
        await admin`select audit.append('network', 'bench.appended', 'An event', 'invoice', ${String(i)}, null,
          '{"amount": "360.50", "status": "sent"}', p_tenant => ${tenant}, p_actor_id => 'bench')`;
      }
    }));
    isWriting = false;
    await sealing;
  });
}

async function sealRate(rate: Measure, runtime: Runtime, admin: postgres.Sql, tenant: string, events: number) {
  await admin`insert into audit.events (tenant_id, category, action, entity_type, entity_id, after_state)
    select ${tenant}, 'system', 'bench.waiting', 'invoice', i::text, '{"amount": "360.50", "status": "sent"}'
    from generate_series(1, ${events}::int) as i`;
  return await rate(events, async () => {
    while (await sealDueChains(runtime) > 0);
  });
}

async function post(user: BenchUser, i: number, path: "/contacts" | "/audit/events", body: unknown): Promise<void> {
  const domain = path === "/contacts" ? crm : app;
  const answer = await domain.fetch(
    new Request(`http://localhost/${domain.domain}${path}`, {
      method: "POST",
      headers: { ...callerOf(user, i), "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  await answer.body?.cancel();
}

const event = { category: "user_activity", action: "bench.posted", context: { screen: "dashboard" } };

async function postRate(rate: Measure, users: BenchUser[], events: number) {
  const callers = 16;
  const call = async (_: unknown, c: number) => {
    for (let i = 0; i < events / callers; i++) await post(users[c % users.length], c, "/audit/events", event);
  };
  return await rate(events, () => Promise.all(Array.from({ length: callers }, call)));
}

async function measureHeld(admin: postgres.Sql, one: BenchUser, other: BenchUser, times: number) {
  const medianOf = async (work: (i: number) => Promise<void>) => {
    const found: number[] = [];
    for (let i = 0; i < times; i++) found.push(await timed(() => work(i)));
    return median(found);
  };
  const elsewhere = () => medianOf((i) => post(other, i, "/audit/events", event));
  const contact = () => ({ first_name: "Ada", last_name: "Favre", email: `${crypto.randomUUID()}@example.ch` });
  const here = () => medianOf((i) => post(one, i, "/contacts", contact()));
  const alone = { elsewhere: await elsewhere(), here: await here() };
  const holder = await admin.reserve();
  await holder`begin`;
  await holder`select from audit.chain_heads where tenant_id = ${one.tenantId} for update`;
  try {
    return {
      otherTenant: { alone: alone.elsewhere, held: await elsewhere() },
      sameTenant: { alone: alone.here, held: await here() },
    };
  } finally {
    await holder`rollback`;
    holder.release();
  }
}

async function verifyRate(rate: Measure, user: BenchUser, events: number) {
  return await rate(events, async () => {
    const answer = await app.fetch(
      new Request("http://localhost/audit/audit/verify-integrity", {
        method: "POST",
        headers: { ...callerOf(user, 0), "content-type": "application/json" },
        body: JSON.stringify({ category: "system" }),
      }),
    );
    const { valid, events_verified } = await answer.json();
    if (!valid || events_verified !== events) throw new Error(`verified ${events_verified} events, valid: ${valid}`);
  });
}

/** What a contact costs PostgreSQL in a transaction that is rolled back, with the trigger that records it and without. */
async function contactCost(admin: postgres.Sql, tenantId: string, rows: number) {
  const cost = async (isRecorded: boolean) => {
    let us = 0;
    const undo = new Error("rolled back on purpose");
    await admin.begin(async (sql) => {
      if (!isRecorded) await sql`alter table crm.contacts disable trigger record`;
      const [{ pid }] = await sql`select pg_backend_pid() as pid`;
      const before = backendCpuMicros(pid) ?? 0;
      await sql`insert into crm.contacts (tenant_id, first_name, last_name, email)
        select ${tenantId}, 'Ada', 'Favre', 'ada.' || i || '@cost.example.ch' from generate_series(1, ${rows}::int) as i`;
      us = ((backendCpuMicros(pid) ?? 0) - before) / rows;
      throw undo;
    }).catch((error) => {
      if (error !== undo) throw error;
    });
    return us;
  };
  const found = { with: [] as number[], without: [] as number[] };
  for (let round = 0; round < 3; round++) {
    found.with.push(await cost(true));
    found.without.push(await cost(false));
  }
  return { with: median(found.with), without: median(found.without) };
}

export function describeAudit(result: AuditResult): string {
  const rated = (title: string, { perSecond, cpuUs }: Rate) => [
    title,
    whole(perSecond),
    cpuUs === undefined ? "–" : whole(cpuUs),
  ];
  const rates = table(["events", "per second", "CPU µs each"], [
    rated("appended by 8 writers, a commit each, until chained", result.appended),
    rated("chained from a backlog by one worker", result.sealed),
    rated("POST /audit/events into one chain, 16 callers", result.postedOneChain),
    rated("POST /audit/events into chains of their own, 16 callers", result.postedManyChains),
    rated("verified", result.verified),
  ]);
  const waits = table(["median ms", "alone", "chains of one organisation held"], [
    ["POST /audit/events of another organisation", fixed(result.otherTenant.alone), fixed(result.otherTenant.held)],
    ["POST /contacts of the same organisation", fixed(result.sameTenant.alone), fixed(result.sameTenant.held)],
  ]);
  const { with: recorded, without } = result.contactUs;
  const cost = `A contact costs PostgreSQL ${whole(recorded)} µs with its audit event, ${whole(without)} µs without.`;
  return `\nThe audit log\n\n${rates}\n\n${waits}\n\n${cost}`;
}
