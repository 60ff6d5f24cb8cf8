import type { Sql } from "../../shared/db/pool.ts";

export function beginMail(sql: Sql) {
  return sql`savepoint mail`;
}

export function keepMail(sql: Sql) {
  return sql`release savepoint mail`;
}

export function undoMail(sql: Sql) {
  return sql`rollback to savepoint mail`;
}

/** Leaves the cause where somebody can find it: the audit log of the document. */
export function noteMailFailure(sql: Sql, { entity, id }: { entity: "quote" | "invoice"; id: string }, cause: string) {
  return sql`select sales.note_mail_failure(${entity}, ${id}, ${cause})`;
}
