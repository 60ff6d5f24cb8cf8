/** A threat rule in force for an organisation. */
export interface ThreatRule {
  rule: string;
  is_enabled: boolean;
  trigger_action: string | null;
  trigger_category: string | null;
  condition: "distinct_accounts" | "distinct_countries" | "outside_hours" | "security_settings" | null;
  /** How many events, accounts or countries it takes within the window. */
  threshold: number;
  window_seconds: number;
  group_by: "ip" | "actor" | "actor_or_ip";
  priority: "low" | "medium" | "high" | "critical";
  opens_at: number | null;
  closes_at: number | null;
}

/** What the rules look at of an event. */
export interface WatchedEvent {
  id: string;
  /** ISO 8601 in UTC. */
  at: string;
  action: string;
  category: string;
  actor_id: string | null;
  ip_address: string | null;
  entity_type: string | null;
  entity_id: string | null;
  /** The account a sign-in was tried for, or a digest of its name. */
  account: string | null;
  country: string | null;
  /** The state after a change of the configuration, as JSON. */
  after_state: string | null;
}

/** A rule that was set off by what one address or person did. */
export interface Threat {
  rule: ThreatRule;
  group: string;
  /** All events in windows that reach the threshold, in order. */
  events: WatchedEvent[];
  /** Those of them that had not been looked at before. */
  fresh: WatchedEvent[];
}

/** True when the event sets off the rule by its action or category, whatever else the rule asks. */
export function isTrigger(rule: ThreatRule, event: WatchedEvent): boolean {
  return rule.trigger_action === null ? event.category === rule.trigger_category : event.action === rule.trigger_action;
}

/**
 * What the rules find in events that are new, seen together with those around them. Windows may end before or after a new
 * event, so one that arrives late still completes what others had begun; a window without a new event was judged before.
 */
export function findThreats(
  rules: readonly ThreatRule[],
  fresh: readonly WatchedEvent[],
  known: readonly WatchedEvent[],
  timeZone: string,
): Threat[] {
  const isFresh = new Set(fresh.map(({ id }) => id));
  const all = [...fresh, ...known.filter(({ id }) => !isFresh.has(id))]
    .map((event) => ({ event, time: Date.parse(event.at) }))
    .sort((a, b) => a.time - b.time || (a.event.id < b.event.id ? -1 : 1));
  return rules.filter((rule) => rule.is_enabled).flatMap((rule) => {
    const groups = new Map<string, typeof all>();
    for (const timed of all) {
      const group = isTrigger(rule, timed.event) && meets(rule, timed.event, timeZone) && groupOf(rule, timed.event);
      if (group) groups.set(group, [...(groups.get(group) ?? []), timed]);
    }
    return [...groups].flatMap(([group, timed]) => {
      const events = eventsOverThreshold(rule, timed, isFresh);
      const found = events.filter(({ id }) => isFresh.has(id));
      return found.length > 0 ? [{ rule, group, events, fresh: found }] : [];
    });
  });
}

/** The union of all windows that reach the threshold and hold something new. */
function eventsOverThreshold(
  rule: ThreatRule,
  timed: readonly { event: WatchedEvent; time: number }[],
  isFresh: ReadonlySet<string>,
): WatchedEvent[] {
  const found = new Set<WatchedEvent>();
  let start = 0;
  for (let end = 0; end < timed.length; end++) {
    while (timed[end].time - timed[start].time > rule.window_seconds * 1000) start++;
    const window = timed.slice(start, end + 1).map(({ event }) => event);
    if (measure(rule, window) < rule.threshold || !window.some(({ id }) => isFresh.has(id))) continue;
    for (const event of window) found.add(event);
  }
  return [...found];
}

function measure(rule: ThreatRule, window: readonly WatchedEvent[]): number {
  if (rule.condition === "distinct_accounts") return distinct(window.map(({ account }) => account));
  if (rule.condition === "distinct_countries") return distinct(window.map(({ country }) => country));
  return window.length;
}

function distinct(values: (string | null)[]): number {
  return new Set(values.filter((value) => value !== null)).size;
}

function groupOf({ group_by }: ThreatRule, { actor_id, ip_address }: WatchedEvent): string | null {
  if (group_by === "ip") return ip_address || null;
  return actor_id || (group_by === "actor_or_ip" && ip_address) || null;
}

/** The conditions that one event meets or not; those over several are measured over the window. */
function meets({ condition, opens_at, closes_at }: ThreatRule, event: WatchedEvent, timeZone: string): boolean {
  if (condition === "security_settings") return concernsSecurity(event);
  if (condition !== "outside_hours") return true;
  const hour = hourIn(timeZone, event.at);
  return hour < (opens_at ?? 0) || hour >= (closes_at ?? 24);
}

function hourIn(timeZone: string, at: string): number {
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(new Date(at));
  return Number(hour);
}

const SECURITY_WORDS = /(^|[^a-z])(security|auth|authentication|authorization|permissions?|mfa|password)([^a-z]|$)/i;

/** True when the name of what was configured speaks of security, sign-in or permissions, at any depth. */
function concernsSecurity({ action, entity_type, entity_id, after_state }: WatchedEvent): boolean {
  const named = [action, entity_type, entity_id].filter((name) => name !== null);
  const keys = after_state === null ? [] : keysOf(JSON.parse(after_state));
  return [...named, ...keys].some((name) => SECURITY_WORDS.test(name));
}

function keysOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysOf)];
}

/** Stable names of what to do next; clients put them into words. */
const ACTIONS: Record<string, readonly string[]> = {
  brute_force_login: ["block_ip_address", "check_targeted_accounts"],
  credential_stuffing: ["block_ip_address", "reset_targeted_passwords", "require_mfa"],
  privilege_escalation: ["review_permissions", "revoke_sessions"],
  mass_data_export: ["contact_person", "revoke_sessions"],
  mass_deletion: ["contact_person", "revoke_sessions", "restore_deleted_records"],
  after_hours_activity: ["contact_person"],
  impossible_travel: ["revoke_sessions", "reset_password", "require_mfa"],
  config_tampering: ["review_change", "contact_person"],
  injection_attempt: ["block_ip_address", "review_requests"],
  api_abuse: ["review_requests", "lower_rate_limit"],
};

export function recommendedActions(rule: string): readonly string[] {
  return ACTIONS[rule] ?? ["review_events"];
}

/** What the events of a threat have in common and how they spread. */
export function indicatorsOf({ rule, group, events }: Threat): Record<string, unknown> {
  const several = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))].sort();
  const addresses = several(events.map(({ ip_address }) => ip_address));
  const actors = several(events.map(({ actor_id }) => actor_id));
  const countries = several(events.map(({ country }) => country));
  return {
    group,
    threshold: rule.threshold,
    window_seconds: rule.window_seconds,
    ip_addresses: addresses.slice(0, 20),
    actor_ids: actors.slice(0, 20),
    ...(countries.length > 0 && { countries: countries.slice(0, 20) }),
    ...(rule.condition === "distinct_accounts" && { accounts: distinct(events.map(({ account }) => account)) }),
  };
}
