import postgres from "postgres";
import type { TestDatabase } from "./database.ts";
import type { TestActor } from "./world.ts";

/**
 * The plans of the statements inside a SQL function, as the server really executed them for this actor: the function is called
 * `times` times in one session, so that a plan that goes bad once it is cached shows up too. Newest last.
 */
export async function nestedPlans(
  db: TestDatabase,
  actor: TestActor,
  grants: Record<string, readonly [string | null, string | null]>,
  fn: string,
  args: readonly (string | number | boolean | readonly string[] | null)[],
  times = 1,
): Promise<string[]> {
  const plans: string[] = [];
  const sql = postgres(db.adminUrl, {
    max: 1,
    onnotice: ({ message }) => {
      if (message?.startsWith("duration:") && message.includes("Query Text:")) plans.push(message);
    },
  });
  try {
    await sql.begin(async (tx) => {
      await tx`load 'auto_explain'`;
      await tx`
        select set_config('auto_explain.log_min_duration', '0', true),
          set_config('auto_explain.log_nested_statements', 'on', true), set_config('client_min_messages', 'log', true),
          set_config('app.tenant_id', ${actor.tenantId}, true), set_config('app.user_id', ${actor.userId}, true),
          set_config('app.grants', ${
        JSON.stringify(grants)
      }::text::jsonb::text, true), set_config('app.team_ids', m.team_ids::text, true),
          set_config('app.company_ids', 'all', true)
        from identity.memberships m where m.tenant_id = ${actor.tenantId} and m.user_id = ${actor.userId}`;
      await tx`set local role authenticated`;
      const values = args.map((arg, i) => i === 0 ? tx`${arg as string}` : tx`, ${arg as string}`);
      for (let i = 0; i < times; i++) await tx`select count(*) from ${tx(fn)}(${values})`;
    });
  } finally {
    await sql.end();
  }
  // Only statements that touch tables say anything about indexes.
  return plans.filter((plan) => /Scan/.test(plan) && !plan.includes("Function Scan on " + fn.split(".")[1]));
}
