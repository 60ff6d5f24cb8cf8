import { declareProblems } from "../kit/problems.ts";

export const salesProblems = declareProblems({
  quote_not_draft: [409, "Only a draft quote can be changed."],
  quote_transition_refused: [400, "The quote cannot change to this status.", "INVALID_STATUS_TRANSITION"],
  quote_not_accepted: [400, "Only an accepted quote can become an invoice."],
  quote_already_converted: [409, "This quote has already become an invoice."],
  quote_number_taken: [409, "Another quote already has this number.", "CONFLICT"],
  quote_company_unknown: [400, "There is no such company.", "VALIDATION_ERROR"],
  quote_contact_unknown: [400, "There is no such contact.", "VALIDATION_ERROR"],
  client_not_found: [404, "Client not found."],
  company_not_found: [404, "Company not found."],
  company_required: [400, "Say which company this is about."],
  company_invalid: [400, "There is no such company."],
  vat_rate_invalid: [400, "This VAT rate does not hold on the day of supply."],
  bank_details_missing: [409, "The company has no bank account to be paid on."],
});
