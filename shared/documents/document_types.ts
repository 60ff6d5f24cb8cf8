import type { QrBillAddress } from "./swiss_qr_bill.ts";

/** A decimal that is already computed and rounded: printed as it is, never calculated with. */
export type Decimal = string | number;

export type DocumentLanguage = "fr" | "de" | "it" | "en";

/** How numbers and dates are written: CH `1'234.50`, `31.12.2026`; FR `1 234,50`, `31/12/2026`. */
export type DocumentLocale = "CH" | "FR";

/** Civil date, `YYYY-MM-DD`. */
export type CivilDate = string;

export interface DocumentAddress {
  name: string;
  /** Person or department under the name. */
  attention?: string | null;
  street?: string | null;
  building_number?: string | null;
  /** Further line: building, PO box. */
  address_line2?: string | null;
  postal_code?: string | null;
  city?: string | null;
  /** ISO 3166-1 alpha-2; printed only when it differs from the seller's. */
  country?: string | null;
}

export interface DocumentSeller extends DocumentAddress {
  country: string;
  /** `SA`, `SARL`, `GmbH`, with the share capital where the law wants it (FR: C. com. R123-238). */
  legal_form?: string | null;
  /** Written out, for example `10 000 €`. */
  share_capital?: string | null;
  /** Swiss enterprise number `CHE-123.456.789`, or another national register number. */
  ide?: string | null;
  /** 14 digits; printed in groups. */
  siret?: string | null;
  /** `RCS Paris 732 829 320`, `RM`, commercial register entry. */
  register?: string | null;
  vat_number?: string | null;
  email?: string | null;
  phone?: string | null;
  website?: string | null;
  /** `#rrggbb`; too light a colour is used for rules, not for text. */
  color?: string | null;
  /** PNG or JPEG. Printed instead of the name at the top, at most 60 x 18 mm. */
  logo?: Uint8Array | null;
  /** Printed when the document has no QR payment part. */
  bank?: { iban: string; bic?: string | null; bank_name?: string | null; account_holder?: string | null } | null;
}

export interface DocumentBuyer extends DocumentAddress {
  customer_number?: string | null;
  vat_number?: string | null;
  /** 14 digits (or the 9 of the SIREN). */
  siret?: string | null;
  email?: string | null;
}

export interface DocumentLine {
  /** Article or service code. */
  code?: string | null;
  /** May hold line breaks. */
  description: string;
  quantity: Decimal;
  unit?: string | null;
  unit_price: Decimal;
  /** Percent. */
  discount?: Decimal | null;
  /** In currency, where discounts are granted as an amount. */
  discount_amount?: Decimal | null;
  /** Percent; absent when the seller charges no VAT. */
  vat_rate?: Decimal | null;
  line_net: Decimal;
  /** Date of supply of this line when it differs from the document's. */
  service_date?: CivilDate | null;
}

/** One row of the VAT table; VAT is rounded once per rate. */
export interface VatGroup {
  vat_rate: Decimal;
  amount_ht: Decimal;
  amount_tva: Decimal;
}

export interface DocumentPayment {
  date: CivilDate;
  amount: Decimal;
  /** As shown to the customer: `Virement`, `TWINT`, the bank's reference. */
  label?: string | null;
}

/** What is printed about paying. Rates and amounts are the company's settings; nothing is assumed. */
export interface PaymentTerms {
  /** Days after the invoice date; 0 means on receipt. */
  payment_terms?: number | null;
  /** Percent per year. Swiss sellers: CO art. 104 (5 %); French sellers: penalties of C. com. L441-10. */
  late_interest_rate?: Decimal | null;
  /** Fixed recovery indemnity in currency (FR: C. com. D441-5, 40 €). */
  recovery_indemnity?: Decimal | null;
  /** Percent granted for early payment, with the number of days; French sellers must state that there is none. */
  early_discount?: { rate: Decimal; days: number } | null;
  /** As shown to the customer. */
  payment_method?: string | null;
}

interface CommercialDocument {
  date: CivilDate;
  currency: string;
  language: DocumentLanguage;
  /** Absent: FR for a seller in France, else CH. */
  locale?: DocumentLocale | null;
  /** What the document is about; printed above the lines. */
  subject?: string | null;
  /** The customer's order number or reference. */
  customer_reference?: string | null;
  service_from?: CivilDate | null;
  service_to?: CivilDate | null;
  lines: DocumentLine[];
  tva_by_rate: VatGroup[];
  amount_ht: Decimal;
  amount_tva: Decimal;
  amount_ttc: Decimal;
  /** The legal reason for VAT not charged (FR: `TVA non applicable, art. 293 B du CGI`). */
  vat_exemption_mention?: string | null;
  notes?: string | null;
  /** Small print, one paragraph each. */
  legal_mentions?: string[] | null;
  seller: DocumentSeller;
  buyer: DocumentBuyer;
}

/** The account and reference of a QR payment part, as frozen on the invoice. */
export interface InvoicePaymentPart {
  iban: string;
  reference?: string | null;
  /** Absent: the document number. */
  message?: string | null;
  billing_information?: string | null;
  alternative_schemes?: string[] | null;
  /** Absent: the seller's address. */
  creditor?: QrBillAddress | null;
  /** Absent: the buyer's address; null: an empty box to write in. */
  debtor?: QrBillAddress | null;
}

export interface InvoiceDocument extends CommercialDocument {
  /** Absent while the invoice has no number. */
  invoice_number?: string | null;
  /** `draft` prints a watermark and leaves the payment part out. */
  status: string;
  /** Replaces the word "invoice" in the title (`deposit`, `balance`); `credit_note` comes from is_credit_note. */
  type?: string | null;
  is_credit_note?: boolean;
  /** The invoice that a credit note corrects. */
  original_invoice_number?: string | null;
  original_invoice_date?: CivilDate | null;
  due_date?: CivilDate | null;
  paid_amount?: Decimal | null;
  credited_amount?: Decimal | null;
  /** What is still to pay; absent: amount_ttc. */
  remaining_amount?: Decimal | null;
  payments?: DocumentPayment[] | null;
  terms?: PaymentTerms | null;
  delivery_address?: DocumentAddress | null;
  payment?: InvoicePaymentPart | null;
}

export interface QuoteDocument extends CommercialDocument {
  quote_number?: string | null;
  status: string;
  valid_until?: CivilDate | null;
  /** Due on acceptance, VAT included. */
  deposit_amount?: Decimal | null;
  /** Percent shown next to deposit_amount. */
  deposit_percentage?: Decimal | null;
  terms?: PaymentTerms | null;
  /** Prints the place for date, name and signature. Absent: printed. */
  signature_block?: boolean;
}
