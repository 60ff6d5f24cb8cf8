import type { Sql } from "../../shared/db/pool.ts";
import type { BillingStatusName } from "./invoices_rules.ts";

/** An invoice as its status is seen here. */
export interface StatusRow {
  id: string;
  status: BillingStatusName;
  payment_method: string | null;
  paid_at: string | null;
  updated_at: string;
}

export function findStatus(sql: Sql, id: string) {
  return sql<StatusRow[]>`
    select id, finance.billing_status(finance.billing_code(status, due_date, finance.today())) as status,
      upper(payment_method) as payment_method, paid_at, updated_at
    from finance.invoices where id = ${id} and deleted_at is null`;
}

/** Pays what remains. `paidAt` is a day or an instant, read in the time zone of the tenant. */
export function payRemaining(sql: Sql, id: string, method: string, paidAt: string | undefined) {
  return sql`
    select finance.record_payment(${id}, null::numeric, finance.civil_day(${
    paidAt ?? null
  }), ${method}, null, null, false)`;
}

export function cancelInvoice(sql: Sql, id: string) {
  return sql`select finance.cancel_invoice(${id}, 'Cancelled')`;
}
