import assert from "node:assert/strict";
import fc from "fast-check";
import {
  appended,
  hasLeft,
  isCancellable,
  progressed,
  statusOfWord,
  type WorkflowStatus,
} from "../../functions/notifications/workflow_rules.ts";

const STATUSES: WorkflowStatus[] = ["pending", "sent", "delivered", "read", "failed", "cancelled"];
const REPORTS: WorkflowStatus[] = ["pending", "sent", "delivered", "read", "failed"];
const RANK = ["pending", "sent", "delivered", "read"];
const report = fc.constantFrom(...REPORTS);

Deno.test("progressed never goes backwards, whatever order reports come in", () => {
  fc.assert(fc.property(fc.constantFrom(...STATUSES), fc.array(report, { maxLength: 12 }), (start, reports) => {
    let status = start;
    for (const one of reports) {
      const next = progressed(status, one);
      if (RANK.includes(status) && RANK.includes(next)) assert.ok(RANK.indexOf(next) >= RANK.indexOf(status));
      if (status === "failed" || status === "cancelled") assert.equal(next, status, "final");
      if (status === "delivered" || status === "read") assert.notEqual(next, "failed");
      status = next;
    }
  }));
});

Deno.test("progressed comes to the same whatever the order, unless something failed", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("sent", "delivered", "read"), { minLength: 1, maxLength: 8 }), (given) => {
      const reports = given as WorkflowStatus[];
      const end = reports.reduce<WorkflowStatus>((status, one) => progressed(status, one), "pending");
      const back = reports.toReversed().reduce<WorkflowStatus>((status, one) => progressed(status, one), "pending");
      assert.equal(end, back);
      assert.equal(end, RANK[Math.max(...reports.map((one) => RANK.indexOf(one)))]);
    }),
  );
});

Deno.test("progressed keeps read when a late sent comes, and believes a failure before delivery alone", () => {
  assert.equal(progressed("read", "sent"), "read");
  assert.equal(progressed("sent", "failed"), "failed");
  assert.equal(progressed("delivered", "failed"), "delivered");
  assert.equal(progressed("failed", "delivered"), "failed");
  assert.equal(progressed("cancelled", "read"), "cancelled");
  assert.equal(progressed("pending", "read"), "read");
});

Deno.test("what reached somebody is neither unsent nor cancellable", () => {
  assert.deepEqual(STATUSES.filter(isCancellable), ["pending", "failed", "cancelled"]);
  assert.deepEqual(STATUSES.filter(hasLeft), ["sent", "delivered", "read"]);
  assert.equal(statusOfWord("UNDELIVERED"), "failed");
  assert.equal(statusOfWord("deleted"), undefined);
});

Deno.test("appended adds one line, keeps what was there and never grows without end", () => {
  const at = new Date("2026-01-15T10:00:00Z");
  assert.equal(appended("a\n", "two\nlines\u0007", at), "a\n2026-01-15T10:00:00.000Z two lines\n");
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 3000 }), { maxLength: 25 }), (texts) => {
    const log = texts.reduce((sum, text) => appended(sum, text, at), "");
    assert.ok(log.length <= 20_000);
    assert.ok(log === "" || log.endsWith("\n"));
    for (const line of log.split("\n").slice(0, -1)) assert.match(line, /^2026-01-15T10:00:00\.000Z/);
  }));
});
