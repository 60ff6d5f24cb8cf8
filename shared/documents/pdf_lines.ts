import { Big } from "big.js";
import {
  documentLocale,
  formatAmount,
  formatDate,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatUnitPrice,
} from "./document_format.ts";
import type { Decimal, DocumentLine, DocumentLocale, InvoiceDocument, QuoteDocument } from "./document_types.ts";
import type { LayoutContext } from "./pdf_layout.ts";
import { ink, page, type TextStyle } from "./pdf_sheet.ts";
import { drawTable, type TableCell, type TableColumn } from "./pdf_table.ts";

type LinesDocument = InvoiceDocument | QuoteDocument;

export interface TotalRow {
  label: string;
  amount: Decimal;
  /** The figure the reader looks for: printed large under a rule. */
  strong?: boolean;
}

interface LineColumn extends TableColumn {
  cell: (line: DocumentLine) => TableCell;
}

const TOTALS_WIDTH = 232;
const VAT_WIDTH = 214;
const TOTAL_ROW = 15;
const STRONG_ROW = 25;

function isSet(value: Decimal | null | undefined): value is Decimal {
  return value !== null && value !== undefined && value !== "" && !new Big(value).eq(0);
}

function discountText(line: DocumentLine, context: LayoutContext, locale: DocumentLocale): string {
  if (isSet(line.discount)) return formatPercent(line.discount, locale, context.language);
  return isSet(line.discount_amount) ? formatAmount(line.discount_amount, locale) : "";
}

// Columns that would stay empty are left out and their room goes to the description.
function lineColumns(context: LayoutContext, doc: LinesDocument, locale: DocumentLocale): LineColumn[] {
  const { labels, language } = context;
  const hasCode = doc.lines.some((line) => line.code?.trim());
  const hasDiscount = doc.lines.some((line) => isSet(line.discount) || isSet(line.discount_amount));
  const hasVat = doc.lines.some((line) => line.vat_rate !== null && line.vat_rate !== undefined);
  const fixed: (LineColumn | false)[] = [
    hasCode && { title: labels.code, width: 54, cell: (line) => line.code?.trim() ?? "" },
    {
      title: labels.quantity,
      width: 56,
      align: "right",
      cell: (line) => [formatQuantity(line.quantity, locale), line.unit?.trim()].filter(Boolean).join("\u00a0"),
    },
    {
      title: labels.unit_price,
      width: 64,
      align: "right",
      cell: (line) => formatUnitPrice(line.unit_price, locale),
    },
    hasDiscount && {
      title: labels.discount,
      width: 44,
      align: "right",
      cell: (line) => discountText(line, context, locale),
    },
    hasVat && {
      title: labels.vat,
      width: 40,
      align: "right",
      cell: (line) =>
        line.vat_rate === null || line.vat_rate === undefined ? "" : formatPercent(line.vat_rate, locale, language),
    },
    { title: labels.net, width: 70, align: "right", cell: (line) => formatAmount(line.line_net, locale) },
  ];
  const shown = fixed.filter((column): column is LineColumn => column !== false);
  const description: LineColumn = {
    title: labels.description,
    width: page.inner - shown.reduce((sum, column) => sum + column.width, 0),
    cell: (line) =>
      line.service_date
        ? { text: line.description, remark: `${labels.supply_date} ${formatDate(line.service_date, locale)}` }
        : line.description,
  };
  shown.splice(hasCode ? 1 : 0, 0, description);
  return shown;
}

/** The table of lines; where it breaks, the sum of the lines above is carried over. */
export function drawLines(context: LayoutContext, doc: LinesDocument, totals: TotalRow[]): void {
  const locale = documentLocale(doc);
  const columns = lineColumns(context, doc, locale);
  drawTable(context.sheet, {
    columns,
    rows: doc.lines.map((line) => columns.map((column) => column.cell(line))),
    accent: context.accent,
    keep_after: totalsHeight(doc, totals),
    carry: {
      forward: context.labels.carried_forward,
      brought: context.labels.brought_forward,
      value: (rowCount) =>
        formatAmount(
          doc.lines.slice(0, rowCount).reduce((sum, line) => sum.plus(line.line_net), new Big(0)).toFixed(2),
          locale,
        ),
    },
  });
}

function totalsHeight(doc: LinesDocument, totals: TotalRow[]): number {
  const rows = totals.reduce((sum, row) => sum + (row.strong ? STRONG_ROW : TOTAL_ROW), 0);
  const vat = doc.tva_by_rate.length ? 34 + doc.tva_by_rate.length * 14 : 0;
  return Math.max(rows, vat) + 20;
}

/** VAT per rate on the left, totals on the right; never split over two pages. */
export function drawTotals(context: LayoutContext, doc: LinesDocument, totals: TotalRow[]): void {
  const { sheet } = context;
  sheet.y += 8;
  sheet.ensure(totalsHeight(doc, totals) - 8);
  const top = sheet.y;
  const vatEnd = drawVatSummary(context, doc, top);
  const totalsEnd = drawTotalRows(context, doc, totals, top);
  sheet.y = Math.max(vatEnd, totalsEnd) + 10;
}

function drawVatSummary({ sheet, labels, language }: LayoutContext, doc: LinesDocument, top: number): number {
  if (doc.tva_by_rate.length === 0) return top;
  const locale = documentLocale(doc);
  const edges = [page.left, page.left + VAT_WIDTH * 0.62, page.left + VAT_WIDTH];
  const head: TextStyle = { size: 7.5, bold: true, color: ink.muted };
  const cell: TextStyle = { size: 8.5 };
  const row = (y: number, texts: [string, string, string], style: TextStyle) => {
    sheet.text(texts[0], edges[0], y, style);
    sheet.text(texts[1], edges[1], y, { ...style, align: "right" });
    sheet.text(texts[2], edges[2], y, { ...style, align: "right" });
  };
  sheet.text(labels.vat_summary, page.left, top, { size: 8.5, bold: true });
  row(top + 15, [labels.vat_rate, labels.vat_base, labels.vat_amount], head);
  sheet.rule(top + 27, { x2: edges[2] });
  let y = top + 31;
  for (const group of doc.tva_by_rate) {
    const rate = formatPercent(group.vat_rate, locale, language);
    row(y, [rate, formatAmount(group.amount_ht, locale), formatAmount(group.amount_tva, locale)], cell);
    y += 14;
  }
  return y;
}

function drawTotalRows(context: LayoutContext, doc: LinesDocument, totals: TotalRow[], top: number): number {
  const { sheet, accent } = context;
  const locale = documentLocale(doc);
  const left = page.right - TOTALS_WIDTH;
  let y = top;
  for (const { label, amount, strong } of totals) {
    if (strong) {
      const style: TextStyle = { size: 11, bold: true, color: accent };
      sheet.rule(y + 2, { x1: left, color: accent, width: 1 });
      sheet.text(label, left, y + 7, style);
      sheet.text(formatMoney(amount, doc.currency, locale), page.right, y + 7, { ...style, align: "right" });
    } else {
      sheet.text(label, left, y, { size: 9 });
      sheet.text(formatAmount(amount, locale), page.right, y, { size: 9, align: "right" });
    }
    y += strong ? STRONG_ROW : TOTAL_ROW;
  }
  return y;
}
