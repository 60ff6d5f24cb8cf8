import assert from "node:assert/strict";
import { renderQuotePdf } from "../../shared/documents/quote_pdf.ts";
import { frenchInvoice, germanQuote } from "./document_samples.ts";
import { pageTexts } from "./pdf_reading.ts";

async function textOf(...changes: Parameters<typeof germanQuote>): Promise<string> {
  return (await pageTexts(await renderQuotePdf(germanQuote(...changes)))).join(" ");
}

Deno.test("renderQuotePdf shows number, validity, lines, VAT per rate, totals, deposit and the place to sign", async () => {
  const text = await textOf();
  for (
    const fact of [
      "Offerte HYP-D-2026-0007",
      "Datum 09.03.2026",
      "Gültig bis 08.04.2026",
      "Neue Website",
      "Gestaltung 2 1'500.00 8.1 % 3'000.00",
      "Übersetzung 1 750.50 8.1 % 750.50",
      "8.1 % 3'750.50 303.79",
      "Total netto 3'750.50 MWST 303.79 Total inkl. MWST CHF 4'054.29 Anzahlung bei Auftrag (50 %) 2'027.15",
      "Zahlungsfrist: 30 Tage netto.",
      "Gültig ohne Mehraufwand.",
      "Ort und Datum",
      "Unterschrift",
      "Seite 1/1",
    ]
  ) assert.ok(text.includes(fact), `${fact} is missing in: ${text}`);
  assert.ok(!text.includes("Zahlteil"));
});

Deno.test("renderQuotePdf leaves out what the quote does not have", async () => {
  const text = await textOf({ deposit_amount: null, signature_block: false, valid_until: null, terms: null });
  for (const absent of ["Anzahlung", "Unterschrift", "Gültig bis", "Zahlungsfrist", "Zahlungsbedingungen"]) {
    assert.ok(!text.includes(absent), absent);
  }
});

Deno.test("renderQuotePdf follows language and locale and marks a draft", async () => {
  const { seller } = frenchInvoice();
  const text = await textOf({ language: "fr", seller, currency: "EUR", status: "draft", quote_number: null });
  for (const fact of ["Devis", "Valable jusqu'au 08/04/2026", "Total TTC 4 054,29 €", "Bon pour accord", "BROUILLON"]) {
    assert.ok(text.includes(fact), `${fact} is missing in: ${text}`);
  }
});

Deno.test("renderQuotePdf gives equal bytes for equal input", async () => {
  assert.deepEqual(await renderQuotePdf(germanQuote()), await renderQuotePdf(germanQuote()));
});
