import type { ChannelParts, Language } from "../../shared/contracts/notifications/vocabulary.ts";

/** What a variable may be filled with. */
export type VariableValue = string | number | boolean;
export type Variables = Readonly<Record<string, VariableValue>>;

/** A variable as a template declares it. */
export interface Variable {
  name: string;
  required?: boolean;
  default?: VariableValue | null;
}

/** The longest text message, in characters. */
export const SMS_LENGTH = 480;
const SUBJECT_LENGTH = 500;

const PLACEHOLDER = /\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}/g;
const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it may stand in HTML, in an element or in a quoted attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

/** One line: control characters and Unicode line separators become spaces, so that nothing given starts another header. */
export function headerText(value: string): string {
  // deno-lint-ignore no-control-regex
  return value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").replace(/ {2,}/g, " ").trim();
}

/** Puts values into a text, once: what a value looks like makes no difference. */
export function substitute(text: string, values: Variables, escape: (value: string) => string = (v) => v): string {
  return text.replace(PLACEHOLDER, (_, name) => Object.hasOwn(values, name) ? escape(String(values[name])) : "");
}

/** Names a text asks for. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name))];
}

/** Names that a template uses in any language and does not declare. */
export function undeclaredIn(
  parts: Partial<Record<Language, ChannelParts>>,
  variables: readonly Variable[],
): string[] {
  const declared = new Set(variables.map(({ name }) => name));
  const texts = Object.values(parts).flatMap((channels) => Object.values(channels ?? {})).flatMap((part) =>
    Object.values(part ?? {}) as string[]
  );
  return [...new Set(texts.flatMap(placeholdersOf))].filter((name) => !declared.has(name)).sort();
}

/** Values with the defaults put in, and the names of required ones that are missing or empty. What is not declared is left out. */
export function completed(variables: readonly Variable[], given: Variables) {
  const values: Record<string, VariableValue> = {};
  const missing: string[] = [];
  for (const { name, required, default: fallback } of variables) {
    const value = Object.hasOwn(given, name) && given[name] !== "" ? given[name] : fallback;
    if (value !== undefined && value !== null) values[name] = value;
    else if (required) missing.push(name);
  }
  return { values, missing };
}

/** The language of a template that suits a reader best: theirs, the organisation's, French, or whichever there is. */
export function languageFor(
  parts: Partial<Record<Language, ChannelParts>>,
  ...wanted: (Language | undefined)[]
): Language {
  const found = [...wanted, "fr" as const].find((language) => language && parts[language]);
  return found ?? Object.keys(parts)[0] as Language;
}

/** Fills every part of a template: HTML escaped, titles on one line, a text message cut at 480 characters. */
export function rendered(parts: ChannelParts, values: Variables): ChannelParts {
  const plain = (text: string) => substitute(text, values);
  const title = (text: string) => headerText(plain(text)).slice(0, SUBJECT_LENGTH);
  const { email, sms, push, in_app, chat } = parts;
  return {
    ...(email && {
      email: {
        subject: title(email.subject),
        text: plain(email.text),
        ...(email.html !== undefined && { html: substitute(email.html, values, escapeHtml) }),
      },
    }),
    ...(sms && { sms: { text: plain(sms.text).slice(0, SMS_LENGTH) } }),
    ...(push && { push: { title: title(push.title), body: plain(push.body) } }),
    ...(in_app && { in_app: { title: title(in_app.title).slice(0, 200), body: plain(in_app.body).slice(0, 4000) } }),
    ...(chat && { chat: { text: plain(chat.text) } }),
  };
}
