import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { cookieOf } from "../../shared/http/credentials.ts";
import { trustDevice } from "./mfa_queries.ts";

/** The cookie a browser keeps its device identifier in. */
export const DEVICE_COOKIE = "device_id";

const DEVICE_ID_BYTES = 32;

/** A device that was just trusted; its identifier is told this once. */
export interface TrustedNow {
  id: string;
  device_id: string;
  trusted_until: string;
}

/** How the device of a request is stored: by hash, because whoever knows its identifier is let off the second factor. */
export async function deviceHashOf(request: Request, given?: string): Promise<string | null> {
  const deviceId = deviceIdOf(request, given);
  return deviceId ? await hashOf(deviceId) : null;
}

/**
 * Trusts the device of whoever the transaction speaks for, under the identifier the client gave or, better, a random one of ours.
 */
export async function trustThisDevice(sql: Sql, request: Request, given?: string): Promise<TrustedNow> {
  const deviceId = deviceIdOf(request, given) ?? randomToken(DEVICE_ID_BYTES);
  const [{ id, trusted_until }] = await trustDevice(sql, await hashOf(deviceId));
  return { id, device_id: deviceId, trusted_until };
}

function deviceIdOf(request: Request, given?: string): string | undefined {
  return given ?? cookieOf(request, DEVICE_COOKIE);
}

async function hashOf(deviceId: string): Promise<string> {
  return await sha256Hex(`device:${deviceId}`);
}
