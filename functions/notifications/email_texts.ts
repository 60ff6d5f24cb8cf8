import { formatDate, formatMoney } from "../../shared/documents/document_format.ts";
import type { DocumentLanguage } from "../../shared/documents/document_types.ts";

/** What every mail of the automation knows. */
export interface MailFacts {
  number: string;
  language: DocumentLanguage;
  currency: string;
  amount: string;
  seller_name: string;
  seller_country: string | null;
}

export interface MailText {
  subject: string;
  body: string;
}

interface Words {
  greeting: string;
  closing: string;
  quote: string;
  deposit: string;
  payment: string;
  reminders: readonly [string, string, string];
  quoteSent(amount: string, until: string): string;
  portal(link: string): string;
  depositSent(number: string, amount: string, due: string): string;
  paid(amount: string, number: string, on: string): string;
  settled: string;
  remaining(amount: string): string;
  remind(level: 1 | 2 | 3, number: string, amount: string, due: string): string;
}

const WORDS: Record<DocumentLanguage, Words> = {
  fr: {
    greeting: "Bonjour,",
    closing: "Avec nos meilleures salutations",
    quote: "Devis",
    deposit: "Facture d'acompte",
    payment: "Paiement reçu, facture",
    reminders: ["Rappel", "Deuxième rappel", "Mise en demeure"],
    quoteSent: (amount, until) => `Vous trouverez ci-joint notre devis de ${amount}, valable jusqu'au ${until}.`,
    portal: (link) => `Consultez-le et répondez-y en ligne : ${link}`,
    depositSent: (number, amount, due) =>
      `Vous trouverez ci-jointe notre facture d'acompte ${number} de ${amount}, payable jusqu'au ${due}.`,
    paid: (amount, number, on) =>
      `Nous avons bien reçu votre paiement de ${amount} du ${on} pour la facture ${number}.`,
    settled: "La facture est entièrement réglée. Merci !",
    remaining: (amount) => `Il reste ${amount} à régler.`,
    remind: (level, number, amount, due) =>
      ({
        1: `Notre facture ${number}, échue le ${due}, présente un solde de ${amount}. Il s'agit sans doute d'un oubli : merci de ` +
          "la régler prochainement. Si votre paiement nous a croisés, ne tenez pas compte de ce message.",
        2: `Malgré notre rappel, ${amount} restent dus sur la facture ${number}, échue le ${due}. Merci de les régler sous 7 jours.`,
        3: `Mise en demeure : la facture ${number}, échue le ${due}, n'est pas réglée. Nous vous sommons de payer ${amount} sous ` +
          "10 jours. Passé ce délai, nous requerrons une poursuite (art. 67 LP) ou les voies de droit applicables.",
      })[level],
  },
  de: {
    greeting: "Guten Tag",
    closing: "Freundliche Grüsse",
    quote: "Offerte",
    deposit: "Anzahlungsrechnung",
    payment: "Zahlung erhalten, Rechnung",
    reminders: ["Zahlungserinnerung", "Zweite Mahnung", "Letzte Mahnung"],
    quoteSent: (amount, until) => `Anbei erhalten Sie unsere Offerte über ${amount}, gültig bis ${until}.`,
    portal: (link) => `Hier können Sie sie ansehen und beantworten: ${link}`,
    depositSent: (number, amount, due) =>
      `Anbei erhalten Sie unsere Anzahlungsrechnung ${number} über ${amount}, zahlbar bis ${due}.`,
    paid: (amount, number, on) => `Wir haben Ihre Zahlung von ${amount} vom ${on} für die Rechnung ${number} erhalten.`,
    settled: "Die Rechnung ist vollständig bezahlt. Vielen Dank!",
    remaining: (amount) => `Offen bleiben ${amount}.`,
    remind: (level, number, amount, due) =>
      ({
        1: `Unsere Rechnung ${number} war am ${due} fällig; offen sind ${amount}. Sicher ist sie Ihnen nur entgangen: Wir bitten ` +
          "Sie, sie in den nächsten Tagen zu begleichen. Hat sich Ihre Zahlung mit dieser Nachricht gekreuzt, ist sie erledigt.",
        2: `Trotz unserer Erinnerung sind auf der Rechnung ${number}, fällig am ${due}, noch ${amount} offen. Bitte bezahlen Sie ` +
          "innert 7 Tagen.",
        3: `Letzte Mahnung: Die Rechnung ${number}, fällig am ${due}, ist nicht bezahlt. Wir fordern Sie auf, ${amount} innert 10 ` +
          "Tagen zu bezahlen. Danach leiten wir die Betreibung ein (Art. 67 SchKG) oder beschreiten den Rechtsweg.",
      })[level],
  },
  it: {
    greeting: "Buongiorno,",
    closing: "Cordiali saluti",
    quote: "Offerta",
    deposit: "Fattura di acconto",
    payment: "Pagamento ricevuto, fattura",
    reminders: ["Sollecito", "Secondo sollecito", "Diffida di pagamento"],
    quoteSent: (amount, until) => `In allegato trova la nostra offerta di ${amount}, valida fino al ${until}.`,
    portal: (link) => `Può consultarla e rispondere qui: ${link}`,
    depositSent: (number, amount, due) =>
      `In allegato trova la nostra fattura di acconto ${number} di ${amount}, pagabile entro il ${due}.`,
    paid: (amount, number, on) => `Abbiamo ricevuto il suo pagamento di ${amount} del ${on} per la fattura ${number}.`,
    settled: "La fattura è interamente saldata. Grazie!",
    remaining: (amount) => `Restano da pagare ${amount}.`,
    remind: (level, number, amount, due) =>
      ({
        1: `La nostra fattura ${number}, scaduta il ${due}, presenta un saldo di ${amount}. Si tratta certo di una svista: la ` +
          "preghiamo di saldarla nei prossimi giorni. Se il pagamento è già partito, non tenga conto di questo messaggio.",
        2: `Nonostante il nostro sollecito restano dovuti ${amount} sulla fattura ${number}, scaduta il ${due}. La preghiamo di ` +
          "pagare entro 7 giorni.",
        3: `Diffida: la fattura ${number}, scaduta il ${due}, non è pagata. La invitiamo a versare ${amount} entro 10 giorni. ` +
          "Trascorso questo termine avvieremo l'esecuzione (art. 67 LEF) o adiremo le vie legali.",
      })[level],
  },
  en: {
    greeting: "Hello,",
    closing: "Kind regards",
    quote: "Quote",
    deposit: "Deposit invoice",
    payment: "Payment received, invoice",
    reminders: ["Reminder", "Second reminder", "Final notice"],
    quoteSent: (amount, until) => `Please find attached our quote for ${amount}, valid until ${until}.`,
    portal: (link) => `See it and answer it online: ${link}`,
    depositSent: (number, amount, due) =>
      `Please find attached our deposit invoice ${number} for ${amount}, payable by ${due}.`,
    paid: (amount, number, on) => `We have received your payment of ${amount} of ${on} for invoice ${number}.`,
    settled: "The invoice is paid in full. Thank you!",
    remaining: (amount) => `${amount} remain to be paid.`,
    remind: (level, number, amount, due) =>
      ({
        1: `Our invoice ${number} was due on ${due}, and ${amount} are open. It has surely slipped your mind: please settle it in ` +
          "the next days. If your payment has crossed this message, please disregard it.",
        2: `In spite of our reminder ${amount} are still due on invoice ${number} of ${due}. Please pay within 7 days.`,
        3: `Final notice: invoice ${number}, due on ${due}, is not paid. We call on you to pay ${amount} within 10 days. After that ` +
          "we shall start debt enforcement (art. 67 SchKG/LP) or take legal action.",
      })[level],
  },
};

const localeOf = ({ seller_country }: MailFacts) => (seller_country === "FR" ? "FR" : "CH");
const amountOf = (facts: MailFacts, amount = facts.amount) => formatMoney(amount, facts.currency, localeOf(facts));
const dateOf = (facts: MailFacts, date: string) => formatDate(date, localeOf(facts));

function mail({ language, number, seller_name }: MailFacts, title: string, ...paragraphs: string[]): MailText {
  const { greeting, closing } = WORDS[language];
  const body = [greeting, ...paragraphs, `${closing}\n${seller_name}`].join("\n\n");
  return { subject: `${title} ${number} - ${seller_name}`, body };
}

/** E-02: the quote is attached, and answered in the portal. */
export function quoteSentMail(facts: MailFacts & { valid_until: string }, link: string): MailText {
  const words = WORDS[facts.language];
  return mail(
    facts,
    words.quote,
    words.quoteSent(amountOf(facts), dateOf(facts, facts.valid_until)),
    words.portal(link),
  );
}

/** E-02 with the template deposit_invoice. */
export function depositSentMail(facts: MailFacts & { due_date: string }): MailText {
  const words = WORDS[facts.language];
  return mail(facts, words.deposit, words.depositSent(facts.number, amountOf(facts), dateOf(facts, facts.due_date)));
}

/** E-03: what was paid, and what is left. */
export function paymentMail(facts: MailFacts & { paid_on: string; remaining: string }): MailText {
  const words = WORDS[facts.language];
  const rest = Number(facts.remaining) > 0 ? words.remaining(amountOf(facts, facts.remaining)) : words.settled;
  return mail(facts, words.payment, words.paid(amountOf(facts), facts.number, dateOf(facts, facts.paid_on)), rest);
}

/** E-04: courteous, then firm with 7 days, then the formal notice with 10 days (Swiss debt enforcement: LP/SchKG art. 67). */
export function reminderMail(facts: MailFacts & { due_date: string }, level: 1 | 2 | 3): MailText {
  const words = WORDS[facts.language];
  return mail(
    facts,
    words.reminders[level - 1],
    words.remind(level, facts.number, amountOf(facts), dateOf(facts, facts.due_date)),
  );
}
