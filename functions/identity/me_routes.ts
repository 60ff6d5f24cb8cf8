import { me } from "../../shared/contracts/identity/me.ts";
import { bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { channelSuffix } from "../../shared/realtime/channels.ts";
import { removeAvatar } from "./avatars.ts";
import { findMember, listOwnCompanies, saveProfile } from "./me_queries.ts";

export const meRoutes: Bound[] = [
  bindRead(me.get, ({ sql }) => [findMember(sql)], ([found], { tenantId, runtime: { config } }) => {
    const { profile, last_login, created_at } = firstOr(found, "auth_token_invalid");
    return {
      user: { ...profile, last_login, created_at },
      data: { user: profile },
      realtime: { channel_suffix: channelSuffix(tenantId, config.PUSHER_TENANT_ID) },
    };
  }),
  bindDetached(me.update, async (ctx) => {
    const [{ replaced }] = await ctx.transact((sql) => saveProfile(sql, ctx.body));
    await removeAvatar(ctx, replaced);
    return { message: "Profile updated" };
  }),
  bindRead(me.verify, ({ sql }) => [findMember(sql)], ([found]) => ({
    valid: true as const,
    user: firstOr(found, "auth_token_invalid").profile,
  })),
  bindRead(me.companies, ({ sql }) => [listOwnCompanies(sql)], ([companies]) => ({ companies })),
];
