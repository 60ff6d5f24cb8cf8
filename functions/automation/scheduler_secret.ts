import { timingSafeEqual } from "node:crypto";
import { sha256Hex } from "../../shared/auth/secrets.ts";
import type { Config } from "../../shared/config/config.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";

const HEADER = "x-scheduler-secret";

export const hasSchedulerSecret = (request: Request) => request.headers.has(HEADER);

/** Raises SCHEDULER_SECRET_INVALID unless the request comes from the clock; without a configured secret there is none. */
export async function requireSchedulerSecret(request: Request, config: Config): Promise<void> {
  const given = request.headers.get(HEADER) ?? "";
  const expected = config.SCHEDULER_SECRET;
  // Hashes have one length, whatever is sent.
  const same = expected !== undefined &&
    timingSafeEqual(
      new TextEncoder().encode(await sha256Hex(given)),
      new TextEncoder().encode(await sha256Hex(expected)),
    );
  if (!same) throw problem("scheduler_secret_invalid");
}
