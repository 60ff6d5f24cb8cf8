import type { InvoiceDocument, QuoteDocument } from "../../shared/documents/document_types.ts";

/** A Swiss invoice with two rates, a discount and a QR-IBAN: 1510.00 net, 113.51 VAT, 1623.51 gross. */
export function swissInvoice(changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    invoice_number: "HYP-2026-0042",
    status: "sent",
    type: "standard",
    date: "2026-03-09",
    due_date: "2026-04-08",
    service_from: "2026-02-01",
    service_to: "2026-02-28",
    currency: "CHF",
    language: "fr",
    subject: "Refonte du site et impression des affiches",
    customer_reference: "Cde 4711",
    lines: [
      {
        description: "Conception graphique, atelier « Été » à Zürich\nAvec relecture",
        quantity: "10",
        unit: "h",
        unit_price: "150.00",
        discount: "10",
        vat_rate: "8.1",
        line_net: "1350.00",
      },
      {
        description: "Livre d'images",
        quantity: "2",
        unit: "pce",
        unit_price: "80.00",
        vat_rate: "2.6",
        line_net: "160.00",
        service_date: "2026-02-12",
      },
    ],
    tva_by_rate: [
      { vat_rate: "8.1", amount_ht: "1350.00", amount_tva: "109.35" },
      { vat_rate: "2.6", amount_ht: "160.00", amount_tva: "4.16" },
    ],
    amount_ht: "1510.00",
    amount_tva: "113.51",
    amount_ttc: "1623.51",
    paid_amount: "0.00",
    remaining_amount: "1623.51",
    notes: "Merci de votre confiance. Prix de référence : 1’500 €.",
    terms: { payment_terms: 30, late_interest_rate: "5" },
    seller: {
      name: "Hypervision Sàrl",
      legal_form: "Sàrl",
      street: "Rue du Rhône",
      building_number: "14",
      postal_code: "1204",
      city: "Genève",
      country: "CH",
      ide: "CHE-123.456.788",
      vat_number: "CHE-123.456.788 TVA",
      email: "compta@hypervision.example",
      phone: "+41 22 555 01 02",
      website: "hypervision.example",
      color: "#0f5c8c",
    },
    buyer: {
      name: "Müller & Söhne AG",
      attention: "Frau Ana Łukić",
      street: "Bahnhofstrasse",
      building_number: "7a",
      postal_code: "8001",
      city: "Zürich",
      country: "CH",
      customer_number: "K-1007",
    },
    payment: { iban: "CH44 3199 9123 0008 8901 2", reference: "000000000120260100000000420" },
    ...changes,
  };
}

/** A French invoice in euro with two rates and everything the commercial code asks for; no QR payment part. */
export function frenchInvoice(changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    invoice_number: "2026-001",
    status: "sent",
    date: "2026-01-31",
    due_date: "2026-03-02",
    service_from: "2026-01-28",
    service_to: "2026-01-28",
    currency: "EUR",
    language: "fr",
    lines: [
      { description: "Révision complète", quantity: "1", unit_price: "1234.5", vat_rate: "20", line_net: "1234.50" },
      { description: "Guide imprimé", quantity: "2.5", unit_price: "80", vat_rate: "5.5", line_net: "200.00" },
    ],
    tva_by_rate: [
      { vat_rate: "20.00", amount_ht: "1234.50", amount_tva: "246.90" },
      { vat_rate: "5.50", amount_ht: "200.00", amount_tva: "11.00" },
    ],
    amount_ht: "1434.50",
    amount_tva: "257.90",
    amount_ttc: "1692.40",
    terms: {
      payment_terms: 30,
      late_interest_rate: "12.40",
      recovery_indemnity: "40",
      payment_method: "Virement bancaire",
    },
    seller: {
      name: "Garage Lefèvre",
      legal_form: "SARL",
      share_capital: "10 000 €",
      street: "rue de l'Œuvre",
      building_number: "12 bis",
      postal_code: "69003",
      city: "Lyon",
      country: "FR",
      siret: "73282932000074",
      register: "RCS Lyon 732 829 320",
      vat_number: "FR44732829320",
      email: "contact@lefevre.example",
      bank: { iban: "FR7630006000011234567890189", bic: "AGRIFRPP", bank_name: "Banque du Rhône" },
    },
    buyer: {
      name: "Transports Noël & Fils",
      street: "avenue de la Gare",
      building_number: "3",
      postal_code: "38000",
      city: "Grenoble",
      country: "FR",
      siret: "552100554",
      vat_number: "FR27552100554",
    },
    ...changes,
  };
}

/** A quote in German over 4054.29 with half of it due on order. */
export function germanQuote(changes: Partial<QuoteDocument> = {}): QuoteDocument {
  const { seller, buyer } = swissInvoice();
  return {
    quote_number: "HYP-D-2026-0007",
    status: "sent",
    date: "2026-03-09",
    valid_until: "2026-04-08",
    currency: "CHF",
    language: "de",
    subject: "Neue Website",
    lines: [
      { description: "Gestaltung", quantity: "2", unit_price: "1500", vat_rate: "8.1", line_net: "3000.00" },
      { description: "Übersetzung", quantity: "1", unit_price: "750.5", vat_rate: "8.1", line_net: "750.50" },
    ],
    tva_by_rate: [{ vat_rate: "8.1", amount_ht: "3750.50", amount_tva: "303.79" }],
    amount_ht: "3750.50",
    amount_tva: "303.79",
    amount_ttc: "4054.29",
    deposit_amount: "2027.15",
    deposit_percentage: "50",
    terms: { payment_terms: 30 },
    notes: "Gültig ohne Mehraufwand.",
    seller,
    buyer,
    ...changes,
  };
}
