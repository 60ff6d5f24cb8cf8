import { createHmac } from "node:crypto";
import { canonicalJson, parseExactly } from "./canonical_json.ts";

/** What stands before the first event of a chain: SHA-256 of the text `genesis`. */
export const GENESIS_HASH = "aeebad4a796fcc2e15dc4c6061b45ed9b373f26adfc798ca7d2d8cc58182718e";

/** A key of the audit log. Its version travels with each hash, so that older hashes stay verifiable. */
export interface AuditKey {
  readonly version: number;
  readonly key: string;
}

/** An event as `audit.hashed_events` gives it; JSON stays the text that was stored. */
export interface HashedEvent {
  tenant_id: string;
  id: string;
  category: string;
  /** UTC with milliseconds. */
  timestamp: string;
  action: string;
  description: string;
  severity: string;
  outcome: string;
  actor_type: string;
  actor_id: string | null;
  actor_roles: string[] | null;
  ip_address: string | null;
  user_agent: string | null;
  session_id: string | null;
  auth_method: string | null;
  entity_type: string | null;
  entity_id: string | null;
  before_state: string | null;
  after_state: string | null;
  context: string;
  request_id: string | null;
}

/** Where an event stands in its chain. */
export interface Place {
  sequence_number: number;
  previous_hash: string;
  chain_version: number;
}

/**
 * The fields of an event that its hash covers: every one that says something. The states before and after go in as the very
 * text that is stored.
 */
export function hashedFields(event: HashedEvent, place: Place) {
  const { entity_type, entity_id, before_state, after_state } = event;
  const target = { entity_type, entity_id, before_state, after_state };
  const context = parseExactly(event.context) as Record<string, unknown>;
  return {
    v: place.chain_version,
    tenant_id: event.tenant_id,
    category: event.category,
    sequence_number: place.sequence_number,
    event_id: `evt_${event.id}`,
    timestamp: event.timestamp,
    action: event.action,
    description: event.description,
    severity: event.severity,
    outcome: event.outcome,
    actor: present({
      actor_type: event.actor_type,
      actor_id: event.actor_id,
      roles: event.actor_roles,
      ip_address: event.ip_address,
      user_agent: event.user_agent,
      session_id: event.session_id,
      auth_method: event.auth_method,
    }),
    target: Object.values(target).some((value) => value !== null) ? present(target) : null,
    context: event.request_id === null ? context : { ...context, request_id: event.request_id },
    previous_hash: place.previous_hash,
  };
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** The hash of an event at its place: HMAC-SHA256 over the canonical JSON of the hashed fields, in lower-case hex. */
export function eventHash(key: AuditKey, event: HashedEvent, place: Omit<Place, "chain_version">): string {
  const fields = hashedFields(event, { ...place, chain_version: key.version });
  return createHmac("sha256", key.key).update(canonicalJson(fields)).digest("hex");
}

/** A link of a chain with the event it stands for, as stored. */
export interface StoredLink {
  sequence_number: string | number;
  event_id: string;
  previous_hash: string;
  event_hash: string;
  chain_version: number;
  event: HashedEvent;
}

export type FindingKind = "hash_mismatch" | "previous_hash_mismatch" | "sequence_gap" | "head_mismatch";

export interface Finding {
  sequence_number: number | null;
  event_id: string | null;
  kind: FindingKind;
}

/** Where a check goes on: the last link before it. The hash is undefined where that link is gone. */
export interface Anchor {
  sequence_number: number;
  hash: string | undefined;
}

/**
 * Checks links in sequence order against the one before them and against their events. A link behind a gap is taken as the new
 * start: one missing event is one finding, not one for all that follow.
 */
export function checkLinks(
  keys: readonly AuditKey[],
  links: readonly StoredLink[],
  start: Anchor,
): { findings: Finding[]; end: Anchor } {
  const findings: Finding[] = [];
  let end = start;
  for (const { event, event_id, previous_hash, event_hash, chain_version, ...link } of links) {
    const sequence_number = Number(link.sequence_number);
    const found = (kind: FindingKind) => findings.push({ sequence_number, event_id: `evt_${event_id}`, kind });
    if (sequence_number !== end.sequence_number + 1 || end.hash === undefined) found("sequence_gap");
    else if (previous_hash !== end.hash) found("previous_hash_mismatch");
    const key = keys.find(({ version }) => version === chain_version);
    if (!key || eventHash(key, event, { sequence_number, previous_hash }) !== event_hash) found("hash_mismatch");
    end = { sequence_number, hash: event_hash };
  }
  return { findings, end };
}
