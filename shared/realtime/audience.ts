/** Who may hear an event, by the rules by which rows are read; `app.may_listen` in SQL holds the same for live topics. */

/** To whom an event is addressed, as `app.publish` wrote it. */
export interface Audience {
  tenant_id: string;
  /** A permission key, `notifications` for hints to the staff, or `user:<id>` for one person; empty for nobody. */
  channel: string;
  company_id: string | null;
  team_id: string | null;
  owner_id: string | null;
}

/** What a member may hear, as their membership says now. */
export interface Listener {
  tenantId: string;
  userId: string;
  /** Per permission key the scope for reading and the one for writing. */
  grants: Readonly<Record<string, readonly [string | null, string | null]>>;
  teamIds: readonly string[];
  /** Null for all companies. */
  companyIds: readonly string[] | null;
  isStaff: boolean;
}

const RANK: Record<string, number> = { SELF: 1, GROUP: 2, ALL: 3 };

/** How far somebody reads under a key. Who may write a row may read it, so the wider of both scopes counts. */
export function readScope(grants: Listener["grants"], key: string): string | null {
  const [read, write] = grants["*"] ?? grants[key] ?? [null, null];
  return (RANK[write ?? ""] ?? 0) > (RANK[read ?? ""] ?? 0) ? write : read;
}

/** Whoever reads all of finance reads its invoices, and whoever reads all invoices their payments. */
function liveScope(grants: Listener["grants"], key: string): string | null {
  const readsAll = (other: string) => readScope(grants, other) === "ALL";
  switch (key) {
    case "invoices":
      return readsAll("finance") ? "ALL" : readScope(grants, key);
    case "payments":
      return readsAll(key) || readsAll("invoices") || readsAll("finance") ? "ALL" : null;
  }
  return readScope(grants, key);
}

/** True where the member may read what the event tells of. */
export function hears(listener: Listener, event: Audience): boolean {
  if (event.tenant_id !== listener.tenantId || Object.keys(listener.grants).length === 0) return false;
  if (event.channel.startsWith("user:")) return event.channel === `user:${listener.userId}`;
  if (event.channel === "notifications") return listener.isStaff;
  const { companyIds } = listener;
  if (event.company_id !== null && companyIds !== null && !companyIds.includes(event.company_id)) return false;
  switch (liveScope(listener.grants, event.channel)) {
    case "ALL":
      return true;
    case "GROUP":
      return event.team_id !== null && listener.teamIds.includes(event.team_id);
    case "SELF":
      return event.owner_id === listener.userId;
    default:
      return false;
  }
}

/** The live topics an event is told on: for readers of everything, of their team's and of their own rows. */
export function topicsOf({ tenant_id, channel, company_id, team_id, owner_id }: Audience): string[] {
  const topic = `tenant:${tenant_id}:${channel}${company_id === null ? "" : `:company:${company_id}`}`;
  return [
    topic,
    ...(team_id === null ? [] : [`${topic}:team:${team_id}`]),
    ...(owner_id === null ? [] : [`${topic}:user:${owner_id}`]),
  ];
}
