import postgres from "postgres";
import { median } from "./figures.ts";
import type { BenchUser } from "./scenarios.ts";

/** What one piece of a request costs on one connection, in microseconds: the way there and back included. */
export interface Part {
  piece: string;
  micros: number;
}

const REQUEST = JSON.stringify({
  request_id: "bench",
  ip: "10.0.0.1",
  user_agent: "comptoir-bench",
  method: "GET",
  path: "/",
});

/** Times the pieces of the reads and writes one by one, on an otherwise idle server. */
export async function measureParts(
  url: string,
  users: BenchUser[],
  fragments: string[],
  times: number,
): Promise<Part[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const claims = users.map((user) =>
    JSON.stringify({
      sub: user.userId,
      tenant_id: user.tenantId,
      session_id: user.sessionId,
      role: "authenticated",
      email: user.email,
      type: "access",
    })
  );
  const entry = (i: number, key: string, action: string) =>
    sql`app.enter_session(${claims[i % claims.length]}, ${key}, ${action}, ${REQUEST}) as entered,
      set_config('role', 'authenticated', true)`;
  const like = (i: number) => `%${fragments[i % fragments.length]}%`;
  const tenant = (i: number) => users[i % users.length].tenantId;
  const columns =
    sql`id, first_name, last_name, email, phone, company_name, address, tags, is_vip, custom_fields, created_at`;

  const pieces: [string, (i: number) => Promise<unknown> | PromiseLike<unknown>][] = [
    ["select 1", () => sql`select 1`],
    ["begin, commit", () => sql.begin((tx) => [tx`select 1`])],
    ["commit that reaches the disk", () => sql`select pg_logical_emit_message(true, 'bench', 'x')`],
    ["entry: session, grants, role", (i) => sql`select ${entry(i, "contacts", "read")}`],
    [
      "entry + crm.contact_page, list",
      (i) => sql`select ${entry(i, "contacts", "read")}, crm.contact_page(1, 20, null, null, null)::text`,
    ],
    [
      "entry + crm.contact_page, search",
      (i) =>
        sql`select ${entry(i, "contacts", "read")}, crm.contact_page(1, 20, ${
          fragments[i % fragments.length]
        }, null, null)::text`,
    ],
    [
      "floor: page of 20",
      (i) =>
        sql`select ${columns} from crm.contacts where tenant_id = ${tenant(i)} and deleted_at is null
        order by created_at desc, id desc limit 20`,
    ],
    [
      "floor: count(*) of a tenant",
      (i) => sql`select count(*) from crm.contacts where tenant_id = ${tenant(i)} and deleted_at is null`,
    ],
    [
      "floor: search page",
      (i) =>
        sql`select ${columns} from crm.contacts where tenant_id = ${tenant(i)} and deleted_at is null
        and search_text like ${like(i)} order by created_at desc, id desc limit 20`,
    ],
    [
      "floor: search count",
      (i) =>
        sql`select count(*) from crm.contacts where tenant_id = ${tenant(i)} and deleted_at is null
        and search_text like ${like(i)}`,
    ],
  ];
  const found: Part[] = [];
  try {
    for (const [piece, work] of pieces) {
      const spent: number[] = [];
      for (let i = 0; i < times * 1.2; i++) {
        const started = performance.now();
        await work(i);
        if (i >= times * 0.2) spent.push((performance.now() - started) * 1000);
      }
      found.push({ piece, micros: median(spent) });
    }
  } finally {
    await sql.end();
  }
  return found;
}
