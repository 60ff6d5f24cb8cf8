import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, email, id, instant, jsonObject, line } from "../kit/fields.ts";
import { data, empty, file } from "../kit/replies.ts";
import { passwordChosen, passwordGiven } from "./password_fields.ts";
import "./problems.ts";

export const UserProfile = z.object({
  id,
  username: z.string(),
  email: z.string(),
  email_verified: z.boolean(),
  pending_email: z.string().nullable().meta({ description: "Asked for, until its link is opened." }),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  full_name: z.string(),
  role: z.string().meta({ description: "Administrator for platform staff, else the first team, else Staff." }),
  avatar: z.string().nullable(),
  last_login: instant.nullable(),
  is_superuser: z.boolean(),
}).meta({ id: "UserProfile" });

/** Existing clients send their whole form: what they cannot change is taken and ignored. */
const ignored = z.unknown().optional().meta({ description: "Ignored." });

export const UserProfileUpdate = z.strictObject({
  email: email.optional(),
  first_name: line(60).nullable().optional(),
  last_name: line(59).nullable().optional(),
  username: ignored,
  role: ignored,
}).meta({ id: "UserProfileUpdate", examples: [{ first_name: "Marc", last_name: "Dupont" }] });

export const OldPasswordChange = z.strictObject({ old_password: passwordGiven, new_password: passwordChosen }).meta({
  id: "OldPasswordChange",
  examples: [{ old_password: "Tournevis-Cruciforme-7", new_password: "Perceuse-Visseuse-12" }],
});

export const MAX_AVATAR_BYTES = 5 * 1024 * 1024;

export const AvatarUpload = z.strictObject({
  avatar: z.instanceof(File, { error: "must be a file" })
    .meta({ description: "JPEG, PNG or WebP, at most 5 MB.", type: "string", format: "binary" }),
}).meta({ id: "AvatarUpload", examples: [{ avatar: "…" }] });

const MAX_PREFERENCES_BYTES = 32 * 1024;

const preferences = jsonObject.refine(
  (value) => new TextEncoder().encode(JSON.stringify(value)).byteLength <= MAX_PREFERENCES_BYTES,
  "must not be larger than 32 KB",
);

export const UserSettings = z.object({
  theme: z.string().meta({ examples: ["starlight"] }),
  dark_mode: z.boolean(),
  preferences: jsonObject,
}).meta({ id: "UserSettings" });

export const UserSettingsUpdate = z.strictObject({
  theme: line(50, 1).optional(),
  dark_mode: z.boolean().optional(),
  preferences: preferences.optional().meta({ description: "Replaces all preferences; at most 32 KB." }),
}).refine((patch) => Object.keys(patch).length > 0, "must change at least one field")
  .meta({ id: "UserSettingsUpdate", examples: [{ dark_mode: true, preferences: { density: "compact" } }] });

export const profile = {
  get: endpoint("GET /user-profile/me", {
    id: "identity.profile.get",
    summary: "One's own profile",
    guard: "session",
    userOnly: true,
    reply: data(UserProfile),
  }),
  update: endpoint("PATCH /user-profile/update_profile", {
    id: "identity.profile.update",
    summary: "Change one's names, or ask for another e-mail address",
    description: "A new address replaces the present one once the link mailed to it is opened.",
    guard: "session",
    userOnly: true,
    body: UserProfileUpdate,
    reply: data(UserProfile),
    problems: ["email_exists", "rate_limited"],
  }),
  uploadAvatar: endpoint("POST /user-profile/upload_avatar", {
    id: "identity.profile.upload_avatar",
    summary: "Upload one's picture: JPEG, PNG or WebP of at most 5 MB",
    description:
      "Judged by content, made anew with at most 512 pixels a side and nothing else of the file kept; replaces the earlier one. " +
      "The profile's avatar is then a path below the API, readable by members of one's organisations.",
    guard: "session",
    userOnly: true,
    body: AvatarUpload,
    bodyKind: "multipart",
    maxBodyBytes: MAX_AVATAR_BYTES + 64 * 1024,
    reply: data(UserProfile),
    problems: ["invalid_file", "storage_off", "storage_failed"],
  }),
  avatar: endpoint("GET /user-profile/avatars/:avatar_id", {
    id: "identity.profile.avatar",
    summary: "An uploaded picture of a member",
    guard: "session",
    params: byId("avatar_id"),
    reply: file("image/jpeg"),
    problems: ["storage_off", "storage_failed"],
  }),
  changePassword: endpoint("POST /user-profile/change_password", {
    id: "identity.profile.change_password",
    summary: "Change one's password; ends all sessions, this one too",
    guard: "session",
    userOnly: true,
    body: OldPasswordChange,
    reply: empty(),
    problems: ["old_password_wrong", "weak_password", "password_unchanged", "rate_limited"],
    rate: "credential",
  }),
  logout: endpoint("POST /user-profile/logout", {
    id: "identity.profile.logout",
    summary: "Sign out; always succeeds",
    guard: "public",
    reply: empty(),
  }),
};

export const settings = {
  get: endpoint("GET /user-settings/me", {
    id: "identity.settings.get",
    summary: "How one wants the product to look",
    guard: "session",
    userOnly: true,
    reply: data(UserSettings),
  }),
  update: endpoint("PATCH /user-settings/me", {
    id: "identity.settings.update",
    summary: "Change theme, dark mode or preferences",
    guard: "session",
    userOnly: true,
    body: UserSettingsUpdate,
    reply: data(UserSettings),
  }),
};
