import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, count, flag, id, instant } from "../kit/fields.ts";
import { offsetQuery } from "../kit/paging.ts";
import { body, created, data, empty } from "../kit/replies.ts";
import "./problems.ts";
import { category, ChannelParts, LANGUAGES, sendChannel, TemplateVariable, variables } from "./vocabulary.ts";

const language = z.enum(LANGUAGES);
const templateName = z.string().trim().regex(/^[a-z][a-z0-9_]{0,49}$/, "must be up to 50 of a-z, 0-9 and _");

const parts = z.partialRecord(language, ChannelParts)
  .refine((value) => Object.keys(value).length > 0, "must have at least one language")
  .refine(
    (value) => Object.values(value).every((one) => Object.keys(one).length > 0),
    "must have at least one channel in each language",
  );

const declared = z.array(TemplateVariable).max(100).refine(
  (list) => new Set(list.map(({ name }) => name)).size === list.length,
  "must not name a variable twice",
);

export const Template = z.object({
  id,
  tenant_id: id.nullable().meta({ description: "Null for a built-in template." }),
  name: z.string(),
  category,
  channels: z.array(sendChannel).meta({ description: "Where it goes when a sender names no channels." }),
  parts,
  variables: declared,
  is_active: z.boolean(),
  is_system: z.boolean(),
  created_at: instant,
  updated_at: instant,
}).meta({ id: "NotificationTemplate" });

const example = {
  name: "service_due",
  category: "reminder" as const,
  parts: {
    fr: {
      email: {
        subject: "Service de votre {{vehicle}}",
        text: "Bonjour {{name}},\nle service de votre {{vehicle}} est à prévoir.",
        html: "<p>Bonjour {{name}},</p><p>le service de votre {{vehicle}} est à prévoir.</p>",
      },
      in_app: { title: "Service à prévoir", body: "{{vehicle}} de {{name}}" },
    },
  },
  variables: [{ name: "name", required: true }, { name: "vehicle", default: "véhicule" }],
};

export const TemplateCreate = z.strictObject({
  name: templateName,
  category,
  parts,
  variables: declared.default([]),
  is_active: z.boolean().default(true),
}).meta({ id: "NotificationTemplateCreate", examples: [example] });

export const TemplateUpdate = z.strictObject({
  name: templateName.optional(),
  category: category.optional(),
  parts: parts.optional(),
  variables: declared.optional(),
  is_active: z.boolean().optional(),
}).meta({ id: "NotificationTemplateUpdate", examples: [{ is_active: false }] });

export const templates = {
  list: endpoint("GET /notifications/templates", {
    id: "notifications.templates.list",
    summary: "List the templates, built-in ones and the organisation's",
    guard: "notifications.read",
    query: offsetQuery({ category: category.optional(), is_active: flag.optional() }),
    reply: body({
      templates: z.array(Template),
      meta: z.object({ count, total: count, limit: count, offset: count }),
    }),
  }),
  show: endpoint("GET /notifications/templates/:id", {
    id: "notifications.templates.show",
    summary: "Show a template",
    guard: "notifications.read",
    params: byId("id"),
    reply: data(Template),
    problems: ["template_not_found"],
  }),
  create: endpoint("POST /notifications/templates", {
    id: "notifications.templates.create",
    summary: "Create a template; one named like a built-in template takes its place",
    description:
      "`{{name}}` stands for a declared variable; it is escaped in HTML and kept on one line in subjects and titles.",
    guard: "notifications.write",
    body: TemplateCreate,
    idempotent: true,
    reply: created(Template),
    problems: ["template_name_taken"],
  }),
  update: endpoint("PATCH /notifications/templates/:id", {
    id: "notifications.templates.update",
    summary: "Change a template of the organisation; `parts` and `variables` are replaced whole",
    guard: "notifications.write",
    params: byId("id"),
    body: TemplateUpdate,
    reply: data(Template),
    problems: ["template_not_found", "template_built_in", "template_name_taken"],
  }),
  remove: endpoint("DELETE /notifications/templates/:id", {
    id: "notifications.templates.delete",
    summary: "Delete a template of the organisation; what was sent keeps its words",
    guard: "notifications.write",
    params: byId("id"),
    reply: empty(),
    problems: ["template_not_found", "template_built_in"],
  }),
  preview: endpoint("POST /notifications/templates/:id/preview", {
    id: "notifications.templates.preview",
    summary: "Show what a template looks like with these values; nothing is sent",
    guard: "notifications.read",
    params: byId("id"),
    body: z.strictObject({ variables, language: language.optional() }).meta({
      id: "NotificationTemplatePreview",
      examples: [{ variables: { name: "Ada" }, language: "fr" }],
    }),
    reply: data(z.object({ language, parts: ChannelParts })),
    problems: ["template_not_found", "missing_variable"],
  }),
};
