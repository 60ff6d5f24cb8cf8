import type { DocumentLanguage } from "../../shared/documents/document_types.ts";

export type PortalLink = "activation" | "reset";

const texts: Record<
  DocumentLanguage,
  & { greeting: string; closing: string }
  & Record<PortalLink, { subject: string; text: (seller: string) => string; until: string }>
> = {
  fr: {
    greeting: "Bonjour,",
    closing: "Avec nos meilleures salutations",
    activation: {
      subject: "Votre accès à l'espace client",
      text: (seller) => `${seller} vous a ouvert un espace client. Choisissez votre mot de passe pour l'activer :`,
      until: "Ce lien est valable 72 heures et ne fonctionne qu'une fois.",
    },
    reset: {
      subject: "Nouveau mot de passe pour l'espace client",
      text: (seller) =>
        `Un nouveau mot de passe a été demandé pour votre espace client chez ${seller}. Pour le choisir :`,
      until:
        "Ce lien est valable une heure et ne fonctionne qu'une fois. Si la demande ne vient pas de vous, ignorez ce message.",
    },
  },
  de: {
    greeting: "Guten Tag",
    closing: "Freundliche Grüsse",
    activation: {
      subject: "Ihr Zugang zum Kundenportal",
      text: (seller) =>
        `${seller} hat für Sie ein Kundenportal eröffnet. Wählen Sie Ihr Passwort, um es zu aktivieren:`,
      until: "Dieser Link gilt 72 Stunden und funktioniert nur einmal.",
    },
    reset: {
      subject: "Neues Passwort für das Kundenportal",
      text: (seller) => `Für Ihr Kundenportal bei ${seller} wurde ein neues Passwort verlangt. Hier wählen Sie es:`,
      until:
        "Dieser Link gilt eine Stunde und funktioniert nur einmal. Kommt die Anfrage nicht von Ihnen, so beachten Sie diese Nachricht nicht.",
    },
  },
  it: {
    greeting: "Buongiorno,",
    closing: "Cordiali saluti",
    activation: {
      subject: "Il suo accesso al portale clienti",
      text: (seller) => `${seller} le ha aperto un portale clienti. Scelga la sua password per attivarlo:`,
      until: "Questo link vale 72 ore e funziona una volta sola.",
    },
    reset: {
      subject: "Nuova password per il portale clienti",
      text: (seller) =>
        `È stata richiesta una nuova password per il suo portale clienti presso ${seller}. Per sceglierla:`,
      until: "Questo link vale un'ora e funziona una volta sola. Se la richiesta non è sua, ignori questo messaggio.",
    },
  },
  en: {
    greeting: "Hello,",
    closing: "Kind regards",
    activation: {
      subject: "Your access to the client portal",
      text: (seller) => `${seller} has opened a client portal for you. Choose your password to activate it:`,
      until: "This link works for 72 hours, and once only.",
    },
    reset: {
      subject: "New password for the client portal",
      text: (seller) => `A new password was asked for on your client portal at ${seller}. Choose it here:`,
      until: "This link works for one hour, and once only. If you did not ask for it, ignore this message.",
    },
  },
};

const pages: Record<PortalLink, string> = { activation: "activate", reset: "reset-password" };

/** The address a mailed token is used at. */
export function portalUrl(link: PortalLink, domain: string, token: string): string {
  return `https://${domain}/${pages[link]}?token=${encodeURIComponent(token)}`;
}

/** Subject and plain-text body of a mail that carries a link to the portal, in the language of the client. */
export function portalMail(
  link: PortalLink,
  to: { language: DocumentLanguage; seller_name: string; portal_domain: string },
  token: string,
): { subject: string; body: string } {
  const { greeting, closing, [link]: words } = texts[to.language];
  return {
    subject: `${words.subject} - ${to.seller_name}`,
    body: [
      greeting,
      words.text(to.seller_name),
      portalUrl(link, to.portal_domain, token),
      words.until,
      `${closing}\n${to.seller_name}`,
    ].join("\n\n"),
  };
}
