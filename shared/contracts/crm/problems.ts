import { declareProblems } from "../kit/problems.ts";

export const crmProblems = declareProblems({
  duplicate_email: [409, "Another contact already uses this email.", "CONFLICT"],
  duplicate_passport: [409, "Another contact already has this passport number.", "CONFLICT"],
  contact_name_missing: [400, "First and last name, or a company name, are required.", "VALIDATION_ERROR"],
  contact_custom_fields_object: [400, "Custom fields must be an object of at most 16 kB.", "VALIDATION_ERROR"],
  contact_notify_by_missing: [400, "Choose how to notify when expiry notices are on.", "VALIDATION_ERROR"],
});
