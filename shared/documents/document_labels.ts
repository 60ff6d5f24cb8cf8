import type { DocumentLanguage } from "./document_types.ts";

/** Which law the note on late payment refers to; it follows the seller's country. */
export type LateInterestLaw = "CH" | "FR" | "other";

/** All printed words of a language. Parameters are already formatted for the document's locale. */
export interface DocumentLabels {
  /** Titles by document type; an unknown type gets `standard`. */
  invoice_titles: Record<string, string>;
  quote: string;
  draft: string;
  date: string;
  due_date: string;
  valid_until: string;
  supply_date: string;
  supply_period: string;
  customer_number: string;
  customer_reference: string;
  enterprise_number: string;
  vat_number: string;
  phone: string;
  /** What stands between a label and its value: French puts a no-break space before the colon. */
  colon: string;
  share_capital: (capital: string) => string;
  delivery_address: string;
  corrects: (number: string, date: string) => string;
  of_date: (date: string) => string;
  code: string;
  description: string;
  quantity: string;
  unit_price: string;
  discount: string;
  vat: string;
  net: string;
  carried_forward: string;
  brought_forward: string;
  total_net: string;
  total: string;
  total_gross: string;
  paid: string;
  credited: string;
  to_pay: string;
  deposit: (rate: string | null) => string;
  vat_summary: string;
  vat_rate: string;
  vat_base: string;
  vat_amount: string;
  payments: string;
  terms: string;
  payment_term: string;
  pay_by: (date: string) => string;
  days_net: (days: number) => string;
  on_receipt: string;
  late_interest: Record<LateInterestLaw, (rate: string) => string>;
  indemnity: Record<LateInterestLaw, (amount: string) => string>;
  early_discount: (rate: string, days: number) => string;
  no_early_discount: string;
  payment_method: string;
  bank_details: string;
  account_holder: string;
  payment_reference: string;
  draft_not_payable: string;
  notes: string;
  page: (number: number, count: number) => string;
  acceptance: string;
  place_and_date: string;
  signatory: string;
  signature: string;
}

const fr: DocumentLabels = {
  invoice_titles: {
    standard: "Facture",
    deposit: "Facture d'acompte",
    balance: "Facture de solde",
    credit_note: "Avoir",
  },
  quote: "Devis",
  draft: "BROUILLON",
  date: "Date",
  due_date: "Échéance",
  valid_until: "Valable jusqu'au",
  supply_date: "Date de prestation",
  supply_period: "Période de prestation",
  customer_number: "N° client",
  customer_reference: "Votre référence",
  enterprise_number: "IDE",
  vat_number: "N° TVA",
  phone: "Tél.",
  colon: "\u00a0:",
  share_capital: (capital) => `au capital de ${capital}`,
  delivery_address: "Adresse de livraison",
  corrects: (number, date) => `Corrige la facture ${number}${date}`,
  of_date: (date) => ` du ${date}`,
  code: "Réf.",
  description: "Désignation",
  quantity: "Quantité",
  unit_price: "Prix unitaire",
  discount: "Remise",
  vat: "TVA",
  net: "Montant HT",
  carried_forward: "À reporter",
  brought_forward: "Report",
  total_net: "Total HT",
  total: "Total",
  total_gross: "Total TTC",
  paid: "Déjà payé",
  credited: "Avoirs imputés",
  to_pay: "Montant à payer",
  deposit: (rate) => rate ? `Acompte à la commande (${rate})` : "Acompte à la commande",
  vat_summary: "Récapitulatif TVA",
  vat_rate: "Taux",
  vat_base: "Base HT",
  vat_amount: "Montant TVA",
  payments: "Paiements reçus",
  terms: "Conditions de paiement",
  payment_term: "Délai de paiement",
  pay_by: (date) => `Payable jusqu'au ${date}`,
  days_net: (days) => days === 1 ? "1 jour net" : `${days} jours net`,
  on_receipt: "à réception",
  late_interest: {
    CH: (rate) => `Passé l'échéance, un intérêt moratoire de ${rate} l'an est dû (art. 104 CO).`,
    FR: (rate) =>
      `En cas de retard de paiement, des pénalités au taux annuel de ${rate} sont exigibles dès le jour suivant ` +
      `l'échéance, sans rappel (art. L441-10 du code de commerce).`,
    other: (rate) => `En cas de retard de paiement, un intérêt de ${rate} l'an est dû.`,
  },
  indemnity: {
    CH: (amount) => `Frais de recouvrement en cas de retard\u00a0: ${amount}.`,
    FR: (amount) =>
      `Indemnité forfaitaire pour frais de recouvrement en cas de retard\u00a0: ${amount} (art. D441-5 du code de commerce).`,
    other: (amount) => `Indemnité forfaitaire pour frais de recouvrement en cas de retard\u00a0: ${amount}.`,
  },
  early_discount: (rate, days) => `Escompte de ${rate} pour paiement sous ${days} jours.`,
  no_early_discount: "Pas d'escompte pour paiement anticipé.",
  payment_method: "Mode de paiement",
  bank_details: "Coordonnées bancaires",
  account_holder: "Titulaire",
  payment_reference: "Référence à indiquer",
  draft_not_payable: "La section paiement figure sur le document définitif.",
  notes: "Remarques",
  page: (number, count) => `Page ${number}/${count}`,
  acceptance: "Bon pour accord",
  place_and_date: "Lieu et date",
  signatory: "Nom et fonction",
  signature: "Signature",
};

const de: DocumentLabels = {
  invoice_titles: {
    standard: "Rechnung",
    deposit: "Anzahlungsrechnung",
    balance: "Schlussrechnung",
    credit_note: "Gutschrift",
  },
  quote: "Offerte",
  draft: "ENTWURF",
  date: "Datum",
  due_date: "Zahlbar bis",
  valid_until: "Gültig bis",
  supply_date: "Leistungsdatum",
  supply_period: "Leistungszeitraum",
  customer_number: "Kundennummer",
  customer_reference: "Ihre Referenz",
  enterprise_number: "UID",
  vat_number: "MWST-Nr.",
  phone: "Tel.",
  colon: ":",
  share_capital: (capital) => `Kapital ${capital}`,
  delivery_address: "Lieferadresse",
  corrects: (number, date) => `Korrigiert Rechnung ${number}${date}`,
  of_date: (date) => ` vom ${date}`,
  code: "Art.-Nr.",
  description: "Bezeichnung",
  quantity: "Menge",
  unit_price: "Einzelpreis",
  discount: "Rabatt",
  vat: "MWST",
  net: "Betrag netto",
  carried_forward: "Zu übertragen",
  brought_forward: "Übertrag",
  total_net: "Total netto",
  total: "Total",
  total_gross: "Total inkl. MWST",
  paid: "Bereits bezahlt",
  credited: "Verrechnete Gutschriften",
  to_pay: "Zu zahlender Betrag",
  deposit: (rate) => rate ? `Anzahlung bei Auftrag (${rate})` : "Anzahlung bei Auftrag",
  vat_summary: "MWST-Übersicht",
  vat_rate: "Satz",
  vat_base: "Basis netto",
  vat_amount: "MWST-Betrag",
  payments: "Eingegangene Zahlungen",
  terms: "Zahlungsbedingungen",
  payment_term: "Zahlungsfrist",
  pay_by: (date) => `Zahlbar bis ${date}`,
  days_net: (days) => days === 1 ? "1 Tag netto" : `${days} Tage netto`,
  on_receipt: "sofort nach Erhalt",
  late_interest: {
    CH: (rate) => `Nach Ablauf der Frist ist ein Verzugszins von ${rate} pro Jahr geschuldet (Art. 104 OR).`,
    FR: (rate) =>
      `Bei Zahlungsverzug werden ab dem Tag nach der Fälligkeit ohne Mahnung Verzugszinsen von ${rate} pro Jahr ` +
      `geschuldet (Art. L441-10 code de commerce).`,
    other: (rate) => `Bei Zahlungsverzug ist ein Zins von ${rate} pro Jahr geschuldet.`,
  },
  indemnity: {
    CH: (amount) => `Inkassokosten bei Verzug: ${amount}.`,
    FR: (amount) => `Pauschale für Beitreibungskosten bei Verzug: ${amount} (Art. D441-5 code de commerce).`,
    other: (amount) => `Pauschale für Beitreibungskosten bei Verzug: ${amount}.`,
  },
  early_discount: (rate, days) => `${rate} Skonto bei Zahlung innert ${days} Tagen.`,
  no_early_discount: "Kein Skonto bei vorzeitiger Zahlung.",
  payment_method: "Zahlungsart",
  bank_details: "Bankverbindung",
  account_holder: "Kontoinhaber",
  payment_reference: "Zahlungsreferenz",
  draft_not_payable: "Der Zahlteil steht auf dem definitiven Dokument.",
  notes: "Bemerkungen",
  page: (number, count) => `Seite ${number}/${count}`,
  acceptance: "Auftragsbestätigung: mit der Offerte einverstanden",
  place_and_date: "Ort und Datum",
  signatory: "Name und Funktion",
  signature: "Unterschrift",
};

const it: DocumentLabels = {
  invoice_titles: {
    standard: "Fattura",
    deposit: "Fattura di acconto",
    balance: "Fattura a saldo",
    credit_note: "Nota di credito",
  },
  quote: "Preventivo",
  draft: "BOZZA",
  date: "Data",
  due_date: "Scadenza",
  valid_until: "Valido fino al",
  supply_date: "Data della prestazione",
  supply_period: "Periodo della prestazione",
  customer_number: "N. cliente",
  customer_reference: "Vostro riferimento",
  enterprise_number: "IDI",
  vat_number: "N. IVA",
  phone: "Tel.",
  colon: ":",
  share_capital: (capital) => `capitale sociale ${capital}`,
  delivery_address: "Indirizzo di consegna",
  corrects: (number, date) => `Rettifica la fattura ${number}${date}`,
  of_date: (date) => ` del ${date}`,
  code: "Cod.",
  description: "Descrizione",
  quantity: "Quantità",
  unit_price: "Prezzo unitario",
  discount: "Sconto",
  vat: "IVA",
  net: "Importo netto",
  carried_forward: "Da riportare",
  brought_forward: "Riporto",
  total_net: "Totale netto",
  total: "Totale",
  total_gross: "Totale IVA inclusa",
  paid: "Già pagato",
  credited: "Note di credito imputate",
  to_pay: "Importo da pagare",
  deposit: (rate) => rate ? `Acconto all'ordine (${rate})` : "Acconto all'ordine",
  vat_summary: "Riepilogo IVA",
  vat_rate: "Aliquota",
  vat_base: "Imponibile",
  vat_amount: "Importo IVA",
  payments: "Pagamenti ricevuti",
  terms: "Condizioni di pagamento",
  payment_term: "Termine di pagamento",
  pay_by: (date) => `Pagabile entro il ${date}`,
  days_net: (days) => days === 1 ? "1 giorno netto" : `${days} giorni netti`,
  on_receipt: "al ricevimento",
  late_interest: {
    CH: (rate) => `Dopo la scadenza è dovuto un interesse di mora del ${rate} annuo (art. 104 CO).`,
    FR: (rate) =>
      `In caso di ritardo sono dovute, dal giorno successivo alla scadenza e senza sollecito, penalità al tasso annuo ` +
      `del ${rate} (art. L441-10 code de commerce).`,
    other: (rate) => `In caso di ritardo è dovuto un interesse del ${rate} annuo.`,
  },
  indemnity: {
    CH: (amount) => `Spese d'incasso in caso di ritardo: ${amount}.`,
    FR: (amount) => `Indennità forfettaria di recupero in caso di ritardo: ${amount} (art. D441-5 code de commerce).`,
    other: (amount) => `Indennità forfettaria di recupero in caso di ritardo: ${amount}.`,
  },
  early_discount: (rate, days) => `Sconto del ${rate} per pagamento entro ${days} giorni.`,
  no_early_discount: "Nessuno sconto per pagamento anticipato.",
  payment_method: "Modalità di pagamento",
  bank_details: "Coordinate bancarie",
  account_holder: "Intestatario",
  payment_reference: "Riferimento da indicare",
  draft_not_payable: "La sezione pagamento figura sul documento definitivo.",
  notes: "Osservazioni",
  page: (number, count) => `Pagina ${number}/${count}`,
  acceptance: "Per accettazione",
  place_and_date: "Luogo e data",
  signatory: "Nome e funzione",
  signature: "Firma",
};

const en: DocumentLabels = {
  invoice_titles: {
    standard: "Invoice",
    deposit: "Deposit invoice",
    balance: "Final invoice",
    credit_note: "Credit note",
  },
  quote: "Quote",
  draft: "DRAFT",
  date: "Date",
  due_date: "Due date",
  valid_until: "Valid until",
  supply_date: "Date of supply",
  supply_period: "Period of supply",
  customer_number: "Customer no.",
  customer_reference: "Your reference",
  enterprise_number: "UID",
  vat_number: "VAT no.",
  phone: "Tel.",
  colon: ":",
  share_capital: (capital) => `share capital ${capital}`,
  delivery_address: "Delivery address",
  corrects: (number, date) => `Corrects invoice ${number}${date}`,
  of_date: (date) => ` of ${date}`,
  code: "Code",
  description: "Description",
  quantity: "Quantity",
  unit_price: "Unit price",
  discount: "Discount",
  vat: "VAT",
  net: "Net amount",
  carried_forward: "Carried forward",
  brought_forward: "Brought forward",
  total_net: "Total excl. VAT",
  total: "Total",
  total_gross: "Total incl. VAT",
  paid: "Already paid",
  credited: "Credits applied",
  to_pay: "Amount due",
  deposit: (rate) => rate ? `Deposit on order (${rate})` : "Deposit on order",
  vat_summary: "VAT summary",
  vat_rate: "Rate",
  vat_base: "Net base",
  vat_amount: "VAT amount",
  payments: "Payments received",
  terms: "Payment terms",
  payment_term: "Payment term",
  pay_by: (date) => `Payable by ${date}`,
  days_net: (days) => days === 1 ? "1 day net" : `${days} days net`,
  on_receipt: "on receipt",
  late_interest: {
    CH: (rate) => `After the due date, default interest of ${rate} per year is owed (art. 104 CO).`,
    FR: (rate) =>
      `Late payment bears penalties at ${rate} per year from the day after the due date, without reminder ` +
      `(art. L441-10 code de commerce).`,
    other: (rate) => `Late payment bears interest at ${rate} per year.`,
  },
  indemnity: {
    CH: (amount) => `Recovery costs for late payment: ${amount}.`,
    FR: (amount) => `Fixed recovery indemnity for late payment: ${amount} (art. D441-5 code de commerce).`,
    other: (amount) => `Fixed recovery indemnity for late payment: ${amount}.`,
  },
  early_discount: (rate, days) => `${rate} discount for payment within ${days} days.`,
  no_early_discount: "No discount for early payment.",
  payment_method: "Payment method",
  bank_details: "Bank details",
  account_holder: "Account holder",
  payment_reference: "Reference to quote",
  draft_not_payable: "The payment part is printed on the final document.",
  notes: "Notes",
  page: (number, count) => `Page ${number}/${count}`,
  acceptance: "Accepted",
  place_and_date: "Place and date",
  signatory: "Name and role",
  signature: "Signature",
};

/** The words of each language a document can be printed in. */
export const documentLabels: Record<DocumentLanguage, DocumentLabels> = { fr, de, it, en };
