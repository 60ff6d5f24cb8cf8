import { declareProblems } from "../kit/problems.ts";

export const billingProblems = declareProblems({
  invoice_transition_refused: [400, "The invoice cannot change to this status.", "INVALID_STATUS_TRANSITION"],
  has_payments: [409, "The invoice has payments.", "CONFLICT"],
  invoice_not_draft: [409, "Only a draft can be changed."],
  invoice_cancelled: [409, "The invoice is cancelled."],
  invoice_already_paid: [409, "The invoice is already paid."],
  invoice_has_payments: [409, "The invoice has payments."],
  invoice_not_found: [404, "Invoice not found."],
  invoice_draft: [409, "The invoice is still a draft."],
  invalid_state: [409, "The invoice is not in a state for this."],
  bank_details_missing: [409, "The company has no bank account to be paid on."],
  currency_unsupported: [400, "This currency is not supported."],
  payment_date_future: [400, "The payment date must not be in the future.", "VALIDATION_ERROR"],
  amount_invalid: [400, "The amount must be greater than 0."],
  overpayment: [400, "The amount exceeds what remains to be paid."],
  date_range_invalid: [400, "The first day must not be after the last."],
});
