import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { body, created, data } from "../kit/replies.ts";
import { byId, count, email, flag, id, instant, jsonObject, line, listOf, money, text } from "../kit/fields.ts";
import { pageOf, pageQuery } from "../kit/paging.ts";
import "./problems.ts";

const tag = line(50, 1);
const tags = z.array(tag).max(100).overwrite((values) => [...new Set(values)]);

export const Address = z.strictObject({
  street: line(200).optional(),
  city: line(100).optional(),
  postal_code: line(20).optional(),
  country: line(100).default("France"),
}).meta({ id: "Address" });

const customFields = jsonObject
  .refine((value) => JSON.stringify(value).length <= 16_384, "must not exceed 16 kB");

export const Contact = z.object({
  id,
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  full_name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  address: z.record(z.string(), z.string()).nullable(),
  tags: z.array(z.string()),
  is_vip: z.boolean(),
  is_supplier: z.boolean(),
  active: z.boolean(),
  custom_fields: jsonObject,
  created_at: instant,
  updated_at: instant,
}).meta({ id: "Contact" });

export const ContactListItem = Contact.extend({ vehicles_count: count }).meta({ id: "ContactListItem" });

const VehicleRef = z.object({
  id,
  vin: z.string(),
  license_plate: z.string(),
  make: z.string(),
  model: z.string(),
  year: z.number(),
});
const QuoteRef = z.object({
  id,
  quote_number: z.string().nullable(),
  status: z.string(),
  issue_date: z.string(),
  total: money,
});
const InvoiceRef = z.object({
  id,
  invoice_number: z.string().nullable(),
  status: z.string(),
  date: z.string(),
  due_date: z.string(),
  amount_ttc: money,
  remaining_amount: money,
});
const ActivityRef = z.object({
  id,
  type: z.string(),
  description: z.string(),
  user: z.object({ id, name: z.string() }).nullable(),
  created_at: instant,
});
const TaskRef = z.object({
  id,
  title: z.string(),
  status: z.string(),
  priority: z.string(),
  due_date: instant.nullable(),
});

export const ContactDetail = Contact.extend({
  vehicles: z.array(VehicleRef),
  recent_quotes: z.array(QuoteRef),
  recent_invoices: z.array(InvoiceRef),
  recent_activities: z.array(ActivityRef),
  open_tasks: z.array(TaskRef),
}).meta({ id: "ContactDetail" });

/** National numbers are completed with the country of the tenant, so the shape is checked after that, not here. */
const phone = z.string().trim().min(4).max(40);

const fields = {
  first_name: line(100, 1),
  last_name: line(100, 1),
  email: email.nullable().optional(),
  phone: phone.nullable().optional(),
  company: line(255, 1).nullable().optional(),
  address: Address.nullable().optional(),
  tags: tags.optional(),
  is_vip: z.boolean().optional(),
  is_supplier: z.boolean().optional(),
  custom_fields: customFields.optional(),
};

export const ContactCreate = z.strictObject(fields).meta({
  id: "ContactCreate",
  examples: [{
    first_name: "Sophie",
    last_name: "Martin",
    email: "sophie.martin@example.fr",
    phone: "06 98 76 54 32",
    company: "Martin Transport",
    address: { street: "45 Avenue des Champs", city: "Lyon", postal_code: "69001", country: "France" },
    tags: ["prospect"],
    custom_fields: { source: "website" },
  }],
});

export const ContactUpdate = z.strictObject({
  ...fields,
  first_name: fields.first_name.optional(),
  last_name: fields.last_name.optional(),
}).refine((patch) => Object.keys(patch).length > 0, "must change at least one field").meta({
  id: "ContactUpdate",
  examples: [{ phone: "+33612345679", tags: ["client_fidele", "vip"], is_vip: true }],
});

export const contacts = {
  list: endpoint("GET /contacts", {
    id: "crm.contacts.list",
    summary: "List or search contacts, newest first",
    description:
      "The total is exact: kept by counters for the whole list, counted among the matches when filters are given.",
    guard: "contacts.read",
    query: pageQuery({ search: text(100).optional(), tags: listOf(tag).optional(), is_vip: flag.optional() }),
    reply: pageOf(ContactListItem),
  }),
  create: endpoint("POST /contacts", {
    id: "crm.contacts.create",
    summary: "Create a contact",
    guard: "contacts.write",
    body: ContactCreate,
    reply: created(Contact),
    problems: ["duplicate_email", "contact_custom_fields_object"],
    idempotent: true,
  }),
  get: endpoint("GET /contacts/:contact_id", {
    id: "crm.contacts.get",
    summary: "Get a contact with its vehicles and latest quotes, invoices, activities and tasks",
    guard: "contacts.read",
    params: z.object({ contact_id: id }),
    reply: data(ContactDetail),
  }),
  update: endpoint("PATCH /contacts/:contact_id", {
    id: "crm.contacts.update",
    summary: "Change a contact",
    description: "Absent keeps, null clears. `tags` replaces the set, `custom_fields` is merged key by key.",
    guard: "contacts.write",
    params: byId("contact_id"),
    body: ContactUpdate,
    reply: data(Contact),
    problems: ["duplicate_email", "contact_custom_fields_object"],
  }),
  archive: endpoint("DELETE /contacts/:contact_id", {
    id: "crm.contacts.archive",
    summary: "Remove a contact; vehicles, quotes and invoices stay",
    guard: "contacts.delete",
    params: byId("contact_id"),
    reply: body({ message: z.string(), deleted_at: instant }),
  }),
};
