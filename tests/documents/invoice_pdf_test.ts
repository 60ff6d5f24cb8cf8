import assert from "node:assert/strict";
import fc from "fast-check";
import { DocumentProblem } from "../../shared/documents/document_problem.ts";
import type { DocumentLine, InvoiceDocument } from "../../shared/documents/document_types.ts";
import { hasPaymentPart, invoiceQrBill, renderInvoicePdf } from "../../shared/documents/invoice_pdf.ts";
import { qrBillData } from "../../shared/documents/swiss_qr_bill.ts";
import { frenchInvoice, swissInvoice } from "./document_samples.ts";
import { pagePixels, pageTexts, placedTexts, scannedPayload } from "./pdf_reading.ts";

const PAYMENT_PART_TOP = (297 - 105) * 72 / 25.4;

async function textOf(doc: InvoiceDocument): Promise<string> {
  return (await pageTexts(await renderInvoicePdf(doc))).join(" ");
}

function assertHas(text: string, facts: string[]): void {
  for (const fact of facts) assert.ok(text.includes(fact), `${fact} is missing in: ${text}`);
}

function manyLines(count: number): DocumentLine[] {
  return Array.from({ length: count }, (_, index) => ({
    description: `Prestation ${index + 1}`,
    quantity: 1,
    unit_price: "10.10",
    vat_rate: "8.1",
    line_net: "10.10",
  }));
}

Deno.test("renderInvoicePdf shows all that a Swiss invoice must show", async () => {
  const pages = await pageTexts(await renderInvoicePdf(swissInvoice()));
  assert.equal(pages.length, 1);
  assertHas(pages[0], [
    "Hypervision Sàrl Rue du Rhône 14 1204 Genève",
    "N° TVA CHE-123.456.788 TVA",
    "Müller & Söhne AG Frau Ana Łukić Bahnhofstrasse 7a 8001 Zürich",
    "Facture HYP-2026-0042",
    "Date 09.03.2026",
    "Échéance 08.04.2026",
    "Période de prestation 01.02.2026 – 28.02.2026",
    "N° client K-1007",
    "Conception graphique, atelier « Été » à Zürich Avec relecture 10 h 150.00 10 % 8.1 % 1'350.00",
    "Livre d'images Date de prestation 12.02.2026 2 pce 80.00 2.6 % 160.00",
    "8.1 % 1'350.00 109.35 2.6 % 160.00 4.16",
    "Total HT 1'510.00 TVA 113.51 Total TTC CHF 1'623.51",
    "Payable jusqu'au 08.04.2026 (30 jours net).",
    "un intérêt moratoire de 5 % l'an est dû (art. 104 CO)",
    "Prix de référence : 1’500 €.",
    "Page 1/1",
    "Récépissé",
    "Section paiement",
    "00 00000 00120 26010 00000 00420",
    "CHF 1 623.51",
  ]);
});

Deno.test("renderInvoicePdf shows all that a French invoice must show", async () => {
  const text = await textOf(frenchInvoice());
  assertHas(text, [
    "Garage Lefèvre 12 bis rue de l'Œuvre 69003 Lyon",
    "SIRET 732 829 320 00074",
    "N° TVA FR44732829320",
    "Garage Lefèvre SARL au capital de 10 000 € · RCS Lyon 732 829 320",
    "Transports Noël & Fils 3 avenue de la Gare 38000 Grenoble N° TVA FR27552100554 SIREN 552 100 554",
    "Facture 2026-001",
    "Date 31/01/2026",
    "Échéance 02/03/2026",
    "Date de prestation 28/01/2026",
    "Révision complète 1 1 234,50 20 % 1 234,50",
    "Guide imprimé 2,5 80,00 5,5 % 200,00",
    "20 % 1 234,50 246,90 5,5 % 200,00 11,00",
    "Total TTC 1 692,40 €",
    "Mode de paiement : Virement bancaire.",
    "Pas d'escompte pour paiement anticipé.",
    "pénalités au taux annuel de 12,4 %",
    "L441-10 du code de commerce",
    "frais de recouvrement en cas de retard : 40,00 € (art. D441-5 du code de commerce)",
    "Titulaire : Garage Lefèvre",
    "IBAN FR76 3000 6000 0112 3456 7890 189",
    "BIC AGRIFRPP",
    "Référence à indiquer : 2026-001",
  ]);
  assert.ok(!text.includes("Section paiement") && !text.includes("104 CO"));
});

Deno.test("renderInvoicePdf prints the reason for VAT not charged and no VAT table without rates", async () => {
  const text = await textOf(frenchInvoice({
    lines: frenchInvoice().lines.map(({ vat_rate: _, ...line }) => line),
    tva_by_rate: [],
    amount_tva: "0.00",
    amount_ttc: "1434.50",
    vat_exemption_mention: "TVA non applicable, art. 293 B du CGI",
  }));
  assertHas(text, ["TVA non applicable, art. 293 B du CGI", "Total 1 434,50 €"]);
  assert.ok(!text.includes("Récapitulatif TVA") && !text.includes("Total TTC"));
});

Deno.test("renderInvoicePdf draws a QR symbol that scans to the exact payload", async (t) => {
  const base = swissInvoice();
  const cases: Record<string, InvoiceDocument> = {
    "QR reference, accents": base,
    "creditor reference, euro": {
      ...base,
      currency: "EUR",
      payment: { iban: "CH93 0076 2011 6238 5295 7", reference: "RF89HYP20260042" },
    },
    "no reference, debtor left open": { ...base, payment: { iban: "CH9300762011623852957", debtor: null } },
    "address without street, billing information, alternative schemes": {
      ...base,
      buyer: { ...base.buyer, street: null, building_number: null },
      payment: {
        ...base.payment!,
        billing_information: "//S1/10/HYP-2026-0042/11/260309/30/123456788/32/8.1:1350;2.6:160/40/0:30",
        alternative_schemes: ["eBill/B/kunde@example.ch", "xy/12/34"],
      },
    },
    "all fields at full length": {
      ...base,
      amount_ttc: "999999999.99",
      remaining_amount: null,
      seller: { ...base.seller, name: "Établissements ".repeat(6), street: "Chemin ".repeat(12), city: "Œ".repeat(40) },
      buyer: { ...base.buyer, name: "Größenwahn ".repeat(8), street: "Straße ".repeat(12), country: "LI" },
      payment: { ...base.payment!, message: "Été ".repeat(40) },
    },
    "partly paid": { ...base, paid_amount: "1000.00", remaining_amount: "623.51" },
  };
  for (const [name, doc] of Object.entries(cases)) {
    await t.step(name, async () => {
      const pdf = await renderInvoicePdf(doc);
      const expected = qrBillData(invoiceQrBill(doc)).content;
      assert.equal(await scannedPayload(pdf, (await pageTexts(pdf)).length), expected);
    });
  }
});

Deno.test("renderInvoicePdf draws the fullest payload that qrBillData lets through", async () => {
  const address = { name: "é".repeat(70), street: "è".repeat(70), postal_code: "1000", city: "ü".repeat(35) };
  const { seller, buyer, payment } = swissInvoice();
  const withMessage = (message: string) =>
    swissInvoice({
      seller: { ...seller, ...address },
      buyer: { ...buyer, ...address },
      payment: { ...payment!, message },
    });
  const bytes = (doc: InvoiceDocument) => new TextEncoder().encode(qrBillData(invoiceQrBill(doc)).content).length;
  const accents = 996 - bytes(withMessage("x".repeat(140)));
  const fullest = withMessage("é".repeat(accents) + "x".repeat(140 - accents));
  assert.equal(bytes(fullest), 996);
  const pdf = await renderInvoicePdf(fullest);
  const pages = (await pageTexts(pdf)).length;
  assert.equal(await scannedPayload(pdf, pages), qrBillData(invoiceQrBill(fullest)).content);
});

Deno.test("renderInvoicePdf asks for the remaining amount of a partly paid invoice", async () => {
  const doc = swissInvoice({
    paid_amount: "1000.00",
    credited_amount: "23.51",
    remaining_amount: "600.00",
    payments: [{ date: "2026-03-20", amount: "1000.00", label: "Virement" }],
  });
  assertHas(await textOf(doc), [
    "Total TTC 1'623.51 Déjà payé -1'000.00 Avoirs imputés -23.51 Montant à payer CHF 600.00",
    "Paiements reçus Date Désignation Déjà payé 20.03.2026 Virement CHF 1'000.00",
    "CHF 600.00",
  ]);
  assert.equal(qrBillData(invoiceQrBill(doc)).amount, "600.00");
});

Deno.test("renderInvoicePdf breaks sixty lines over pages with header, sums carried and page numbers", async () => {
  const lines = manyLines(60);
  const pages = await pageTexts(await renderInvoicePdf(swissInvoice({ lines })));
  assert.ok(pages.length >= 3, `${pages.length} pages`);
  const printed = pages.map((page) => page.match(/Prestation \d+/g) ?? []);
  assert.deepEqual(printed.flat(), lines.map((line) => line.description));
  let above = 0;
  pages.forEach((page, index) => {
    assertHas(page, [`Page ${index + 1}/${pages.length}`, "Facture HYP-2026-0042"]);
    if (printed[index].length === 0) return;
    assertHas(page, ["Désignation Quantité Prix unitaire TVA Montant HT"]);
    const carried = (cents: number) => `${(cents / 100).toFixed(2)}`;
    if (above > 0) assertHas(page, [`Report ${carried(above * 1010)}`]);
    above += printed[index].length;
    if (above < 60) assertHas(page, [`À reporter ${carried(above * 1010)}`]);
  });
  assert.ok(!pages.at(-1)!.includes("À reporter"));
});

Deno.test("renderInvoicePdf keeps totals with a line and lets nothing run out of the page", async () => {
  for (const count of [1, 3, 4, 5, 6, 17, 18, 19, 20, 21, 22, 23, 24]) {
    const pdf = await renderInvoicePdf(swissInvoice({ lines: manyLines(count), payment: null }));
    const texts = await placedTexts(pdf);
    const totals = texts.find(({ text }) => text.startsWith("Total TTC"))!;
    assert.ok(texts.some(({ text, page }) => page === totals.page && text === `Prestation ${count}`), `${count} lines`);
    for (const { text, x, y, width } of texts) {
      assert.ok(x > 40 && x + width < 556 && y > 30 && y < 830, `${count} lines: ${text} at ${x}, ${y}`);
    }
  }
});

Deno.test("renderInvoicePdf never leaves a table header without a row under it", async () => {
  for (let length = 20; length <= 46; length += 2) {
    const subject = Array.from({ length }, (_, index) => `Objet ${index}`).join("\n");
    const pages = await pageTexts(await renderInvoicePdf(swissInvoice({ subject, lines: manyLines(2) })));
    const headed = pages.filter((page) => page.includes("Désignation Quantité"));
    assert.ok(headed.length > 0 && headed.every((page) => /Prestation \d/.test(page)), `${length} lines above`);
  }
});

Deno.test("renderInvoicePdf keeps the payment part free of other text", async () => {
  const parts = new Set<string>();
  for (let count = 1; count <= 12; count++) {
    const pdf = await renderInvoicePdf(swissInvoice({ lines: manyLines(count) }));
    const texts = await placedTexts(pdf);
    const last = Math.max(...texts.map(({ page }) => page));
    const inPart = texts.filter(({ page, y }) => page === last && y > PAYMENT_PART_TOP).map(({ text }) => text.trim());
    assert.ok(inPart.includes("Récépissé") && inPart.includes("Section paiement"));
    parts.add(inPart.join("\n"));
  }
  assert.equal(parts.size, 1, "the payment part changes with the number of lines");
});

Deno.test("renderInvoicePdf splits a description longer than a page without losing a word", async () => {
  const words = Array.from({ length: 1500 }, (_, index) => `mot${index}`);
  const line = { ...manyLines(1)[0], description: words.join(" ") };
  const text = await textOf(swissInvoice({ lines: [line, ...manyLines(2)] }));
  assert.deepEqual(text.match(/mot\d+/g), words);
});

Deno.test("renderInvoicePdf gives equal bytes for equal input and other bytes for other input", async () => {
  const first = await renderInvoicePdf(swissInvoice());
  assert.deepEqual(first, await renderInvoicePdf(swissInvoice()));
  assert.notDeepEqual(first, await renderInvoicePdf(swissInvoice({ notes: "Autre remarque" })));
  const header = new TextDecoder("latin1").decode(first);
  assert.match(header, /\/CreationDate \d+ 0 R/);
  assert.ok(header.includes("(D:20260309000000Z)"), "the date of the document, not of the clock");
});

Deno.test("renderInvoicePdf embeds every font it uses and never falls back to a built-in one", async () => {
  const source = new TextDecoder("latin1").decode(await renderInvoicePdf(swissInvoice({ status: "draft" })));
  const names = new Set(source.match(/\/BaseFont \/\S+/g));
  assert.deepEqual([...names].map((name) => name.replace(/.*\+/, "")).sort(), [
    "ComptoirSans-Bold",
    "ComptoirSans-Regular",
  ]);
  assert.equal(source.match(/\/FontFile2 /g)?.length, 2);
  assert.ok(!source.includes("Helvetica") && !source.includes("/Type1"));
});

Deno.test("renderInvoicePdf prints accents of all Latin languages, Greek and Cyrillic", async () => {
  const notes = "Ÿ ǅ Ș ț ł Ħ ő ß ẞ Ệ Ω Ж € ₣ „“ – — … № ™ ½ ×";
  assertHas(await textOf(swissInvoice({ notes })), [notes]);
  assertHas(await textOf(swissInvoice({ notes: "E\u0301te\u0301\u0007 fin" })), ["Été fin"]);
});

Deno.test("renderInvoicePdf marks a draft in its language and leaves the payment part out", async () => {
  const words = { fr: "BROUILLON", de: "ENTWURF", it: "BOZZA", en: "DRAFT" } as const;
  for (const [language, word] of Object.entries(words)) {
    const draft = swissInvoice({
      status: "draft",
      invoice_number: null,
      language: language as InvoiceDocument["language"],
      lines: manyLines(40),
    });
    const pages = await pageTexts(await renderInvoicePdf(draft));
    assert.ok(pages.length > 1 && pages.every((page) => page.includes(word)), language);
    assert.equal(hasPaymentPart(draft), false);
    assert.ok(!/Récépissé|Empfangsschein|Ricevuta|Receipt/.test(pages.join(" ")));
  }
  assert.ok(!(await textOf(swissInvoice())).includes("BROUILLON"));
});

Deno.test("renderInvoicePdf titles a credit note, names the invoice it corrects and asks for no payment", async () => {
  const invoice = swissInvoice();
  const text = await textOf({
    ...invoice,
    invoice_number: "NC-202603-001",
    is_credit_note: true,
    original_invoice_number: "HYP-2026-0042",
    original_invoice_date: "2026-03-09",
    lines: invoice.lines.map((line) => ({ ...line, quantity: `-${line.quantity}`, line_net: `-${line.line_net}` })),
    amount_ht: "-1510.00",
    amount_tva: "-113.51",
    amount_ttc: "-1623.51",
    remaining_amount: "-1623.51",
  });
  assertHas(text, [
    "Avoir NC-202603-001 Corrige la facture HYP-2026-0042 du 09.03.2026",
    "-10 h 150.00 10 % 8.1 % -1'350.00",
    "Total TTC CHF -1'623.51",
  ]);
  for (const absent of ["Section paiement", "Échéance", "Payable", "104 CO"]) assert.ok(!text.includes(absent), absent);
});

Deno.test("renderInvoicePdf speaks the document's language on every label", async () => {
  const expected = {
    fr: ["Facture HYP-2026-0042", "Échéance", "Total TTC", "Conditions de paiement", "Section paiement", "Récépissé"],
    de: ["Rechnung HYP-2026-0042", "Zahlbar bis", "Total inkl. MWST", "Art. 104 OR", "Zahlteil", "Empfangsschein"],
    it: ["Fattura HYP-2026-0042", "Scadenza", "Totale IVA inclusa", "art. 104 CO", "Sezione pagamento", "Ricevuta"],
    en: ["Invoice HYP-2026-0042", "Due date", "Total incl. VAT", "art. 104 CO", "Payment part", "Receipt"],
  };
  for (const [language, words] of Object.entries(expected)) {
    assertHas(await textOf(swissInvoice({ language: language as InvoiceDocument["language"] })), words);
  }
});

Deno.test("hasPaymentPart wants an issued invoice in CHF or EUR with something to pay", () => {
  assert.equal(hasPaymentPart(swissInvoice()), true);
  assert.equal(hasPaymentPart(swissInvoice({ currency: "EUR", status: "overdue" })), true);
  const without: Partial<InvoiceDocument>[] = [
    { currency: "USD" },
    { remaining_amount: "0.00" },
    { status: "draft" },
    { is_credit_note: true },
    { type: "credit_note" },
    { payment: null },
  ];
  for (const changes of without) assert.equal(hasPaymentPart(swissInvoice(changes)), false, JSON.stringify(changes));
});

Deno.test("renderInvoicePdf refuses to print a bill that banks would refuse", async () => {
  const { buyer, payment } = swissInvoice();
  await assert.rejects(
    renderInvoicePdf(swissInvoice({ buyer: { ...buyer, postal_code: null } })),
    (error) =>
      error instanceof DocumentProblem && error.code === "QR_ADDRESS_INCOMPLETE" &&
      error.field === "debtor.postal_code",
  );
  await assert.rejects(
    renderInvoicePdf(swissInvoice({ payment: { ...payment!, iban: "CH9300762011623852957" } })),
    (error) => error instanceof DocumentProblem && error.code === "QR_IBAN_EXPECTED",
  );
});

Deno.test("renderInvoicePdf prints no text over another in the receipt, even with the longest addresses", async () => {
  const long = "Abcdefghij Wagenfabrikation ".repeat(3).slice(0, 70);
  const { seller, buyer } = swissInvoice();
  const pdf = await renderInvoicePdf(swissInvoice({
    seller: { ...seller, name: long, street: long, city: "W".repeat(35) },
    buyer: { ...buyer, name: long, street: long, city: "M".repeat(35), country: "FR" },
  }));
  const texts = await placedTexts(pdf);
  const last = Math.max(...texts.map(({ page }) => page));
  const receipt = texts.filter(({ page, x, y }) => page === last && y > PAYMENT_PART_TOP && x < 62 * 72 / 25.4);
  const amountLabel = receipt.find(({ text }) => text === "Montant")!;
  const address = receipt.filter(({ text }) => text.includes("MMM"));
  assert.ok(address.length > 0 && address.every(({ y }) => y < amountLabel.y - 6), JSON.stringify(receipt));
});

Deno.test("renderInvoicePdf prints a logo and does without one that cannot be read", async () => {
  const { seller } = swissInvoice();
  const withLogo = (logo: Uint8Array) => renderInvoicePdf(swissInvoice({ seller: { ...seller, logo } }));
  const red = Uint8Array.from(atob(RED_PNG), (char) => char.charCodeAt(0));
  const { data, width } = await pagePixels(await withLogo(red), 1, 1);
  const at = (Math.round(60) * width + Math.round(70)) * 4;
  assert.deepEqual([...data.subarray(at, at + 3)].map((c) => Math.round(c / 255)), [1, 0, 0]);
  for (const broken of [new Uint8Array([1, 2, 3]), red.slice(0, 40), new Uint8Array([0xff, 0xd8, 0xff])]) {
    assert.deepEqual(await withLogo(broken), await renderInvoicePdf(swissInvoice()));
  }
});

Deno.test("renderInvoicePdf uses the seller's colour only when it is legible", async () => {
  const { seller } = swissInvoice();
  const coloured = (color: string) => renderInvoicePdf(swissInvoice({ seller: { ...seller, color } }));
  const neutral = await coloured("#1a1f27");
  assert.deepEqual(await coloured("#ffe600"), neutral);
  assert.deepEqual(await coloured("red"), neutral);
  assert.notDeepEqual(await coloured("#a01020"), neutral);
});

Deno.test("renderInvoicePdf survives any text in any field", async () => {
  const text = fc.string({ unit: "binary", maxLength: 120 });
  await fc.assert(
    fc.asyncProperty(text, text, text, text, async (name, description, notes, reference) => {
      const pdf = await renderInvoicePdf(swissInvoice({
        buyer: { name: `a${name}`, postal_code: "1000", city: "Lausanne", country: "CH" },
        lines: [{ ...manyLines(1)[0], description, unit: reference }],
        subject: notes,
        notes,
        customer_reference: reference,
      }));
      assert.ok(pdf.length > 1000);
    }),
    { numRuns: 25 },
  );
});

// One red pixel, RGBA.
const RED_PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";
