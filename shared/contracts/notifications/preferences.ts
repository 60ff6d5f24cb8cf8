import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { email } from "../kit/fields.ts";
import { data } from "../kit/replies.ts";
import "./problems.ts";
import { CATEGORIES, sendChannel } from "./vocabulary.ts";

const hour = z.int().min(0).max(23);
const quietHours = z.strictObject({ start: hour, end: hour }).meta({
  description: "Hours of the day in `timezone`, the end excluded; equal hours mean none.",
});
const categories = z.partialRecord(z.enum(CATEGORIES), z.boolean());
const phone = z.string().transform((value) => value.replace(/[\s().-]/g, ""))
  .pipe(z.string().regex(/^\+[1-9][0-9]{6,14}$/, "must be a number like +41791234567"));
const zone = z.string().min(1).max(64).meta({ examples: ["Europe/Zurich"] });

export const Preferences = z.object({
  enabled_channels: z.array(sendChannel),
  quiet_hours: quietHours.nullable(),
  category_preferences: categories,
  timezone: zone,
  global_unsubscribe: z.boolean(),
  unsubscribed_templates: z.array(z.string()),
  email_override: z.string().nullable(),
  phone_override: z.string().nullable(),
  push_override: z.string().nullable(),
}).meta({ id: "NotificationPreferences" });

export const PreferencesUpdate = z.strictObject({
  enabled_channels: z.array(sendChannel).max(20).transform((list) => [...new Set(list)]).nullable().optional(),
  quiet_hours: quietHours.nullable().optional(),
  category_preferences: categories.nullable().optional(),
  timezone: zone.nullable().optional(),
  global_unsubscribe: z.boolean().nullable().optional(),
  unsubscribed_templates: z.array(z.string().regex(/^[a-z][a-z0-9_]{0,49}$/)).max(200).nullable().optional(),
  email_override: email.nullable().optional(),
  phone_override: phone.nullable().optional(),
  push_override: z.string().min(1).max(2000).nullable().optional(),
}).meta({
  id: "NotificationPreferencesUpdate",
  examples: [{
    quiet_hours: { start: 22, end: 8 },
    timezone: "Europe/Zurich",
    category_preferences: { reminder: true },
  }],
});

export const preferences = {
  show: endpoint("GET /notifications/preferences", {
    id: "notifications.preferences.show",
    summary: "Show what the caller wants to be told, where and when",
    guard: "session",
    userOnly: true,
    reply: data(Preferences),
  }),
  update: endpoint("PUT /notifications/preferences", {
    id: "notifications.preferences.update",
    summary: "Replace the given keys of the caller's preferences",
    description:
      "A key that is absent stays, null goes back to the default. Security messages cannot be switched off. Marketing is sent " +
      "to whoever set its category to true.",
    guard: "session",
    userOnly: true,
    body: PreferencesUpdate,
    reply: data(Preferences),
    problems: ["security_not_disablable"],
  }),
};
