import type { Extension } from "./authorization.ts";
import { encodeBroadcast, encodeMessage, type UserBroadcast, type Vsn } from "./frames.ts";
import type { RealtimeLimits } from "./limits.ts";
import { PresenceRoom } from "./presence.ts";
import type { Identity } from "./tokens.ts";

type Timer = ReturnType<typeof setTimeout>;

/** Where a channel's frames go: the socket it was joined on. */
export interface Outlet {
  readonly vsn: Vsn;
  /** Writes an encoded frame; silently does nothing once the socket is closing. */
  send(frame: string | ArrayBuffer): void;
  /** Writes a server push to the join of a channel. */
  push(channel: { joinRef: string | null; topic: string }, event: string, payload: unknown): void;
}

/** What a channel may receive. `presence` is null until somebody needed to know. */
export interface ReadRights {
  broadcast: boolean;
  presence: boolean | null;
}

/** One joined topic of one socket. */
export interface Channel {
  readonly outlet: Outlet;
  /** Wire topic, with `realtime:`. */
  readonly topic: string;
  /** Topic as policies and SQL know it. */
  readonly name: string;
  readonly isPrivate: boolean;
  readonly joinRef: string | null;
  readonly ack: boolean;
  readonly self: boolean;
  readonly presenceKey: string;
  readonly group: Group;
  identity: Identity;
  read: ReadRights;
  /** Null until the first write, and again after the token changed. */
  write: Set<Extension> | null;
  presenceEnabled: boolean;
  presenceCalls: { count: number; since: number };
  /** Ids sent as replay, whose live copy must not follow. */
  replayed: Set<string> | null;
  /** Broadcasts that arrived while the replay was being read; null when nothing is held back. */
  held: UserBroadcast[] | null;
  expiryTimer: Timer | undefined;
}

/** All channels of one name and privacy. A public and a private group of the same name never meet. */
export interface Group {
  readonly key: string;
  readonly channels: Set<Channel>;
  readonly presence: PresenceRoom<Channel>;
  diffTimer: Timer | undefined;
}

/** Knows every joined channel and writes to all of a group. */
export class ChannelRegistry {
  #groups = new Map<string, Group>();

  /**
   * @param countDelivered receives the number of receivers of each broadcast.
   * @param dropped is told about a broadcast that some receivers' version cannot carry.
   */
  constructor(
    private readonly limits: RealtimeLimits,
    private readonly countDelivered: (receivers: number) => void,
    private readonly dropped: (topic: string, vsn: Vsn) => void,
  ) {}

  get groupCount(): number {
    return this.#groups.size;
  }

  get channelCount(): number {
    let count = 0;
    for (const group of this.#groups.values()) count += group.channels.size;
    return count;
  }

  /** Puts a channel into its group: from here on it receives. */
  add(joined: Omit<Channel, "group">): Channel {
    const key = groupKey(joined.name, joined.isPrivate);
    let group = this.#groups.get(key);
    if (!group) {
      group = { key, channels: new Set(), presence: new PresenceRoom(), diffTimer: undefined };
      this.#groups.set(key, group);
    }
    const channel = Object.assign(joined, { group });
    group.channels.add(channel);
    return channel;
  }

  /** Takes the channel out and lets the others know that its presence has left. Safe to call twice. */
  remove(channel: Channel): void {
    clearTimeout(channel.expiryTimer);
    const { group } = channel;
    if (!group.channels.delete(channel)) return;
    if (group.presence.untrack(channel)) this.presenceChanged(group);
    if (group.channels.size > 0) return;
    clearTimeout(group.diffTimer);
    this.#groups.delete(group.key);
  }

  /** Delivers to every reader of the group but `except`. Encodes at most once per protocol version. */
  broadcast(name: string, isPrivate: boolean, broadcast: UserBroadcast, except?: Channel): void {
    const group = this.#groups.get(groupKey(name, isPrivate));
    if (!group) return;
    const frames = new Map<Vsn, string | ArrayBuffer | null>();
    let receivers = 0;
    for (const channel of group.channels) {
      if (channel === except || !channel.read.broadcast) continue;
      if (channel.held) channel.held.push(broadcast);
      else if (this.#deliver(channel, broadcast, frames)) receivers++;
    }
    if (receivers > 0) this.countDelivered(receivers);
  }

  /** Sends a replay, then what was held back meanwhile without the copies of what was replayed. */
  replay(channel: Channel, stored: UserBroadcast[]): void {
    const held = channel.held ?? [];
    channel.held = null;
    for (const broadcast of stored) this.#deliver(channel, broadcast, new Map());
    channel.replayed = new Set(stored.map((broadcast) => broadcast.meta!.id));
    for (const broadcast of held) this.#deliver(channel, broadcast, new Map());
  }

  /** Sends the full presence state. What was gathered goes to the others now: to this channel it would be a repetition. */
  sendPresenceState(channel: Channel): void {
    this.#flushPresence(channel.group, channel);
    channel.outlet.push(channel, "presence_state", channel.group.presence.state());
  }

  /** To be called after each change of a group's presence. */
  presenceChanged(group: Group): void {
    group.diffTimer ??= setTimeout(() => this.#flushPresence(group), this.limits.presenceDiffMs);
  }

  close(): void {
    for (const group of this.#groups.values()) {
      clearTimeout(group.diffTimer);
      for (const channel of group.channels) clearTimeout(channel.expiryTimer);
    }
    this.#groups.clear();
  }

  #deliver(channel: Channel, broadcast: UserBroadcast, frames: Map<Vsn, string | ArrayBuffer | null>): boolean {
    if (broadcast.meta && channel.replayed?.delete(broadcast.meta.id)) return false;
    const { vsn } = channel.outlet;
    let frame = frames.get(vsn);
    if (frame === undefined) {
      frame = encodeBroadcast(vsn, channel.topic, broadcast);
      frames.set(vsn, frame);
      if (frame === null) this.dropped(channel.name, vsn);
    }
    if (frame === null) return false;
    channel.outlet.send(frame);
    return true;
  }

  #flushPresence(group: Group, except?: Channel): void {
    clearTimeout(group.diffTimer);
    group.diffTimer = undefined;
    const diff = group.presence.takeDiff();
    if (!diff) return;
    const frames = new Map<Vsn, string>();
    for (const channel of group.channels) {
      if (channel === except || !readsPresence(channel)) continue;
      const { outlet: { vsn }, topic } = channel;
      // Without refs, so that one text serves every receiver.
      const frame = frames.get(vsn) ?? encodeMessage(vsn, { joinRef: null, ref: null, topic }, "presence_diff", diff);
      frames.set(vsn, frame);
      channel.outlet.send(frame);
    }
  }
}

/** True if the channel takes part in presence as a reader. Public channels need no right, only the wish. */
export function readsPresence(channel: Channel): boolean {
  return channel.presenceEnabled && (!channel.isPrivate || channel.read.presence === true);
}

function groupKey(name: string, isPrivate: boolean): string {
  return (isPrivate ? "private:" : "public:") + name;
}
