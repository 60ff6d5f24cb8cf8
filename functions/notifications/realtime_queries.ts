import type { Sql } from "../../shared/db/pool.ts";

/** Whether the caller may join a live topic, or be seen on it. */
export function mayJoin(sql: Sql, kind: "topic" | "presence", topic: string) {
  return kind === "topic"
    ? sql<{ allowed: boolean }[]>`select app.may_listen(${topic}) as allowed`
    : sql<{ allowed: boolean }[]>`select app.may_meet(${topic}) as allowed`;
}

/** Jobs are rows: who may see one may follow it. */
export function maySeeJob(sql: Sql, id: string) {
  return sql<{ allowed: boolean }[]>`select exists (select from ops.jobs where id = ${id}) as allowed`;
}

/** Whether the caller holds the key for test events, or everything. */
export function mayTest(sql: Sql, everything: boolean) {
  return sql<{ allowed: boolean }[]>`
    select case when ${everything}::boolean then app.granted('*') is not null
      else app.write_scope('realtime.test') is not null end as allowed`;
}

export function issueStreamTicket(sql: Sql, hash: string, seconds: number) {
  return sql`select identity.issue_stream_ticket(${hash}, ${seconds})`;
}

export function enqueuePublish(sql: Sql, messages: unknown) {
  return sql`
    select app.enqueue('realtime.publish', ${JSON.stringify({ messages })}::text::jsonb, null, null, 'broker', false)`;
}

export function enqueueDisconnect(sql: Sql, userId: string) {
  return sql`
    select app.enqueue(
      'realtime.disconnect', ${JSON.stringify({ user_id: userId })}::text::jsonb, ${userId}, null, null, false
    )`;
}
