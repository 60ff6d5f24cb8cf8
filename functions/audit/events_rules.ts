import { invalid, type Problem } from "../../shared/contracts/kit/problems.ts";

/** How loud an event of a category is when its writer does not say. */
export function defaultSeverity(category: string): string {
  return category === "data_deletion" ? "warning" : category === "compliance" ? "notice" : "info";
}

/** The refusal of a range that ends before it starts. */
export function rangeReversed(): Problem {
  return invalid({ field: "end_date", message: "must not be before start_date" });
}
