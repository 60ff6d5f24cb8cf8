import { base64 } from "./eml.ts";
import { MailError, type MailMessage, type MailProvider } from "./mail_provider.ts";

const TIMEOUT_MS = 15_000;
const LONGEST_ANSWER = 64 * 1024;

/** Where and as whom to hand messages over. */
export interface HttpMailOptions {
  url: string;
  token: string;
  timeoutMs?: number;
}

/**
 * Hands messages to a mail service that takes JSON over HTTP, as most do: a bearer token, `Idempotency-Key` with the id of the
 * message, attachments in base64. Time-outs, broken connections, 408, 425, 429, 5xx and unreadable answers may be tried again;
 * every other refusal is permanent. The body of an answer reaches nobody.
 */
export function createHttpMail({ url, token, timeoutMs = TIMEOUT_MS }: HttpMailOptions): MailProvider {
  return {
    name: "http",
    async send(message) {
      let status: number;
      let retryAfter: string | null;
      let answer: string;
      try {
        const response = await fetch(url, {
          method: "POST",
          redirect: "manual",
          headers: {
            authorization: `Bearer ${token}`,
            "content-type": "application/json",
            "idempotency-key": message.id,
          },
          body: JSON.stringify(wireOf(message)),
          signal: AbortSignal.timeout(timeoutMs),
        });
        status = response.status;
        retryAfter = response.headers.get("retry-after");
        answer = await readSome(response);
      } catch (error) {
        const late = error instanceof DOMException && error.name === "TimeoutError";
        throw new MailError(
          late ? "the mail service did not answer in time" : "the mail service could not be reached",
          {
            cause: error,
          },
        );
      }
      if (status >= 200 && status < 300) return { provider_id: idOf(answer, message.id) };
      const temporary = status >= 500 || [408, 425, 429].includes(status);
      throw new MailError(`the mail service answered ${status}`, {
        permanent: !temporary,
        ...(temporary && { retryAfter: secondsOf(retryAfter) }),
      });
    },
  };
}

function wireOf(message: MailMessage) {
  const { from, to, cc, subject, text, html, headers, attachments } = message;
  return {
    from,
    to: [to],
    ...(cc.length > 0 && { cc }),
    subject,
    text,
    ...(html !== undefined && { html }),
    ...(headers !== undefined && { headers }),
    ...(attachments.length > 0 && {
      attachments: attachments.map(({ filename, media_type, bytes }) => ({
        filename,
        content_type: media_type,
        content: base64(bytes),
      })),
    }),
  };
}

async function readSome(response: Response): Promise<string> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) break;
  }
  return text;
}

/** A success that is no JSON object was not said by a mail service: asking again under the same key costs nothing. */
function idOf(answer: string, fallback: string): string {
  try {
    const body = JSON.parse(answer);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) {
      const id = body.id ?? body.message_id ?? body.messageId;
      return typeof id === "string" || typeof id === "number" ? String(id).slice(0, 200) : fallback;
    }
  } catch {
    // Falls through to the error below.
  }
  throw new MailError("the mail service gave an unreadable answer");
}

function secondsOf(retryAfter: string | null): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}
