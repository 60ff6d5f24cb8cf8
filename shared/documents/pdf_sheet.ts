import PDFDocument from "pdfkit";
import type { CivilDate, DocumentLanguage } from "./document_types.ts";
import { documentFonts } from "./fonts.ts";

/** Points per millimetre. All lengths of a sheet are points unless the name says otherwise. */
export function mm(millimetres: number): number {
  return millimetres * 72 / 25.4;
}

/** A4 portrait with the margins of a business letter; `bottom` leaves room for the footer. */
export const page = {
  width: 595.28,
  height: 841.89,
  left: mm(20),
  right: 595.28 - mm(20),
  top: mm(14),
  bottom: 841.89 - mm(24),
  inner: 595.28 - mm(40),
} as const;

export const ink = { text: "#1a1f27", muted: "#626a76", rule: "#d5d9df", band: "#f3f4f6" } as const;

export interface TextStyle {
  size: number;
  bold?: boolean;
  color?: string;
  align?: "left" | "right" | "center";
}

export interface SheetOptions {
  title: string;
  author: string;
  /** Becomes the creation date: the clock plays no part in the bytes. */
  date: CivilDate;
  language: DocumentLanguage;
}

// The payment part asks for its font by this name and derives the bold one from it.
export const fontName = "Liberation Sans";

/**
 * An A4 document under construction: a cursor `y`, text that is placed rather than flowed, and pages kept open until
 * `finish`, so that page numbers can tell the total. Equal calls give equal bytes.
 */
export class Sheet {
  y: number = page.top;
  readonly doc: PDFKit.PDFDocument;
  readonly #bytes: Promise<Uint8Array>;

  private constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc;
    this.#bytes = new Promise((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      doc.on("end", () => resolve(joined(chunks)));
      doc.on("error", reject);
    });
  }

  static async open(options: SheetOptions): Promise<Sheet> {
    const fonts = await documentFonts();
    const doc = new PDFDocument({
      size: "A4",
      margin: 0,
      bufferPages: true,
      pdfVersion: "1.7",
      lang: options.language,
      displayTitle: true,
      // No default font: the built-in one is Helvetica, whose metrics are loaded from a file and which is not embedded.
      font: null as unknown as string,
      info: {
        Title: options.title,
        Author: options.author,
        Creator: "Comptoir",
        Producer: "Comptoir",
        CreationDate: new Date(`${options.date.slice(0, 10)}T00:00:00Z`),
      },
    });
    doc.registerFont(fontName, fonts.regular);
    doc.registerFont(`${fontName}-Bold`, fonts.bold);
    return new Sheet(doc);
  }

  /** Selects font, size and colour. */
  use(style: TextStyle): void {
    this.doc.font(style.bold ? `${fontName}-Bold` : fontName).fontSize(style.size).fillColor(style.color ?? ink.text);
  }

  /** Height of one line, leading included. */
  lineHeight(size: number): number {
    return Math.round(size * 1.32 * 100) / 100;
  }

  textWidth(text: string, style: TextStyle): number {
    this.use(style);
    return this.doc.widthOfString(printable(text));
  }

  /** One line at x, y (top of the line). Right and centre alignment are relative to x as that edge or centre. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    const line = printable(text);
    if (line === "") return;
    this.use(style);
    const width = style.align && style.align !== "left" ? this.doc.widthOfString(line) : 0;
    const shift = style.align === "right" ? width : style.align === "center" ? width / 2 : 0;
    this.doc.text(line, x - shift, y, { lineBreak: false });
  }

  /** The lines of a text in a column. Line breaks are kept; a word wider than the column is cut. */
  wrap(text: string, width: number, style: TextStyle): string[] {
    this.use(style);
    return text.split(/\r\n|\r|\n/).flatMap((paragraph) => this.#wrapParagraph(printable(paragraph), width));
  }

  #wrapParagraph(paragraph: string, width: number): string[] {
    const lines: string[] = [];
    let line = "";
    // Only ordinary blanks break: no-break blanks hold figures and units together.
    for (const word of paragraph.split(/ +/)) {
      const longer = line ? `${line} ${word}` : word;
      if (this.doc.widthOfString(longer) <= width) {
        line = longer;
        continue;
      }
      if (line) lines.push(line);
      line = word;
      while (this.doc.widthOfString(line) > width && line.length > 1) {
        const cut = this.#fittingLength(line, width);
        lines.push(line.slice(0, cut));
        line = line.slice(cut);
      }
    }
    lines.push(line);
    return lines;
  }

  #fittingLength(word: string, width: number): number {
    let length = 1;
    while (length < word.length && this.doc.widthOfString(word.slice(0, length + 1)) <= width) length++;
    // A surrogate pair stays together.
    return /[\ud800-\udbff]$/.test(word.slice(0, length)) && length > 1 ? length - 1 : length;
  }

  /** Wrapped text from the cursor down; moves the cursor. Breaks to a new page between lines. */
  paragraph(text: string, style: TextStyle, x: number = page.left, width: number = page.inner): void {
    for (const line of this.wrap(text, width, style)) {
      this.ensure(this.lineHeight(style.size));
      this.text(line, x, this.y, style);
      this.y += this.lineHeight(style.size);
    }
  }

  rule(y: number, options: { x1?: number; x2?: number; color?: string; width?: number } = {}): void {
    this.doc.lineWidth(options.width ?? 0.5).strokeColor(options.color ?? ink.rule)
      .moveTo(options.x1 ?? page.left, y).lineTo(options.x2 ?? page.right, y).stroke();
  }

  box(x: number, y: number, width: number, height: number, color: string): void {
    this.doc.rect(x, y, width, height).fill(color);
  }

  /** Starts a new page unless `height` still fits; true when it did start one. */
  ensure(height: number): boolean {
    if (this.y + height <= page.bottom) return false;
    this.newPage();
    return true;
  }

  /** Called on each new page; draws what continues from page to page and may move the cursor. */
  onNewPage: () => void = () => {};

  newPage(): void {
    this.doc.addPage();
    this.y = page.top;
    this.onNewPage();
  }

  /** Runs `draw` once per page, after everything else is drawn. */
  eachPage(draw: (number: number, count: number) => void): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      this.doc.switchToPage(start + index);
      draw(index + 1, count);
    }
  }

  finish(): Promise<Uint8Array> {
    this.doc.end();
    return this.#bytes;
  }
}

// Composed accents have their own glyph; control characters have none.
function printable(text: string): string {
  return text.normalize("NFC").replace(/\t/g, " ").replace(/\p{Cc}/gu, "");
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
