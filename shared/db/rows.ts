import { problem } from "../contracts/kit/problems.ts";

/** The only row a query may give. Raises the named problem when it gave none. */
export function firstOr<T>(rows: readonly T[], problemName: string): T {
  if (rows.length === 0) throw problem(problemName);
  return rows[0];
}
