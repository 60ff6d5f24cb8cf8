import postgres from "postgres";
import { backendCpuMicros } from "./cpu.ts";
import { median } from "./figures.ts";
import { nameFragments } from "./names.ts";
import type { BenchUser } from "./scenarios.ts";

/** What one piece of a request costs on one connection of an otherwise idle server, in microseconds. */
export interface Part {
  piece: string;
  /** There and back, as the caller waits for it. */
  waited: number;
  /** Processor time of the server process alone; absent where the system does not tell. */
  cpu?: number;
}

const REQUEST = JSON.stringify({
  request_id: crypto.randomUUID(),
  ip: "10.0.0.1",
  user_agent: "comptoir-bench",
  method: "GET",
  path: "/api/contacts",
  auth_method: "user",
});

type Run = (i: number) => PromiseLike<unknown>;

/** Times the pieces of the five kinds of work one by one: the product's, and the floor's beside them. Writes are rolled back. */
export async function measureParts(url: string, users: BenchUser[], times: number): Promise<Part[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const connection = await sql.reserve();
    const [{ pid }] = await connection`select pg_backend_pid() as pid`;
    const found: Part[] = [];
    for (const [piece, run] of [...await reads(connection, users), ...await writes(connection, users)]) {
      for (let i = 0; i < 50; i++) await run(i);
      const waited: number[] = [];
      const before = backendCpuMicros(pid);
      for (let i = 0; i < times; i++) {
        const started = performance.now();
        await run(i);
        waited.push((performance.now() - started) * 1000);
      }
      const after = backendCpuMicros(pid);
      found.push({
        piece,
        waited: median(waited),
        ...(before !== undefined && after !== undefined && { cpu: (after - before) / times }),
      });
    }
    connection.release();
    return found;
  } finally {
    await sql.end();
  }
}

type Connection = postgres.ReservedSql;

function entryOf(sql: Connection, users: BenchUser[]) {
  const claims = users.map(({ token }) => atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
  return (i: number, key: string, action: string) =>
    sql`app.enter_session(${claims[i % claims.length]}, ${key}, ${action}, ${REQUEST}, 'session') as entered,
      set_config('role', 'authenticated', true)`;
}

async function asked(sql: Connection, users: BenchUser[], kind: string): Promise<(i: number) => string> {
  const rows = await sql<{ tenant_no: number; id: string }[]>`
    select tenant_no, id from bench.asked where kind = ${kind} order by md5(id::text)`;
  const ids = users.map((user) => rows.filter((row) => row.tenant_no === user.tenantNo).map((row) => row.id));
  return (i) => ids[i % ids.length][i % 40];
}

async function reads(sql: Connection, users: BenchUser[]): Promise<[string, Run][]> {
  const entry = entryOf(sql, users);
  const tenant = (i: number) => users[i % users.length].tenantId;
  const fragments = nameFragments(200);
  const fragment = (i: number) => fragments[i % fragments.length];
  const invoice = await asked(sql, users, "invoice");
  const columns =
    sql`id, first_name, last_name, email, phone, company_name as company, address, tags, is_vip, is_supplier,
    active, custom_fields, created_at, updated_at, coalesce(first_name || ' ' || last_name, company_name) as full_name,
    (select count(*)::int from crm.vehicles v where v.owner_id = contacts.id and v.deleted_at is null) as vehicles_count`;
  const live = (i: number) => sql`from crm.contacts where tenant_id = ${tenant(i)} and deleted_at is null`;
  const like = (i: number) => sql`and search_text like ${`%${fragment(i)}%`}`;
  const page = sql`order by created_at desc, id desc limit ${20} offset ${0}`;
  return [
    ["select 1", () => sql`select 1`],
    ["entry: session, grants, role", (i) => sql`select ${entry(i, "contacts", "read")}`],
    [
      "list: entry and page",
      (i) => sql`select ${entry(i, "contacts", "read")}, crm.contact_page(1, 20, null, null, null)::text as answer`,
    ],
    ["list, floor: page", (i) => sql`select ${columns} ${live(i)} ${page}`],
    ["list, floor: count(*)", (i) => sql`select count(*)::int as total ${live(i)}`],
    [
      "search: entry and page",
      (i) =>
        sql`select ${entry(i, "contacts", "read")}, crm.contact_page(1, 20, ${
          fragment(i)
        }, null, null)::text as answer`,
    ],
    ["search, floor: page", (i) => sql`select ${columns} ${live(i)} ${like(i)} ${page}`],
    ["search, floor: count(*)", (i) => sql`select count(*)::int as total ${live(i)} ${like(i)}`],
    [
      "get: entry and invoice",
      (i) => sql`select ${entry(i, "invoices", "read")}, finance.invoice_json(${invoice(i)})::text as answer`,
    ],
    [
      "get, floor: invoice",
      (i) =>
        sql`select * from finance.invoices where tenant_id = ${tenant(i)} and id = ${
          invoice(i)
        } and deleted_at is null`,
    ],
    [
      "get, floor: lines",
      (i) =>
        sql`select * from finance.invoice_lines where tenant_id = ${tenant(i)} and invoice_id = ${
          invoice(i)
        } order by position`,
    ],
  ];
}

async function writes(sql: Connection, users: BenchUser[]): Promise<[string, Run][]> {
  const entry = entryOf(sql, users);
  const client = await asked(sql, users, "contact");
  let serial = Date.now();
  const contact = () => ({
    first_name: "Sophie",
    last_name: "Martin",
    email: `part.${serial++}@example.fr`,
    phone: "+33698765432",
  });
  const lines = [1, 2, 3].map((i) => ({ description: `Ligne ${i}`, quantity: String(i), unit_price: "100" }));
  const draft = (i: number) =>
    JSON.stringify({ owner_company_id: users[i % users.length].companyId, client_id: client(i), lines });
  const undone = (...work: PromiseLike<unknown>[]) => Promise.all([sql`begin`, ...work, sql`rollback`]);
  const owner = (i: number) => ({
    tenant_id: users[i % users.length].tenantId,
    owner_user_id: users[i % users.length].userId,
  });
  return [
    ["begin, rollback", () => undone()],
    ["commit that reaches the disk", () => sql`select pg_logical_emit_message(true, 'bench', 'x')`],
    ["create contact: entry and insert", (i) =>
      undone(
        sql`select ${entry(i, "contacts", "write")}`,
        sql`insert into crm.contacts ${sql(contact())} returning id`,
      )],
    [
      "create contact, floor: insert",
      (i) => undone(sql`insert into crm.contacts ${sql({ ...contact(), ...owner(i) })} returning id`),
    ],
    ["create invoice: entry and draft", (i) =>
      undone(
        sql`select ${entry(i, "invoices", "write")}`,
        sql`select finance.create_invoice_json(${draft(i)}::text::jsonb)::text`,
      )],
    ["create invoice, floor: invoice and lines", (i) => {
      const id = crypto.randomUUID();
      const invoice = {
        id,
        ...owner(i),
        owner_company_id: users[i % users.length].companyId,
        client_id: client(i),
        client_name: "Sophie Martin",
        date: "2026-01-15",
        due_date: "2026-02-14",
        currency: "CHF",
        amount_ht: 600,
        amount_tva: 48.6,
        amount_ttc: 648.6,
      };
      const rows = lines.map((line, at) => ({
        ...line,
        tenant_id: owner(i).tenant_id,
        invoice_id: id,
        position: at + 1,
        vat_code: "NORMAL",
        vat_rate: 8.1,
      }));
      return undone(
        sql`insert into finance.invoices ${sql(invoice)} returning *`,
        sql`insert into finance.invoice_lines ${sql(rows)} returning *`,
      );
    }],
  ];
}
