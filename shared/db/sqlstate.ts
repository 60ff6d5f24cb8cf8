import { findProblem, Problem, problem } from "../contracts/kit/problems.ts";

interface DatabaseError {
  code: string;
  message: string;
  detail?: string;
  constraint_name?: string;
  routine?: string;
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && typeof (error as unknown as DatabaseError).code === "string";
}

const connectionFailures = new Set([
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
]);

/**
 * Turns what Postgres says into a problem of the catalogue; anything else stays as it is and becomes a 500. The message of
 * the database never travels further than the log.
 *
 * | SQLSTATE | answer |
 * | --- | --- |
 * | 23505, 23503, 23514, 23P01, 23502 | the problem named like the constraint |
 * | 23503 without one | IN_USE |
 * | P0001 | the problem named in the message, its detail as details |
 * | 42501 | AUTHORIZATION_ERROR; a policy refused what the guard let through |
 * | 40001, 40P01 | WRITE_CONFLICT, after the retries of the transaction |
 * | 57014, 53xxx, 57P0x, lost connection | SERVICE_UNAVAILABLE |
 */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (!isDatabaseError(error)) return undefined;
  const { code } = error;
  if (code === "P0001") {
    return findProblem(error.message) && problem(error.message, parsed(error.detail), { cause: error });
  }
  if (code.startsWith("23")) {
    if (error.constraint_name && findProblem(error.constraint_name)) {
      return problem(error.constraint_name, undefined, { cause: error });
    }
    return code === "23503" ? problem("in_use", undefined, { cause: error }) : undefined;
  }
  if (code === "42501") return problem("authorization_error", undefined, { cause: error });
  if (code === "40001" || code === "40P01") return problem("write_conflict", undefined, { cause: error });
  if (code === "57014" || code.startsWith("53") || code.startsWith("57P0") || connectionFailures.has(code)) {
    return problem("service_unavailable", undefined, { cause: error });
  }
  return undefined;
}

function parsed(detail: string | undefined): unknown {
  if (!detail) return undefined;
  try {
    return JSON.parse(detail);
  } catch {
    return undefined;
  }
}
