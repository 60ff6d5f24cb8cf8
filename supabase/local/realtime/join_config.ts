import { isRecord } from "./frames.ts";

/** The join payload with every default filled in. */
export interface JoinConfig {
  isPrivate: boolean;
  /** Reply to each broadcast of this channel. */
  ack: boolean;
  /** Echo the channel's own broadcasts. */
  self: boolean;
  /** The unchecked replay request; undefined when the join has none. */
  replay: unknown;
  replicationReady: boolean;
  presenceEnabled: boolean;
  /** Empty when the server is to choose one. */
  presenceKey: string;
  postgresChanges: Record<string, unknown>[];
  /** The client wants the join to fail if database changes cannot be streamed. */
  awaitPostgresChanges: boolean;
  accessToken: string | null;
  /** Paths that were unusable and fell back to their default. */
  invalid: string[];
}

/**
 * Reads the payload of a join. It never fails: as on the platform, an unusable value counts as absent and is only
 * reported. Strings "true" and "false" are accepted as booleans.
 */
export function parseJoin(payload: unknown): JoinConfig {
  const invalid: string[] = [];
  const record = (parent: Record<string, unknown>, key: string, path: string): Record<string, unknown> => {
    const value = parent[key] ?? {};
    if (isRecord(value)) return value;
    invalid.push(path);
    return {};
  };
  const flag = (parent: Record<string, unknown>, key: string, path: string): boolean => {
    const value = parent[key] ?? false;
    if (typeof value === "boolean") return value;
    if (value === "true" || value === "false") return value === "true";
    invalid.push(path);
    return false;
  };
  const join = isRecord(payload) ? payload : {};
  const config = record(join, "config", "config");
  const broadcast = record(config, "broadcast", "config.broadcast");
  const presence = record(config, "presence", "config.presence");
  const changes = record(config, "postgres_changes_options", "config.postgres_changes_options");
  return {
    isPrivate: flag(config, "private", "config.private"),
    ack: flag(broadcast, "ack", "config.broadcast.ack"),
    self: flag(broadcast, "self", "config.broadcast.self"),
    replay: broadcast.replay ?? undefined,
    replicationReady: flag(broadcast, "replication_ready", "config.broadcast.replication_ready"),
    presenceEnabled: flag(presence, "enabled", "config.presence.enabled"),
    presenceKey: readKey(presence.key, invalid),
    postgresChanges: readChanges(config.postgres_changes, invalid),
    awaitPostgresChanges: flag(changes, "wait", "config.postgres_changes_options.wait"),
    accessToken: typeof join.access_token === "string" ? join.access_token : null,
    invalid,
  };
}

/** What a join may replay: messages since an instant, at most `limit` of them. */
export interface ReplayRequest {
  /** Milliseconds since the epoch. */
  since: number;
  limit: number;
}

/** Reads a replay request; null if it is unusable. The limit is brought into the range 1 to `maximum`, its default. */
export function parseReplay(value: unknown, maximum: number): ReplayRequest | null {
  if (!isRecord(value)) return null;
  const { since, limit = maximum } = value;
  if (!isInteger(since) || !isInteger(limit) || since < 0) return null;
  return { since, limit: Math.min(Math.max(limit, 1), maximum) };
}

function readKey(value: unknown, invalid: string[]): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  invalid.push("config.presence.key");
  return "";
}

function readChanges(value: unknown, invalid: string[]): Record<string, unknown>[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    invalid.push("config.postgres_changes");
    return [];
  }
  return value.filter(isRecord);
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
