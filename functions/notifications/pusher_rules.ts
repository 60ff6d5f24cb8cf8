import { channelSuffix, type ChannelTarget, targetOf, withoutSuffix } from "../../shared/realtime/channels.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";

/** What a channel name stands for. Raises CHANNEL_NOT_ALLOWED, which tells the caller the suffix of their own names. */
export function resolveChannel(name: string, tenantId: string, appTenantId: string | undefined): ChannelTarget {
  const suffix = channelSuffix(tenantId, appTenantId);
  const base = withoutSuffix(name, suffix);
  const target = base === undefined ? undefined : targetOf(base, tenantId);
  if (!target) throw problem("channel_not_allowed", { expected_suffix: suffix });
  return target;
}

/** Who signs on to a presence channel. */
export interface Attendee {
  userId: string;
  email: string;
  roles: readonly string[];
  /** What the client wants to be shown about itself. */
  info: Readonly<Record<string, unknown>>;
}

const MAX_FIELDS = 20;
const MAX_TEXT = 200;

/**
 * What others see of a person on a presence channel: who it is comes from the token alone; of what the client says, short texts,
 * numbers and truth values are passed on.
 */
export function channelData({ userId, email, roles, info }: Attendee): string {
  const shown = Object.entries(info)
    .filter(([key, value]) => key !== "user_id" && key.length <= 50 && isPlain(value))
    .slice(0, MAX_FIELDS);
  return JSON.stringify({ user_id: userId, user_info: { ...Object.fromEntries(shown), email, roles } });
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" ? value.length <= MAX_TEXT : typeof value === "number" || typeof value === "boolean";
}
