import { formatSiret } from "./document_format.ts";
import type { DocumentLabels } from "./document_labels.ts";
import type { DocumentAddress, DocumentBuyer, DocumentLanguage, DocumentSeller } from "./document_types.ts";
import { formatIban } from "./payment_reference.ts";
import { ink, mm, page, type Sheet, type TextStyle } from "./pdf_sheet.ts";

/** What every page element needs to know. */
export interface LayoutContext {
  sheet: Sheet;
  labels: DocumentLabels;
  language: DocumentLanguage;
  /** Colour for headings and rules, dark enough to read. */
  accent: string;
}

export interface Fact {
  label: string;
  value: string;
}

// The window of a Swiss C5/C6 envelope with the window on the right, which French envelopes share closely enough.
const ADDRESS_X = mm(118);
const ADDRESS_Y = mm(46);
const ADDRESS_WIDTH = mm(72);
/** Free space under a section. */
export const SECTION_GAP = 7;
const TITLE_Y = mm(72);

/** The seller's colour if text in it is legible on white (contrast 4.5:1, WCAG 2.2), else a dark neutral. */
export function legibleAccent(color: string | null | undefined): string {
  if (!color || !/^#[0-9a-f]{6}$/i.test(color)) return ink.text;
  const channels = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= 4.5 ? color : ink.text;
}

function present(parts: (string | null | undefined)[]): string[] {
  return parts.map((part) => part?.trim() ?? "").filter((part) => part !== "");
}

// Where the number stands before the street: `12 bis rue de la Gare`.
const NUMBER_FIRST = new Set(["FR", "MC", "LU", "GB", "IE", "US", "CA"]);

/** Street, further line, postal code and town; the country in the document's language when it is not the sender's. */
export function addressLines(address: DocumentAddress, language: DocumentLanguage, homeCountry: string): string[] {
  const country = address.country?.trim().toUpperCase();
  const numberFirst = NUMBER_FIRST.has(country || homeCountry.toUpperCase());
  const street = [address.street, address.building_number];
  if (numberFirst) street.reverse();
  const isAbroad = country && /^[A-Z]{2}$/.test(country) && country !== homeCountry.toUpperCase();
  return present([
    present(street).join(" "),
    address.address_line2,
    present([address.postal_code, address.city]).join(" "),
    isAbroad ? new Intl.DisplayNames([language], { type: "region" }).of(country)?.toUpperCase() : "",
  ]);
}

/** Seller at the top left, buyer in the envelope window; the cursor ends where the title goes. */
export function drawLetterhead(context: LayoutContext, seller: DocumentSeller, buyer: DocumentBuyer): void {
  const sellerEnd = drawSeller(context, seller);
  const buyerEnd = drawBuyer(context, seller, buyer);
  context.sheet.y = Math.max(TITLE_Y, sellerEnd + mm(6), buyerEnd + mm(6));
}

function drawSeller({ sheet, labels, language, accent }: LayoutContext, seller: DocumentSeller): number {
  const width = ADDRESS_X - page.left - mm(6);
  let y = page.top;
  const put = (text: string, style: TextStyle) => {
    for (const line of sheet.wrap(text, width, style)) {
      sheet.text(line, page.left, y, style);
      y += sheet.lineHeight(style.size);
    }
  };
  const hasLogo = drawLogo(sheet, seller.logo, y);
  if (hasLogo) {
    y += mm(18) + 6;
  }
  put(seller.name, hasLogo ? { size: 9, bold: true } : { size: 15, bold: true, color: accent });
  y += hasLogo ? 1 : 3;
  const lines = [
    ...addressLines(seller, language, seller.country),
    ...present([
      present([seller.phone && `${labels.phone} ${seller.phone}`, seller.email]).join("  ·  "),
      seller.website,
      seller.siret && `SIRET ${formatSiret(seller.siret)}`,
      seller.vat_number ? `${labels.vat_number} ${seller.vat_number}` : "",
      // The Swiss VAT number contains the enterprise number; it is not printed twice.
      seller.ide && !seller.vat_number?.includes(seller.ide) ? `${labels.enterprise_number} ${seller.ide}` : "",
    ]),
  ];
  for (const line of lines) put(line, { size: 8, color: ink.muted });
  return y;
}

// An unreadable picture must not keep an invoice from being issued: the name takes its place.
function drawLogo(sheet: Sheet, logo: Uint8Array | null | undefined, y: number): boolean {
  if (!logo?.length) return false;
  try {
    sheet.doc.image(logo as unknown as string, page.left, y, { fit: [mm(60), mm(18)] });
    return true;
  } catch {
    return false;
  }
}

function drawBuyer({ sheet, labels, language }: LayoutContext, seller: DocumentSeller, buyer: DocumentBuyer): number {
  const sender = present([seller.name, ...addressLines(seller, language, seller.country)]).join(" · ");
  const senderStyle: TextStyle = { size: 6, color: ink.muted };
  sheet.text(sheet.wrap(sender, ADDRESS_WIDTH, senderStyle)[0], ADDRESS_X, ADDRESS_Y - 11, senderStyle);
  let y = ADDRESS_Y;
  const put = (text: string, style: TextStyle) => {
    for (const line of sheet.wrap(text, ADDRESS_WIDTH, style)) {
      sheet.text(line, ADDRESS_X, y, style);
      y += sheet.lineHeight(style.size);
    }
  };
  put(buyer.name, { size: 10.5, bold: true });
  for (const line of present([buyer.attention, ...addressLines(buyer, language, seller.country)])) {
    put(line, { size: 10.5 });
  }
  const identity = present([
    buyer.vat_number && `${labels.vat_number} ${buyer.vat_number}`,
    buyer.siret && `${buyer.siret.replace(/\s/g, "").length === 9 ? "SIREN" : "SIRET"} ${formatSiret(buyer.siret)}`,
  ]);
  if (identity.length) y += 3;
  for (const line of identity) put(line, { size: 8, color: ink.muted });
  return y;
}

/** The document's title, and a line under it when there is one. */
export function drawTitle({ sheet, accent }: LayoutContext, title: string, subtitle?: string): void {
  const style: TextStyle = { size: 18, bold: true, color: accent };
  for (const line of sheet.wrap(title, page.inner, style)) {
    sheet.text(line, page.left, sheet.y, style);
    sheet.y += sheet.lineHeight(style.size);
  }
  if (subtitle) sheet.paragraph(subtitle, { size: 9.5, color: ink.muted });
  sheet.y += 4;
}

/** What the document is about, above its lines. */
export function drawSubject({ sheet }: LayoutContext, subject: string | null | undefined): void {
  if (!subject?.trim()) return;
  sheet.paragraph(subject.trim(), { size: 10, bold: true });
  sheet.y += 2;
}

/** Dates and numbers of the document on a band; each takes the width it needs, a full band goes on below. */
export function drawFacts({ sheet }: LayoutContext, facts: Fact[]): void {
  const labelStyle: TextStyle = { size: 7, color: ink.muted };
  const valueStyle: TextStyle = { size: 9 };
  const inner = page.inner - 16;
  const sized = facts.map((fact) => {
    const natural = Math.max(sheet.textWidth(fact.label, labelStyle), sheet.textWidth(fact.value, valueStyle));
    return { ...fact, width: Math.min(natural, inner / 2) };
  });
  for (const row of rowsWithin(sized, inner, 16)) {
    const gap = row.length > 2 ? Math.min((inner - sum(row)) / (row.length - 1), 44) : 44;
    const values = row.map((fact) => sheet.wrap(fact.value, fact.width + 0.5, valueStyle));
    const height = 21 + Math.max(...values.map((lines) => lines.length)) * sheet.lineHeight(9);
    sheet.box(page.left, sheet.y, page.inner, height, ink.band);
    let x = page.left + 8;
    row.forEach((fact, index) => {
      sheet.text(fact.label, x, sheet.y + 6, labelStyle);
      values[index].forEach((line, n) => sheet.text(line, x, sheet.y + 16 + n * sheet.lineHeight(9), valueStyle));
      x += fact.width + gap;
    });
    sheet.y += height;
  }
  sheet.y += 10;
}

function sum(row: { width: number }[]): number {
  return row.reduce((total, { width }) => total + width, 0);
}

function rowsWithin<T extends { width: number }>(items: T[], width: number, gap: number): T[][] {
  const rows: T[][] = [];
  for (const item of items) {
    const row = rows.at(-1);
    if (row && sum(row) + item.width + row.length * gap <= width) row.push(item);
    else rows.push([item]);
  }
  return rows;
}

/** A small heading with paragraphs under it; nothing when there is no text. */
export function drawSection({ sheet }: LayoutContext, heading: string, texts: (string | null | undefined)[]): void {
  const paragraphs = present(texts);
  if (paragraphs.length === 0) return;
  sheet.ensure(sheet.lineHeight(8.5) * 2);
  if (heading) {
    sheet.text(heading, page.left, sheet.y, { size: 8.5, bold: true });
    sheet.y += sheet.lineHeight(8.5);
  }
  for (const text of paragraphs) sheet.paragraph(text, { size: 8.5 });
  sheet.y += SECTION_GAP;
}

/** The seller's account, for documents without a QR payment part. */
export function bankLines(labels: DocumentLabels, seller: DocumentSeller, reference: string): string[] {
  const bank = seller.bank;
  if (!bank) return [];
  return present([
    `${labels.account_holder}${labels.colon} ${bank.account_holder ?? seller.name}`,
    present([bank.bank_name, `IBAN ${formatIban(bank.iban)}`, bank.bic && `BIC ${bank.bic}`]).join("  ·  "),
    reference && `${labels.payment_reference}${labels.colon} ${reference}`,
  ]);
}

/** Repeats title and seller on each further page. */
export function continueWith({ sheet }: LayoutContext, title: string, seller: DocumentSeller): void {
  sheet.onNewPage = () => {
    const style: TextStyle = { size: 8, color: ink.muted };
    sheet.text(title, page.left, sheet.y, { ...style, bold: true });
    sheet.text(seller.name, page.right, sheet.y, { ...style, align: "right" });
    sheet.y += 16;
    sheet.rule(sheet.y);
    sheet.y += 14;
  };
}

/** Page numbers and the seller's legal line; above the payment part on the page that has one. */
export function drawFooters(
  { sheet, labels, language }: LayoutContext,
  seller: DocumentSeller,
  paymentPage: { number: number; top: number } | null,
): void {
  const legal = present([
    present([legalName(seller), seller.share_capital && labels.share_capital(seller.share_capital)]).join(" "),
    seller.register,
    ...addressLines(seller, language, seller.country),
  ]).join(" · ");
  const style: TextStyle = { size: 7, color: ink.muted };
  const lines = sheet.wrap(legal, page.inner - mm(22), style).slice(0, 2);
  sheet.eachPage((number, count) => {
    const y = paymentPage?.number === number ? paymentPage.top - mm(7.5) : page.height - mm(16);
    sheet.rule(y - 4);
    lines.forEach((line, index) => sheet.text(line, page.left, y + index * sheet.lineHeight(7), style));
    sheet.text(labels.page(number, count), page.right, y, { ...style, align: "right" });
  });
}

// A firm whose name ends with its legal form is not called "Muster AG AG".
function legalName(seller: DocumentSeller): string {
  const form = seller.legal_form?.trim() ?? "";
  return seller.name.toLowerCase().endsWith(` ${form.toLowerCase()}`) || !form ? seller.name : `${seller.name} ${form}`;
}

/** A pale diagonal word across each page, printed over the content so that no background hides it. */
export function drawWatermark(sheet: Sheet, word: string): void {
  const size = 110;
  sheet.eachPage(() => {
    const centre: [number, number] = [page.width / 2, page.height / 2];
    sheet.doc.save().rotate(-52, { origin: centre }).fillOpacity(0.1);
    const style: TextStyle = { size, bold: true, color: ink.muted };
    const fitted = { ...style, size: Math.min(size, size * mm(250) / sheet.textWidth(word, style)) };
    sheet.text(word, centre[0], centre[1] - fitted.size * 0.55, { ...fitted, align: "center" });
    sheet.doc.restore();
  });
}
