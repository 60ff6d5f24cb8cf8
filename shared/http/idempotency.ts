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

/** Longer than the platform lets a request live: whoever held a claim that old is gone. */
const CLAIM_SECONDS = 420;

/**
 * Claims the key inside the transaction of the work. The first caller proceeds; one that comes while the first is still
 * running waits on its row and then gets the stored answer, because the insert blocks until that transaction ends. If the
 * first fails, its row is gone and the work may be tried again.
 *
 * With `claim` the transaction is only the first step of the work: until its answer is stored or the claim released, others
 * get IDEMPOTENCY_IN_PROGRESS; a claim whose worker died ends by itself. Raises IDEMPOTENCY_MISMATCH for another request
 * under the same key.
 */
export async function claimKey(
  sql: Sql,
  endpoint: string,
  key: string,
  fingerprint: string,
  claim: string | null = null,
): Promise<StoredAnswer | undefined> {
  const until = claim && new Date(Date.now() + CLAIM_SECONDS * 1000);
  const claimed = await sql`
    insert into app.idempotency_keys (endpoint, key, fingerprint, claim_id, claim_until)
    values (${endpoint}, ${key}, ${fingerprint}, ${claim}, ${until})
    on conflict (tenant_id, actor_id, endpoint, key) do update
      set fingerprint = excluded.fingerprint, status = null, headers = null, body = null, created_at = now(),
        claim_id = excluded.claim_id, claim_until = excluded.claim_until
      where idempotency_keys.created_at < now() - interval '24 hours'
        or idempotency_keys.status is null and idempotency_keys.claim_until <= now()
    returning key`;
  if (claimed.length > 0) return undefined;
  const [stored] = await sql<
    { fingerprint: string; status: number | null; headers: Record<string, string>; body: string; wait: number }[]
  >`
    select fingerprint, status, headers, body, ceil(extract(epoch from claim_until - now()))::int as wait
    from app.idempotency_keys where endpoint = ${endpoint} and key = ${key}`;
  const { status, wait, ...answer } = stored;
  if (answer.fingerprint !== fingerprint) throw problem("idempotency_mismatch");
  if (status === null) throw problem("idempotency_in_progress", { retry_after: Math.max(1, Math.min(wait, 5)) });
  return { ...answer, status };
}

/** Stores the answer beside the work it belongs to; nothing where another worker holds the claim by now. */
export async function storeAnswer(
  sql: Sql,
  endpoint: string,
  key: string,
  answer: StoredAnswer,
  claim: string | null = null,
): Promise<void> {
  await sql`
    update app.idempotency_keys set status = ${answer.status}, body = ${answer.body},
      headers = ${JSON.stringify(answer.headers)}::text::jsonb
    where endpoint = ${endpoint} and key = ${key} and claim_id is not distinct from ${claim}::uuid`;
}

/** Lets the next attempt begin at once: this one failed. */
export async function releaseKey(sql: Sql, endpoint: string, key: string, claim: string): Promise<void> {
  await sql`
    update app.idempotency_keys set claim_until = now()
    where endpoint = ${endpoint} and key = ${key} and claim_id = ${claim} and status is null`;
}
