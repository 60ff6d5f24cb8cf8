import assert from "node:assert/strict";
import { findProblem } from "../../shared/contracts/kit/problems.ts";
import type { Answer } from "../support/app_client.ts";

/** Every answer of the product names its request and the instance that gave it. */
export function assertHeaders(answer: Answer, requestId?: string): void {
  assert.ok(answer.headers.get("x-request-id"), "X-Request-Id is missing");
  if (requestId) assert.equal(answer.headers.get("x-request-id"), requestId);
  assert.equal(answer.headers.get("x-backend-instance"), "test", "X-Backend-Instance is missing");
}

/** A refusal has exactly the envelope: nothing else leaves the house. */
export function assertRefusal(answer: Answer, status: number): void {
  assert.equal(answer.status, status, `expected ${status}, got ${answer.status}: ${answer.text.slice(0, 500)}`);
  assertHeaders(answer);
  assert.equal(answer.headers.get("content-type"), "application/json; charset=utf-8");
  const { success, error, code, details: _, request_id, ...rest } = answer.body;
  assert.deepEqual(rest, {}, "the envelope holds other keys");
  assert.equal(success, false);
  assert.ok(typeof error === "string" && error.length > 0, "error is a sentence");
  assert.match(code, /^[A-Z][A-Z0-9_]*$/);
  assert.ok(
    findProblem(code) || code === "CONFLICT" || code === "INVALID_STATUS_TRANSITION",
    `${code} is in the catalogue`,
  );
  assert.equal(request_id, answer.headers.get("x-request-id"));
}

/** Fails with one offender per line. */
export function assertNone(offenders: string[]): void {
  assert.equal(offenders.length, 0, `broken by:\n  ${offenders.join("\n  ")}`);
}
