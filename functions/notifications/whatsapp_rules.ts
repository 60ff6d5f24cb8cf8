import { statusOfWord, type WorkflowStatus } from "./workflow_rules.ts";

/** One thing WhatsApp told us. */
export type WhatsAppEvent =
  & {
    /** The same for every repetition. */
    key: string;
    /** The number it arrived at, as far as it was named. */
    phoneNumberId?: string;
    displayDigits?: string;
    /** The message of ours it is about. */
    reference?: string;
    /** The other side's number, digits only. */
    digits: string;
  }
  & (
    | { kind: "status"; status: WorkflowStatus; line: string }
    | { kind: "reply"; messageId: string; text: string }
  );

/** Digits of a number in whatever form: raw, with a plus, with `whatsapp:` before it. */
export function digitsOf(number: unknown): string {
  return typeof number === "string" ? number.replace(/\D/g, "").slice(0, 20) : "";
}

const LONGEST_ID = 200;
type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const objects = (value: unknown): Loose[] => Array.isArray(value) ? value.filter(isObject) : [];
const within = (value: unknown, key: string): Loose =>
  isObject(value) && isObject(value[key]) ? value[key] as Loose : {};
const words = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
const idOf = (value: unknown): string | undefined => words(value).slice(0, LONGEST_ID) || undefined;
const numberOf = (value: unknown): string | undefined => digitsOf(value) || undefined;

/**
 * What a payload says, in its order: the form of the Cloud API (`entry[].changes[].value`) and the older flat one
 * (`MessageSid`, `MessageStatus`, `From`, `Body`). What cannot be understood is left out; nothing here throws.
 */
export function eventsOf(payload: unknown): WhatsAppEvent[] {
  if (!isObject(payload)) return [];
  if (payload.MessageSid !== undefined || payload.SmsSid !== undefined) return flatEvents(payload);
  return objects(payload.entry).flatMap((entry) => objects(entry.changes)).flatMap((change) => {
    const value = within(change, "value");
    const metadata = within(value, "metadata");
    const arrived = {
      phoneNumberId: idOf(metadata.phone_number_id),
      displayDigits: numberOf(metadata.display_phone_number),
    };
    return [
      ...objects(value.statuses).flatMap((status) => statusEvent(status, arrived)),
      ...objects(value.messages).flatMap((message) => replyEvent(message, arrived)),
    ];
  });
}

interface Arrived {
  phoneNumberId?: string;
  displayDigits?: string;
}

function statusEvent(given: Loose, arrived: Arrived): WhatsAppEvent[] {
  const reference = idOf(given.id);
  const status = statusOfWord(words(given.status));
  if (!reference || !status) return [];
  const details = objects(given.errors).flatMap((error) =>
    [error.code, error.title, within(error, "error_data").details].map(words).filter(Boolean)
  );
  const line = `${words(given.status)}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
  const digits = digitsOf(given.recipient_id);
  return [{ kind: "status", key: `${reference}:${words(given.status)}`, ...arrived, reference, digits, status, line }];
}

function replyEvent(given: Loose, arrived: Arrived): WhatsAppEvent[] {
  const messageId = idOf(given.id);
  const digits = digitsOf(given.from);
  if (!messageId || digits === "") return [];
  const reference = idOf(within(given, "context").id);
  return [{ kind: "reply", key: messageId, ...arrived, reference, digits, messageId, text: textOf(given) }];
}

/** What the person wrote or tapped; for everything else its kind in brackets. */
function textOf(message: Loose): string {
  const interactive = within(message, "interactive");
  const said = words(within(message, "text").body) || words(within(message, "button").text) ||
    words(within(interactive, "button_reply").title) || words(within(interactive, "list_reply").title);
  return said.trim() || `[${words(message.type).slice(0, 50) || "unknown"} message]`;
}

function flatEvents(given: Loose): WhatsAppEvent[] {
  const id = idOf(given.MessageSid ?? given.SmsSid);
  if (!id) return [];
  const word = words(given.MessageStatus ?? given.SmsStatus);
  if (words(given.Body) !== "" || (word === "" || word === "received")) {
    const digits = digitsOf(given.From);
    if (digits === "") return [];
    const text = words(given.Body).trim() || "[unknown message]";
    const reference = idOf(given.OriginalRepliedMessageSid);
    return [{ kind: "reply", key: id, displayDigits: numberOf(given.To), reference, digits, messageId: id, text }];
  }
  const status = statusOfWord(word);
  if (!status) return [];
  const details = [given.ErrorCode, given.ErrorMessage].map(words).filter(Boolean);
  const line = `${word}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
  const common = { displayDigits: numberOf(given.From), reference: id, digits: digitsOf(given.To) };
  return [{ kind: "status", key: `${id}:${word}`, ...common, status, line }];
}
