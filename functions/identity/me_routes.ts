import { me } from "../../shared/contracts/identity/me.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { findMember, listOwnCompanies, saveProfile } from "./me_queries.ts";

export const meRoutes: Bound[] = [
  bindRead(me.get, ({ sql }) => [findMember(sql)], ([found]) => {
    const { profile, last_login, created_at } = firstOr(found, "auth_token_invalid");
    return {
      user: { ...profile, last_login, created_at },
      data: { user: profile },
      realtime: { channel_suffix: "" },
    };
  }),
  bind(me.update, async ({ sql, body }) => {
    await saveProfile(sql, body);
    return { message: "Profile updated" };
  }),
  bindRead(me.verify, ({ sql }) => [findMember(sql)], ([found]) => ({
    valid: true as const,
    user: firstOr(found, "auth_token_invalid").profile,
  })),
  bindRead(me.companies, ({ sql }) => [listOwnCompanies(sql)], ([companies]) => ({ companies })),
];
