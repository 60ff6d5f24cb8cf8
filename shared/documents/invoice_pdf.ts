import { Big } from "big.js";
import { documentLocale, formatDate, formatMoney, formatPercent } from "./document_format.ts";
import { documentLabels, type LateInterestLaw } from "./document_labels.ts";
import type { Decimal, DocumentAddress, InvoiceDocument } from "./document_types.ts";
import { formatReference } from "./payment_reference.ts";
import {
  addressLines,
  bankLines,
  continueWith,
  drawFacts,
  drawFooters,
  drawLetterhead,
  drawSection,
  drawSubject,
  drawTitle,
  drawWatermark,
  type Fact,
  type LayoutContext,
  legibleAccent,
  SECTION_GAP,
} from "./pdf_layout.ts";
import { drawLines, drawTotals, type TotalRow } from "./pdf_lines.ts";
import { drawPaymentPart, paymentPartTop } from "./pdf_payment_part.ts";
import { mm, page, Sheet } from "./pdf_sheet.ts";
import { drawTable } from "./pdf_table.ts";
import { type QrBillAddress, type QrBillData, qrBillData, type QrBillInput } from "./swiss_qr_bill.ts";

/** What is still to pay: the remaining amount when the invoice carries one, else the gross amount. */
export function amountDue(doc: Pick<InvoiceDocument, "remaining_amount" | "amount_ttc">): Decimal {
  return doc.remaining_amount ?? doc.amount_ttc;
}

/**
 * True when the printed invoice ends with a QR payment part: it is issued, asks for money, in CHF or EUR, and has an
 * account. Drafts have none, so that nobody pays what may still change.
 */
export function hasPaymentPart(doc: InvoiceDocument): boolean {
  return Boolean(doc.payment) && doc.status !== "draft" && !isCreditNote(doc) &&
    (doc.currency === "CHF" || doc.currency === "EUR") && new Big(amountDue(doc)).gt(0);
}

/** The QR-bill of an invoice with account data: creditor, debtor and message default to seller, buyer and number. */
export function invoiceQrBill(doc: InvoiceDocument): QrBillInput {
  const payment = doc.payment;
  return {
    iban: payment?.iban ?? "",
    reference: payment?.reference,
    creditor: payment?.creditor ?? qrAddress(doc.seller),
    debtor: payment?.debtor === undefined ? qrAddress(doc.buyer) : payment.debtor,
    amount: amountDue(doc),
    currency: doc.currency,
    message: payment?.message ?? doc.invoice_number,
    billing_information: payment?.billing_information,
    alternative_schemes: payment?.alternative_schemes,
  };
}

function qrAddress(address: DocumentAddress): QrBillAddress {
  return {
    name: address.name,
    street: address.street,
    building_number: address.building_number,
    postal_code: address.postal_code ?? "",
    city: address.city ?? "",
    country: address.country ?? "",
  };
}

function isCreditNote(doc: InvoiceDocument): boolean {
  return doc.is_credit_note === true || doc.type === "credit_note";
}

/**
 * The invoice or credit note as A4 PDF with embedded fonts: everything LTVA art. 26 asks of a Swiss seller and CGI
 * ann. II art. 242 nonies A with C. com. L441-9 of a French one, as far as the document carries the facts. Amounts are
 * printed as given. Equal input gives equal bytes, so the digest of an issued invoice identifies it.
 * Throws DocumentProblem when a payment part is due and its data is unusable (see `qrBillData`).
 */
export async function renderInvoicePdf(doc: InvoiceDocument): Promise<Uint8Array> {
  const bill = hasPaymentPart(doc) ? qrBillData(invoiceQrBill(doc)) : null;
  const labels = documentLabels[doc.language];
  const title = invoiceTitle(doc);
  const sheet = await Sheet.open({ title, author: doc.seller.name, date: doc.date, language: doc.language });
  const context: LayoutContext = {
    sheet,
    labels,
    language: doc.language,
    accent: legibleAccent(doc.seller.color),
  };
  continueWith(context, title, doc.seller);
  drawLetterhead(context, doc.seller, doc.buyer);
  drawTitle(context, title, correctionText(doc));
  drawFacts(context, invoiceFacts(doc));
  drawSubject(context, doc.subject);
  const totals = invoiceTotals(doc);
  drawLines(context, doc, totals);
  drawTotals(context, doc, totals);
  drawPayments(context, doc);
  drawSection(context, labels.terms, termTexts(doc));
  if (!bill && !isCreditNote(doc)) drawBank(context, doc);
  drawSection(context, labels.delivery_address, deliveryTexts(doc));
  drawSection(context, labels.notes, [doc.notes]);
  drawSection(context, "", [doc.vat_exemption_mention, ...(doc.legal_mentions ?? [])]);
  const paymentPage = bill ? placePaymentPart(context, doc, bill) : null;
  drawFooters(context, doc.seller, paymentPage);
  if (doc.status === "draft") drawWatermark(sheet, labels.draft);
  return await sheet.finish();
}

function invoiceTitle(doc: InvoiceDocument): string {
  const titles = documentLabels[doc.language].invoice_titles;
  const kind = isCreditNote(doc) ? "credit_note" : doc.type ?? "standard";
  return [titles[kind] ?? titles.standard, doc.invoice_number].filter(Boolean).join(" ");
}

function correctionText(doc: InvoiceDocument): string | undefined {
  if (!doc.original_invoice_number) return undefined;
  const labels = documentLabels[doc.language];
  const date = doc.original_invoice_date
    ? labels.of_date(formatDate(doc.original_invoice_date, documentLocale(doc)))
    : "";
  return labels.corrects(doc.original_invoice_number, date);
}

function invoiceFacts(doc: InvoiceDocument): Fact[] {
  const labels = documentLabels[doc.language];
  const locale = documentLocale(doc);
  const facts: (Fact | null)[] = [
    { label: labels.date, value: formatDate(doc.date, locale) },
    doc.due_date && !isCreditNote(doc) ? { label: labels.due_date, value: formatDate(doc.due_date, locale) } : null,
    supplyFact(doc),
    doc.buyer.customer_number ? { label: labels.customer_number, value: doc.buyer.customer_number } : null,
    doc.customer_reference ? { label: labels.customer_reference, value: doc.customer_reference } : null,
  ];
  return facts.filter((fact) => fact !== null);
}

function supplyFact(doc: InvoiceDocument): Fact | null {
  const labels = documentLabels[doc.language];
  const [from, to] = [doc.service_from ?? doc.service_to, doc.service_to ?? doc.service_from];
  if (!from || !to) return null;
  const [first, last] = [from, to].map((date) => formatDate(date, documentLocale(doc)));
  return first === last
    ? { label: labels.supply_date, value: first }
    : { label: labels.supply_period, value: `${first} – ${last}` };
}

function invoiceTotals(doc: InvoiceDocument): TotalRow[] {
  const labels = documentLabels[doc.language];
  const hasVat = doc.tva_by_rate.length > 0;
  const rows: TotalRow[] = hasVat
    ? [
      { label: labels.total_net, amount: doc.amount_ht },
      { label: labels.vat, amount: doc.amount_tva },
    ]
    : [];
  const deductions = [
    { label: labels.paid, amount: doc.paid_amount },
    { label: labels.credited, amount: doc.credited_amount },
  ].filter((row): row is TotalRow => row.amount != null && !new Big(row.amount).eq(0));
  const gross: TotalRow = { label: hasVat ? labels.total_gross : labels.total, amount: doc.amount_ttc };
  if (isCreditNote(doc) || deductions.length === 0) return [...rows, { ...gross, strong: true }];
  const deducted = deductions.map((row) => ({ ...row, amount: new Big(row.amount).times(-1).toFixed(2) }));
  return [...rows, gross, ...deducted, { label: labels.to_pay, amount: amountDue(doc), strong: true }];
}

function drawPayments({ sheet, labels, accent }: LayoutContext, doc: InvoiceDocument): void {
  if (!doc.payments?.length) return;
  const locale = documentLocale(doc);
  sheet.ensure(60);
  sheet.text(labels.payments, page.left, sheet.y, { size: 8.5, bold: true });
  sheet.y += sheet.lineHeight(8.5);
  drawTable(sheet, {
    columns: [
      { title: labels.date, width: mm(26) },
      { title: labels.description, width: mm(74) },
      { title: labels.paid, width: mm(30), align: "right" },
    ],
    rows: doc.payments.map(({ date, label, amount }) => [
      formatDate(date, locale),
      label ?? "",
      formatMoney(amount, doc.currency, locale),
    ]),
    size: 8.5,
    accent,
  });
  sheet.y += 12;
}

function lateInterestLaw(country: string): LateInterestLaw {
  const code = country.toUpperCase();
  return code === "CH" ? "CH" : code === "FR" ? "FR" : "other";
}

function termTexts(doc: InvoiceDocument): string[] {
  if (isCreditNote(doc)) return [];
  const labels = documentLabels[doc.language];
  const locale = documentLocale(doc);
  const law = lateInterestLaw(doc.seller.country);
  const terms = doc.terms ?? {};
  const percent = (rate: Decimal) => formatPercent(rate, locale, doc.language);
  const days = terms.payment_terms;
  const delay = days == null ? "" : ` (${days === 0 ? labels.on_receipt : labels.days_net(days)})`;
  return [
    doc.due_date ? `${labels.pay_by(formatDate(doc.due_date, locale))}${delay}.` : "",
    terms.payment_method ? `${labels.payment_method}${labels.colon} ${terms.payment_method}.` : "",
    terms.early_discount ? labels.early_discount(percent(terms.early_discount.rate), terms.early_discount.days) : "",
    law === "FR" && !terms.early_discount ? labels.no_early_discount : "",
    terms.late_interest_rate != null ? labels.late_interest[law](percent(terms.late_interest_rate)) : "",
    terms.recovery_indemnity != null
      ? labels.indemnity[law](formatMoney(terms.recovery_indemnity, doc.currency, locale))
      : "",
    doc.status === "draft" && doc.payment ? labels.draft_not_payable : "",
  ];
}

function drawBank(context: LayoutContext, doc: InvoiceDocument): void {
  if (!new Big(amountDue(doc)).gt(0)) return;
  const reference = doc.payment?.reference ? formatReference(doc.payment.reference) : doc.invoice_number ?? "";
  drawSection(context, context.labels.bank_details, bankLines(context.labels, doc.seller, reference));
}

function deliveryTexts(doc: InvoiceDocument): string[] {
  const address = doc.delivery_address;
  return address ? [[address.name, ...addressLines(address, doc.language, doc.seller.country)].join(", ")] : [];
}

// The last page keeps its foot free; when the text already reaches into it, the part gets a page of its own.
function placePaymentPart(
  context: LayoutContext,
  doc: InvoiceDocument,
  bill: QrBillData,
): { number: number; top: number } {
  const { sheet, labels } = context;
  if (sheet.y - SECTION_GAP > paymentPartTop - mm(10)) {
    sheet.newPage();
    const locale = documentLocale(doc);
    drawFacts(context, [
      { label: labels.date, value: formatDate(doc.date, locale) },
      ...(doc.due_date ? [{ label: labels.due_date, value: formatDate(doc.due_date, locale) }] : []),
      { label: labels.to_pay, value: formatMoney(bill.amount, bill.currency, locale) },
    ]);
  }
  drawPaymentPart(sheet, bill, context.language);
  return { number: sheet.doc.bufferedPageRange().count, top: paymentPartTop };
}
