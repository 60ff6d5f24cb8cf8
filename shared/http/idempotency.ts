import type { Sql } from "../db/pool.ts";
import { problem } from "../contracts/kit/problems.ts";
import { sha256Hex } from "../auth/secrets.ts";

/** An answer as it was given the first time. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The caller's key. Raises IDEMPOTENCY_KEY_INVALID. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key")?.trim();
  if (key === undefined || key === "") return undefined;
  if (key.length > 200 || !/^[\x21-\x7e]+$/.test(key)) throw problem("idempotency_key_invalid");
  return key;
}

/** What makes two requests the same: path, query and body. */
export async function fingerprintOf(url: URL, body: Uint8Array): Promise<string> {
  return await sha256Hex(`${url.pathname}\n${url.search}\n${await sha256Hex(body)}`);
}

/**
 * Claims the key inside the transaction of the work. The first caller proceeds; one that comes while the first is still
 * running waits on its row and then gets the stored answer, because the insert blocks until that transaction ends. If the
 * first fails, its row is gone and the work may be tried again. Raises IDEMPOTENCY_MISMATCH for another request under the
 * same key.
 */
export async function claimKey(
  sql: Sql,
  endpoint: string,
  key: string,
  fingerprint: string,
): Promise<StoredAnswer | undefined> {
  const claimed = await sql`
    insert into app.idempotency_keys (endpoint, key, fingerprint) values (${endpoint}, ${key}, ${fingerprint})
    on conflict (tenant_id, actor_id, endpoint, key) do update
      set fingerprint = excluded.fingerprint, status = null, headers = null, body = null, created_at = now()
      where idempotency_keys.created_at < now() - interval '24 hours'
    returning key`;
  if (claimed.length > 0) return undefined;
  const [stored] = await sql<{ fingerprint: string; status: number; headers: Record<string, string>; body: string }[]>`
    select fingerprint, status, headers, body from app.idempotency_keys
    where endpoint = ${endpoint} and key = ${key}`;
  if (stored.fingerprint !== fingerprint) throw problem("idempotency_mismatch");
  return stored;
}

/** Stores the answer beside the work it belongs to. */
export async function storeAnswer(sql: Sql, endpoint: string, key: string, answer: StoredAnswer): Promise<void> {
  await sql`
    update app.idempotency_keys set status = ${answer.status}, body = ${answer.body},
      headers = ${JSON.stringify(answer.headers)}::text::jsonb
    where endpoint = ${endpoint} and key = ${key}`;
}
