import assert from "node:assert/strict";
import fc from "fast-check";
import { policyOf, QUEUE_NAMES, QUEUES, retryDelay } from "../../shared/jobs/queue_rules.ts";

Deno.test("retryDelay doubles per retry and ends after the last one", () => {
  const realtime = [1, 2, 3].map((attempts) => retryDelay(QUEUES.realtime, attempts, 0));
  assert.deepEqual(realtime, [10, 20, undefined]);
  const documents = [1, 2, 3, 4].map((attempts) => retryDelay(QUEUES.doc_conversion, attempts, 0));
  assert.deepEqual(documents, [15, 30, 60, undefined]);
  assert.equal(retryDelay(QUEUES.low, 1, 1), 40);
});

Deno.test("retryDelay never passes cap and jitter, unless the service asks for more, and then an hour at most", () => {
  fc.assert(fc.property(
    fc.constantFrom(...QUEUE_NAMES),
    fc.integer({ min: 1, max: 30 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
    (queue, attempts, chance, asked) => {
      const policy = { ...QUEUES[queue], retries: 50 };
      const plain = retryDelay(policy, attempts, chance)!;
      assert.ok(plain >= Math.min(policy.delay, policy.cap) && plain <= policy.cap + policy.jitter);
      const longer = retryDelay(policy, attempts, chance, asked)!;
      assert.ok(longer >= plain && longer <= Math.max(3600, policy.cap) + policy.jitter);
    },
  ));
});

Deno.test("a job says only what differs from its queue", () => {
  const { retries, limit } = policyOf({ queue: "low", policy: { limit: 1800 } });
  assert.deepEqual([retries, limit], [1, 1800]);
});
