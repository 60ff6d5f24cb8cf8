import { formatDate, formatMoney } from "../../shared/documents/document_format.ts";
import type { DocumentLanguage } from "../../shared/documents/document_types.ts";

const texts: Record<
  DocumentLanguage,
  { quote: string; greeting: string; text: (amount: string, date: string) => string; closing: string }
> = {
  fr: {
    quote: "Devis",
    greeting: "Bonjour,",
    text: (amount, date) => `Veuillez trouver ci-joint notre devis de ${amount}, valable jusqu'au ${date}.`,
    closing: "Avec nos meilleures salutations",
  },
  de: {
    quote: "Offerte",
    greeting: "Guten Tag",
    text: (amount, date) => `Im Anhang finden Sie unsere Offerte über ${amount}, gültig bis ${date}.`,
    closing: "Freundliche Grüsse",
  },
  it: {
    quote: "Offerta",
    greeting: "Buongiorno,",
    text: (amount, date) => `In allegato trova la nostra offerta di ${amount}, valida fino al ${date}.`,
    closing: "Cordiali saluti",
  },
  en: {
    quote: "Quote",
    greeting: "Hello,",
    text: (amount, date) => `Please find attached our quote for ${amount}, valid until ${date}.`,
    closing: "Kind regards",
  },
};

/** What the covering mail of a quote says. */
export interface QuoteMailFacts {
  quote_number: string;
  language: DocumentLanguage;
  total: string;
  currency: string;
  valid_until: string;
  seller_name: string;
  seller_country: string;
}

/** Subject and plain-text body of the mail a quote travels with, in the language of the quote. */
export function quoteMail(quote: QuoteMailFacts): { subject: string; body: string } {
  const words = texts[quote.language];
  const locale = quote.seller_country === "FR" ? "FR" : "CH";
  const sentence = words.text(formatMoney(quote.total, quote.currency, locale), formatDate(quote.valid_until, locale));
  return {
    subject: `${words.quote} ${quote.quote_number} - ${quote.seller_name}`,
    body: [words.greeting, sentence, `${words.closing}\n${quote.seller_name}`].join("\n\n"),
  };
}
