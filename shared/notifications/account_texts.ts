import type { Language } from "./texts.ts";

/** What an account mail may mention. */
export interface AccountFacts {
  /** How the person is addressed. */
  name: string;
  /** The organisation the mail comes from. */
  organisation: string;
  /** Where the mail leads, for the kinds that lead somewhere. */
  link?: string;
  /** The address an account has now. */
  email?: string;
  /** Browser, system and network address of a sign-in. */
  device?: string;
  /** Backup codes that are left. */
  codesLeft?: number;
}

/** Something happened to the account; these lead nowhere. */
export type AccountWarning =
  | "password_changed"
  | "email_changed"
  | "session_reused"
  | "new_device"
  | "second_factor_removed"
  | "backup_codes_low";

/** Mails about one's own account. */
export type AccountMail =
  | AccountWarning
  | "password_reset"
  | "email_verification"
  | "email_change"
  | "magic_link";

export interface AccountText {
  subject: string;
  body: string;
  /** The core of the message in one sentence, for the notification inside the product. */
  summary: string;
}

/** A mail as its language writes it: subject, the sentences before the link and those after it. */
interface Wording {
  subject: string;
  before: string;
  after?: string;
}

interface Voice {
  greeting(name: string): string;
  closing: string;
  mails: Record<AccountMail, (facts: AccountFacts) => Wording>;
}

const fr: Voice = {
  greeting: (name) => name ? `Bonjour ${name},` : "Bonjour,",
  closing: "Meilleures salutations",
  mails: {
    password_reset: () => ({
      subject: "Réinitialiser votre mot de passe",
      before: "Pour choisir un nouveau mot de passe, ouvrez ce lien dans l'heure :",
      after: "Si vous n'avez rien demandé, ignorez ce message : votre mot de passe ne change pas.",
    }),
    password_changed: () => ({
      subject: "Votre mot de passe a été modifié",
      before: "Votre mot de passe vient d'être modifié et toutes vos sessions ont été fermées. " +
        "Si ce n'était pas vous, demandez un nouveau mot de passe et prévenez votre administrateur.",
    }),
    email_verification: () => ({
      subject: "Confirmez votre adresse e-mail",
      before: "Confirmez que cette adresse est la vôtre en ouvrant ce lien dans les 24 heures :",
    }),
    email_change: () => ({
      subject: "Confirmez votre nouvelle adresse e-mail",
      before: "Votre compte utilisera cette adresse dès que vous aurez ouvert ce lien, valable 24 heures :",
      after: "Si vous n'avez rien demandé, ignorez ce message.",
    }),
    email_changed: ({ email }) => ({
      subject: "Votre adresse e-mail a été modifiée",
      before: `L'adresse de votre compte est désormais ${email}. ` +
        "Si ce n'était pas vous, prévenez tout de suite votre administrateur.",
    }),
    session_reused: () => ({
      subject: "Une de vos sessions a été fermée par sécurité",
      before: "Une clé de session déjà utilisée a été présentée une seconde fois ; la session a été fermée. " +
        "Si vous ne reconnaissez pas cette activité, changez votre mot de passe.",
    }),
    new_device: ({ device }) => ({
      subject: "Connexion depuis un nouvel appareil",
      before: `Votre compte vient d'être ouvert depuis un appareil que nous ne connaissons pas (${device}). ` +
        "Si ce n'était pas vous, fermez cette session et changez votre mot de passe.",
    }),
    second_factor_removed: () => ({
      subject: "La double authentification a été désactivée",
      before: "Votre compte n'est plus protégé par un second facteur. " +
        "Si vous ne l'avez pas demandé, prévenez tout de suite votre administrateur.",
    }),
    backup_codes_low: ({ codesLeft }) => ({
      subject: "Il vous reste peu de codes de secours",
      before: `Codes de secours restants : ${codesLeft}. Générez-en de nouveaux avant d'en manquer.`,
    }),
    magic_link: ({ organisation }) => ({
      subject: `Votre accès à ${organisation}`,
      before: "Ouvrez ce lien pour consulter vos documents. Il fonctionne une seule fois, pendant 24 heures :",
      after: "Si vous n'avez rien demandé, ignorez ce message.",
    }),
  },
};

const de: Voice = {
  greeting: (name) => name ? `Guten Tag ${name}` : "Guten Tag",
  closing: "Freundliche Grüsse",
  mails: {
    password_reset: () => ({
      subject: "Passwort zurücksetzen",
      before: "Um ein neues Passwort zu wählen, öffnen Sie innerhalb einer Stunde diesen Link:",
      after: "Haben Sie nichts verlangt, so übergehen Sie diese Nachricht: Ihr Passwort bleibt, wie es ist.",
    }),
    password_changed: () => ({
      subject: "Ihr Passwort wurde geändert",
      before: "Ihr Passwort wurde soeben geändert, alle Ihre Sitzungen wurden beendet. " +
        "Waren Sie es nicht, so verlangen Sie ein neues Passwort und benachrichtigen Sie Ihre Administration.",
    }),
    email_verification: () => ({
      subject: "Bestätigen Sie Ihre E-Mail-Adresse",
      before: "Bestätigen Sie, dass diese Adresse Ihre ist, indem Sie innerhalb von 24 Stunden diesen Link öffnen:",
    }),
    email_change: () => ({
      subject: "Bestätigen Sie Ihre neue E-Mail-Adresse",
      before: "Ihr Konto verwendet diese Adresse, sobald Sie diesen Link öffnen. Er gilt 24 Stunden:",
      after: "Haben Sie nichts verlangt, so übergehen Sie diese Nachricht.",
    }),
    email_changed: ({ email }) => ({
      subject: "Ihre E-Mail-Adresse wurde geändert",
      before: `Die Adresse Ihres Kontos ist nun ${email}. ` +
        "Waren Sie es nicht, so benachrichtigen Sie sofort Ihre Administration.",
    }),
    session_reused: () => ({
      subject: "Eine Ihrer Sitzungen wurde zur Sicherheit beendet",
      before: "Ein bereits benutzter Sitzungsschlüssel wurde ein zweites Mal vorgelegt; die Sitzung wurde beendet. " +
        "Erkennen Sie das nicht wieder, so ändern Sie Ihr Passwort.",
    }),
    new_device: ({ device }) => ({
      subject: "Anmeldung von einem neuen Gerät",
      before: `Ihr Konto wurde soeben von einem Gerät geöffnet, das wir nicht kennen (${device}). ` +
        "Waren Sie es nicht, so beenden Sie diese Sitzung und ändern Sie Ihr Passwort.",
    }),
    second_factor_removed: () => ({
      subject: "Die Zwei-Faktor-Anmeldung wurde ausgeschaltet",
      before: "Ihr Konto ist nicht mehr durch einen zweiten Faktor geschützt. " +
        "Haben Sie das nicht verlangt, so benachrichtigen Sie sofort Ihre Administration.",
    }),
    backup_codes_low: ({ codesLeft }) => ({
      subject: "Sie haben nur noch wenige Ersatzcodes",
      before: `Verbleibende Ersatzcodes: ${codesLeft}. Erzeugen Sie neue, bevor sie ausgehen.`,
    }),
    magic_link: ({ organisation }) => ({
      subject: `Ihr Zugang zu ${organisation}`,
      before: "Öffnen Sie diesen Link, um Ihre Dokumente anzusehen. Er gilt einmal, 24 Stunden lang:",
      after: "Haben Sie nichts verlangt, so übergehen Sie diese Nachricht.",
    }),
  },
};

const it: Voice = {
  greeting: (name) => name ? `Buongiorno ${name},` : "Buongiorno,",
  closing: "Cordiali saluti",
  mails: {
    password_reset: () => ({
      subject: "Reimpostare la password",
      before: "Per scegliere una nuova password apra questo link entro un'ora:",
      after: "Se non ha chiesto nulla, ignori questo messaggio: la sua password resta invariata.",
    }),
    password_changed: () => ({
      subject: "La sua password è stata modificata",
      before: "La sua password è appena stata modificata e tutte le sessioni sono state chiuse. " +
        "Se non è stato lei, chieda una nuova password e avvisi il suo amministratore.",
    }),
    email_verification: () => ({
      subject: "Confermi il suo indirizzo e-mail",
      before: "Confermi che questo indirizzo è suo aprendo questo link entro 24 ore:",
    }),
    email_change: () => ({
      subject: "Confermi il nuovo indirizzo e-mail",
      before: "Il suo account userà questo indirizzo appena aprirà questo link, valido 24 ore:",
      after: "Se non ha chiesto nulla, ignori questo messaggio.",
    }),
    email_changed: ({ email }) => ({
      subject: "Il suo indirizzo e-mail è stato modificato",
      before: `L'indirizzo del suo account è ora ${email}. ` +
        "Se non è stato lei, avvisi subito il suo amministratore.",
    }),
    session_reused: () => ({
      subject: "Una sua sessione è stata chiusa per sicurezza",
      before: "Una chiave di sessione già usata è stata presentata una seconda volta; la sessione è stata chiusa. " +
        "Se non riconosce questa attività, cambi la password.",
    }),
    new_device: ({ device }) => ({
      subject: "Accesso da un nuovo dispositivo",
      before: `Il suo account è appena stato aperto da un dispositivo che non conosciamo (${device}). ` +
        "Se non è stato lei, chiuda questa sessione e cambi la password.",
    }),
    second_factor_removed: () => ({
      subject: "L'autenticazione a due fattori è stata disattivata",
      before: "Il suo account non è più protetto da un secondo fattore. " +
        "Se non l'ha chiesto, avvisi subito il suo amministratore.",
    }),
    backup_codes_low: ({ codesLeft }) => ({
      subject: "Le restano pochi codici di riserva",
      before: `Codici di riserva rimasti: ${codesLeft}. Ne generi di nuovi prima che finiscano.`,
    }),
    magic_link: ({ organisation }) => ({
      subject: `Il suo accesso a ${organisation}`,
      before: "Apra questo link per consultare i suoi documenti. Funziona una sola volta, per 24 ore:",
      after: "Se non ha chiesto nulla, ignori questo messaggio.",
    }),
  },
};

const en: Voice = {
  greeting: (name) => name ? `Hello ${name},` : "Hello,",
  closing: "Kind regards",
  mails: {
    password_reset: () => ({
      subject: "Reset your password",
      before: "To choose a new password, open this link within the hour:",
      after: "If you did not ask for this, ignore the message: your password stays as it is.",
    }),
    password_changed: () => ({
      subject: "Your password was changed",
      before: "Your password has just been changed and all your sessions were ended. " +
        "If this was not you, ask for a new password and tell your administrator.",
    }),
    email_verification: () => ({
      subject: "Confirm your e-mail address",
      before: "Confirm that this address is yours by opening this link within 24 hours:",
    }),
    email_change: () => ({
      subject: "Confirm your new e-mail address",
      before: "Your account will use this address once you open this link, which is good for 24 hours:",
      after: "If you did not ask for this, ignore the message.",
    }),
    email_changed: ({ email }) => ({
      subject: "Your e-mail address was changed",
      before: `The address of your account is now ${email}. ` +
        "If this was not you, tell your administrator at once.",
    }),
    session_reused: () => ({
      subject: "One of your sessions was ended for safety",
      before: "A session key that had been used before was shown a second time; the session was ended. " +
        "If you do not recognise this, change your password.",
    }),
    new_device: ({ device }) => ({
      subject: "Sign-in from a new device",
      before: `Your account was just opened from a device we do not know (${device}). ` +
        "If this was not you, end that session and change your password.",
    }),
    second_factor_removed: () => ({
      subject: "Two-factor sign-in was switched off",
      before: "Your account is no longer protected by a second factor. " +
        "If you did not ask for this, tell your administrator at once.",
    }),
    backup_codes_low: ({ codesLeft }) => ({
      subject: "You have few backup codes left",
      before: `Backup codes left: ${codesLeft}. Make new ones before you run out.`,
    }),
    magic_link: ({ organisation }) => ({
      subject: `Your access to ${organisation}`,
      before: "Open this link to see your documents. It works once, within 24 hours:",
      after: "If you did not ask for this, ignore the message.",
    }),
  },
};

const voices: Record<Language, Voice> = { fr, de, it, en };

/** A mail about one's own account as plain text; names are put on one line. */
export function accountText(mail: AccountMail, given: AccountFacts, language: Language): AccountText {
  const facts = { ...given, name: oneLine(given.name), organisation: oneLine(given.organisation) };
  const { greeting, closing, mails } = voices[language];
  const { subject, before, after } = mails[mail](facts);
  const paragraphs = [greeting(facts.name), before, facts.link, after, [closing, facts.organisation].join("\n")];
  return { subject, body: paragraphs.filter(Boolean).join("\n\n") + "\n", summary: before };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
