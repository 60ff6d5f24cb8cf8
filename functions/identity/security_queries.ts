import type { z } from "zod";
import type { SecurityPolicy, SecurityPolicyPatch } from "../../shared/contracts/identity/security.ts";
import type { Sql } from "../../shared/db/pool.ts";

type Policy = z.input<typeof SecurityPolicy>;

export function findPolicy(sql: Sql) {
  return sql<{ policy: Policy }[]>`select identity.auth_policy(settings) as policy from identity.tenants`;
}

export function savePolicy(sql: Sql, patch: z.output<typeof SecurityPolicyPatch>) {
  return sql<{ policy: Policy }[]>`
    select identity.save_auth_policy(${JSON.stringify(patch)}::text::jsonb) as policy`;
}

interface Page {
  limit: number;
  offset: number;
  days: number;
}

const since = (sql: Sql, { days }: Page) => sql`now() - make_interval(days => ${days})`;

function attempts(sql: Sql, search: Page & { email?: string; outcome?: string }) {
  return sql`identity.login_attempts_of_tenant(${search.email ?? null}, ${search.outcome ?? null}, ${
    since(sql, search)
  })`;
}

export function listLoginAttempts(sql: Sql, search: Page & { email?: string; outcome?: string }) {
  return sql<
    { at: string; email: string; ip_address: string | null; outcome: string; reason: string | null }[]
  >`
    select a.at, a.email_norm as email, a.ip as ip_address, a.outcome, a.reason from ${attempts(sql, search)} a
    order by a.at desc, a.id desc limit ${search.limit} offset ${search.offset}`;
}

export function countLoginAttempts(sql: Sql, search: Page & { email?: string; outcome?: string }) {
  return sql<{ count: string }[]>`select count(*) from ${attempts(sql, search)} a`;
}

interface EventSearch extends Page {
  category?: string;
  action?: string;
  severity?: string;
  user_id?: string;
}

function events(sql: Sql, search: EventSearch) {
  return sql`identity.security_events(${search.category ?? null}, ${search.action ?? null}, ${search.severity ?? null},
    ${search.user_id ?? null}, ${since(sql, search)})`;
}

export function listSecurityEvents(sql: Sql, search: EventSearch) {
  return sql<
    {
      id: string;
      timestamp: string;
      category: string;
      action: string;
      description: string;
      severity: string;
      outcome: string;
      actor_id: string | null;
      actor_type: string;
      ip_address: string | null;
      entity_type: string | null;
      entity_id: string | null;
      before_state: unknown;
      after_state: unknown;
      context: unknown;
    }[]
  >`
    select 'evt_' || e.id as id, e.at as timestamp, e.category, e.action, e.description, e.severity, e.outcome, e.actor_id,
      e.actor_type, e.ip_address, e.entity_type, e.entity_id, e.before_state::json as before_state,
      e.after_state::json as after_state, e.context
    from ${events(sql, search)} e order by e.at desc, e.id desc limit ${search.limit} offset ${search.offset}`;
}

export function countSecurityEvents(sql: Sql, search: EventSearch) {
  return sql<{ count: string }[]>`select count(*) from ${events(sql, search)} e`;
}
