/** Names as the Pusher protocol takes them (Pusher Channels, "Channel naming conventions"). */

export const MAX_NAME = 200;
const MAX_ID_PART = 180;

const channelShape = /^[A-Za-z0-9_\-=@,.;]{1,200}$/;

/** True for a channel name a broker takes and a client may ask for. */
export function isChannelName(name: string): boolean {
  return channelShape.test(name) && !name.startsWith("pusher-");
}

/** True for an event name a server may send; names of the protocol itself are not. */
export function isEventName(name: string): boolean {
  return name.length >= 1 && name.length <= MAX_NAME && !/^pusher(_internal)?:/.test(name);
}

/** An identifier as part of a channel name: what may not stand there becomes `_`, and what is too long is cut. */
export function idPart(id: string | number): string {
  return String(id).replace(/[^A-Za-z0-9_\-=@,.;]/g, "_").slice(0, MAX_ID_PART);
}
