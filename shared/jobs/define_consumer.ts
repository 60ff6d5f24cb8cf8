import type { Config } from "../config/config.ts";
import type { Sql } from "../db/pool.ts";
import type { Log } from "../http/log.ts";

/** One event of the outbox. */
export interface OutboxEvent {
  /** Grows in the order in which things happened to an entity. */
  id: string;
  type: string;
  entity: string;
  entity_id: string;
  payload: Record<string, unknown>;
  actor_id: string | null;
  /** Who may hear of it, see `shared/realtime/audience.ts`. */
  channel: string;
  company_id: string | null;
  team_id: string | null;
  owner_id: string | null;
  at: string;
}

/** What a consumer may do with a batch. */
export interface ConsumerContext {
  /** The transaction of the tenant that also moves the position on: what is done in it is done exactly once. */
  sql: Sql;
  tenantId: string;
  config: Config;
  log: Log;
}

/** A reader of the outbox with a position of its own. */
export interface ConsumerDefinition {
  readonly name: string;
  readonly types: readonly string[] | "all";
  readonly startsWith: "next" | "oldest";
  readonly isWanted: (config: Config) => boolean;
  handle(batch: readonly OutboxEvent[], ctx: ConsumerContext): Promise<void>;
}

interface ConsumerSpec {
  /** Never changes: the position is kept under it. */
  name: string;
  /** Event types such as `invoice.paid`, or all. */
  types: readonly string[] | "all";
  /** Where a consumer begins that nobody has seen before: with what happens next (default) or the oldest event kept. */
  startsWith?: "next" | "oldest";
  /**
   * False where the configuration leaves it nothing to do: then it reads nothing and gives its position up, so that it holds no
   * event back. Wanted again, it begins anew. Default: always wanted.
   */
  isWanted?: (config: Config) => boolean;
  /**
   * Deals with events of one tenant, in order, inside `ctx.sql`: SQL only, whatever goes outside is queued as a job there.
   * When it throws, nothing of the batch is kept and the tenant's events wait and are handed over again; other tenants go on.
   */
  handle(batch: readonly OutboxEvent[], ctx: ConsumerContext): Promise<void>;
}

/** Declares a consumer. Every event reaches it, events of an entity in the order in which they happened. */
export function defineConsumer(spec: ConsumerSpec): ConsumerDefinition {
  return Object.freeze({ startsWith: "next" as const, isWanted: () => true, ...spec });
}
