import type { StreamEvent } from "../contracts/kit/replies.ts";

/** A sleep that can be cut short, or ended for good. */
export interface Nap {
  /** True after the time or a wake-up, false once ended. */
  sleep(ms: number): Promise<boolean>;
  wake(): void;
  end(): void;
}

/**
 * Events made by a generator that sleeps between looks. A generator that sleeps cannot be told to return: its nap is ended
 * first, so that a reader who leaves frees it at once.
 */
export function eventSource(
  make: (nap: Nap) => AsyncGenerator<StreamEvent, void>,
): AsyncIterable<StreamEvent> {
  const nap = createNap();
  const events = make(nap);
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => events.next(),
      return: () => {
        nap.end();
        return events.return(undefined);
      },
    }),
  };
}

function createNap(): Nap {
  let ended = false;
  // Somebody may call while the stream is busy: then the next sleep is none.
  let called = false;
  let rise: (() => void) | undefined;
  const wake = () => {
    called = true;
    rise?.();
  };
  return {
    wake,
    end() {
      ended = true;
      wake();
    },
    async sleep(ms) {
      if (!called && !ended) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        await new Promise<void>((resolve) => {
          rise = resolve;
          timer = setTimeout(resolve, Math.max(0, ms));
        });
        clearTimeout(timer);
        rise = undefined;
      }
      called = false;
      return !ended;
    },
  };
}
