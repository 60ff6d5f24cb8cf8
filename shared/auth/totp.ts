import { Secret, TOTP } from "otpauth";
// @ts-types="@types/qrcode"
import QRCode from "qrcode";

/** Time-based one-time passwords (RFC 6238) as every authenticator app knows them: HMAC-SHA1, 6 digits, 30 seconds. */

const ISSUER = "Comptoir";
const PARAMETERS = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** RFC 4226 (4, R6) recommends 160 bits. */
const SECRET_BYTES = 20;
/** Steps a clock may be off, in either direction. */
const WINDOW = 1;

/** A new secret in base32 without padding. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app scans. */
export function totpUri(secret: string, email: string): string {
  return new TOTP({ ...PARAMETERS, issuer: ISSUER, label: email, secret: Secret.fromBase32(secret) }).toString();
}

/** The address as a PNG image in a data URI. */
export async function qrCodeOf(uri: string): Promise<string> {
  return await QRCode.toDataURL(uri, { errorCorrectionLevel: "M", margin: 2, scale: 5 });
}

/**
 * The time step a code belongs to, at most one step away from the clock; null when the code is wrong. Two codes of the window
 * may coincide: then the later step counts, so that the replay guard never lets the same digits through twice.
 */
export function totpStep(secret: string, code: string, now: number = Date.now()): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const key = Secret.fromBase32(secret);
  const current = TOTP.counter({ period: PARAMETERS.period, timestamp: now });
  let matched: number | null = null;
  for (let step = current - WINDOW; step <= current + WINDOW; step++) {
    const timestamp = step * PARAMETERS.period * 1000;
    if (TOTP.validate({ ...PARAMETERS, token: code, secret: key, timestamp, window: 0 }) !== null) matched = step;
  }
  return matched;
}

/** The code of a moment. */
export function totpCode(secret: string, now: number = Date.now()): string {
  return TOTP.generate({ ...PARAMETERS, secret: Secret.fromBase32(secret), timestamp: now });
}
