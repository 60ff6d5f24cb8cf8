import { formatMoney } from "../documents/document_format.ts";
import { threatName } from "./threat_names.ts";

export type Language = "fr" | "de" | "it" | "en";

/** How the organisation writes: its language, and by its country how figures look. */
export interface Wording {
  language: Language;
  country: string;
}

export interface Text {
  title: string;
  body: string;
}

interface Money {
  amount: string | number;
  currency: string;
}
interface QuoteFacts {
  quote_number: string;
  client_name: string;
}
interface PaymentFacts extends Money {
  invoice_number: string;
  client_name: string;
}

/** What the text of each kind wants to know. A kind without texts cannot be told yet. */
export interface Facts {
  payment_received: PaymentFacts;
  payment_unmatched: Money & { reference?: string | null };
  payment_duplicate: PaymentFacts;
  payment_reverted: PaymentFacts;
  quote_viewed: QuoteFacts;
  quote_signed: QuoteFacts & Money;
  quote_rejected: QuoteFacts & { reason?: string | null };
  quote_expired: QuoteFacts;
  invoice_reminder_final: PaymentFacts & { days_overdue: number };
  email_failed: { to: string; subject: string };
  security_alert: { rule: string; source: string; events: number };
  webhook_disabled: { host: string; is_gone: boolean };
}

export type ToldKind = keyof Facts;

type Build<F> = (facts: F, money: (of: Money) => string) => Text;
type Builders = { [K in ToldKind]: Build<Facts[K]> };

const withReason = (
  reason: string | null | undefined,
  sentence: string,
) => (reason ? `${sentence} ${reason}` : sentence);

const fr: Builders = {
  payment_received: (f, money) => ({
    title: `Paiement reçu : ${money(f)}`,
    body: `${f.client_name} a payé la facture ${f.invoice_number}.`,
  }),
  payment_unmatched: (f, money) => ({
    title: `Paiement non attribué : ${money(f)}`,
    body: withReason(f.reference, "Aucune facture ne correspond à ce versement."),
  }),
  payment_duplicate: (f, money) => ({
    title: `Double paiement : ${money(f)}`,
    body: `La facture ${f.invoice_number} de ${f.client_name} était déjà payée.`,
  }),
  payment_reverted: (f, money) => ({
    title: `Paiement annulé : ${money(f)}`,
    body: `Le paiement de la facture ${f.invoice_number} de ${f.client_name} a été annulé.`,
  }),
  quote_viewed: (f) => ({ title: `Devis ${f.quote_number} consulté`, body: `${f.client_name} a ouvert le devis.` }),
  quote_signed: (f, money) => ({
    title: `Devis ${f.quote_number} signé`,
    body: `${f.client_name} a signé le devis de ${money(f)}.`,
  }),
  quote_rejected: (f) => ({
    title: `Devis ${f.quote_number} refusé`,
    body: withReason(f.reason, `${f.client_name} a refusé le devis.`),
  }),
  quote_expired: (f) => ({
    title: `Devis ${f.quote_number} expiré`,
    body: `${f.client_name} n'a pas répondu avant la fin de validité.`,
  }),
  invoice_reminder_final: (f, money) => ({
    title: `Dernier rappel : facture ${f.invoice_number}`,
    body: `${f.client_name} doit encore ${money(f)}, en retard de ${f.days_overdue} jours.`,
  }),
  email_failed: (f) => ({
    title: "E-mail non remis",
    body: `Le message « ${f.subject} » à ${f.to} n'a pas pu être remis.`,
  }),
  security_alert: (f) => ({
    title: `Alerte de sécurité : ${threatName(f.rule, "fr")}`,
    body: `Origine : ${f.source}, ${f.events} événements dans le journal d'audit.`,
  }),
  webhook_disabled: (f) => ({
    title: `Webhook désactivé : ${f.host}`,
    body: f.is_gone
      ? "L'adresse a répondu qu'elle n'existe plus."
      : "Trop d'envois de suite ont échoué. Réactivez-le quand le destinataire répond de nouveau.",
  }),
};

const de: Builders = {
  payment_received: (f, money) => ({
    title: `Zahlung eingegangen: ${money(f)}`,
    body: `${f.client_name} hat die Rechnung ${f.invoice_number} bezahlt.`,
  }),
  payment_unmatched: (f, money) => ({
    title: `Zahlung ohne Zuordnung: ${money(f)}`,
    body: withReason(f.reference, "Keine Rechnung passt zu diesem Eingang."),
  }),
  payment_duplicate: (f, money) => ({
    title: `Doppelzahlung: ${money(f)}`,
    body: `Die Rechnung ${f.invoice_number} von ${f.client_name} war bereits bezahlt.`,
  }),
  payment_reverted: (f, money) => ({
    title: `Zahlung storniert: ${money(f)}`,
    body: `Die Zahlung der Rechnung ${f.invoice_number} von ${f.client_name} wurde storniert.`,
  }),
  quote_viewed: (f) => ({
    title: `Offerte ${f.quote_number} geöffnet`,
    body: `${f.client_name} hat die Offerte geöffnet.`,
  }),
  quote_signed: (f, money) => ({
    title: `Offerte ${f.quote_number} unterschrieben`,
    body: `${f.client_name} hat die Offerte über ${money(f)} unterschrieben.`,
  }),
  quote_rejected: (f) => ({
    title: `Offerte ${f.quote_number} abgelehnt`,
    body: withReason(f.reason, `${f.client_name} hat die Offerte abgelehnt.`),
  }),
  quote_expired: (f) => ({
    title: `Offerte ${f.quote_number} abgelaufen`,
    body: `${f.client_name} hat bis zum Ablauf nicht geantwortet.`,
  }),
  invoice_reminder_final: (f, money) => ({
    title: `Letzte Mahnung: Rechnung ${f.invoice_number}`,
    body: `${f.client_name} schuldet noch ${money(f)}, seit ${f.days_overdue} Tagen überfällig.`,
  }),
  email_failed: (f) => ({
    title: "E-Mail nicht zugestellt",
    body: `Die Nachricht «${f.subject}» an ${f.to} konnte nicht zugestellt werden.`,
  }),
  security_alert: (f) => ({
    title: `Sicherheitswarnung: ${threatName(f.rule, "de")}`,
    body: `Herkunft: ${f.source}, ${f.events} Ereignisse im Audit-Protokoll.`,
  }),
  webhook_disabled: (f) => ({
    title: `Webhook abgeschaltet: ${f.host}`,
    body: f.is_gone
      ? "Die Adresse hat geantwortet, dass es sie nicht mehr gibt."
      : "Zu viele Zustellungen sind nacheinander gescheitert. Schalten Sie ihn wieder ein, wenn der Empfänger antwortet.",
  }),
};

const it: Builders = {
  payment_received: (f, money) => ({
    title: `Pagamento ricevuto: ${money(f)}`,
    body: `${f.client_name} ha pagato la fattura ${f.invoice_number}.`,
  }),
  payment_unmatched: (f, money) => ({
    title: `Pagamento non attribuito: ${money(f)}`,
    body: withReason(f.reference, "Nessuna fattura corrisponde a questo versamento."),
  }),
  payment_duplicate: (f, money) => ({
    title: `Doppio pagamento: ${money(f)}`,
    body: `La fattura ${f.invoice_number} di ${f.client_name} era già pagata.`,
  }),
  payment_reverted: (f, money) => ({
    title: `Pagamento annullato: ${money(f)}`,
    body: `Il pagamento della fattura ${f.invoice_number} di ${f.client_name} è stato annullato.`,
  }),
  quote_viewed: (f) => ({
    title: `Offerta ${f.quote_number} consultata`,
    body: `${f.client_name} ha aperto l'offerta.`,
  }),
  quote_signed: (f, money) => ({
    title: `Offerta ${f.quote_number} firmata`,
    body: `${f.client_name} ha firmato l'offerta di ${money(f)}.`,
  }),
  quote_rejected: (f) => ({
    title: `Offerta ${f.quote_number} rifiutata`,
    body: withReason(f.reason, `${f.client_name} ha rifiutato l'offerta.`),
  }),
  quote_expired: (f) => ({
    title: `Offerta ${f.quote_number} scaduta`,
    body: `${f.client_name} non ha risposto entro la scadenza.`,
  }),
  invoice_reminder_final: (f, money) => ({
    title: `Ultimo sollecito: fattura ${f.invoice_number}`,
    body: `${f.client_name} deve ancora ${money(f)}, in ritardo di ${f.days_overdue} giorni.`,
  }),
  email_failed: (f) => ({
    title: "E-mail non consegnata",
    body: `Il messaggio «${f.subject}» a ${f.to} non ha potuto essere consegnato.`,
  }),
  security_alert: (f) => ({
    title: `Avviso di sicurezza: ${threatName(f.rule, "it")}`,
    body: `Origine: ${f.source}, ${f.events} eventi nel registro di audit.`,
  }),
  webhook_disabled: (f) => ({
    title: `Webhook disattivato: ${f.host}`,
    body: f.is_gone
      ? "L'indirizzo ha risposto che non esiste più."
      : "Troppi invii consecutivi sono falliti. Riattivatelo quando il destinatario risponde di nuovo.",
  }),
};

const en: Builders = {
  payment_received: (f, money) => ({
    title: `Payment received: ${money(f)}`,
    body: `${f.client_name} paid invoice ${f.invoice_number}.`,
  }),
  payment_unmatched: (f, money) => ({
    title: `Payment without a match: ${money(f)}`,
    body: withReason(f.reference, "No invoice fits this payment."),
  }),
  payment_duplicate: (f, money) => ({
    title: `Paid twice: ${money(f)}`,
    body: `Invoice ${f.invoice_number} of ${f.client_name} was already paid.`,
  }),
  payment_reverted: (f, money) => ({
    title: `Payment reverted: ${money(f)}`,
    body: `The payment of invoice ${f.invoice_number} of ${f.client_name} was reverted.`,
  }),
  quote_viewed: (f) => ({ title: `Quote ${f.quote_number} viewed`, body: `${f.client_name} opened the quote.` }),
  quote_signed: (f, money) => ({
    title: `Quote ${f.quote_number} signed`,
    body: `${f.client_name} signed the quote for ${money(f)}.`,
  }),
  quote_rejected: (f) => ({
    title: `Quote ${f.quote_number} rejected`,
    body: withReason(f.reason, `${f.client_name} rejected the quote.`),
  }),
  quote_expired: (f) => ({
    title: `Quote ${f.quote_number} expired`,
    body: `${f.client_name} did not answer in time.`,
  }),
  invoice_reminder_final: (f, money) => ({
    title: `Last reminder: invoice ${f.invoice_number}`,
    body: `${f.client_name} still owes ${money(f)}, ${f.days_overdue} days overdue.`,
  }),
  email_failed: (f) => ({
    title: "E-mail not delivered",
    body: `The message "${f.subject}" to ${f.to} could not be delivered.`,
  }),
  security_alert: (f) => ({
    title: `Security alert: ${threatName(f.rule, "en")}`,
    body: `Source: ${f.source}, ${f.events} events in the audit log.`,
  }),
  webhook_disabled: (f) => ({
    title: `Webhook switched off: ${f.host}`,
    body: f.is_gone
      ? "The address answered that it is gone."
      : "Too many deliveries in a row failed. Switch it on again when the receiver answers.",
  }),
};

const builders: Record<Language, Builders> = { fr, de, it, en };

/** Title and body of a notification in the words of the organisation; amounts as its country writes them. */
export function notificationText<K extends ToldKind>(kind: K, facts: Facts[K], { language, country }: Wording): Text {
  const locale = country === "FR" ? "FR" : "CH";
  return builders[language][kind](facts, ({ amount, currency }) => formatMoney(amount, currency, locale));
}
