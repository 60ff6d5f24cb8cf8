import postgres from "postgres";
import type { Config } from "../config/config.ts";

/** Anything that runs tagged SQL inside the current transaction. */
export type Sql = postgres.ISql<Record<never, never>>;
export type Pool = postgres.Sql<Record<never, never>>;
export type ReservedConnection = postgres.ReservedSql<Record<never, never>>;

/** `2026-01-15 10:00:00.123456+00` as ISO 8601 with its microseconds: a Date would cut them and break cursors. */
export function isoInstant(value: string): string {
  const iso = value.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00");
  return iso.endsWith("+00:00") ? `${iso.slice(0, -6)}Z` : iso;
}

/** Opens the pool of one worker. Dates stay text, numerics stay text; the session speaks UTC and ISO. */
export function openPool(
  config: Pick<Config, "DATABASE_URL" | "DB_POOL_MAX" | "DB_PREPARE" | "DB_IDLE_SECONDS" | "DB_CONNECT_SECONDS">,
): Pool {
  return postgres(config.DATABASE_URL, {
    max: config.DB_POOL_MAX,
    prepare: config.DB_PREPARE,
    idle_timeout: config.DB_IDLE_SECONDS,
    connect_timeout: config.DB_CONNECT_SECONDS,
    onnotice: () => {},
    fetch_types: false,
    connection: { application_name: "comptoir", TimeZone: "UTC", DateStyle: "ISO, MDY" },
    types: {
      date: { to: 1082, from: [1082], serialize: (x: string) => x, parse: (x: string) => x },
      instant: {
        to: 1184,
        from: [1114, 1184],
        serialize: (x: string | Date) => (x instanceof Date ? x.toISOString() : x),
        parse: isoInstant,
      },
      textArray: arrayType(1009, 1009, (x) => x),
      uuidArray: arrayType(2951, 2951, (x) => x),
    },
  }) as unknown as Pool;
}

/** One-dimensional arrays without a look-up of types at connect: one round trip saved on every cold start. */
function arrayType(to: number, from: number, parse: (item: string) => unknown) {
  return {
    to,
    from: [from],
    serialize: (items: readonly string[]) => `{${items.map(quoteArrayItem).join(",")}}`,
    parse: (value: string) => parseArray(value).map(parse),
  };
}

function quoteArrayItem(item: string): string {
  return `"${String(item).replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;
}

function parseArray(value: string): string[] {
  const items: string[] = [];
  for (const m of value.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)) {
    items.push(m[1] !== undefined ? m[1].replace(/\\(.)/g, "$1") : m[2]);
  }
  return items;
}
