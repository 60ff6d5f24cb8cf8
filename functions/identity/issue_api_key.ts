import type { z } from "zod";
import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import type { ApiKeyCreate } from "../../shared/contracts/identity/api_keys.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { findApiKey, insertApiKey, lockApiKey, type NewKey, requireScopes, retireApiKey } from "./api_keys_queries.ts";
import { requireKnownScopes } from "./api_keys_rules.ts";

const SECRET_BYTES = 32;
const DAY_MS = 86_400_000;

/**
 * Creates a key; the secret leaves the house here and is kept as a hash alone. Raises unknown_permission, role_access_denied,
 * authorization_error.
 */
export async function issueApiKey(sql: Sql, prefix: string, given: z.output<typeof ApiKeyCreate>) {
  const { expires_days, ...settings } = given;
  requireKnownScopes(given.scopes);
  const expires_at = expires_days === undefined ? null : daysFromNow(expires_days);
  return await store(sql, prefix, { ...settings, expires_at });
}

/**
 * Replaces a key by one with the same name, rights and bounds; the old one works `overlapSeconds` longer. Raises not_found,
 * api_key_replaced, role_access_denied, authorization_error.
 */
export async function rotateApiKey(sql: Sql, prefix: string, id: string, overlapSeconds: number) {
  const old = firstOr(await lockApiKey(sql, id), "not_found");
  if (old.replaced_by_id) throw problem("api_key_replaced");
  const { name, scopes, ip_allowlist, expires_at } = old;
  const issued = await store(sql, prefix, {
    name,
    scopes,
    ip_allowlist,
    expires_at,
    rate_limit_per_hour: Number(old.rate_limit_per_hour),
  });
  await retireApiKey(sql, id, issued.api_key.id, overlapSeconds);
  return issued;
}

/** When so many days have passed, ISO 8601. */
export function daysFromNow(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

async function store(sql: Sql, prefix: string, settings: Omit<NewKey, "prefix" | "keyHash">) {
  await requireScopes(sql, settings.scopes);
  const shown = `${prefix}_${hex(crypto.getRandomValues(new Uint8Array(8)))}`;
  const key = `${shown}.${randomToken(SECRET_BYTES)}`;
  const [{ id }] = await insertApiKey(sql, { ...settings, prefix: shown, keyHash: await sha256Hex(key) });
  return { api_key: (await findApiKey(sql, id))[0], key };
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
