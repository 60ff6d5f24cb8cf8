import { contacts } from "../../shared/contracts/crm/contacts.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindJson, bindRead, type Bound } from "../../shared/http/bind.ts";
import {
  archiveContact,
  findContact,
  listOpenTasksOf,
  listRecentActivitiesOf,
  listRecentInvoicesOf,
  listRecentQuotesOf,
  listVehiclesOf,
} from "./contacts_queries.ts";
import { createContact, patchContact } from "./save_contact.ts";

export const contactRoutes: Bound[] = [
  bindJson(contacts.list, ({ query }) => ({
    fn: "crm.contact_page",
    args: [query.page, query.limit, query.search || null, query.tags ?? null, query.is_vip ?? null],
  })),
  bind(contacts.create, ({ sql, body }) => createContact(sql, body)),
  bindRead(
    contacts.get,
    ({ sql, params: { contact_id } }) => [
      findContact(sql, contact_id),
      listVehiclesOf(sql, contact_id),
      listRecentQuotesOf(sql, contact_id),
      listRecentInvoicesOf(sql, contact_id),
      listRecentActivitiesOf(sql, contact_id),
      listOpenTasksOf(sql, contact_id),
    ],
    ([found, vehicles, recent_quotes, recent_invoices, recent_activities, open_tasks]) => ({
      ...firstOr(found, "not_found"),
      vehicles,
      recent_quotes,
      recent_invoices,
      recent_activities,
      open_tasks,
    }),
  ),
  bind(contacts.update, ({ sql, params, body }) => patchContact(sql, params.contact_id, body)),
  bind(contacts.archive, async ({ sql, params }) => {
    const { deleted_at } = firstOr(await archiveContact(sql, params.contact_id), "not_found");
    return { message: "Contact deleted successfully", deleted_at };
  }),
];
