import { ink, page, type Sheet, type TextStyle } from "./pdf_sheet.ts";

export interface TableColumn {
  title: string;
  width: number;
  align?: "left" | "right";
}

/** A text, or a text with a smaller remark under it. */
export type TableCell = string | { text: string; remark: string };

export interface TableOptions {
  columns: TableColumn[];
  rows: TableCell[][];
  /** Left edge; the table is as wide as its columns. */
  x?: number;
  size?: number;
  accent: string;
  /** Height that must fit under the last row, so that totals never stand alone on a page. */
  keep_after?: number;
  /** Sums printed where the table breaks: `value` gets the number of rows above the break. */
  carry?: { forward: string; brought: string; value: (rowCount: number) => string };
}

const CELL_GAP = 8;
const ROW_PADDING = 4;
const HEADER_HEIGHT = 20;
const CARRY_HEIGHT = 18;

interface CellLine {
  text: string;
  style: TextStyle;
  height: number;
}

/**
 * Draws a table from the cursor down. The header is repeated on every page, a row stays on one page unless it is
 * taller than a page, and a table that breaks says what is carried over.
 */
export function drawTable(sheet: Sheet, options: TableOptions): void {
  const table = new TableDrawing(sheet, options);
  table.draw();
}

class TableDrawing {
  readonly #x: number;
  readonly #size: number;
  readonly #right: number;

  constructor(readonly sheet: Sheet, readonly options: TableOptions) {
    this.#x = options.x ?? page.left;
    this.#size = options.size ?? 9;
    this.#right = this.#x + options.columns.reduce((sum, column) => sum + column.width, 0);
  }

  draw(): void {
    const { sheet, options } = this;
    const rows = options.rows.map((row) => row.map((cell, column) => this.#lines(cell, options.columns[column])));
    // The header goes where its first row goes.
    if (rows.length > 0 && this.#belongsOnNextPage(rows, 0, HEADER_HEIGHT)) sheet.newPage();
    else sheet.ensure(HEADER_HEIGHT);
    this.#header();
    rows.forEach((cells, index) => {
      if (this.#belongsOnNextPage(rows, index, 0)) this.#break(index);
      this.#row(cells, index);
      sheet.rule(sheet.y, { x1: this.#x, x2: this.#right, width: 0.4 });
    });
  }

  // What must fit under a row: the totals under the last one, the sum carried forward under any other.
  #belongsOnNextPage(rows: CellLine[][][], index: number, above: number): boolean {
    const isLast = index === rows.length - 1;
    const below = isLast ? this.options.keep_after ?? 0 : this.#reserve();
    const height = above + rowHeight(rows[index]) + below;
    return this.sheet.y + height > page.bottom && this.#fitsOnFreshPage(height);
  }

  #reserve(): number {
    return this.options.carry ? CARRY_HEIGHT : 0;
  }

  #fitsOnFreshPage(height: number): boolean {
    return height <= page.bottom - page.top - HEADER_HEIGHT - 2 * CARRY_HEIGHT - 30;
  }

  #header(): void {
    const { sheet, options } = this;
    const style: TextStyle = { size: 7.5, bold: true, color: ink.muted };
    const y = sheet.y + 5;
    this.#placed((column, left, right) => {
      const align = options.columns[column].align ?? "left";
      sheet.text(options.columns[column].title, align === "right" ? right : left, y, { ...style, align });
    });
    sheet.y += HEADER_HEIGHT - 2;
    sheet.rule(sheet.y, { x1: this.#x, x2: this.#right, color: options.accent, width: 1 });
    sheet.y += 1;
  }

  #placed(draw: (column: number, left: number, right: number) => void): void {
    let x = this.#x;
    this.options.columns.forEach((column, index) => {
      draw(index, x, x + column.width);
      x += column.width;
    });
  }

  #lines(cell: TableCell, column: TableColumn): CellLine[] {
    const width = column.width - CELL_GAP;
    const line = (text: string, style: TextStyle) => ({ text, style, height: this.sheet.lineHeight(style.size) });
    const main: TextStyle = { size: this.#size, align: column.align };
    const small: TextStyle = { size: this.#size - 1.5, color: ink.muted, align: column.align };
    if (typeof cell === "string") return this.sheet.wrap(cell, width, main).map((text) => line(text, main));
    return [
      ...this.sheet.wrap(cell.text, width, main).map((text) => line(text, main)),
      ...this.sheet.wrap(cell.remark, width, small).map((text) => line(text, small)),
    ];
  }

  // A row taller than what is left goes on over the page break, line by line; all else was moved as a whole before.
  #row(cells: CellLine[][], index: number): void {
    const { sheet } = this;
    sheet.y += ROW_PADDING;
    let rest = cells;
    while (rest.some((lines) => lines.length > 0)) {
      const available = page.bottom - this.#reserve() - ROW_PADDING - sheet.y;
      const taken = rest.map((lines) => lines.slice(0, fittingLines(lines, available)));
      const top = sheet.y;
      this.#placed((column, left, right) => {
        let y = top;
        for (const { text, style, height } of taken[column]) {
          sheet.text(text, style.align === "right" ? right : left, y, style);
          y += height;
        }
      });
      sheet.y = top + Math.max(...taken.map(linesHeight));
      rest = rest.map((lines, column) => lines.slice(taken[column].length));
      if (rest.some((lines) => lines.length > 0)) {
        this.#break(index);
        sheet.y += ROW_PADDING;
      }
    }
    sheet.y += ROW_PADDING;
  }

  #break(rowCount: number): void {
    const { sheet, options } = this;
    if (options.carry && rowCount > 0) this.#carry(options.carry.forward, options.carry.value(rowCount));
    sheet.newPage();
    this.#header();
    if (options.carry && rowCount > 0) this.#carry(options.carry.brought, options.carry.value(rowCount));
  }

  #carry(label: string, value: string): void {
    const style: TextStyle = { size: this.#size - 0.5, bold: true, color: ink.muted };
    this.sheet.text(label, this.#x, this.sheet.y + ROW_PADDING, style);
    this.sheet.text(value, this.#right, this.sheet.y + ROW_PADDING, { ...style, align: "right" });
    this.sheet.y += CARRY_HEIGHT;
    this.sheet.rule(this.sheet.y, { x1: this.#x, x2: this.#right, width: 0.4 });
  }
}

function linesHeight(lines: CellLine[]): number {
  return lines.reduce((sum, line) => sum + line.height, 0);
}

function rowHeight(cells: CellLine[][]): number {
  return Math.max(...cells.map(linesHeight)) + 2 * ROW_PADDING;
}

function fittingLines(lines: CellLine[], available: number): number {
  let used = 0;
  let count = 0;
  for (const line of lines) {
    used += line.height;
    if (used > available) break;
    count++;
  }
  return count;
}
