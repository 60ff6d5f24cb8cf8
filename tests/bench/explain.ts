import postgres from "postgres";
import { nameFragments } from "./names.ts";
import type { BenchUser } from "./scenarios.ts";

/**
 * The plans of the statements behind the five kinds of work, as the server executed them for this person with everything on:
 * the entry, then the statement, several times in one session so that cached plans show. Writes are rolled back.
 */
export async function explainWork(adminUrl: string, user: BenchUser): Promise<string> {
  const [fragment] = nameFragments(1);
  const [{ invoice, contact }] = await withSession(
    adminUrl,
    (sql) =>
      sql`select (select a.id from bench.asked a where a.kind = 'invoice' and a.tenant_no = ${user.tenantNo} limit 1) as invoice,
      (select a.id from bench.asked a where a.kind = 'contact' and a.tenant_no = ${user.tenantNo} limit 1) as contact`,
  );
  const draft = JSON.stringify({
    owner_company_id: user.companyId,
    client_id: contact,
    lines: [1, 2, 3].map((i) => ({ description: `Ligne ${i}`, quantity: i, unit_price: 100 })),
  });
  const statements: [string, string, string, unknown[]][] = [
    ["list", "contacts.read", "select crm.contact_page(1, 20, null, null, null)", []],
    ["search", "contacts.read", "select crm.contact_page(1, 20, $1, null, null)", [fragment]],
    ["get", "invoices.read", "select finance.invoice_json($1)", [invoice]],
    [
      "create a contact",
      "contacts.write",
      "insert into crm.contacts (first_name, last_name, email) values ('Ada', 'Favre', $1) returning id",
      [`plan.${crypto.randomUUID()}@example.ch`],
    ],
    ["create an invoice", "invoices.write", "select finance.create_invoice($1::text::jsonb)", [draft]],
  ];
  let text = "";
  for (const [title, guard, statement, values] of statements) {
    const plans = await plansOf(adminUrl, user, guard.split("."), statement, values)
      .catch((error) => [`not explained: ${error.message}`]);
    text += `\n===== ${title}\n\n${plans.join("\n\n")}\n`;
  }
  return text;
}

async function plansOf(
  adminUrl: string,
  user: BenchUser,
  [key, action]: string[],
  statement: string,
  values: unknown[],
): Promise<string[]> {
  let plans: string[] = [];
  const undo = new Error("rolled back on purpose");
  await withSession(adminUrl, (sql) =>
    sql.begin(async (tx) => {
      await tx`load 'auto_explain'`;
      for (const name of ["log_analyze", "log_buffers", "log_nested_statements", "log_triggers"]) {
        await tx`select set_config(${`auto_explain.${name}`}, 'on', true)`;
      }
      await tx`select set_config('client_min_messages', 'log', true), set_config('auto_explain.log_min_duration', '0', true)`;
      const claims = { sub: user.userId, tenant_id: user.tenantId, session_id: user.sessionId, role: "authenticated" };
      for (let i = 0; i < (action === "read" ? 3 : 1); i++) {
        await tx`reset role`;
        await tx`
          select app.enter_session(${
          JSON.stringify(claims)
        }, ${key}, ${action}, '{}', 'session'), set_config('role', 'authenticated', true)`;
        plans = [];
        await tx.unsafe(statement, values as never[], { prepare: true });
      }
      throw undo;
    }).catch((error) => {
      if (error !== undo) throw error;
    }), (plan) => plans.push(plan));
  return plans;
}

async function withSession<T>(
  url: string,
  work: (sql: postgres.Sql) => PromiseLike<T>,
  onPlan: (plan: string) => void = () => {},
): Promise<T> {
  const sql = postgres(url, {
    max: 1,
    onnotice: ({ message }) => {
      if (message?.startsWith("duration:") && /Scan|Insert|Trigger/.test(message)) onPlan(message);
    },
  });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
