import { BankFileProblem, checkBankFile, decodeText, utf16Flavour } from "./bank_file.ts";

/**
 * The gate every XML statement passes: size, encoding, no DTD, bounded depth and element count, well-formedness
 * (XML 1.0, 5th edition). One pass over the text; subtrees the caller consumes are released at once, which keeps a
 * 20 MB statement inside the 256 MB and 2 s of an edge isolate. A general XML parser needed 0.2 s and 50 MB of memory
 * per megabyte for the same statements.
 */

const MAX_DEPTH = 64;
/** Elements held at one time, about 100 MB; a collective entry of 20 000 payments needs fewer. */
const MAX_ELEMENTS = 600_000;
const MAX_ATTRIBUTES = 64;

export interface XmlElement {
  /** Local name, without prefix. */
  name: string;
  /** Raw attribute names and decoded values; null when there are none. */
  attributes: Map<string, string> | null;
  /** Text and CDATA directly inside the element. */
  text: string;
  children: XmlElement[];
}

/** Called when an element closes; `true` releases it instead of adding it to its parent. */
export type ElementConsumer = (element: XmlElement, parent: XmlElement, line: () => number) => boolean;

/** Decodes an XML file by byte order mark, then by its declaration, else as UTF-8. Throws BankFileProblem. */
export function decodeXml(bytes: Uint8Array): string {
  checkBankFile(bytes);
  const encoding = utf16Flavour(bytes) ?? declaredEncoding(bytes);
  const text = decodeText(bytes, encoding);
  if (text === null) throw new BankFileProblem("CAMT_INVALID", `the file is not valid ${encoding.toUpperCase()}`);
  if (!/^\s*</.test(text)) throw new BankFileProblem("UNSUPPORTED_FILE_TYPE", "this is not an XML file");
  return text;
}

const ENCODINGS = new Set(["utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"]);

// A declaration that can be read as single bytes but promises UTF-16 was converted without being corrected; the bytes
// are then UTF-8. Iso-8859-1 is read as windows-1252, its superset in practice.
function declaredEncoding(bytes: Uint8Array): string {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/.exec(head);
  const encoding = declared?.[1].toLowerCase() ?? "utf-8";
  if (encoding === "utf8" || encoding.startsWith("utf-16")) return "utf-8";
  if (encoding === "latin1" || encoding === "iso8859-1") return "iso-8859-1";
  if (!ENCODINGS.has(encoding)) throw new BankFileProblem("CAMT_INVALID", `the encoding ${encoding} is not supported`);
  return encoding;
}

// deno-lint-ignore no-control-regex
const FORBIDDEN_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * Reads a document and returns its root element. Throws BankFileProblem CAMT_INVALID with the line for anything that
 * is not well-formed, for a DTD, and for nesting or sizes no statement has.
 */
export function readXml(text: string, consume: ElementConsumer = () => false): XmlElement {
  return new XmlReader(text, consume).read();
}

class XmlReader {
  #at = 0;
  #root: XmlElement | null = null;
  #held = 0;
  readonly #open: XmlElement[] = [];
  readonly #openNames: string[] = [];
  /** Elements held before each open one, restored when it is released. */
  readonly #heldBefore: number[] = [];
  readonly #localNames = new Map<string, string>();

  constructor(readonly text: string, readonly consume: ElementConsumer) {}

  read(): XmlElement {
    const forbidden = FORBIDDEN_CHARACTER.exec(this.text);
    if (forbidden) throw this.#problem("a character that XML does not allow", forbidden.index);
    this.#declaration();
    while (this.#at < this.text.length) {
      const markup = this.text.indexOf("<", this.#at);
      this.#characters(markup < 0 ? this.text.length : markup);
      if (markup < 0) break;
      this.#markup();
    }
    if (this.#open.length > 0) {
      throw this.#problem(`the file ends inside <${this.#openNames.at(-1)}>; it was cut off`, this.text.length);
    }
    if (!this.#root) throw this.#problem("the file has no element", 0);
    return this.#root;
  }

  #declaration(): void {
    if (!this.text.startsWith("<?xml") || !/\s/.test(this.text[5] ?? "")) return;
    const end = this.text.indexOf("?>");
    const shape = /^<\?xml\s+version\s*=\s*(["'])1\.[01]\1(\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\3)?/;
    const rest = end < 0 ? "" : this.text.slice(0, end).replace(shape, "");
    if (end < 0 || !/^(\s+standalone\s*=\s*(["'])(yes|no)\2)?\s*$/.test(rest)) {
      throw this.#problem("the XML declaration is malformed", 0);
    }
    this.#at = end + 2;
  }

  #markup(): void {
    const { text } = this;
    switch (text.charCodeAt(this.#at + 1)) {
      case 0x2f: // </
        return this.#endTag();
      case 0x21: // <!
        if (text.startsWith("<!--", this.#at)) return this.#comment();
        if (text.startsWith("<![CDATA[", this.#at) && this.#open.length > 0) return this.#cdata();
        throw this.#problem("document type declarations and entities are refused");
      case 0x3f: // <?
        return this.#processingInstruction();
      default:
        return this.#startTag();
    }
  }

  #characters(end: number): void {
    if (end === this.#at) return;
    const start = this.#at;
    this.#at = end;
    const current = this.#open.at(-1);
    const raw = this.text.slice(start, end);
    if (!current) {
      if (raw.trim() !== "") throw this.#problem("text outside the root element", start);
      return;
    }
    // Indentation between elements is most of a statement's text and never part of a value.
    if (current.text === "" && raw.charCodeAt(0) <= 0x20 && raw.trim() === "") return;
    if (raw.includes("]]>")) throw this.#problem("]]> inside text", start);
    current.text += raw.includes("&") ? this.#decoded(raw, start) : raw;
  }

  #cdata(): void {
    const end = this.#closing("]]>", "a CDATA section", this.#at + 9);
    this.#open.at(-1)!.text += this.text.slice(this.#at + 9, end);
    this.#at = end + 3;
  }

  #comment(): void {
    const end = this.#closing("--", "a comment", this.#at + 4);
    if (this.text[end + 2] !== ">") throw this.#problem("-- inside a comment");
    this.#at = end + 3;
  }

  #processingInstruction(): void {
    const end = this.#closing("?>", "a processing instruction", this.#at + 2);
    const target = this.text.slice(this.#at + 2, this.#nameEnd(this.#at + 2));
    if (target === "" || target.toLowerCase() === "xml") throw this.#problem("a misplaced XML declaration");
    this.#at = end + 2;
  }

  #startTag(): void {
    const start = this.#at;
    const nameEnd = this.#nameEnd(start + 1);
    if (nameEnd === start + 1) throw this.#problem("a < that starts no element");
    if (this.#root && this.#open.length === 0) throw this.#problem("a second root element");
    if (this.#open.length >= MAX_DEPTH) throw this.#problem(`elements nested deeper than ${MAX_DEPTH} levels`);
    if (this.#held >= MAX_ELEMENTS) throw this.#problem("more elements than any statement has");

    const rawName = this.text.slice(start + 1, nameEnd);
    const element: XmlElement = { name: this.#localName(rawName), attributes: null, text: "", children: [] };
    this.#at = nameEnd;
    const empty = this.#attributes(element);
    this.#open.push(element);
    this.#openNames.push(rawName);
    this.#heldBefore.push(this.#held++);
    this.#root ??= element;
    if (empty) this.#close();
  }

  /** Reads up to and including the end of the start tag; true when the element is empty (`/>`). */
  #attributes(element: XmlElement): boolean {
    for (;;) {
      const before = this.#at;
      this.#skipSpace();
      const code = this.text.charCodeAt(this.#at);
      if (code === 0x3e) {
        this.#at += 1;
        return false;
      }
      if (code === 0x2f && this.text.charCodeAt(this.#at + 1) === 0x3e) {
        this.#at += 2;
        return true;
      }
      if (before === this.#at) throw this.#problem("a malformed start tag");
      this.#attribute(element.attributes ??= new Map());
    }
  }

  #attribute(attributes: Map<string, string>): void {
    const nameEnd = this.#nameEnd(this.#at);
    const name = this.text.slice(this.#at, nameEnd);
    if (name === "") throw this.#problem("a malformed start tag");
    if (attributes.has(name)) throw this.#problem(`the attribute ${name} stands twice`);
    if (attributes.size >= MAX_ATTRIBUTES) throw this.#problem("more attributes than any statement has");
    this.#at = nameEnd;
    this.#skipSpace();
    if (this.text[this.#at] !== "=") throw this.#problem(`the attribute ${name} has no value`);
    this.#at += 1;
    this.#skipSpace();
    const quote = this.text[this.#at];
    if (quote !== '"' && quote !== "'") throw this.#problem(`the value of ${name} is not quoted`);
    const end = this.#closing(quote, `the value of ${name}`, this.#at + 1);
    const value = this.text.slice(this.#at + 1, end);
    if (value.includes("<")) throw this.#problem(`a < in the value of ${name}`);
    attributes.set(name, value.includes("&") ? this.#decoded(value, this.#at) : value);
    this.#at = end + 1;
  }

  #endTag(): void {
    const expected = this.#openNames.at(-1);
    if (expected === undefined) throw this.#problem("an end tag without start tag");
    const nameEnd = this.#at + 2 + expected.length;
    if (!this.text.startsWith(expected, this.#at + 2) || this.#nameEnd(this.#at + 2) !== nameEnd) {
      throw this.#problem(`<${expected}> is closed by another end tag`);
    }
    const start = this.#at;
    this.#at = nameEnd;
    this.#skipSpace();
    if (this.text[this.#at] !== ">") throw this.#problem("a malformed end tag", start);
    this.#at += 1;
    this.#close();
  }

  #close(): void {
    const element = this.#open.pop()!;
    this.#openNames.pop();
    const heldBefore = this.#heldBefore.pop()!;
    const parent = this.#open.at(-1);
    if (!parent) return;
    if (this.consume(element, parent, () => this.#lineAt(this.#at - 1))) this.#held = heldBefore;
    else parent.children.push(element);
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  /** Index after the name that starts at `from`; `from` itself when none starts there. */
  #nameEnd(from: number): number {
    let at = from;
    for (;; at++) {
      const code = this.text.charCodeAt(at);
      const letter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f ||
        code === 0x3a || code >= 0xc0;
      const inner = (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e || code === 0xb7;
      if (!letter && !(inner && at > from)) return at;
    }
  }

  #localName(rawName: string): string {
    let local = this.#localNames.get(rawName);
    if (local === undefined) {
      local = rawName.slice(rawName.indexOf(":") + 1);
      this.#localNames.set(rawName, local);
    }
    return local;
  }

  #closing(mark: string, what: string, from: number): number {
    const end = this.text.indexOf(mark, from);
    if (end < 0) throw this.#problem(`${what} is never closed`);
    return end;
  }

  /** Replaces the five predefined entities and character references; any other entity is refused. */
  #decoded(raw: string, start: number): string {
    return raw.replace(/&([^;&\s]{0,12};)?/g, (reference, body: string | undefined, index: number) => {
      const decoded = body === undefined ? null : decodeReference(body.slice(0, -1));
      if (decoded === null) throw this.#problem(`the entity ${reference} is not allowed`, start + index);
      return decoded;
    });
  }

  #lineAt(index: number): number {
    let line = 1;
    for (let at = this.text.indexOf("\n"); at >= 0 && at < index; at = this.text.indexOf("\n", at + 1)) line++;
    return line;
  }

  #problem(message: string, index = this.#at): BankFileProblem {
    return new BankFileProblem("CAMT_INVALID", `not well-formed: ${message}`, this.#lineAt(index));
  }
}

const PREDEFINED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeReference(name: string): string | null {
  if (Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name];
  const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
  if (!number) return null;
  const code = number[1] ? parseInt(number[1], 16) : parseInt(number[2], 10);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  const character = String.fromCodePoint(code);
  return FORBIDDEN_CHARACTER.test(character) ? null : character;
}

/** First child of that name, going down one name per level; null when a level is missing. */
export function findElement(from: XmlElement, ...path: string[]): XmlElement | null {
  let current: XmlElement | undefined = from;
  for (const name of path) {
    current = current.children.find((element) => element.name === name);
    if (!current) return null;
  }
  return current;
}

/** All children of that name. */
export function elementsNamed(from: XmlElement, name: string): XmlElement[] {
  return from.children.filter((element) => element.name === name);
}

/** Trimmed text at the end of a path; null when the element is missing or empty. */
export function textAt(from: XmlElement, ...path: string[]): string | null {
  const text = findElement(from, ...path)?.text.trim();
  return text ? text : null;
}
