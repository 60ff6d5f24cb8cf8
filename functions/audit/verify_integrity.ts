import { AUDIT_CATEGORIES, type AuditCategory } from "../../shared/contracts/audit/events.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { findRange, readLinks, readPlaces, readsWholeLog } from "./chain_queries.ts";
import { type Anchor, type AuditKey, checkLinks, type Finding, GENESIS_HASH } from "./chain_rules.ts";
import { type EventSearch, insertEvent } from "./events_queries.ts";
import { seal, SEAL_BATCH } from "./seal.ts";

const PAGE = 5000;
/** Findings a run answers; how many there are in all it counts. */
const MOST_FINDINGS = 1000;

export type Broken = Finding & { category: AuditCategory };

export interface Verification {
  valid: boolean;
  events_verified: number;
  verification_time_ms: number;
  broken: Broken[];
  broken_total: number;
  first_broken: Broken | null;
}

type Transact = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

/**
 * Chains what waits, then checks every link of the range: its hash against its event, its previous hash against the link before
 * it, its number for gaps, the end of the chain against its head, and whether events stand beside the chain. Works through
 * pages of short transactions, so nobody waits for it; events written meanwhile are left to the next run. The run itself is
 * logged. Raises authorization_error below the scope ALL.
 */
export async function verifyIntegrity(
  { transact, read }: { transact: Transact; read: Transact },
  keys: readonly AuditKey[],
  { category, ...range }: { category?: AuditCategory; start_date?: string; end_date?: string },
): Promise<Verification> {
  const started = performance.now();
  if (!await read(readsWholeLog)) throw problem("authorization_error", { required: "audit-log.read" });
  const broken: Broken[] = [];
  let broken_total = 0;
  let events_verified = 0;
  for (const chain of category ? [category] : AUDIT_CATEGORIES) {
    const { verified, findings } = await verifyChain({ transact, read }, keys, { category: chain, ...range });
    events_verified += verified;
    broken_total += findings.length;
    broken.push(
      ...findings.slice(0, MOST_FINDINGS - broken.length).map((finding) => ({ category: chain, ...finding })),
    );
  }
  const valid = broken_total === 0;
  await transact((sql) =>
    insertEvent(sql, {
      category: "compliance",
      action: "integrity_verified",
      description: valid ? "The audit log is intact" : `The audit log is broken in ${broken_total} places`,
      severity: valid ? "notice" : "alert",
      outcome: valid ? "success" : "failure",
      context: { ...range, category, events_verified, broken_total, first_broken: broken[0] },
    })
  );
  const verification_time_ms = Math.round(performance.now() - started);
  return { valid, events_verified, verification_time_ms, broken, broken_total, first_broken: broken[0] ?? null };
}

async function verifyChain(
  { transact, read }: { transact: Transact; read: Transact },
  keys: readonly AuditKey[],
  search: EventSearch & { category: string },
): Promise<{ verified: number; findings: Finding[] }> {
  const { category, start_date } = search;
  while ((await transact((sql) => seal(sql, keys, category))).count === SEAL_BATCH);
  const range = await read((sql) => findRange(sql, category, search));
  const last = Number(range.last ?? 0);
  const findings: Finding[] = [];
  let verified = 0;
  // Without a start the chain must begin with the first event of all; a part of it hangs on the link before it.
  let at: Anchor = start_date === undefined || Number(range.first) === 1
    ? { sequence_number: 0, hash: GENESIS_HASH }
    : { sequence_number: Number(range.first) - 1, hash: range.anchor_hash ?? undefined };
  const before = at;
  for (;;) {
    const links = await read((sql) => readLinks(sql, category, at.sequence_number, last, PAGE));
    const page = checkLinks(keys, links, at);
    findings.push(...page.findings);
    verified += links.length;
    at = page.end;
    if (links.length < PAGE) break;
  }
  findings.push(...checkEnd(range, at, at === before));
  findings.push(...await findUnchained(read, search));
  return { verified, findings };
}

/** Compares where the links end with where the chain should: at its head, or at the last link of the range. */
function checkEnd(range: Awaited<ReturnType<typeof findRange>>, end: Anchor, isEmpty: boolean): Finding[] {
  const head = { sequence_number: Number(range.head_sequence ?? 0), hash: range.head_hash ?? GENESIS_HASH };
  if (!range.is_end) {
    const last = Number(range.last ?? end.sequence_number);
    return isEmpty && range.last === null || end.sequence_number === last
      ? []
      : [{ sequence_number: last, event_id: null, kind: "sequence_gap" }];
  }
  const found = isEmpty && range.last === null
    ? { sequence_number: Number(range.newest_sequence ?? 0), hash: range.newest_hash ?? GENESIS_HASH }
    : end;
  return found.sequence_number === head.sequence_number && found.hash === head.hash
    ? []
    : [{ sequence_number: head.sequence_number, event_id: null, kind: "head_mismatch" }];
}

/** Events without a place in the chain: somebody put them into the table past the product. */
async function findUnchained(read: Transact, search: EventSearch): Promise<Finding[]> {
  const findings: Finding[] = [];
  let after: { at: string; id: string } | null = null;
  for (;;) {
    const events: { id: string; at: string; is_known: boolean }[] = await read((sql) =>
      readPlaces(sql, search, after, PAGE)
    );
    for (const { id, is_known } of events) {
      if (!is_known) findings.push({ sequence_number: null, event_id: `evt_${id}`, kind: "sequence_gap" });
    }
    if (events.length < PAGE) return findings;
    after = events[events.length - 1];
  }
}
