import { declareProblems } from "../kit/problems.ts";

export const auditProblems = declareProblems({
  category_not_allowed: [403, "You may not write audit events of this category."],
  audit_context_size: [400, "The context of an audit event has at most 8 KB.", "VALIDATION_ERROR"],
});
