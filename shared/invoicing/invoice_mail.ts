import type { DocumentLanguage } from "../documents/document_types.ts";
import { formatDate, formatMoney } from "../documents/document_format.ts";

/** What the covering mail of an invoice says. */
export interface InvoiceMailFacts {
  invoice_number: string;
  language: DocumentLanguage;
  seller_name: string;
  seller_country: string;
  amount: string;
  currency: string;
  due_date: string;
  is_credit_note: boolean;
  /** Replaces the standard sentence. */
  message?: string | null;
}

const texts: Record<
  DocumentLanguage,
  {
    invoice: string;
    creditNote: string;
    greeting: string;
    text: (number: string, amount: string, due: string) => string;
    creditText: (number: string, amount: string) => string;
    closing: string;
  }
> = {
  fr: {
    invoice: "Facture",
    creditNote: "Avoir",
    greeting: "Bonjour,",
    text: (number, amount, due) => `Veuillez trouver notre facture ${number} de ${amount}, payable jusqu'au ${due}.`,
    creditText: (number, amount) => `Veuillez trouver notre avoir ${number} de ${amount}.`,
    closing: "Avec nos meilleures salutations",
  },
  de: {
    invoice: "Rechnung",
    creditNote: "Gutschrift",
    greeting: "Guten Tag",
    text: (number, amount, due) => `Sie erhalten unsere Rechnung ${number} über ${amount}, zahlbar bis ${due}.`,
    creditText: (number, amount) => `Sie erhalten unsere Gutschrift ${number} über ${amount}.`,
    closing: "Freundliche Grüsse",
  },
  it: {
    invoice: "Fattura",
    creditNote: "Nota di credito",
    greeting: "Buongiorno,",
    text: (number, amount, due) => `Le inviamo la nostra fattura ${number} di ${amount}, pagabile entro il ${due}.`,
    creditText: (number, amount) => `Le inviamo la nostra nota di credito ${number} di ${amount}.`,
    closing: "Cordiali saluti",
  },
  en: {
    invoice: "Invoice",
    creditNote: "Credit note",
    greeting: "Hello,",
    text: (number, amount, due) => `Please find our invoice ${number} for ${amount}, payable by ${due}.`,
    creditText: (number, amount) => `Please find our credit note ${number} for ${amount}.`,
    closing: "Kind regards",
  },
};

/** Subject and plain-text body of the mail an invoice travels with. */
export function invoiceMail(facts: InvoiceMailFacts): { subject: string; body: string } {
  const words = texts[facts.language];
  const locale = facts.seller_country === "FR" ? "FR" : "CH";
  const amount = formatMoney(facts.amount, facts.currency, locale);
  const sentence = facts.is_credit_note
    ? words.creditText(facts.invoice_number, amount)
    : words.text(facts.invoice_number, amount, formatDate(facts.due_date, locale));
  const title = facts.is_credit_note ? words.creditNote : words.invoice;
  return {
    subject: `${title} ${facts.invoice_number} - ${facts.seller_name}`,
    body: [words.greeting, facts.message?.trim() || sentence, `${words.closing}\n${facts.seller_name}`].join("\n\n"),
  };
}
