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
    // Array types are looked up when a connection opens (the default). Switching that off saves a round trip, but then
    // reserve() loses every connection it had to open itself: the pool stays at one connection, or hangs when there is none.
    connection: { application_name: "comptoir", TimeZone: "UTC", DateStyle: "ISO, MDY" },
    types: {
      date: { to: 1082, from: [1082], serialize: (x: string) => x, parse: (x: string) => x },
      instant: {
        to: 1184,
        from: [1114, 1184],
        serialize: (x: string | Date) => (x instanceof Date ? x.toISOString() : x),
        parse: isoInstant,
      },
    },
  }) as unknown as Pool;
}
