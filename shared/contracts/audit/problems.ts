import { declareProblems } from "../kit/problems.ts";

export const auditProblems = declareProblems({
  category_not_allowed: [403, "You may not write audit events of this category."],
  alert_resolved: [409, "This alert is resolved."],
  threat_rule_unknown: [404, "There is no such threat rule.", "NOT_FOUND"],
  threat_hours_order: [400, "Working hours must end after they start.", "VALIDATION_ERROR"],
  threat_hours_unused: [400, "This threat rule has no working hours.", "VALIDATION_ERROR"],
  audit_context_size: [400, "The context of an audit event has at most 8 KB.", "VALIDATION_ERROR"],
});
