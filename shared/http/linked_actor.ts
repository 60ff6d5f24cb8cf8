import type { AccessClaims } from "../auth/tokens.ts";
import { problem } from "../contracts/kit/problems.ts";
import type { Actor, RequestFacts } from "./credentials.ts";
import type { Runtime } from "./runtime.ts";

type Person = Actor & { kind: "user" };

const REMEMBERED = 5_000;
const people = new WeakMap<Runtime, Map<string, Person>>();

/**
 * The member who has linked the identity behind a token of Supabase Auth, in the session this token belongs to. The token is
 * verified and its session found once per worker; whether that session is open is asked on every request, as for our own.
 * Raises AUTH_TOKEN_EXPIRED, AUTH_TOKEN_INVALID also for an identity that nobody has linked, SERVICE_UNAVAILABLE.
 */
export async function linkedActor(token: string, rt: Runtime, facts: RequestFacts): Promise<Person> {
  const known = people.get(rt) ?? new Map<string, Person>();
  people.set(rt, known);
  const remembered = known.get(token);
  if (remembered && remembered.claims.exp > Date.now() / 1000) return remembered;
  known.delete(token);

  const identity = await rt.supabaseTokens!.verify(token);
  const [{ found }] = await rt.pool<{ found: Omit<AccessClaims, "aud" | "role" | "type" | "exp" | "iat"> | null }[]>`
    select identity.linked_session(
      'supabase', ${identity.subject}, ${identity.session}, to_timestamp(${identity.issuedAt}), ${identity.secondFactor},
      ${rt.config.REFRESH_TOKEN_SECONDS}, ${JSON.stringify(facts)}) as found`;
  if (!found) throw problem("auth_token_invalid");
  const claims: AccessClaims = {
    ...found,
    aud: "authenticated",
    role: "authenticated",
    type: "access",
    iat: identity.issuedAt,
    exp: identity.expiresAt,
  };
  const person: Person = {
    kind: "user",
    tenantId: claims.tenant_id,
    userId: claims.sub,
    sessionId: claims.session_id,
    claims,
    claimsJson: JSON.stringify(claims),
  };
  if (known.size >= REMEMBERED) known.delete(known.keys().next().value!);
  known.set(token, person);
  return person;
}

/** Asks the database anew for everybody of an organisation who comes with a token of Supabase Auth, on this worker. */
export function forgetLinkedPeople(rt: Runtime, tenantId: string): void {
  const known = people.get(rt);
  for (const [token, person] of known ?? []) if (person.tenantId === tenantId) known!.delete(token);
}
