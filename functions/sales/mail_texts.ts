import { Big } from "big.js";

export type DocumentLanguage = "fr" | "de" | "it" | "en";

interface MailFacts {
  language: DocumentLanguage;
  total: string;
  currency: string;
}

const texts: Record<DocumentLanguage, {
  quote: string;
  invoice: string;
  greeting: string;
  quoteBody: (amount: string, date: string) => string;
  invoiceBody: (amount: string, date: string) => string;
  closing: string;
}> = {
  fr: {
    quote: "Devis",
    invoice: "Facture",
    greeting: "Bonjour,",
    quoteBody: (amount, date) =>
      `Veuillez trouver ci-joint notre devis d'un montant de ${amount}, valable jusqu'au ${date}.`,
    invoiceBody: (amount, date) =>
      `Veuillez trouver ci-joint notre facture d'un montant de ${amount}, à régler avant le ${date}.`,
    closing: "Avec nos meilleures salutations",
  },
  de: {
    quote: "Offerte",
    invoice: "Rechnung",
    greeting: "Guten Tag",
    quoteBody: (amount, date) => `Im Anhang finden Sie unsere Offerte über ${amount}, gültig bis ${date}.`,
    invoiceBody: (amount, date) => `Im Anhang finden Sie unsere Rechnung über ${amount}, zahlbar bis ${date}.`,
    closing: "Freundliche Grüsse",
  },
  it: {
    quote: "Offerta",
    invoice: "Fattura",
    greeting: "Buongiorno,",
    quoteBody: (amount, date) => `In allegato la nostra offerta di ${amount}, valida fino al ${date}.`,
    invoiceBody: (amount, date) => `In allegato la nostra fattura di ${amount}, da pagare entro il ${date}.`,
    closing: "Cordiali saluti",
  },
  en: {
    quote: "Quote",
    invoice: "Invoice",
    greeting: "Hello,",
    quoteBody: (amount, date) => `Please find attached our quote for ${amount}, valid until ${date}.`,
    invoiceBody: (amount, date) => `Please find attached our invoice for ${amount}, due on ${date}.`,
    closing: "Kind regards",
  },
};

/** The mail that carries a quote, in the language of the quote. */
export function quoteMail(quote: MailFacts & { quote_number: string; valid_until: string }) {
  const words = texts[quote.language];
  return letter(
    words,
    `${words.quote} ${quote.quote_number}`,
    words.quoteBody(amountOf(quote), written(quote.valid_until)),
  );
}

/** The mail that carries an invoice. */
export function invoiceMail(invoice: MailFacts & { invoice_number: string; due_date: string }) {
  const words = texts[invoice.language];
  const text = words.invoiceBody(amountOf(invoice), written(invoice.due_date));
  return letter(words, `${words.invoice} ${invoice.invoice_number}`, text);
}

function letter(words: { greeting: string; closing: string }, subject: string, text: string) {
  return { subject, body: `${words.greeting}\n\n${text}\n\n${words.closing}` };
}

function amountOf({ total, currency }: MailFacts): string {
  return `${new Big(total).toFixed(2)} ${currency}`;
}

/** 2026-01-31 as 31.01.2026. */
function written(date: string): string {
  return date.split("-").reverse().join(".");
}
