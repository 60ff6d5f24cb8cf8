import type { Sql } from "postgres";
import type { Written } from "./writers.ts";

/** What must hold in the books after everything that happened; each line says what does not. */
export async function judgeBooks(sql: Sql, tenantIds: readonly string[], written: Written): Promise<string[]> {
  const faults: string[] = [];
  const check = (holds: boolean, otherwise: string) => holds || faults.push(otherwise);

  const doubled = await sql<{ email: string; n: number }[]>`
    select email, count(*)::int as n from crm.contacts
    where tenant_id = any (${tenantIds}) and email like 'nadia.%' group by email having count(*) > 1`;
  check(doubled.length === 0, `${doubled.length} contacts were written twice, ${doubled[0]?.email} among them`);
  await exist("contacts", "crm.contacts", written.contacts);
  await exist("quotes", "sales.quotes", written.quotes);
  await exist("notifications", "notifications.notifications", written.notifications);

  const unbalanced = await sql<{ entry_id: string }[]>`
    select entry_id from finance.accounting_entry_lines where tenant_id = any (${tenantIds})
    group by entry_id having sum(debit) <> sum(credit)`;
  check(unbalanced.length === 0, `${unbalanced.length} entries do not balance`);

  const series = await sql<
    { company: string; year: string; n: number; lowest: number; highest: number; used: number }[]
  >`
    select owner_company_id as company, split_part(invoice_number, '-', 2) as year, count(*)::int as n,
      min(split_part(invoice_number, '-', 3)::int) as lowest, max(split_part(invoice_number, '-', 3)::int) as highest,
      count(distinct invoice_number)::int as used
    from finance.invoices where tenant_id = any (${tenantIds}) and invoice_number is not null group by 1, 2`;
  for (const one of series) {
    const gapless = one.lowest === 1 && one.highest === one.n && one.used === one.n;
    check(gapless, `company ${one.company}, ${one.year}: ${one.n} numbers from ${one.lowest} to ${one.highest}`);
  }

  const [{ strangers, wrong }] = await sql<{ strangers: number; wrong: number }[]>`
    select count(*) filter (where i.id is null)::int as strangers,
      count(*) filter (where i.invoice_number <> w.number or i.paid_amount <> w.paid)::int as wrong
    from jsonb_to_recordset(${sql.json(written.invoices as never)}) as w (id uuid, number text, paid numeric)
    left join finance.invoices i on i.id = w.id`;
  check(strangers === 0, `${strangers} invoices that were answered are not there`);
  check(wrong === 0, `${wrong} invoices differ from what was answered`);
  const [{ twice }] = await sql<{ twice: number }[]>`
    select count(*)::int as twice from (
      select invoice_id from finance.payments where tenant_id = any (${tenantIds}) group by invoice_id having count(*) > 1
    ) p`;
  check(twice === 0, `${twice} payments were booked twice`);
  return faults;

  async function exist(what: string, table: string, ids: readonly string[]) {
    const [{ n }] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)} where id = any (${[
      ...ids,
    ]})`;
    check(n === new Set(ids).size, `${new Set(ids).size - n} ${what} that were answered are not there`);
  }
}
