import type { DeviceToken } from "../../shared/contracts/notifications/push.ts";
import type { Sql } from "../../shared/db/pool.ts";

export interface SubscriptionRow {
  id: string;
  token: string;
  kind: "web" | "fcm";
  device_label: string | null;
  user_agent: string | null;
  is_active: boolean;
  last_error: string | null;
  last_seen_at: string;
  created_at: string;
  updated_at: string;
}

const columns = (sql: Sql) =>
  sql`id, address_token as token, kind, device_label, user_agent, is_active, last_error, last_seen_at, created_at, updated_at`;

/** Registers a device for the caller, or moves a known one over to them. */
export async function registerDevice(sql: Sql, device: DeviceToken, label: string | null, userAgent: string | null) {
  const keys = device.kind === "web" ? device : { p256dh: null, auth: null };
  const [{ subscription_id, created }] = await sql<{ subscription_id: string; created: boolean }[]>`
    select * from notifications.register_push(
      ${device.kind}, ${device.address}, ${keys.p256dh}, ${keys.auth}, ${label}, ${userAgent})`;
  const [subscription] = await sql<SubscriptionRow[]>`
    select ${columns(sql)} from notifications.push_subscriptions where id = ${subscription_id}`;
  return { subscription, created };
}

export function switchOff(sql: Sql, address: string) {
  return sql<{ id: string }[]>`
    update notifications.push_subscriptions set is_active = false
    where address_token = ${address} and user_id = app.user_id() and is_active returning id`;
}

export function listSubscriptions(sql: Sql) {
  return sql<SubscriptionRow[]>`
    select ${columns(sql)} from notifications.push_subscriptions
    where user_id = app.user_id() order by created_at desc, id desc`;
}

interface UserRow {
  id: string;
  name: string;
  email: string;
  active_subscriptions: number;
  total_subscriptions: number;
}

export function listUsersWithDevices(sql: Sql) {
  return sql<UserRow[]>`
    select u.id, u.name, u.email, count(s.id) filter (where s.is_active)::int as active_subscriptions,
      count(s.id)::int as total_subscriptions
    from identity.memberships m join identity.users u on u.id = m.user_id
    left join notifications.push_subscriptions s on s.tenant_id = m.tenant_id and s.user_id = m.user_id
    where m.tenant_id = app.tenant_id() and m.status = 'ACTIVE'
    group by u.id order by u.name, u.id`;
}

export function findActiveMember(sql: Sql, userId: string) {
  return sql<{ id: string }[]>`
    select m.user_id as id from identity.memberships m
    where m.tenant_id = app.tenant_id() and m.user_id = ${userId} and m.status = 'ACTIVE'`;
}
