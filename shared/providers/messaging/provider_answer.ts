import { ChannelError } from "./message_channel.ts";

/** An answer of a provider, of which nothing but these facts is looked at. */
export interface ProviderAnswer {
  status: number;
  retryAfter?: number;
  /** The body as JSON; undefined when it is none. */
  json?: unknown;
}

const LONGEST_ANSWER = 64 * 1024;

/** Seconds in a Retry-After header (RFC 9110, 10.2.3): a number or a date. */
export function retryAfterSeconds(header: string | null | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}

/** Whether a refusal may be another one's next time. */
export function isTemporary(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}

/** The error of a refusal; `service` is our word for who refused. */
export function refusal(service: string, answer: ProviderAnswer): ChannelError {
  const temporary = isTemporary(answer.status);
  return new ChannelError(`${service} answered ${answer.status}`, {
    permanent: !temporary,
    ...(temporary && { retryAfter: answer.retryAfter }),
  });
}

/** Calls an address of the configuration. Raises `ChannelError` when there is no answer in time; nothing of it is quoted. */
export async function callProvider(
  service: string,
  url: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<ProviderAnswer> {
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    const text = await readSome(response);
    return {
      status: response.status,
      retryAfter: retryAfterSeconds(response.headers.get("retry-after")),
      json: parsed(text),
    };
  } catch (cause) {
    const late = cause instanceof DOMException && cause.name === "TimeoutError";
    throw new ChannelError(late ? `${service} did not answer in time` : `${service} could not be reached`, { cause });
  }
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
