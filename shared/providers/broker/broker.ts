/** One event for the clients of a broker. */
export interface BrokerMessage {
  channels: readonly string[];
  event: string;
  /** At most 9,000 bytes as JSON. */
  payload: Readonly<Record<string, unknown>>;
}

/** The broker did not take an event. */
export class BrokerError extends Error {
  override readonly name = "BrokerError";
  constructor(message: string, readonly options: { permanent?: boolean; retryAfter?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
  }
}

/**
 * A service that holds the sockets of clients. Events are hints: they may be lost and may arrive twice, and nothing in the
 * business waits for them.
 */
export interface Broker {
  readonly name: string;
  /** Sends events, in their order. Raises `BrokerError`; some may have been taken then. */
  publish(messages: readonly BrokerMessage[], signal?: AbortSignal): Promise<void>;
  /** Closes the connections a person has signed in on. Raises `BrokerError`. */
  disconnect(userId: string, signal?: AbortSignal): Promise<void>;
}
