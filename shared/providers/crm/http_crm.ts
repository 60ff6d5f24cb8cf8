import { z } from "zod";
import { CrmError, type CrmProvider } from "./crm_provider.ts";

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 200;
/** Somebody waits for the answer: a CRM that wants to be left alone for longer is down for now. */
const LONGEST_PAUSE_MS = 2_000;
const LARGEST_ANSWER = 8 * 1024 * 1024;

/** Where and as whom to ask; `timeoutMs` bounds one attempt, its body included. */
export interface HttpCrmOptions {
  url: string;
  token: string;
  timeoutMs: number;
}

/** Ids and codes arrive as numbers or as text, absent ones as "". */
const text = z.union([z.string(), z.number()]).nullish()
  .transform((value) => (value === null || value === undefined ? null : String(value).trim() || null));
const identifier = z.union([z.string(), z.number()]).transform((value) => String(value).trim())
  .pipe(z.string().min(1).max(100));
const truth = z.union([z.boolean(), z.number(), z.string()]).nullish()
  .transform((value) => /^(true|1|oui|yes|o|y)$/i.test(String(value)));

const User = z.object({
  id: identifier,
  nom: text,
  prenom: text,
  telephone: text,
  email: text.transform((value) => value?.toLowerCase() ?? null),
  login: text,
  agence: text,
  agence_id: text,
  role: text,
  role_id: text,
  etat: text,
  actif: truth,
  tv: truth,
  se: truth,
});

const Group = z.object({
  id: identifier,
  nom: z.string().trim().min(1),
  responsable_1: text,
  responsable_2: text,
  responsable_3: text,
  user_ids: z.array(identifier).default([]),
});

const Users = z.object({ utilisateurs: z.array(User).max(20_000) });
const Groups = z.object({ groupes: z.array(Group).max(5_000) });

/**
 * Asks a CRM gateway over HTTP: `GET <url>/users` answers `{"utilisateurs": […]}`, `GET <url>/teams` answers
 * `{"groupes": […]}`, both for a bearer token. Time-outs, broken lines, 408, 425, 429 and 5xx are tried twice more with growing
 * pauses; other refusals and answers of another shape are final. No redirect is followed: the token stays with its host.
 */
export function createHttpCrm({ url, token, timeoutMs }: HttpCrmOptions): CrmProvider {
  const base = url.replace(/\/+$/, "");

  async function ask<T>(path: string, shape: z.ZodType<T>): Promise<T> {
    for (let attempt = 1;; attempt++) {
      const asked = await askOnce(`${base}/${path}`, token, timeoutMs);
      if (asked.ok) return read(asked.text, shape);
      const pause = asked.pauseMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 + Math.random() / 2);
      if (!asked.retry || attempt === ATTEMPTS || pause > LONGEST_PAUSE_MS) throw asked.error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  return {
    name: "http",
    users: async () => (await ask("users", Users)).utilisateurs,
    groups: async () => (await ask("teams", Groups)).groupes,
  };
}

type Asked =
  | { ok: true; text: string }
  | { ok: false; error: CrmError; retry: boolean; pauseMs?: number };

async function askOnce(url: string, token: string, timeoutMs: number): Promise<Asked> {
  try {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return { ok: true, text: await readAll(response) };
    await response.body?.cancel();
    return {
      ok: false,
      error: new CrmError(`the CRM answered ${response.status}`),
      retry: response.status >= 500 || [408, 425, 429].includes(response.status),
      pauseMs: pauseOf(response.headers.get("retry-after")),
    };
  } catch (error) {
    if (error instanceof CrmError) return { ok: false, error, retry: false };
    const late = error instanceof DOMException && error.name === "TimeoutError";
    const message = late ? "the CRM did not answer in time" : "the CRM could not be reached";
    return { ok: false, error: new CrmError(message, { cause: error }), retry: true };
  }
}

async function readAll(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LARGEST_ANSWER) throw new CrmError("the CRM gave an answer that is too large");
  }
  return text + decoder.decode();
}

function read<T>(text: string, shape: z.ZodType<T>): T {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new CrmError("the CRM gave an unreadable answer", { cause: error });
  }
  const result = shape.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CrmError(`the CRM gave an answer of another shape at ${issue.path.join(".")}`);
}

/** Milliseconds of `Retry-After`, in either of its two forms (RFC 9110, 10.2.3). */
function pauseOf(retryAfter: string | null): number | undefined {
  if (!retryAfter) return undefined;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
