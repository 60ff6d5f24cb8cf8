import type { Sql } from "../db/pool.ts";

/** The number the organisation sends from, as the provider names it; undefined where it has none of its own. */
export async function findSendingNumber(sql: Sql): Promise<string | undefined> {
  const [row] = await sql<{ phone_number_id: string }[]>`select phone_number_id from notifications.whatsapp_numbers`;
  return row?.phone_number_id;
}
