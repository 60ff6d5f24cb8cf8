import { hkdfSync } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { problems } from "./problems.ts";

/** What a signed upload address carries besides the path. */
export interface UploadGrant {
  /** Owner of the object to come: the `sub` of who asked for the address. */
  owner: string | null;
  upsert: boolean;
}

/**
 * Tokens of signed addresses: HS256 tokens `{url, iat, exp}` where `url` is `<bucket>/<object name>`.
 *
 * The keys are derived from the secret of access tokens (HKDF, RFC 5869), one per purpose: a signed address can never
 * pass for an access token, nor a download address for an upload address.
 */
export interface SignedTokens {
  /** `expiresIn` in seconds. */
  signDownload(path: string, expiresIn: number): Promise<string>;
  /** Returns when the token ends. @throws {StorageProblem} 400 when expired, altered or made for another path. */
  verifyDownload(token: string | null, path: string): Promise<Date>;
  /** Valid for two hours, as on the platform. */
  signUpload(path: string, grant: UploadGrant): Promise<string>;
  /** @throws {StorageProblem} 400 when expired, altered or made for another path. */
  verifyUpload(token: string | null, path: string): Promise<UploadGrant>;
}

const UPLOAD_SECONDS = 2 * 60 * 60;

export function createSignedTokens(jwtSecret: string): SignedTokens {
  const derive = (purpose: string) => new Uint8Array(hkdfSync("sha256", jwtSecret, "storage", purpose, 32));
  const downloadKey = derive("signed download");
  const uploadKey = derive("signed upload");
  return {
    signDownload: (path, expiresIn) => sign({ url: path }, expiresIn, downloadKey),
    async verifyDownload(token, path) {
      const { exp } = await verify(token, path, downloadKey);
      return new Date(exp! * 1000);
    },
    signUpload: (path, { owner, upsert }) => sign({ url: path, owner, upsert }, UPLOAD_SECONDS, uploadKey),
    async verifyUpload(token, path) {
      const payload = await verify(token, path, uploadKey);
      return { owner: typeof payload.owner === "string" ? payload.owner : null, upsert: payload.upsert === true };
    },
  };
}

function sign(payload: Record<string, unknown>, expiresIn: number, key: Uint8Array): Promise<string> {
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT(payload)
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + expiresIn)
    .sign(key);
}

async function verify(token: string | null, path: string, key: Uint8Array) {
  if (!token) throw problems.invalidToken("The address carries no token");
  let payload;
  try {
    ({ payload } = await jwtVerify(token, key, { algorithms: ["HS256"], requiredClaims: ["url", "exp"] }));
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) throw problems.invalidToken(error.message);
    throw error;
  }
  if (payload.url !== path) throw problems.invalidSignature();
  return payload;
}
