/**
 * Remembers the timers that `@supabase/*` packages start, and clears what is left when the returned function is called.
 *
 * The client leaves some behind by design: ten seconds for every push without an answer, ten seconds for every
 * disconnect. Timers of our own code are not touched, so a leak there still fails the test.
 */
export function clientTimers(): () => void {
  const original = globalThis.setTimeout;
  const started = new Set<ReturnType<typeof setTimeout>>();
  globalThis.setTimeout = ((callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const caller = new Error().stack?.split("\n")[2] ?? "";
    const timer = original(callback, ms, ...args);
    if (caller.includes("@supabase")) started.add(timer);
    return timer;
  }) as typeof setTimeout;
  return () => {
    globalThis.setTimeout = original;
    for (const timer of started) clearTimeout(timer);
  };
}
