/** Waits until the condition holds; fails with `what` when it never does. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  patienceMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`never came true: ${what}`);
}

/** A promise and the function that fulfils it. */
export function signalled<T = void>(): { promise: Promise<T>; fire: (value: T) => void } {
  let fire!: (value: T) => void;
  const promise = new Promise<T>((resolve) => fire = resolve);
  return { promise, fire };
}
