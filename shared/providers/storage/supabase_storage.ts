import type { Config } from "../../config/config.ts";
import { type ObjectStorage, StorageError } from "./object_storage.ts";

const TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;
const BACKOFF_MS = 150;
/** Longest transfer of a stream. */
const STREAM_MS = 20 * 60_000;

type StorageConfig = Pick<Config, "SUPABASE_URL" | "SUPABASE_SECRET_KEYS" | "SUPABASE_SERVICE_ROLE_KEY">;

/**
 * A bucket of the Supabase project behind its Storage API, opened with the secret key: row security does not apply, so whoever
 * calls decides what a caller may see. Time-outs, broken lines, 429 and 5xx are tried three times; every call may be repeated
 * safely. Undefined when no project or no key is configured.
 */
export function supabaseStorage(
  config: StorageConfig,
  bucket: string,
  { timeoutMs = TIMEOUT_MS }: { timeoutMs?: number } = {},
): ObjectStorage | undefined {
  const secret = config.SUPABASE_SECRET_KEYS?.default ?? config.SUPABASE_SERVICE_ROLE_KEY;
  if (!config.SUPABASE_URL || !secret) return undefined;
  const base = `${config.SUPABASE_URL.replace(/\/$/, "")}/storage/v1/object/${bucket}`;

  const addressOf = (key: string) => `${base}/${key.split("/").map(encodeURIComponent).join("/")}`;
  const credential = { apikey: secret, authorization: `Bearer ${secret}` };

  async function callOnce(method: string, key: string, init: RequestInit = {}): Promise<Response> {
    try {
      const signal = AbortSignal.timeout(STREAM_MS);
      const headers = { ...init.headers, ...credential };
      return await fetch(addressOf(key), { ...init, method, headers, signal, redirect: "manual" });
    } catch (error) {
      throw new StorageError(`the storage service failed to ${method}`, { cause: error });
    }
  }

  async function call(method: string, key: string, init: RequestInit = {}): Promise<Answer> {
    const url = addressOf(key);
    const headers = { ...init.headers, ...credential };
    let cause: unknown;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, BACKOFF_MS * 2 ** (attempt - 1)));
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const response = await fetch(url, { ...init, method, headers, signal, redirect: "manual" });
        const answer = await answerOf(response);
        const { status } = answer;
        if (status < 500 && status !== 429) return answer;
        cause = new Error(`status ${status}`);
      } catch (error) {
        cause = error;
      }
    }
    throw new StorageError(`the storage service failed to ${method}`, { cause });
  }

  return {
    async put(key, bytes, mediaType) {
      const answer = await call("POST", key, {
        body: bytes,
        headers: { "content-type": mediaType, "x-upsert": "true", "cache-control": "max-age=86400" },
      });
      if (answer.status !== 200) throw refused(answer);
    },
    async putNew(key, bytes, mediaType) {
      const answer = await call("POST", key, { body: bytes, headers: { "content-type": mediaType } });
      if (answer.status !== 200 && !says(answer, 409)) throw refused(answer);
      return answer.status === 200;
    },
    async putStream(key, content, mediaType) {
      const response = await callOnce("POST", key, {
        body: content,
        headers: { "content-type": mediaType, "x-upsert": "true" },
      });
      await response.body?.cancel();
      if (response.status !== 200) throw refused(response);
    },
    async getStream(key) {
      const response = await callOnce("GET", key);
      if (response.status === 200) return response.body!;
      const answer = await answerOf(response);
      if (!isMissing(answer)) throw refused(answer);
    },
    async get(key) {
      const answer = await call("GET", key);
      if (isMissing(answer)) return undefined;
      if (answer.status !== 200) throw refused(answer);
      return { bytes: answer.bytes, mediaType: answer.mediaType };
    },
    async remove(key) {
      const answer = await call("DELETE", key);
      if (answer.status !== 200 && !isMissing(answer)) throw refused(answer);
    },
  };
}

interface Answer {
  status: number;
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
}

async function answerOf(response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const mediaType = response.headers.get("content-type") ?? "application/octet-stream";
  return { status: response.status, bytes, mediaType };
}

const isMissing = (answer: Answer) => says(answer, 404);

/** The Storage API answers a missing object with 400 and says 404 inside, a taken one 409; newer versions say it outside. */
function says({ status, bytes }: Answer, meant: number): boolean {
  if (status === meant) return true;
  return status === 400 && new RegExp(`"statusCode"\\s*:\\s*"${meant}"`).test(new TextDecoder().decode(bytes));
}

function refused({ status }: Pick<Answer, "status">): StorageError {
  return new StorageError(`the storage service answered ${status}`);
}
