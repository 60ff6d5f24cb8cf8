import type { Authorizer } from "./authorization.ts";
import type { ChannelRegistry } from "./channels.ts";
import type { DatabaseFeed } from "./database_feed.ts";
import type { RateWindow, RealtimeLimits } from "./limits.ts";
import type { TokenVerifier } from "./tokens.ts";

/** What all sockets and HTTP requests of one server share. There is no state outside of it. */
export interface Hub {
  readonly limits: RealtimeLimits;
  /** Refuse public channels, as the project setting "allow public access" = off does. */
  readonly privateOnly: boolean;
  /** Time before a refused join is answered: slows down clients that retry for ever. */
  readonly errorReplyDelayMs: number;
  readonly tokens: TokenVerifier;
  readonly authorizer: Authorizer;
  readonly registry: ChannelRegistry;
  readonly feed: DatabaseFeed;
  readonly messages: RateWindow;
  readonly joins: RateWindow;
  readonly presence: RateWindow;
  /** Sockets that have joined a channel at least once. */
  readonly users: Set<object>;
  /** Never receives tokens or payloads. */
  readonly log: (entry: object) => void;
  /** Set once, when the server begins to stop. */
  closing: boolean;
}
