import type { z } from "zod";
import type { ContactCreate, ContactUpdate } from "../../shared/contracts/crm/contacts.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { type ContactColumns, findTenantCountry, insertContact, updateContact } from "./contacts_queries.ts";
import { isInternational, normalPhone } from "./contacts_rules.ts";

/** Creates a contact owned by the caller. Raises duplicate_email. */
export async function createContact(sql: Sql, body: z.output<typeof ContactCreate>) {
  return firstOr(await insertContact(sql, await columnsOf(sql, body)), "not_found");
}

/** Patches a contact. Raises not_found, duplicate_email. */
export async function patchContact(sql: Sql, id: string, patch: z.output<typeof ContactUpdate>) {
  return firstOr(await updateContact(sql, id, await columnsOf(sql, patch)), "not_found");
}

/** The country of the tenant is only read for a number that does not say its own. */
async function columnsOf(sql: Sql, body: z.output<typeof ContactUpdate>): Promise<ContactColumns> {
  const { company, phone, ...columns } = body;
  const country = phone && !isInternational(phone) ? (await findTenantCountry(sql))[0]?.country : undefined;
  return {
    ...columns,
    ...(company !== undefined && { company_name: company }),
    ...(phone !== undefined && { phone: phone === null ? null : normalPhone(phone, country) }),
  };
}
