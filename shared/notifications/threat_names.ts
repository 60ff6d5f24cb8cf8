import type { Language } from "./texts.ts";

const NAMES: Record<string, Record<Language, string>> = {
  brute_force_login: {
    fr: "connexions échouées en série",
    de: "wiederholte fehlgeschlagene Anmeldungen",
    it: "accessi falliti in serie",
    en: "repeated failed sign-ins",
  },
  credential_stuffing: {
    fr: "mots de passe essayés sur plusieurs comptes",
    de: "Passwörter an mehreren Konten ausprobiert",
    it: "password provate su più account",
    en: "passwords tried on several accounts",
  },
  privilege_escalation: {
    fr: "accès refusés en série",
    de: "wiederholt verweigerte Zugriffe",
    it: "accessi negati in serie",
    en: "repeated denied access",
  },
  mass_data_export: {
    fr: "exports de données en nombre",
    de: "viele Datenexporte",
    it: "numerose esportazioni di dati",
    en: "many data exports",
  },
  mass_deletion: {
    fr: "suppressions en nombre",
    de: "viele Löschungen",
    it: "numerose eliminazioni",
    en: "many deletions",
  },
  after_hours_activity: {
    fr: "activité hors des heures de travail",
    de: "Aktivität ausserhalb der Arbeitszeit",
    it: "attività fuori orario",
    en: "activity outside working hours",
  },
  impossible_travel: {
    fr: "connexions depuis plusieurs pays",
    de: "Anmeldungen aus mehreren Ländern",
    it: "accessi da più paesi",
    en: "sign-ins from several countries",
  },
  config_tampering: {
    fr: "réglages de sécurité modifiés",
    de: "Sicherheitseinstellungen geändert",
    it: "impostazioni di sicurezza modificate",
    en: "security settings changed",
  },
  injection_attempt: {
    fr: "tentative d'injection bloquée",
    de: "Einschleusungsversuch blockiert",
    it: "tentativo di iniezione bloccato",
    en: "injection attempt blocked",
  },
  api_abuse: {
    fr: "limites d'appels dépassées en série",
    de: "Aufruflimiten wiederholt überschritten",
    it: "limiti di chiamata superati in serie",
    en: "call limits exceeded repeatedly",
  },
};

/** What a threat rule finds, in words; a rule without words goes by its name. */
export function threatName(rule: string, language: Language): string {
  return NAMES[rule]?.[language] ?? rule;
}
