import Big from "big.js";
import { type SampleEntry, sampleIban, sampleQrr, sampleScor, type SampleStatement } from "./camt_samples.ts";

/** Statements of an invented company with the movements a Swiss business sees in a month. */

export const ACCOUNT = sampleIban(767, 510049823);
export const EURO_ACCOUNT = sampleIban(767, 510049824);
export const QR_ACCOUNT = sampleIban(30767, 510049823);
export const OWNER = "Enki Realty SA";

const PAYER_A = { name: "Atelier Müller & Fils Sàrl", iban: sampleIban(9000, 120031007) };
const PAYER_B = { name: "Régie du Lac SA", iban: sampleIban(243, 24300117) };
const PAYER_C = { name: "Garage des Tilleuls", iban: sampleIban(8704, 60001234) };

/** One QR-bill paid, amount 1623.51. */
export const qrCredit: SampleEntry = {
  amount: "1623.51",
  credit: true,
  booked: "2026-03-04",
  value: "2026-03-05",
  servicerReference: "0304-771200-1",
  entryReference: QR_ACCOUNT,
  info: "Crédit QR-facture",
  payments: [{
    amount: "1623.51",
    servicerReference: "0304-771200-1-1",
    endToEndId: "ENK-7781",
    uetr: "6f0c0f3c-4a5e-4b6e-9c57-0d1f3a2b4c5d",
    reference: { type: "QRR", value: sampleQrr(1001) },
    party: PAYER_A,
  }],
};

/** Three QR-bills booked in one sum of 3054.05. */
export const collectiveCredit: SampleEntry = {
  amount: "3054.05",
  credit: true,
  booked: "2026-03-10",
  servicerReference: "0310-880011-0",
  entryReference: QR_ACCOUNT,
  info: "Crédits QR-factures, 3 paiements",
  batch: true,
  payments: [
    { amount: "1200.00", reference: { type: "QRR", value: sampleQrr(1002) }, party: PAYER_A },
    { amount: "854.05", reference: { type: "QRR", value: sampleQrr(1003) }, party: PAYER_B },
    {
      amount: "1000.00",
      reference: { type: "SCOR", value: sampleScor("ENK20260014") },
      party: { ...PAYER_C, ultimate: "Tilleuls Mobilité AG" },
    },
  ],
};

/** A supplier paid by us. */
export const supplierDebit: SampleEntry = {
  amount: "486.45",
  credit: false,
  booked: "2026-03-12",
  servicerReference: "0312-100045-9",
  info: "Ordre de paiement",
  payments: [{
    amount: "486.45",
    endToEndId: "OP-2026-0031",
    text: ["Facture F-90812", "nettoyage février"],
    invoiceNumber: "F-90812",
    party: { name: "Propre & Net Sàrl", iban: sampleIban(768, 300120001) },
  }],
};

/** A standing order booked twice by mistake of the bank and taken back once: the credit is reversed by a debit. */
export const reversedCredit: SampleEntry = {
  amount: "250.00",
  credit: false,
  reversal: true,
  booked: "2026-03-16",
  servicerReference: "0316-440010-2",
  info: "Contre-passation",
  payments: [{ amount: "250.00", text: ["Storno Miete Parkplatz 12"], party: PAYER_B }],
};

export const parkingRent: SampleEntry = {
  amount: "250.00",
  credit: true,
  booked: "2026-03-15",
  servicerReference: "0316-440010-2",
  info: "Bonification",
  payments: [{ amount: "250.00", text: ["Miete Parkplatz 12"], party: PAYER_B }],
};

/** A foreign client pays 500 EUR into the franc account; the bank keeps 6.00. */
export const chargedCredit: SampleEntry = {
  amount: "464.00",
  credit: true,
  booked: "2026-03-18",
  servicerReference: "0318-220077-3",
  info: "Paiement de l'étranger",
  charges: [{ amount: "4.00" }, { amount: "2.00" }],
  payments: [{
    amount: "470.00",
    instructed: { amount: "500.00", currency: "EUR", rate: "0.94" },
    text: ["Facture ENK-2026-0042"],
    party: { name: "Baustoffe Köhler GmbH", iban: "DE89370400440532013000" },
  }],
};

export const pendingCard: SampleEntry = {
  amount: "75.00",
  credit: false,
  status: "PDNG",
  booked: "2026-03-31",
  info: "Carte de débit",
  payments: [],
};

export const accountFee: SampleEntry = {
  amount: "5.00",
  credit: false,
  booked: "2026-03-31T18:00:00",
  code: ["ACMT", "MDOP", "CHRG"],
  info: "Frais de gestion du compte",
  payments: [],
};

export function monthlyStatement(): SampleStatement {
  return {
    id: "STM-2026-03",
    sequence: 3,
    iban: ACCOUNT,
    currency: "CHF",
    owner: OWNER,
    from: "2026-03-01",
    to: "2026-03-31",
    opening: "12450.80",
    entries: [
      qrCredit,
      collectiveCredit,
      supplierDebit,
      parkingRent,
      reversedCredit,
      chargedCredit,
      pendingCard,
      accountFee,
    ],
  };
}

/** A euro account in overdraft. */
export function euroStatement(): SampleStatement {
  return {
    id: "STM-EUR-2026-03",
    sequence: 3,
    iban: EURO_ACCOUNT,
    currency: "EUR",
    owner: OWNER,
    from: "2026-03-01",
    to: "2026-03-31",
    opening: "-120.00",
    entries: [{
      amount: "89.90",
      credit: true,
      booked: "2026-03-20",
      servicerReference: "0320-EUR-1",
      payments: [{
        amount: "89.90",
        text: ["Invoice ENK-2026-0050"],
        party: { name: "Tulip Consulting B.V.", iban: "NL91ABNA0417164300" },
      }],
    }],
  };
}

export function emptyStatement(): SampleStatement {
  return { ...euroStatement(), id: "STM-EUR-2026-04", sequence: 4, from: "2026-04-01", to: "2026-04-30", entries: [] };
}

/** A statement of any length with credits of changing amounts, references and names; for load and demonstration. */
export function longStatement(entries: number): SampleStatement {
  const names = [PAYER_A, PAYER_B, PAYER_C];
  return {
    ...monthlyStatement(),
    id: `STM-LONG-${entries}`,
    entries: Array.from({ length: entries }, (_, index): SampleEntry => {
      const amount = new Big(index % 977).times("7.35").plus("12.05").toFixed(2);
      const day = String(index % 28 + 1).padStart(2, "0");
      return {
        amount,
        credit: index % 5 !== 4,
        booked: `2026-03-${day}`,
        servicerReference: `03${day}-${String(index).padStart(8, "0")}`,
        entryReference: QR_ACCOUNT,
        info: "Crédit QR-facture / bonification pour le compte de l'entreprise",
        payments: [{
          amount,
          servicerReference: `03${day}-${String(index).padStart(8, "0")}-1`,
          endToEndId: `E2E-${index}`,
          reference: { type: "QRR", value: sampleQrr(5000 + index) },
          text: [`Facture ENK-2026-${String(index).padStart(4, "0")}, objet ${index % 40} – loyer et charges`],
          party: names[index % names.length],
        }],
      };
    }),
  };
}
