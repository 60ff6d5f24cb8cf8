export type WorkflowStatus = "pending" | "sent" | "delivered" | "read" | "failed" | "cancelled";

/** How far a message has come; failed and cancelled stand outside. */
const PROGRESS: Partial<Record<WorkflowStatus, number>> = { pending: 0, sent: 1, delivered: 2, read: 3 };

/**
 * The status after a report of the provider: forward only, whatever order the reports come in. A failure is believed until the
 * message was delivered; failed and cancelled are final.
 */
export function progressed(current: WorkflowStatus, reported: WorkflowStatus): WorkflowStatus {
  const here = PROGRESS[current];
  if (here === undefined) return current;
  if (reported === "failed") return here < PROGRESS.delivered! ? "failed" : current;
  return (PROGRESS[reported] ?? -1) > here ? reported : current;
}

/** The words of WhatsApp and of the older flat form; undefined for what says nothing about progress. */
const WORDS: Record<string, WorkflowStatus> = {
  accepted: "pending",
  queued: "pending",
  sending: "pending",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "failed",
  undelivered: "failed",
};

export function statusOfWord(word: string): WorkflowStatus | undefined {
  return WORDS[word.toLowerCase()];
}

/** Whether the date of sending is to be set: at the first sign that the message left. */
export function hasLeft(status: WorkflowStatus): boolean {
  return status === "sent" || status === "delivered" || status === "read";
}

/** What may still be called off: anything but what has reached somebody. */
export function isCancellable(status: WorkflowStatus): boolean {
  return !hasLeft(status);
}

/** Whether the outbox takes a text for an e-mail address. */
export function isMailAddress(text: string): boolean {
  return /^[^@\s<>,;]+@[^@\s<>,;]+$/.test(text.trim());
}

const LONGEST_LOG = 20_000;
const LONGEST_LINE = 2_000;

/** The log with one more line; the oldest lines give way. */
export function appended(log: string, text: string, at: Date): string {
  // deno-lint-ignore no-control-regex
  const line = text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim().slice(0, LONGEST_LINE);
  const whole = `${log}${at.toISOString()} ${line}\n`;
  return whole.length <= LONGEST_LOG ? whole : whole.slice(whole.indexOf("\n", whole.length - LONGEST_LOG) + 1);
}
