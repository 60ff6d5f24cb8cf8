import assert from "node:assert/strict";
import process from "node:process";
import fc from "fast-check";
import { BankFileProblem } from "../../functions/finance/bank_file.ts";
import { parseCamt053 } from "../../functions/finance/camt053.ts";
import { credit, parseOne, refusal, utf8, withEntries } from "../support/bank_files.ts";
import { camtDocument, camtFile } from "../support/camt_samples.ts";
import { longStatement, monthlyStatement, qrCredit } from "../support/camt_scenarios.ts";

Deno.test("parseCamt053 decodes the encoding the file declares or marks", () => {
  const expected = parseOne(monthlyStatement()).rows;
  const document = (encoding: string) => camtDocument([monthlyStatement()], { version: "08", encoding });
  const single = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
  const wide = (text: string, littleEndian: boolean, mark = true) => {
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
    const bytes = new Uint8Array(view.buffer);
    return mark ? Uint8Array.from([...(littleEndian ? [0xff, 0xfe] : [0xfe, 0xff]), ...bytes]) : bytes;
  };
  const files = [
    single(document("ISO-8859-1")),
    single(document("windows-1252")),
    single(document("iso-8859-15")),
    wide(document("UTF-16"), true),
    wide(document("UTF-16"), false),
    wide(document("UTF-16LE"), true, false),
    Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8(document("UTF-8"))]),
    utf8(document("UTF-16")),
    utf8(document("UTF-8").replace(/<\?xml.*?\?>/, "")),
  ];
  for (const file of files) assert.deepEqual(parseCamt053(file).statements[0].rows, expected);
});

Deno.test("parseCamt053 refuses bytes that are not of the declared encoding and encodings no bank uses", () => {
  const document = camtDocument([monthlyStatement()], { version: "08" });
  const latin = Uint8Array.from(document, (char) => char.charCodeAt(0));
  assert.match(refusal(() => parseCamt053(latin)).message, /not valid UTF-8/);
  const shifted = utf8(document.replace("UTF-8", "Shift_JIS"));
  assert.match(refusal(() => parseCamt053(shifted)).message, /encoding shift_jis is not supported/);
});

Deno.test("parseCamt053 refuses document types and entities before expanding anything", () => {
  const document = camtDocument([monthlyStatement()], { version: "08" });
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
  const attacks = [
    `<!DOCTYPE Document [<!ENTITY l0 "ha">${laughs}]>`,
    `<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>`,
    `<!DOCTYPE Document SYSTEM "https://example.org/camt.dtd">`,
  ];
  for (const attack of attacks) {
    const { code, message, line } = refusal(() => parseCamt053(utf8(document.replace("?>\n", `?>\n${attack}`))));
    assert.deepEqual([code, line], ["CAMT_INVALID", 2]);
    assert.match(message, /document type/);
  }
  const lowerCase = document.replace("?>\n", "?>\n<!doctype Document>");
  assert.match(refusal(() => parseCamt053(utf8(lowerCase))).message, /incorrect syntax/);
  const entity = document.replace("Enki Realty SA", "&owner;");
  assert.match(refusal(() => parseCamt053(utf8(entity))).message, /undefined entity/);
});

Deno.test("parseCamt053 decodes predefined entities, character references and CDATA", () => {
  const text = "A&amp;B &lt;1&gt; &#233;&#xE9; <![CDATA[<C> & D]]>";
  const document = camtDocument([withEntries(credit({}, { text: ["MARK"] }))], { version: "08" }).replace("MARK", text);
  assert.equal(parseCamt053(utf8(document)).statements[0].rows[0].description, "A&B <1> éé <C> & D");
});

Deno.test("parseCamt053 refuses what is not well-formed and names the line", () => {
  const document = camtDocument([monthlyStatement()], { version: "08" });
  const broken: [RegExp, (text: string) => string][] = [
    [/unexpected close tag/, (text) => text.replace("</MsgId>", "</CreDtTm>")],
    [/unexpected close tag/, (text) => text.replace("</MsgId>", "")],
    [/unexpected close tag/, (text) => text.replace("</MsgId>", "</MsgIdent>")],
    [/disallowed character in closing tag/, (text) => text.replace("</MsgId>", '</MsgId a="1">')],
    [/unmatched closing tag: Document/, (text) => `${text}</Document>`],
    [/unquoted attribute value/, (text) => text.replace('Ccy="CHF"', "Ccy=CHF")],
    [/unclosed tag: Bal/, (text) => text.replace(/Ccy="CHF"[^]*/, 'Ccy="CHF')],
    [/attribute without value/, (text) => text.replace('Ccy="CHF"', "Ccy")],
    [/duplicate attribute: Ccy/, (text) => text.replace('Ccy="CHF"', 'Ccy="CHF" Ccy="EUR"')],
    [/disallowed character/, (text) => text.replace('Ccy="CHF"', 'Ccy="<CHF"')],
    [/no whitespace between attributes/, (text) => text.replace('Ccy="CHF"', 'Ccy="CHF"X="1"')],
    [/disallowed character in attribute name/, (text) => text.replace('Ccy="CHF"', 'Ccy="CHF" 1="1"')],
    [/disallowed character in entity name/, (text) => text.replace("&amp;", "& ")],
    [/malformed character entity/, (text) => text.replace("&amp;", "&#0;")],
    [/malformed character entity/, (text) => text.replace("&amp;", "&#xD800;")],
    [/malformed character entity/, (text) => text.replace("&amp;", "&#x110000;")],
    [/disallowed character/, (text) => text.replace("Enki", "En\u0001ki")],
    [/unclosed tag: BkToCstmrStmt/, (text) => text.replace("<GrpHdr>", "<!-- <GrpHdr>")],
    [/malformed comment/, (text) => text.replace("<GrpHdr>", "<!-- a -- b --><GrpHdr>")],
    [/unclosed tag: Nm/, (text) => text.replace("Enki", "<![CDATA[Enki")],
    [/text data outside of root node/, (text) => text.replace("<Document", "<![CDATA[x]]><Document")],
    [/"\]\]>" is disallowed/, (text) => text.replace("Enki", "]]>Enki")],
    [/XML declaration must be at the start/, (text) => text.replace("<GrpHdr>", '<?xml version="1.0"?><GrpHdr>')],
    [/XML declaration must be at the start/, (text) => ` ${text}`],
    [/value must be quoted/, (text) => text.replace('version="1.0"', "version=1.0")],
    [/standalone value must match/, (text) => text.replace("?>", ' standalone="maybe"?>')],
    [/disallowed character in tag name/, (text) => text.replace("<MsgId>", "<1MsgId>")],
    [/text data outside of root node/, (text) => `${text}rest`],
    [/only one root/, (text) => `${text}<Document/>`],
    [/unclosed tag: Document/, (text) => text.replace("</Document>", "")],
    [/must contain a root element/, () => "<!-- nothing -->"],
  ];
  for (const [expected, breakIt] of broken) {
    const text = breakIt(document);
    assert.notEqual(text, document, String(expected));
    const { code, message, line } = refusal(() => parseCamt053(utf8(text)));
    assert.match(message, expected);
    assert.equal(code, "CAMT_INVALID");
    assert.ok(line && line >= 1 && line <= 3, `${message} at line ${line}`);
  }
});

Deno.test("parseCamt053 accepts comments, processing instructions and blanks where XML allows them", () => {
  const document = camtDocument([monthlyStatement()], { version: "08" });
  const decorated = document
    .replace('encoding="UTF-8"?>', "encoding='UTF-8' standalone=\"yes\" ?>")
    .replace("<GrpHdr>", "<!-- bank < & > --><?pi <x> ?><GrpHdr \n>")
    .replaceAll("</Ntry>", "</Ntry\t>\r\n  ")
    .replaceAll('<Amt Ccy="CHF">', "<Amt\n Ccy = 'CHF' >")
    .concat("\n<!-- end -->\n");
  assert.deepEqual(parseCamt053(utf8(decorated)).statements, parseCamt053(utf8(document)).statements);
});

Deno.test("parseCamt053 refuses a file cut off anywhere instead of importing a part of it", () => {
  const document = camtDocument([monthlyStatement()], { version: "08" }).trimEnd();
  fc.assert(fc.property(fc.integer({ min: 1, max: document.length - 1 }), (length) => {
    refusal(() => parseCamt053(utf8(document.slice(0, length))));
  }));
});

Deno.test("parseCamt053 answers damaged bytes with a BankFileProblem and nothing else", () => {
  const file = camtFile([monthlyStatement()], { version: "08" });
  const damage = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(damage, (changes) => {
      const damaged = file.slice();
      for (const [at, byte] of changes) damaged[at] = byte;
      try {
        parseCamt053(damaged);
      } catch (error) {
        assert.ok(error instanceof BankFileProblem, String(error));
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("parseCamt053 refuses nesting bombs and floods of elements", () => {
  const wrap = (inner: string) =>
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">${inner}</Document>`;
  const deep = wrap("<a>".repeat(500_000));
  assert.match(refusal(() => parseCamt053(utf8(deep))).message, /deeper than 64/);
  assert.match(refusal(() => parseCamt053(utf8(wrap("<a/>".repeat(600_001))))).message, /more elements/);
  const attributes = Array.from({ length: 100 }, (_, i) => `a${i}="1"`).join(" ");
  assert.match(refusal(() => parseCamt053(utf8(wrap(`<a ${attributes}/>`)))).message, /more attributes/);
});

Deno.test("parseCamt053 refuses more than 20 MB before decoding anything", () => {
  const limit = 20 * 1024 * 1024;
  assert.equal(refusal(() => parseCamt053(new Uint8Array(limit + 1))).code, "FILE_TOO_LARGE");
  assert.notEqual(refusal(() => parseCamt053(new Uint8Array(limit).fill(0x20))).code, "FILE_TOO_LARGE");
  const huge = new Uint8Array(50 * 1024 * 1024);
  const before = process.cpuUsage();
  assert.equal(refusal(() => parseCamt053(huge)).code, "FILE_TOO_LARGE");
  assert.ok(process.cpuUsage(before).user < 50_000);
});

Deno.test("parseCamt053 tells an empty file, another file type and another message apart", () => {
  const code = (bytes: Uint8Array) => refusal(() => parseCamt053(bytes)).code;
  assert.equal(code(new Uint8Array()), "FILE_REQUIRED");
  assert.equal(code(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0])), "UNSUPPORTED_FILE_TYPE");
  assert.equal(code(utf8("%PDF-1.7 ...")), "UNSUPPORTED_FILE_TYPE");
  assert.equal(code(utf8("Date;Montant\n01.01.2026;1.00")), "UNSUPPORTED_FILE_TYPE");
  assert.match(refusal(() => parseCamt053(utf8("%PDF-1.7 ..."))).message, /PDF/);
  assert.equal(code(utf8("<html><body/></html>")), "CAMT_INVALID");
  assert.equal(code(utf8("<Document><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>")), "CAMT_INVALID");
  const document = camtDocument([monthlyStatement()], { version: "08" });
  assert.equal(code(utf8(document.replaceAll("Document", "Envelope"))), "CAMT_INVALID");
  const message = (namespace: string) =>
    refusal(() => parseCamt053(utf8(document.replace("camt.053.001.08", namespace)))).message;
  assert.match(message("camt.054.001.08"), /camt\.054\.001\.08/);
  assert.match(message("camt.053.001.13"), /not supported/);
});

Deno.test("parseCamt053 refuses values that are no amount, currency, direction or date", () => {
  const document = camtDocument([withEntries(qrCredit)], { version: "08" });
  const amount = '<Amt Ccy="CHF">1623.51</Amt>';
  const broken: [RegExp | string, string][] = [
    [amount, '<Amt Ccy="CHF">1,623.51</Amt>'],
    [amount, '<Amt Ccy="CHF">-1623.51</Amt>'],
    [amount, '<Amt Ccy="CHF">1e3</Amt>'],
    [amount, '<Amt Ccy="CHF"/>'],
    [amount, '<Amt Ccy="CHF">1623.515</Amt>'],
    [amount, '<Amt Ccy="CHF">1000000000000.00</Amt>'],
    [amount, "<Amt>1623.51</Amt>"],
    [amount, '<Amt Ccy="chf">1623.51</Amt>'],
    [`${amount}<CdtDbtInd>CRDT</CdtDbtInd>`, amount],
    [`${amount}<CdtDbtInd>CRDT`, `${amount}<CdtDbtInd>CREDIT`],
    ["<BookgDt><Dt>2026-03-04", "<BookgDt><Dt>2026-02-30"],
    ["<BookgDt><Dt>2026-03-04", "<BookgDt><Dt>04.03.2026"],
  ];
  for (const [from, to] of broken) {
    const text = document.replace(from, to);
    assert.notEqual(text, document, to);
    assert.equal(refusal(() => parseCamt053(utf8(text))).code, "CAMT_INVALID", to);
  }
});

Deno.test("parseCamt053 accepts the decimal shapes XML schema allows and keeps them exact", () => {
  const amounts = ["100", "100.", ".5", "+100.10", "0100.10", "100.10000", "99999999999.99"].map((text) => {
    const document = camtDocument([withEntries(credit({ payments: [] }))], { version: "08" });
    const changed = document.replace('<Ntry><Amt Ccy="CHF">100.00', `<Ntry><Amt Ccy="CHF">${text}`);
    return parseCamt053(utf8(changed)).statements[0].rows[0].amount;
  });
  assert.deepEqual(amounts, ["100.00", "100.00", "0.50", "100.10", "100.10", "100.10", "99999999999.99"]);
});

Deno.test("parseCamt053 reads 5000 entries well within two seconds of processor time", () => {
  const file = camtFile([longStatement(5000)], { version: "08" });
  const before = process.cpuUsage();
  const { statements: [{ rows, balance_check }] } = parseCamt053(file);
  const { user, system } = process.cpuUsage(before);
  assert.equal(rows.length, 5000);
  assert.equal(balance_check?.ok, true);
  assert.ok(user + system < 2_000_000, `${(user + system) / 1000} ms`);
});

Deno.test("parseCamt053 counts the elements of entries it has read no longer", () => {
  const filler = `<NtryDtls>${"<a/>".repeat(999)}</NtryDtls>`;
  const entry = '<Ntry><Amt Ccy="CHF">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>' +
    `<BookgDt><Dt>2026-03-04</Dt></BookgDt>${filler}</Ntry>`;
  const file = `<Document><BkToCstmrStmt><Stmt>${entry.repeat(1000)}</Stmt></BkToCstmrStmt></Document>`;
  assert.equal(parseCamt053(utf8(file)).statements[0].rows.length, 1000);
});
