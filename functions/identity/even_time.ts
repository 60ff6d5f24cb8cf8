const BEAT_MS = 100;

/**
 * Answers on the next beat of a tenth of a second after the work was begun, so that the time an answer took does not tell
 * which work it was. A failure waits for its beat too.
 */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    const rest = BEAT_MS - ((performance.now() - begun) % BEAT_MS);
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}
