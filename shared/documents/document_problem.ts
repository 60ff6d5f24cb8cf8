/** What can be wrong with the data of a payment reference, a QR-bill or a printed document. */
export type DocumentProblemCode =
  | "BANK_DETAILS_MISSING"
  | "IBAN_INVALID"
  | "QR_IBAN_EXPECTED"
  | "QR_IBAN_NOT_ALLOWED"
  | "QR_REFERENCE_INVALID"
  | "QR_CURRENCY_UNSUPPORTED"
  | "QR_ADDRESS_INCOMPLETE"
  | "QR_AMOUNT_RANGE";

/**
 * A document cannot be made from this data. Carries no HTTP status: the caller decides what the problem means
 * for its own operation. `field` is the input path (`debtor.postal_code`), never a value.
 */
export class DocumentProblem extends Error {
  readonly code: DocumentProblemCode;
  readonly field?: string;

  constructor(code: DocumentProblemCode, field?: string) {
    super(field ? `${code}: ${field}` : code);
    this.name = "DocumentProblem";
    this.code = code;
    this.field = field;
  }
}
