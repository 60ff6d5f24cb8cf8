import type { DocumentLanguage } from "../../shared/documents/document_types.ts";

/** What a reminder of a case tells. */
export interface DueFacts {
  step: string;
  case_number: string;
  product: string;
  /** `YYYY-MM-DD` */
  due_date: string;
  notes?: string | null;
}

const WORDS: Record<
  DocumentLanguage,
  { subject: string; intro: string; labels: [string, string, string, string, string] }
> = {
  fr: {
    subject: "Échéance demain",
    intro: "Une étape de votre dossier arrive à échéance demain.",
    labels: ["Étape", "Dossier", "Produit", "Échéance", "Remarques"],
  },
  de: {
    subject: "Morgen fällig",
    intro: "Ein Schritt Ihres Dossiers ist morgen fällig.",
    labels: ["Schritt", "Dossier", "Produkt", "Fällig am", "Bemerkungen"],
  },
  it: {
    subject: "Scadenza domani",
    intro: "Una fase della sua pratica scade domani.",
    labels: ["Fase", "Pratica", "Prodotto", "Scadenza", "Note"],
  },
  en: {
    subject: "Due tomorrow",
    intro: "A step of your case is due tomorrow.",
    labels: ["Step", "Case", "Product", "Due", "Notes"],
  },
};

/** Subject and body of a reminder; the date as dd-MM-yyyy, empty notes as a dash. */
export function dueMessage(facts: DueFacts, language: DocumentLanguage): { subject: string; body: string } {
  const { subject, intro, labels } = WORDS[language];
  const date = facts.due_date.split("-").reverse().join("-");
  const values = [facts.step, facts.case_number, facts.product, date, facts.notes?.trim() || "-"];
  return {
    subject: `${subject}: ${facts.case_number}`.slice(0, 255),
    body: [intro, labels.map((label, i) => `${label}: ${values[i]}`).join("\n")].join("\n\n").slice(0, 10_000),
  };
}
