import { documentLocale, formatDate, formatPercent } from "./document_format.ts";
import { documentLabels } from "./document_labels.ts";
import type { QuoteDocument } from "./document_types.ts";
import {
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
} from "./pdf_layout.ts";
import { drawLines, drawTotals, type TotalRow } from "./pdf_lines.ts";
import { ink, mm, page, Sheet } from "./pdf_sheet.ts";

/**
 * The quote as A4 PDF with embedded fonts: seller, client, validity, lines, VAT per rate, totals, deposit, terms and
 * the place to sign. Amounts are printed as given. Equal input gives equal bytes.
 */
export async function renderQuotePdf(doc: QuoteDocument): Promise<Uint8Array> {
  const labels = documentLabels[doc.language];
  const title = [labels.quote, doc.quote_number].filter(Boolean).join(" ");
  const sheet = await Sheet.open({ title, author: doc.seller.name, date: doc.date, language: doc.language });
  const accent = legibleAccent(doc.seller.color);
  const context: LayoutContext = { sheet, labels, language: doc.language, accent };
  continueWith(context, title, doc.seller);
  drawLetterhead(context, doc.seller, doc.buyer);
  drawTitle(context, title);
  drawFacts(context, quoteFacts(doc));
  drawSubject(context, doc.subject);
  const totals = quoteTotals(doc);
  drawLines(context, doc, totals);
  drawTotals(context, doc, totals);
  drawSection(context, labels.terms, termTexts(doc));
  drawSection(context, labels.notes, [doc.notes]);
  drawSection(context, "", [doc.vat_exemption_mention, ...(doc.legal_mentions ?? [])]);
  if (doc.signature_block !== false) drawSignatureBlock(context);
  drawFooters(context, doc.seller, null);
  if (doc.status === "draft") drawWatermark(sheet, labels.draft);
  return await sheet.finish();
}

function quoteFacts(doc: QuoteDocument): Fact[] {
  const labels = documentLabels[doc.language];
  const locale = documentLocale(doc);
  const period = [doc.service_from, doc.service_to].filter((date) => date != null).map((d) => formatDate(d, locale));
  const facts: (Fact | null)[] = [
    { label: labels.date, value: formatDate(doc.date, locale) },
    doc.valid_until ? { label: labels.valid_until, value: formatDate(doc.valid_until, locale) } : null,
    period.length ? { label: labels.supply_period, value: period.join(" – ") } : null,
    doc.buyer.customer_number ? { label: labels.customer_number, value: doc.buyer.customer_number } : null,
    doc.customer_reference ? { label: labels.customer_reference, value: doc.customer_reference } : null,
  ];
  return facts.filter((fact) => fact !== null);
}

function quoteTotals(doc: QuoteDocument): TotalRow[] {
  const labels = documentLabels[doc.language];
  const hasVat = doc.tva_by_rate.length > 0;
  const rate = doc.deposit_percentage == null
    ? null
    : formatPercent(doc.deposit_percentage, documentLocale(doc), doc.language);
  return [
    ...(hasVat
      ? [{ label: labels.total_net, amount: doc.amount_ht }, { label: labels.vat, amount: doc.amount_tva }]
      : []),
    { label: hasVat ? labels.total_gross : labels.total, amount: doc.amount_ttc, strong: true },
    ...(doc.deposit_amount == null ? [] : [{ label: labels.deposit(rate), amount: doc.deposit_amount }]),
  ];
}

function termTexts(doc: QuoteDocument): string[] {
  const labels = documentLabels[doc.language];
  const terms = doc.terms ?? {};
  const days = terms.payment_terms;
  const discount = terms.early_discount;
  const percent = discount && formatPercent(discount.rate, documentLocale(doc), doc.language);
  return [
    days == null
      ? ""
      : `${labels.payment_term}${labels.colon} ${days === 0 ? labels.on_receipt : labels.days_net(days)}.`,
    terms.payment_method ? `${labels.payment_method}${labels.colon} ${terms.payment_method}.` : "",
    discount && percent ? labels.early_discount(percent, discount.days) : "",
  ];
}

function drawSignatureBlock({ sheet, labels }: LayoutContext): void {
  const height = mm(32);
  sheet.ensure(height);
  sheet.y += 6;
  sheet.text(labels.acceptance, page.left, sheet.y, { size: 9, bold: true });
  const top = sheet.y + mm(18);
  const gap = mm(6);
  const width = (page.inner - 2 * gap) / 3;
  [labels.place_and_date, labels.signatory, labels.signature].forEach((label, column) => {
    const x = page.left + column * (width + gap);
    sheet.rule(top, { x1: x, x2: x + width, color: ink.muted });
    sheet.text(label, x, top + 4, { size: 7.5, color: ink.muted });
  });
  sheet.y += height - 6;
}
