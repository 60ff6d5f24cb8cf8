import type { z } from "zod";
import type {
  Category,
  Delivery,
  MessagePriority,
  SendChannel,
} from "../../shared/contracts/notifications/vocabulary.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { RecipientFacts } from "./recipient_rules.ts";

/** A message as it was decided; what is absent is null. */
export interface DecidedMessage {
  channel: SendChannel;
  to_address: string | null;
  subject: string;
  body: string;
  html?: string;
  data: Record<string, unknown>;
  category: string;
  template: string;
  recipient: string;
  user_id: string | null;
  source_id?: string;
  priority: MessagePriority;
  scheduled_at?: string;
  slot_at?: string;
  status: string;
  reason?: string;
  next_attempt_at?: string;
}

export interface QueuedMessage {
  id: string;
  status: z.input<typeof Delivery>["status"];
  reason: string | null;
  send_at: string;
  duplicate: boolean;
}

export async function findRecipient(sql: Sql, recipient: string): Promise<RecipientFacts> {
  const [{ facts }] = await sql<{ facts: RecipientFacts }[]>`
    select notifications.recipient_facts(${recipient}) as facts`;
  return facts;
}

/** Milliseconds since 1970. */
export async function nextSlot(sql: Sql, recipient: string, channel: string, from: number): Promise<number> {
  const [{ slot }] = await sql<{ slot: number }[]>`
    select round(extract(epoch from notifications.next_slot(${recipient}, ${channel}, ${
    new Date(from).toISOString()
  })) * 1000)::float8 as slot`;
  return Number(slot);
}

export async function queueMessage(sql: Sql, message: DecidedMessage): Promise<QueuedMessage> {
  const [queued] = await sql<QueuedMessage[]>`
    select id, status, reason, send_at, duplicate from notifications.queue_message(${
    JSON.stringify(message)
  }::text::jsonb)`;
  return queued;
}

export interface DeliveryFilter {
  id?: string;
  status?: string;
  channel?: string;
  template?: string;
  recipient?: string;
  source_id?: string;
}

type DeliveryRow = z.input<typeof Delivery>;

const IS_WAITING = ["pending", "queued", "deferred"];

const statusOf = (sql: Sql) => sql`case when m.lease_id is not null then 'sending' else m.status end`;

function condition(sql: Sql, { id, status, channel, template, recipient, source_id }: DeliveryFilter) {
  const equal = { id, channel, template, recipient, source_id };
  const conditions = Object.entries(equal).filter(([, value]) => value !== undefined)
    .map(([name, value]) => sql`and ${sql(`m.${name}`)} = ${value!}`);
  const ofStatus = status === undefined ? sql`` : sql`and ${statusOf(sql)} = ${status}`;
  return sql`where true ${[...conditions, ofStatus]}`;
}

export function listDeliveries(sql: Sql, filter: DeliveryFilter, page: { limit: number; offset: number }) {
  return sql<DeliveryRow[]>`
    select m.id, m.channel, ${
    statusOf(sql)
  } as status, m.reason, m.category, m.template, m.recipient, m.to_address, m.subject,
      m.priority, m.source_id, m.attempts, m.last_error, m.scheduled_at, m.sent_at, m.created_at,
      case when m.status = any (${IS_WAITING}) then m.next_attempt_at end as send_at
    from notifications.outgoing_messages m ${condition(sql, filter)}
    order by m.created_at desc, m.id desc limit ${page.limit} offset ${page.offset}`;
}

export function countDeliveries(sql: Sql, filter: DeliveryFilter) {
  return sql<{ total: string }[]>`
    select count(*) as total from notifications.outgoing_messages m ${condition(sql, filter)}`;
}

export function listSuppressedAddresses(sql: Sql, page: { limit: number; offset: number }) {
  return sql<{ id: string; channel: SendChannel; address: string; message_id: string | null; created_at: string }[]>`
    select id, channel, address, message_id, created_at from notifications.suppressed_addresses
    order by created_at desc, id desc limit ${page.limit} offset ${page.offset}`;
}

export function countSuppressedAddresses(sql: Sql) {
  return sql<{ total: string }[]>`select count(*) as total from notifications.suppressed_addresses`;
}

export function releaseAddress(sql: Sql, id: string) {
  return sql<{ id: string }[]>`delete from notifications.suppressed_addresses where id = ${id} returning id`;
}

export async function stopMarketing(sql: Sql, userId: string): Promise<boolean> {
  const [{ stopped }] = await sql<{ stopped: boolean }[]>`select notifications.stop_marketing(${userId}) as stopped`;
  return stopped;
}

/** A notification as a mail tells it. */
export interface Copied {
  title: string;
  body: string;
  metadata: Record<string, unknown> | null;
  category: Category;
  priority: MessagePriority;
}

/** For services, which are nobody's addressee and still read what they copy. */
export function findCopied(sql: Sql, id: string) {
  return sql<Copied[]>`select title, body, metadata, category, priority from notifications.told(${id})`;
}

export async function findMembersTold(sql: Sql, id: string): Promise<string[]> {
  const rows = await sql<{ user_id: string }[]>`select user_id from notifications.members_told(${id}) as user_id`;
  return rows.map((row) => row.user_id);
}
