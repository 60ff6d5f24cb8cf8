import { Buffer } from "node:buffer";

/** Picks the HS256 secret that a token names by `kid` among the keys of the project, or else the one without a name. */
export function createSecretFinder(
  unnamed: string,
  jwks: { keys: object[] } = { keys: [] },
): (kid: string | undefined) => Uint8Array {
  const fallback = new TextEncoder().encode(unnamed);
  const named = new Map(
    (jwks.keys as { kty?: string; kid?: string; k?: string }[])
      .flatMap(({ kty, kid, k }) => kty === "oct" && kid && k ? [[kid, Buffer.from(k, "base64url")] as const] : []),
  );
  return (kid) => named.get(kid ?? "") ?? fallback;
}
