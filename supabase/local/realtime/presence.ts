/** One tracked presence as the client sees it: its payload, a unique ref, and the ref it replaced if it was updated. */
export type PresenceMeta = Record<string, unknown> & { phx_ref: string };

/** Presences by key, in the shape of `presence_state` and of both halves of `presence_diff`. */
export type PresenceMap = Record<string, { metas: PresenceMeta[] }>;

/** What changed since the last diff. */
export interface PresenceDiff {
  joins: PresenceMap;
  leaves: PresenceMap;
}

interface Entry {
  key: string;
  meta: PresenceMeta;
  fingerprint: string;
}

/**
 * Who is present on one topic. Each owner (a channel of a client) holds at most one presence; several owners may share
 * a key, for example the tabs of one user.
 *
 * Changes gather until {@link takeDiff}. Gathering is safe because a ref is never used twice: applying all joins and
 * then all leaves gives the same state in whatever order they happened.
 */
export class PresenceRoom<Owner extends object> {
  #entries = new Map<Owner, Entry>();
  #joins: Entry[] = [];
  #leaves: Entry[] = [];
  #counter = 0;
  readonly #prefix = crypto.randomUUID().slice(0, 8);

  /** Number of presences. */
  get size(): number {
    return this.#entries.size;
  }

  /** True if {@link takeDiff} would return something. */
  get changed(): boolean {
    return this.#joins.length > 0 || this.#leaves.length > 0;
  }

  /** Makes the owner present, or replaces its payload. Returns false if it is already present with that payload. */
  track(owner: Owner, key: string, payload: Record<string, unknown>): boolean {
    const fingerprint = JSON.stringify(payload);
    const previous = this.#entries.get(owner);
    if (previous?.fingerprint === fingerprint) return false;
    const ref = `${this.#prefix}${(++this.#counter).toString(36)}`;
    const meta: PresenceMeta = previous
      ? { ...payload, phx_ref: ref, phx_ref_prev: previous.meta.phx_ref }
      : { ...payload, phx_ref: ref };
    const entry = { key, meta, fingerprint };
    this.#entries.set(owner, entry);
    this.#joins.push(entry);
    if (previous) this.#leaves.push(previous);
    return true;
  }

  /** Removes the owner's presence and nobody else's. Returns false if it had none. */
  untrack(owner: Owner): boolean {
    const entry = this.#entries.get(owner);
    if (!entry) return false;
    this.#entries.delete(owner);
    this.#leaves.push(entry);
    return true;
  }

  /** Everyone present now. */
  state(): PresenceMap {
    return group([...this.#entries.values()]);
  }

  /** The changes since the last call; null if there are none. */
  takeDiff(): PresenceDiff | null {
    if (!this.changed) return null;
    const diff = { joins: group(this.#joins), leaves: group(this.#leaves) };
    this.#joins = [];
    this.#leaves = [];
    return diff;
  }
}

/** Keys come from clients, so the map must not have a prototype: `__proto__` is a key like any other. */
function group(entries: Entry[]): PresenceMap {
  const map: PresenceMap = Object.create(null);
  for (const { key, meta } of entries) (map[key] ??= { metas: [] }).metas.push(meta);
  return map;
}
