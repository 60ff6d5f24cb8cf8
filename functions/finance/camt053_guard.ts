import { SaxesParser } from "saxes";
import { BankFileProblem, checkBankFile, decodeText, utf16Flavour } from "./bank_file.ts";

/**
 * The gate every XML statement passes: size, encoding, no DTD, bounded depth and element count, well-formedness
 * (XML 1.0, 5th edition). saxes reads the markup in one pass; subtrees the caller consumes are released at once, which
 * keeps a statement inside the 256 MB and 2 s of an edge isolate. Measured with everything the parser of statements does:
 * 5000 entries (5.4 MB) 0.4 s of processor and 112 MB at most, 19 000 entries (19.7 MB) 1.5 s and 236 MB. saxes itself
 * took 0.09 and 0.24 s of that; fast-xml-parser, given one entry at a time, took 0.36 and 1.15 s, and sees nothing of
 * what is wrong between the entries.
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

/**
 * Reads a document and returns its root element. Throws BankFileProblem CAMT_INVALID with the line for anything that
 * is not well-formed, for a DTD, and for nesting or sizes no statement has.
 */
export function readXml(text: string, consume: ElementConsumer = () => false): XmlElement {
  const parser = new SaxesParser({ position: false });
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  let held = 0;
  let attributes = 0;
  const refuse = (message: string): never => {
    throw new BankFileProblem("CAMT_INVALID", message, parser.line);
  };
  const append = (content: string): void => {
    const current = open.at(-1)?.element;
    if (current) current.text += content;
  };

  // Without a handler the parser goes on after an error; here the first one ends the import.
  parser.on("error", ({ message }) => refuse(`not well-formed: ${message}`));
  parser.on("doctype", () => refuse("document type declarations and entities are refused"));
  parser.on("opentagstart", () => {
    if (open.length >= MAX_DEPTH) refuse(`elements nested deeper than ${MAX_DEPTH} levels`);
    if (held >= MAX_ELEMENTS) refuse("more elements than any statement has");
    attributes = 0;
  });
  parser.on("attribute", () => {
    if (++attributes > MAX_ATTRIBUTES) refuse("more attributes than any statement has");
  });
  parser.on("opentag", ({ name, attributes }) => {
    // Prefixes are the sender's choice: what an element is, its local name says.
    const element: XmlElement = {
      name: name.slice(name.indexOf(":") + 1),
      attributes: attributeMap(attributes as Record<string, string>),
      text: "",
      children: [],
    };
    open.push({ element, heldBefore: held++ });
    root ??= element;
  });
  parser.on("text", (content) => {
    // Indentation between elements is most of a statement's text and never part of a value.
    if (content.charCodeAt(0) > 0x20 || content.trim() !== "" || open.at(-1)?.element.text) append(content);
  });
  parser.on("cdata", append);
  parser.on("closetag", () => {
    const { element, heldBefore } = open.pop()!;
    const parent = open.at(-1)?.element;
    if (!parent) return;
    if (consume(element, parent, () => parser.line)) held = heldBefore;
    else parent.children.push(element);
  });
  parser.write(text).close();
  return root!;
}

interface OpenElement {
  element: XmlElement;
  /** Elements held before this one, restored when it is released. */
  heldBefore: number;
}

function attributeMap(given: Record<string, string>): Map<string, string> | null {
  let attributes: Map<string, string> | null = null;
  for (const name in given) (attributes ??= new Map()).set(name, given[name]);
  return attributes;
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
