import { Big } from "big.js";
import { DocumentProblem } from "../documents/document_problem.ts";
import type { DocumentLine, DocumentSeller, InvoiceDocument, VatGroup } from "../documents/document_types.ts";
import { invoiceQrBill } from "../documents/invoice_pdf.ts";
import { type QrBillData, qrBillData } from "../documents/swiss_qr_bill.ts";
import { countryCode } from "./country_code.ts";

/** The seller as frozen on an invoice (`finance.seller_on`). */
export interface FrozenSeller extends DocumentSeller {
  code?: string;
  display_name?: string;
  qr_iban?: string;
  regular_iban?: string;
  bic?: string;
  bank_name?: string;
  /** What the company set for its documents. */
  invoicing?: {
    share_capital?: string;
    register?: string;
    vat_exemption_mention?: string;
    legal_mentions?: string[];
  };
  terms?: { late_interest_rate?: number; recovery_indemnity?: number };
}

/** What is printed of an invoice (`finance.invoice_paper`); amounts are exact text. */
export interface InvoicePaper {
  id: string;
  invoice_number: string | null;
  status: string;
  type: string;
  is_credit_note: boolean;
  date: string;
  due_date: string;
  service_from: string | null;
  service_to: string | null;
  currency: string;
  language: InvoiceDocument["language"];
  payment_terms: number;
  notes: string | null;
  client_name: string;
  client_address: Record<string, string>;
  tva_by_rate: VatGroup[];
  amount_ht: string;
  amount_tva: string;
  amount_ttc: string;
  paid_amount: string;
  remaining_amount: string;
  iban_used: string | null;
  qr_reference: string | null;
  reference_type: string | null;
  seller: FrozenSeller;
  original_invoice_number: string | null;
  original_invoice_date: string | null;
  lines: DocumentLine[];
}

/**
 * The document as it leaves the house: what was frozen when it was issued, without later payments, so that it can be made
 * again byte by byte. Where the data allows no QR payment part the account is printed as text instead.
 */
export function invoiceDocument(paper: InvoicePaper): InvoiceDocument {
  const doc = baseDocument(paper);
  if (!doc.payment) return doc;
  if (canBill(doc)) return doc;
  const withoutDebtor = { ...doc, payment: { ...doc.payment, debtor: null } };
  return canBill(withoutDebtor) ? withoutDebtor : { ...doc, payment: null };
}

function canBill(doc: InvoiceDocument): boolean {
  try {
    qrBillData(invoiceQrBill(doc));
    return true;
  } catch (error) {
    if (error instanceof DocumentProblem) return false;
    throw error;
  }
}

function baseDocument(paper: InvoicePaper): InvoiceDocument {
  const { invoicing = {}, terms = {}, display_name, code: _code, ...seller } = paper.seller;
  const untaxed = new Big(paper.amount_tva).eq(0);
  return {
    invoice_number: paper.invoice_number,
    status: paper.invoice_number === null ? "draft" : "sent",
    type: paper.type,
    is_credit_note: paper.is_credit_note,
    original_invoice_number: paper.original_invoice_number,
    original_invoice_date: paper.original_invoice_date,
    date: paper.date,
    due_date: paper.due_date,
    service_from: paper.service_from,
    service_to: paper.service_to,
    currency: paper.currency,
    language: paper.language,
    lines: paper.lines.map(printedLine),
    tva_by_rate: paper.tva_by_rate,
    amount_ht: paper.amount_ht,
    amount_tva: paper.amount_tva,
    amount_ttc: paper.amount_ttc,
    notes: paper.notes,
    vat_exemption_mention: untaxed ? exemptionOf(seller.country, invoicing.vat_exemption_mention) : null,
    legal_mentions: invoicing.legal_mentions ?? null,
    terms: { payment_terms: paper.payment_terms, ...terms },
    seller: {
      ...seller,
      name: display_name ?? seller.name,
      share_capital: invoicing.share_capital ?? null,
      register: invoicing.register ?? null,
      bank: paper.iban_used ? { iban: paper.iban_used, bic: seller.bic, bank_name: seller.bank_name } : null,
    },
    buyer: { name: paper.client_name, ...buyerAddress(paper.client_address) },
    payment: /^(CH|LI)/.test(paper.iban_used ?? "")
      ? { iban: paper.iban_used!, reference: paper.qr_reference, creditor: creditorOf(paper.seller) }
      : null,
  };
}

function printedLine(line: DocumentLine): DocumentLine {
  const shown = (value: DocumentLine["discount"]) => (value == null || new Big(value).eq(0) ? null : value);
  return {
    ...line,
    quantity: new Big(line.quantity).toString(),
    discount: shown(line.discount),
    discount_amount: shown(line.discount_amount),
  };
}

/** Contacts name their country in words. */
export function buyerAddress(address: Record<string, string>) {
  return {
    street: address.street ?? null,
    building_number: address.building_number ?? null,
    postal_code: address.postal_code ?? null,
    city: address.city ?? null,
    country: countryCode(address.country) ?? null,
  };
}

/** The account belongs to the company under its registered name, whatever it calls itself on the letterhead. */
export function creditorOf(seller: FrozenSeller) {
  return {
    name: seller.name,
    street: seller.street,
    building_number: seller.building_number,
    postal_code: seller.postal_code ?? "",
    city: seller.city ?? "",
    country: seller.country,
  };
}

/** CGI ann. II art. 242 nonies A: an invoice without VAT says why. */
function exemptionOf(country: string, mention: string | undefined): string | null {
  return mention ?? (country === "FR" ? "TVA non applicable, art. 293 B du CGI" : null);
}

/**
 * The QR-bill of an issued invoice, for what is still to pay, or the whole when nothing or everything is paid. Throws
 * DocumentProblem: BANK_DETAILS_MISSING, QR_CURRENCY_UNSUPPORTED, QR_ADDRESS_INCOMPLETE (field), QR_AMOUNT_RANGE.
 */
export function qrBillOf(paper: InvoicePaper): QrBillData {
  const isPartlyPaid = new Big(paper.paid_amount).gt(0) && new Big(paper.remaining_amount).gt(0);
  return qrBillData({
    iban: paper.iban_used ?? "",
    reference: paper.qr_reference,
    creditor: creditorOf(paper.seller),
    debtor: debtorOf(paper),
    amount: isPartlyPaid ? paper.remaining_amount : paper.amount_ttc,
    currency: paper.currency,
    message: paper.invoice_number,
  });
}

function debtorOf(paper: InvoicePaper) {
  const { postal_code, city, country, ...rest } = buyerAddress(paper.client_address);
  return {
    name: paper.client_name,
    ...rest,
    postal_code: postal_code ?? "",
    city: city ?? "",
    country: country ?? "",
  };
}
