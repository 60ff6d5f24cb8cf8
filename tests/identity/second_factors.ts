import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { totpCode } from "../../shared/auth/totp.ts";
import { type Answer, send } from "../support/app_client.ts";
import type { TestActor, World } from "../support/world.ts";
import { bearer, password } from "./accounts.ts";

/** What a person has after setting up an authenticator app. */
export interface Enrolled {
  secret: string;
  backupCodes: string[];
  /** The code of this moment, which was not used yet. */
  code(): Promise<string>;
}

/** Sets up an authenticator app over the API. */
export async function enroll(world: World, actor: TestActor): Promise<Enrolled> {
  const setup = await send(app, actor, "POST /mfa/totp/setup");
  assert.equal(setup.status, 200, setup.text);
  const { secret, backup_codes } = setup.body;
  const activated = await send(app, actor, "POST /mfa/totp/activate", { body: { code: totpCode(secret) } });
  assert.equal(activated.status, 200, activated.text);
  const { claims } = await world.runtime.tokens.verify(actor.token);
  return {
    secret,
    backupCodes: backup_codes,
    async code() {
      await world.db.sql`update identity.mfa_factors set last_used_step = null where user_id = ${claims.sub}`;
      return totpCode(secret);
    },
  };
}

/** Six digits that are wrong now and for a while. */
export function wrongCode({ secret }: Enrolled): string {
  const near = [-2, -1, 0, 1, 2].map((steps) => totpCode(secret, Date.now() + steps * 30_000));
  return ["000000", "111111", "222222", "333333", "444444", "555555"].find((code) => !near.includes(code))!;
}

export function login(
  email: string,
  body: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  return send(app, null, "POST /auth/login", { body: { email, password, ...body }, headers });
}

export function verify(body: Record<string, unknown>, actor: TestActor | null = null): Promise<Answer> {
  return send(app, actor, "POST /mfa/verify", { body });
}

/** Signs in where no second factor is asked for. */
export async function signedIn(email: string, headers: Record<string, string> = {}): Promise<TestActor> {
  const { status, body, text } = await login(email, {}, headers);
  assert.equal(status, 200, text);
  return { ...bearer(body.accessToken), sessionId: body.session_id };
}

/** Code and details of a refusal. */
export function refusal({ status, body }: Answer): [number, string] {
  return [status, body.code];
}
