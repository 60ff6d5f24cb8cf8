import type { StreamEvent } from "../contracts/kit/replies.ts";

const encoder = new TextEncoder();

/** One frame of text/event-stream (WHATWG HTML, server-sent events). */
export function encodeEvent(event: StreamEvent): string {
  if (event.comment !== undefined) return `: ${event.comment.replace(/[\r\n]+/g, " ")}\n\n`;
  const lines = [];
  if (event.id !== undefined) lines.push(`id: ${event.id}`);
  if (event.event !== undefined) lines.push(`event: ${event.event}`);
  lines.push(`data: ${JSON.stringify(event.data)}`);
  return `${lines.join("\n")}\n\n`;
}

/**
 * Streams events until the source ends, the client leaves or `seconds` are over: the platform would cut the line anyway, and a
 * clean end lets the client resume at once with Last-Event-ID. The source is told to finish in every case.
 */
export function eventStream(
  first: IteratorResult<StreamEvent>,
  source: AsyncIterator<StreamEvent>,
  options: { seconds: number; onError: (error: unknown) => void },
): ReadableStream<Uint8Array> {
  let timer: ReturnType<typeof setTimeout>;
  let ended = false;
  const stop = async () => {
    ended = true;
    clearTimeout(timer);
    await source.return?.().catch(options.onError);
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setTimeout(() => {
        if (ended) return;
        controller.close();
        void stop();
      }, options.seconds * 1000);
      if (!first.done) controller.enqueue(encoder.encode(encodeEvent(first.value)));
    },
    async pull(controller) {
      try {
        const next = await source.next();
        if (ended) return;
        if (next.done) {
          controller.close();
          await stop();
        } else controller.enqueue(encoder.encode(encodeEvent(next.value)));
      } catch (error) {
        options.onError(error);
        if (!ended) controller.close();
        await stop();
      }
    },
    cancel: stop,
  });
}

/** The headers of an event stream, including the one that keeps proxies from buffering it. */
export const EVENT_STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  connection: "keep-alive",
  "x-accel-buffering": "no",
};
