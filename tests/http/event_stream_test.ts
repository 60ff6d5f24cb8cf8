import assert from "node:assert/strict";
import type { StreamEvent } from "../../shared/contracts/kit/replies.ts";
import { eventStream } from "../../shared/http/event_stream.ts";
import { signalled } from "../support/until.ts";

Deno.test("an event stream makes no event nobody reads, and lets go of its source when a reader has stopped reading", async () => {
  const ended = signalled();
  let made = 0;
  const source: AsyncIterator<StreamEvent> = {
    next: () => Promise.resolve({ done: false, value: { data: ++made } }),
    return: () => {
      ended.fire();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  const stream = eventStream(await source.next(), source, {
    seconds: 0.2,
    onError: (error) => assert.fail(String(error)),
  });
  const reader = stream.getReader();
  const { value } = await reader.read();
  assert.equal(new TextDecoder().decode(value), "data: 1\n\n");
  await ended.promise;
  assert.ok(made <= 3, `${made} events were made for a reader that took one`);
  await reader.cancel();
});

Deno.test("a reader who leaves ends the source at once", async () => {
  const ended = signalled();
  const never = new Promise<IteratorResult<StreamEvent>>(() => {});
  const source: AsyncIterator<StreamEvent> = {
    next: () => never,
    return: () => {
      ended.fire();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  const stream = eventStream({ done: false, value: { data: 1 } }, source, { seconds: 60, onError: () => {} });
  await stream.cancel();
  await ended.promise;
});
