import { profile, settings } from "../../shared/contracts/identity/profile.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { readAvatar, uploadAvatar } from "./avatars.ts";
import { changePassword } from "./change_password.ts";
import { saveProfile } from "./me_queries.ts";
import { findProfile, findSettings, saveSettings } from "./profile_queries.ts";
import { renamed } from "./profile_rules.ts";
import { askForProof } from "./prove_email.ts";
import { signOut } from "./sign_out.ts";

const DEFAULT_SETTINGS = { theme: "starlight", dark_mode: false, preferences: {} };

export const profileRoutes: Bound[] = [
  bindRead(profile.get, ({ sql }) => [findProfile(sql)], ([found]) => firstOr(found, "auth_token_invalid")),
  bind(profile.update, async ({ sql, body, runtime }) => {
    const present = firstOr(await findProfile(sql), "auth_token_invalid");
    const names = renamed(present, body);
    if (names) await saveProfile(sql, names);
    if (body.email && body.email !== present.email) await askForProof(sql, runtime.config, "email_change", body.email);
    return firstOr(await findProfile(sql), "auth_token_invalid");
  }),
  bindDetached(profile.uploadAvatar, async (ctx) => {
    await uploadAvatar(ctx, ctx.body.avatar);
    return firstOr(await ctx.read(findProfile), "auth_token_invalid");
  }),
  bindDetached(profile.avatar, (ctx) => readAvatar(ctx, ctx.params.avatar_id)),
  bindDetached(profile.changePassword, async (ctx) => {
    await changePassword(ctx, ctx.body.old_password, ctx.body.new_password, "old_password_wrong");
  }),
  bindDetached(profile.logout, (ctx) => signOut(ctx, { all: false })),
  bindRead(settings.get, ({ sql }) => [findSettings(sql)], ([[found = DEFAULT_SETTINGS]]) => found),
  bind(settings.update, async ({ sql, body }) => (await saveSettings(sql, body))[0]),
];
