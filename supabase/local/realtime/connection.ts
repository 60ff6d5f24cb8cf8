import { type Channel, type Outlet } from "./channels.ts";
import { type ClientFrame, decodeBinary, decodeText, encodeMessage, FrameError, type Vsn } from "./frames.ts";
import type { Hub } from "./hub.ts";
import type { Identity } from "./tokens.ts";

/** Handles one frame. A promise holds back the socket's next frames until it settles. */
export type FrameHandler = (connection: Connection, frame: ClientFrame) => void | Promise<void>;

const CLOSE_TOO_LARGE = 1009;
const CLOSE_INTERNAL = 1011;
const CLOSE_MALFORMED = 1007;
const CLOSE_POLICY = 1008;

/**
 * One socket: reads its frames strictly in order and writes replies and pushes.
 *
 * Order matters because a token and a broadcast sent right after it must not overtake each other. Only heartbeats are
 * answered out of turn: they touch no channel, and a slow policy must not make the client give the socket up.
 */
export class Connection implements Outlet {
  /** Joined channels by wire topic. */
  readonly channels = new Map<string, Channel>();
  #backlog: ClientFrame[] = [];
  #busy = false;
  #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(
    private readonly socket: WebSocket,
    readonly vsn: Vsn,
    /** Speaks for every join without a token of its own. */
    readonly keyIdentity: Identity,
    /** Shown to policies; holds no credential. */
    readonly headers: Record<string, string>,
    private readonly hub: Hub,
    private readonly handle: FrameHandler,
  ) {}

  get open(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Takes a message from the socket. A malformed or oversized one ends the connection: nothing after it is reliable. */
  receive(data: string | ArrayBuffer): void {
    const size = typeof data === "string" ? data.length : data.byteLength;
    if (size > this.hub.limits.frameBytes) return this.close(CLOSE_TOO_LARGE, "frame too large");
    let frame: ClientFrame | null;
    try {
      frame = typeof data === "string" ? decodeText(this.vsn, data) : decodeBinary(data);
    } catch (error) {
      // Whatever it is: an error that leaves a socket's handler ends the whole process.
      const defect = error instanceof FrameError ? error.message : "frame cannot be read";
      this.hub.log({ event: "malformed_frame", defect });
      return this.close(CLOSE_MALFORMED, defect);
    }
    if (!frame) return;
    if (frame.topic === "phoenix") return this.#heartbeat(frame);
    if (!this.#busy) return this.#run(frame);
    this.#backlog.push(frame);
    if (this.#backlog.length > this.hub.limits.waitingFrames) this.close(CLOSE_POLICY, "too many frames waiting");
  }

  send(frame: string | ArrayBuffer): void {
    if (!this.open) return;
    if (this.socket.bufferedAmount > this.hub.limits.bufferedBytes) {
      this.hub.log({ event: "slow_reader_closed" });
      return this.close(CLOSE_INTERNAL, "client reads too slowly");
    }
    this.socket.send(frame);
  }

  push(channel: { joinRef: string | null; topic: string }, event: string, payload: unknown): void {
    const head = { joinRef: channel.joinRef, ref: null, topic: channel.topic };
    this.send(encodeMessage(this.vsn, head, event, payload));
  }

  /** Answers a frame. A frame without a ref expects no answer and gets none. */
  reply(frame: ClientFrame, status: "ok" | "error", response: object = {}): void {
    if (frame.ref === null) return;
    const head = { joinRef: frame.joinRef, ref: frame.ref, topic: frame.topic };
    this.send(encodeMessage(this.vsn, head, "phx_reply", { status, response }));
  }

  /** The close of a channel carries its join ref twice: the client ignores any other ref. */
  pushClose(channel: { joinRef: string | null; topic: string }): void {
    const head = { joinRef: channel.joinRef, ref: channel.joinRef, topic: channel.topic };
    this.send(encodeMessage(this.vsn, head, "phx_close", {}));
  }

  pushSystem(channel: Channel, extension: string, status: "ok" | "error", message: string): void {
    this.push(channel, "system", { extension, status, message, channel: channel.name });
  }

  /**
   * Ends a channel for good: the client learns why, drops the channel and does not rejoin. Everyone else sees its
   * presence leave.
   */
  shutdown(channel: Channel, message: string): void {
    this.pushSystem(channel, "system", "error", message);
    this.pushClose(channel);
    this.release(channel);
    this.hub.log({ event: "channel_shutdown", topic: channel.name, message });
  }

  /** Takes a channel out of its group, without telling the client. */
  release(channel: Channel): void {
    if (this.channels.get(channel.topic) === channel) this.channels.delete(channel.topic);
    this.hub.registry.remove(channel);
  }

  /** Runs `work` after a while unless the socket closes before. */
  later(ms: number, work: () => void): void {
    if (ms <= 0) return work();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }

  /** Closes the socket. Its channels end now, however long the other side takes to answer the close. */
  close(code: number, reason: string): void {
    if (this.open) this.socket.close(code, reason);
    this.dispose();
  }

  /** Releases all channels and timers. Safe to call twice. */
  dispose(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#backlog = [];
    for (const channel of [...this.channels.values()]) this.release(channel);
    this.hub.users.delete(this);
  }

  #heartbeat(frame: ClientFrame): void {
    if (frame.kind === "push" && frame.event === "heartbeat") this.reply({ ...frame, joinRef: null }, "ok");
  }

  #run(frame: ClientFrame): void {
    try {
      const pending = this.handle(this, frame);
      if (!pending) return;
      this.#busy = true;
      pending.catch((error) => this.#fail(frame, error)).finally(() => this.#next());
    } catch (error) {
      this.#fail(frame, error);
    }
  }

  #next(): void {
    this.#busy = false;
    while (!this.#busy && this.#backlog.length > 0 && this.open) this.#run(this.#backlog.shift()!);
  }

  /** An internal fault: the client is to rejoin, which `phx_error` tells it. The socket and its other channels live on. */
  #fail(frame: ClientFrame, error: unknown): void {
    this.hub.log({ event: "frame_failed", topic: frame.topic, error: error instanceof Error ? error.name : "unknown" });
    const channel = this.channels.get(frame.topic);
    if (!channel) return;
    this.push(channel, "phx_error", {});
    this.release(channel);
  }
}
