import type { Config } from "../config/config.ts";

export type Level = "debug" | "info" | "warn" | "error";
const rank = { debug: 10, info: 20, warn: 30, error: 40, silent: 99 };

/** Structured lines. Callers pass identifiers and figures, never names, addresses, tokens or bodies. */
export interface Log {
  (level: Level, event: string, fields?: Record<string, unknown>): void;
}

/** A logger that writes one JSON object per line to `sink`. */
export function createLog(
  config: Pick<Config, "LOG_LEVEL" | "INSTANCE_ID">,
  sink: (line: string) => void = console.log,
): Log {
  return (level, event, fields = {}) => {
    if (rank[level] < rank[config.LOG_LEVEL]) return;
    sink(JSON.stringify({ at: new Date().toISOString(), level, event, instance: config.INSTANCE_ID, ...fields }));
  };
}

/** An error for the log: its chain of causes with stacks, without query parameters. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint_name, routine, table_name } = error as unknown as Record<string, unknown>;
  return {
    name: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(constraint_name !== undefined && { constraint: constraint_name, table: table_name }),
    ...(routine !== undefined && { routine }),
    stack: error.stack?.split("\n").slice(1, 8).map((frame) => frame.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
