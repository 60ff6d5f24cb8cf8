import type { Sql } from "../db/pool.ts";
import { ChannelError } from "../providers/messaging/message_channel.ts";
import type { PushMessage, PushSender } from "../providers/messaging/push_sender.ts";
import { listActiveDevices, noteDelivery, type PushDevice } from "./push_queries.ts";

/** How many devices got a message. Somebody without an active one counts as one skipped. */
export interface PushTally {
  sent: number;
  failed: number;
  skipped: number;
  total: number;
}

/** What came of it, and for whoever has to decide on another attempt: whether and when one makes sense. */
export interface PushDelivery extends PushTally {
  /** Some device may be reached later. */
  temporary: boolean;
  /** What a provider asked for, in seconds. */
  retryAfter?: number;
}

type Transact = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

/** Devices of one person that are written to at once. */
const AT_ONCE = 5;

/**
 * Sends a message to every active device of somebody. Success clears the error of a device, a device that is gone is switched
 * off, any other error is kept with it. No transaction is open while a provider is talked to.
 */
export async function deliverPush(
  transact: Transact,
  sender: PushSender,
  userId: string,
  message: PushMessage,
): Promise<PushDelivery> {
  const devices = await transact((sql) => listActiveDevices(sql, userId));
  if (devices.length === 0) return { sent: 0, failed: 0, skipped: 1, total: 0, temporary: false };
  const outcomes: { device: PushDevice; error?: ChannelError }[] = [];
  for (let at = 0; at < devices.length; at += AT_ONCE) {
    const batch = devices.slice(at, at + AT_ONCE);
    outcomes.push(...await Promise.all(batch.map((device) => sendTo(sender, device, message))));
  }
  await transact(async (sql) => {
    for (const { device, error } of outcomes) {
      await noteDelivery(sql, device.id, { error: error?.message ?? null, gone: error?.invalidAddress ?? false });
    }
  });
  const failures = outcomes.flatMap(({ error }) => error ? [error] : []);
  const waits = failures.flatMap(({ retryAfter }) => retryAfter ?? []);
  return {
    sent: outcomes.length - failures.length,
    failed: failures.length,
    skipped: 0,
    total: outcomes.length,
    temporary: failures.some(({ permanent }) => !permanent),
    ...(waits.length > 0 && { retryAfter: Math.max(...waits) }),
  };
}

async function sendTo(sender: PushSender, device: PushDevice, message: PushMessage) {
  try {
    await sender.send(device.target, message);
    return { device };
  } catch (cause) {
    // Only sentences of our own are kept: an error of a provider may quote what it was sent.
    const error = cause instanceof ChannelError ? cause : new ChannelError("the message could not be sent", { cause });
    return { device, error };
  }
}
