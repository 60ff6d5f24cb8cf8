/** The database cannot be reached, does not answer in time, or ended the connection. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

/** Connection settings of all pools. Retries quickly: the server is on the same machine. */
export const CONNECTION_OPTIONS = {
  connect_timeout: 5,
  fetch_types: false,
  onnotice: () => {},
  backoff: () => 0.25,
} as const;

/** Longest wait for the database, in milliseconds: shorter than the 10 s after which the client gives a join up. */
export const DATABASE_DEADLINE_MS = 8_000;

/**
 * Waits for the work, but not for ever.
 *
 * The driver reconnects silently and without end where something accepts the connection and closes it again, as a
 * proxy in front of a stopped server does; its own connect timeout does not see that.
 *
 * @throws {DatabaseUnavailable} after `ms`; the work goes on unobserved.
 */
export async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}

/** An array parameter. Its values must not need quoting: ids, names and timestamps of ours do not. */
export function arrayLiteral(values: string[]): string {
  return `{${values.join(",")}}`;
}
