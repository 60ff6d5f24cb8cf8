import type { Sql } from "../db/pool.ts";
import { type Addressee, CATALOGUE } from "./catalogue.ts";
import { type Facts, type Language, notificationText, type ToldKind } from "./texts.ts";

/** People an event knows: user ids or e-mail addresses. Whoever is unknown is left out. */
export interface People {
  creator?: string | null;
  assignee?: string | null;
  client?: string | null;
  contractors?: readonly string[];
  /** Those who answer for the security of the organisation. */
  guards?: readonly string[];
}

export interface Telling<K extends ToldKind> {
  facts: Facts[K];
  /** Identifiers and a relative link for the client. */
  metadata: Record<string, unknown>;
  people?: People;
  /** Told again only once this was read. */
  dedupe_key?: string;
}

/**
 * Tells whoever the catalogue names, in the language of the organisation and in the caller's transaction. Answers the ids.
 * A creator who is a machine or has left is replaced by the administrators.
 */
export async function tell<K extends ToldKind>(sql: Sql, kind: K, telling: Telling<K>): Promise<string[]> {
  const [wording] = await sql<{ language: Language; country: string }[]>`
    select locale as language, country from identity.tenants`;
  const { title, body } = notificationText(kind, telling.facts, wording);
  const { priority, to } = CATALOGUE[kind];
  const recipients = to.flatMap((addressee) => recipientsOf(addressee, telling.people ?? {}));
  const ids: string[] = [];
  for (const recipient of new Set(recipients)) {
    // A key is one notification's: several addressees get one each.
    const key = telling.dedupe_key &&
      (recipients.length > 1 ? `${telling.dedupe_key}:${recipient}` : telling.dedupe_key);
    const [{ id }] = await sql<{ id: string }[]>`
      select notifications.notify(
        ${kind}, ${title}, ${body}, ${JSON.stringify(telling.metadata)}::text::jsonb, ${recipient}, ${priority}, ${
      key ?? null
    }
      ) as id`;
    ids.push(id);
  }
  return ids;
}

function recipientsOf(addressee: Addressee, people: People): string[] {
  if (addressee === "contractors" || addressee === "guards") return [...(people[addressee] ?? [])];
  if (addressee === "creator" || addressee === "assignee" || addressee === "client") {
    const person = people[addressee];
    return person ? [person] : [];
  }
  return [addressee];
}
