/** What an invitation says. */
export interface InviteMailFacts {
  organisation: string;
  /** Null for an invite no person sent. */
  inviter: string | null;
  /** What the inviter adds in their own words. */
  message: string | null;
  link: string;
  /** Locale of the reader; French for one without texts. */
  language: string;
}

interface Texts {
  subject: (organisation: string) => string;
  greeting: string;
  by: (inviter: string, organisation: string) => string;
  bare: (organisation: string) => string;
  link: string;
  unexpected: string;
}

const texts: Record<string, Texts> = {
  fr: {
    subject: (organisation) => `Invitation à rejoindre ${organisation}`,
    greeting: "Bonjour,",
    by: (inviter, organisation) => `${inviter} vous invite à rejoindre ${organisation}.`,
    bare: (organisation) => `Vous êtes invité à rejoindre ${organisation}.`,
    link: "Pour accepter, ouvrez ce lien dans les 7 jours ; il ne fonctionne qu'une fois :",
    unexpected: "Si vous n'attendiez pas ce message, ignorez-le.",
  },
  de: {
    subject: (organisation) => `Einladung zu ${organisation}`,
    greeting: "Guten Tag",
    by: (inviter, organisation) => `${inviter} lädt Sie zu ${organisation} ein.`,
    bare: (organisation) => `Sie sind zu ${organisation} eingeladen.`,
    link: "Zum Annehmen öffnen Sie innert 7 Tagen diesen Link; er gilt nur einmal:",
    unexpected: "Wenn Sie diese Nachricht nicht erwartet haben, beachten Sie sie nicht.",
  },
  it: {
    subject: (organisation) => `Invito a ${organisation}`,
    greeting: "Buongiorno,",
    by: (inviter, organisation) => `${inviter} la invita a unirsi a ${organisation}.`,
    bare: (organisation) => `È invitato a unirsi a ${organisation}.`,
    link: "Per accettare, apra questo link entro 7 giorni; funziona una sola volta:",
    unexpected: "Se non si aspettava questo messaggio, lo ignori.",
  },
  en: {
    subject: (organisation) => `Invitation to join ${organisation}`,
    greeting: "Hello,",
    by: (inviter, organisation) => `${inviter} invites you to join ${organisation}.`,
    bare: (organisation) => `You are invited to join ${organisation}.`,
    link: "To accept, open this link within 7 days; it works once:",
    unexpected: "If you did not expect this message, ignore it.",
  },
};

/** Subject and plain text of an invitation. */
export function inviteMail(facts: InviteMailFacts): { subject: string; body: string } {
  const { organisation, inviter, message, link, language } = facts;
  const t = texts[language.slice(0, 2)] ?? texts.fr;
  const paragraphs = [
    t.greeting,
    inviter ? t.by(inviter, organisation) : t.bare(organisation),
    ...(message ? [message] : []),
    `${t.link}\n${link}`,
    t.unexpected,
  ];
  return { subject: t.subject(organisation), body: paragraphs.join("\n\n") };
}
