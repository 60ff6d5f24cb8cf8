import { invalid, type Problem } from "../../shared/contracts/kit/problems.ts";

/** The refusal of a range that ends before it starts. */
export function rangeReversed(): Problem {
  return invalid({ field: "end_date", message: "must not be before start_date" });
}
