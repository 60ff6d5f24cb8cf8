import type { FirebaseAccount } from "../../config/config.ts";
import { ChannelError } from "./message_channel.ts";
import { callProvider, type ProviderAnswer, refusal } from "./provider_answer.ts";
import type { PushSender } from "./push_sender.ts";
import { toBase64url } from "./web_push_encryption.ts";

const SERVICE = "Firebase";
const SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
const TIMEOUT_MS = 10_000;
/** Google takes assertions of an hour; a token is renewed a minute early. */
const ASSERTION_SECONDS = 3600;
const EARLY_MS = 60_000;

/**
 * Sends to registration tokens through Firebase Cloud Messaging (HTTP v1). The access token is fetched with a signed assertion
 * (RFC 7523) and kept until it ends; one that is refused is fetched anew once. A token that is unregistered or of another project
 * is gone for good.
 */
export function createFcm(
  account: FirebaseAccount,
  { url, timeoutMs = TIMEOUT_MS }: { url: string; timeoutMs?: number },
): PushSender {
  let known: { token: string; until: number } | undefined;

  async function accessToken(): Promise<string> {
    if (known && known.until > Date.now()) return known.token;
    const { json, ...answer } = await callProvider(SERVICE, account.token_uri, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion: await assertionOf(account),
      }).toString(),
    }, timeoutMs);
    const { access_token: token, expires_in: seconds } = (json ?? {}) as {
      access_token?: unknown;
      expires_in?: unknown;
    };
    if (typeof token !== "string" || token === "") {
      throw answer.status < 300 ? new ChannelError("Firebase gave an unreadable answer") : refusal(SERVICE, answer);
    }
    known = { token, until: Date.now() + (typeof seconds === "number" ? seconds * 1000 : 0) - EARLY_MS };
    return token;
  }

  async function post(body: string): Promise<ProviderAnswer> {
    return await callProvider(SERVICE, `${url}/v1/projects/${account.project_id}/messages:send`, {
      method: "POST",
      headers: { authorization: `Bearer ${await accessToken()}`, "content-type": "application/json" },
      body,
    }, timeoutMs);
  }

  return {
    provider: "fcm",
    async send({ address: token }, { title, body, data, link }) {
      // Facts travel as texts: FCM takes nothing else.
      const facts = Object.entries({ ...data, ...(link && { link }) }).map(([name, value]) =>
        [name, typeof value === "string" ? value : JSON.stringify(value)] as const
      );
      const message = JSON.stringify({
        message: { token, notification: { title, body }, data: Object.fromEntries(facts) },
      });
      let answer = await post(message);
      if (answer.status === 401) {
        known = undefined;
        answer = await post(message);
      }
      const said = answer.json as { name?: unknown; error?: { status?: unknown; details?: unknown } } | undefined;
      if (answer.status >= 200 && answer.status < 300) {
        if (typeof said?.name !== "string") throw new ChannelError("Firebase gave an unreadable answer");
        return { provider_id: said.name.slice(0, 255) };
      }
      const details = JSON.stringify(said?.error?.details ?? "");
      if (answer.status === 404 || /UNREGISTERED|SENDER_ID_MISMATCH/.test(details)) {
        throw new ChannelError("the registration has ended", { invalidAddress: true });
      }
      throw refusal(SERVICE, answer);
    },
  };
}

/** A JWT in which the account vouches for itself. */
async function assertionOf({ client_email, private_key, token_uri }: FirebaseAccount): Promise<string> {
  const utf8 = new TextEncoder();
  const part = (value: unknown) => toBase64url(utf8.encode(JSON.stringify(value)));
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: client_email, scope: SCOPE, aud: token_uri, iat: now, exp: now + ASSERTION_SECONDS };
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  const der = Uint8Array.from(atob(private_key.replace(/-----[^-]+-----|\s/g, "")), (c) => c.charCodeAt(0));
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, key, utf8.encode(signed)));
  return `${signed}.${toBase64url(signature)}`;
}
