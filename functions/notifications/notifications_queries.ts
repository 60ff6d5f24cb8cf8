import type { z } from "zod";
import type { Notification, NotificationCreate } from "../../shared/contracts/notifications/notifications.ts";
import type { SendChannel } from "../../shared/contracts/notifications/vocabulary.ts";
import type { Sql } from "../../shared/db/pool.ts";

export type NotificationRow = z.input<typeof Notification>;

type Fragment = ReturnType<typeof callersReads>;

/** What a caller may ask the list for. */
export interface ListFilter {
  type?: string;
  priority?: string;
  category?: string;
  /** Undefined: both. */
  read?: boolean;
}

/** The wire form of a row; `readAt` is when the caller read it, which only a personal row knows by itself. */
const wireColumns = (sql: Sql, readAt: Fragment) =>
  sql`n.id, n.owner_company_id, n.type, n.title, n.body, n.metadata, n.recipient, n.priority, n.category, 'in_app' as channel, n.dedupe_key,
    (${readAt}) is not null as read, (${readAt}) as read_at, n.created_at`;

const callersReadAt = (sql: Sql) => sql`case when n.is_personal then n.read_at else r.read_at end`;

const callersReads = (sql: Sql) =>
  sql`left join notifications.notification_reads r on r.tenant_id = n.tenant_id and r.notification_id = n.id
    and r.user_id = (select app.user_id())`;

function condition(sql: Sql, { type, priority, category, read }: ListFilter) {
  return sql`
    ${type === undefined ? sql`` : sql`and n.type = ${type}`}
    ${priority === undefined ? sql`` : sql`and n.priority = ${priority}`}
    ${category === undefined ? sql`` : sql`and n.category = ${category}`}
    ${
    read === undefined
      ? sql``
      : read
      ? sql`and ${callersReadAt(sql)} is not null`
      : sql`and ${callersReadAt(sql)} is null`
  }`;
}

/** One ordered index walk per address of the caller, merged: the cost follows the page, not the history. */
export function listNotifications(sql: Sql, filter: ListFilter, page: { limit: number; offset: number }) {
  return sql<NotificationRow[]>`
    select newest.* from unnest(notifications.audiences()) as mine (audience)
    cross join lateral (
      select ${wireColumns(sql, callersReadAt(sql))}
      from notifications.notifications n ${callersReads(sql)}
      where n.audience = mine.audience ${condition(sql, filter)}
      order by n.created_at desc, n.id desc limit ${page.limit + page.offset}
    ) newest
    order by newest.created_at desc, newest.id desc limit ${page.limit} offset ${page.offset}`;
}

/** What templates sent to the caller on another channel; nobody knows whether a mail was read. */
export function listSentToCaller(
  sql: Sql,
  channel: SendChannel,
  f: ListFilter,
  page: { limit: number; offset: number },
) {
  return sql<NotificationRow[]>`
    select m.id, null::uuid as owner_company_id, m.template as type, m.subject as title, m.body, nullif(m.data, '{}') as metadata,
      m.recipient, m.priority, m.category, m.channel, m.source_id as dedupe_key, false as read,
      null::timestamptz as read_at, m.created_at
    from notifications.outgoing_messages m ${sentToCaller(sql, channel, f)}
    order by m.created_at desc, m.id desc limit ${page.limit} offset ${page.offset}`;
}

export function countSentToCaller(sql: Sql, channel: SendChannel, filter: ListFilter) {
  return sql<{ total: string }[]>`
    select count(*) as total from notifications.outgoing_messages m ${sentToCaller(sql, channel, filter)}`;
}

const sentToCaller = (sql: Sql, channel: SendChannel, { type, priority, category, read }: ListFilter) =>
  sql`where m.user_id = (select app.member_id()) and m.channel = ${channel} and m.status in ('sent', 'delivered')
    and m.category is not null
    ${type === undefined ? sql`` : sql`and m.template = ${type}`}
    ${priority === undefined ? sql`` : sql`and m.priority = ${priority}`}
    ${category === undefined ? sql`` : sql`and m.category = ${category}`}
    ${read ? sql`and false` : sql``}`;

export function countNotifications(sql: Sql, filter: ListFilter) {
  return sql<{ total: string }[]>`
    select count(*) as total from notifications.notifications n ${filter.read === undefined ? sql`` : callersReads(sql)}
    where n.audience = any ((select notifications.audiences())::text[]) ${condition(sql, filter)}`;
}

/** In two halves, each with the index it needs: what is personal knows itself that it was read, what is shared does not. */
export function countUnread(sql: Sql, type?: string) {
  const ofType = type === undefined ? sql`` : sql`and n.type = ${type}`;
  return sql<{ count: string; low: string; normal: string; high: string; critical: string }[]>`
    select count(*) as count,
      count(*) filter (where u.priority = 'low') as low, count(*) filter (where u.priority = 'normal') as normal,
      count(*) filter (where u.priority = 'high') as high, count(*) filter (where u.priority = 'critical') as critical
    from (
      select n.priority from notifications.notifications n
      where n.audience = any ((select notifications.audiences())::text[]) and n.is_personal and n.read_at is null ${ofType}
      union all
      select n.priority from notifications.notifications n
      where n.audience = any ((select notifications.audiences())::text[]) and not n.is_personal ${ofType} and not exists (
        select from notifications.notification_reads r
        where r.tenant_id = n.tenant_id and r.notification_id = n.id and r.user_id = (select app.user_id())
      )
    ) u`;
}

/** Marks one as read and keeps the first time; no row for whoever is not an addressee. */
export function markRead(sql: Sql, id: string) {
  return sql<NotificationRow[]>`
    with n as (
      update notifications.notifications as t set read_at = coalesce(t.read_at, clock_timestamp())
      where t.id = ${id} returning t.*
    ), noted as (
      insert into notifications.notification_reads (notification_id)
      select n.id from n where not n.is_personal on conflict do nothing returning read_at
    )
    select ${wireColumns(sql, sql`case when n.is_personal then n.read_at else coalesce(noted.read_at, r.read_at) end`)}
    from n ${callersReads(sql)} left join noted on true`;
}

/** Marks everything unread of the caller in one statement and tells how much that was. */
export function markAllRead(sql: Sql, type?: string) {
  return sql<{ updated: string }[]>`
    with unread as (
      select n.id, n.is_personal from notifications.notifications n ${callersReads(sql)}
      where n.audience = any ((select notifications.audiences())::text[]) ${condition(sql, { type, read: false })}
    ), noted as (
      insert into notifications.notification_reads (notification_id)
      select u.id from unread u where not u.is_personal on conflict do nothing returning notification_id
    ), marked as (
      update notifications.notifications as t set read_at = clock_timestamp()
      from unread u where t.id = u.id and t.read_at is null returning t.id, t.is_personal
    )
    select (select count(*) from noted) + (select count(*) from marked where is_personal) as updated`;
}

export function postNotification(sql: Sql, given: z.output<typeof NotificationCreate>) {
  const metadata = given.metadata ? JSON.stringify(given.metadata) : null;
  return sql<(NotificationRow & { duplicate: boolean })[]>`
    with posted as (
      select (p.notification).*, p.duplicate from notifications.post(
        ${given.type}, ${given.title}, ${given.body}, ${metadata}::text::jsonb, ${given.recipient ?? null},
        ${given.priority}, ${given.dedupe_key ?? null}, ${given.owner_company_id ?? null}
      ) p
    )
    select ${wireColumns(sql, sql`null::timestamptz`)}, n.duplicate from posted n`;
}

/** Where a new stream stands: the time of the database, and what was already there shortly before it. */
export function findStreamStart(sql: Sql, overlapSeconds: number) {
  return sql<{ now: string; known: string[] }[]>`
    select clock_timestamp() as now, coalesce(array_agg(n.id), '{}') as known from notifications.notifications n
    where n.audience = any ((select notifications.audiences())::text[])
      and n.created_at > now() - make_interval(secs => ${overlapSeconds})`;
}

/**
 * What came after a given notification: the newest `limit` of it, oldest first. It goes back `overlapSeconds` further, because
 * what began earlier may have been committed later; a reader knows what it has seen by its id. Nothing for an id the caller
 * cannot see.
 */
export function listMissed(sql: Sql, lastId: string, overlapSeconds: number, limit: number) {
  return sql<NotificationRow[]>`
    select missed.* from (
      select ${wireColumns(sql, callersReadAt(sql))}
      from notifications.notifications n ${callersReads(sql)}
      where n.audience = any ((select notifications.audiences())::text[])
        and n.id <> ${lastId}
        and n.created_at > (
          select last.created_at - make_interval(secs => ${overlapSeconds}) from notifications.notifications last
          where last.id = ${lastId} and last.audience = any ((select notifications.audiences())::text[])
        )
      order by n.created_at desc, n.id desc limit ${limit}
    ) missed order by missed.created_at, missed.id`;
}

/**
 * What is new since an instant, oldest first. It looks a little further back and leaves out what is known, because a row
 * becomes visible with its commit, which may come after that of a younger row.
 */
export function listNewer(sql: Sql, since: string, overlapSeconds: number, known: string[], limit: number) {
  return sql<NotificationRow[]>`
    select ${wireColumns(sql, callersReadAt(sql))}
    from notifications.notifications n ${callersReads(sql)}
    where n.audience = any ((select notifications.audiences())::text[])
      and n.created_at > ${since}::timestamptz - make_interval(secs => ${overlapSeconds})
      and n.id <> all (${known}::uuid[])
    order by n.created_at, n.id limit ${limit}`;
}
