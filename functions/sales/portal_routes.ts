import { portal, portalAccounts } from "../../shared/contracts/sales/portal.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { inviteAgain, inviteContact } from "./invite_to_portal.ts";
import { choosePassword, forgotPassword } from "./portal_passwords.ts";
import {
  countPortalAccounts,
  findMyProfile,
  findPortalAccount,
  listPortalAccounts,
  listPortalSessions,
  signOutOfPortal,
  updatePortalStatus,
  updatePreferences,
} from "./portal_queries.ts";
import { signInToPortal } from "./sign_in_to_portal.ts";

export const portalRoutes: Bound[] = [
  bindDetached(portal.login, (ctx) => signInToPortal(ctx, ctx.body)),
  bindDetached(portal.activate, async (ctx) => {
    const email = await choosePassword(ctx, "activation", ctx.body.token, ctx.body.password);
    return { message: "The account is active. You can sign in now.", data: { email } };
  }),
  bindDetached(portal.forgotPassword, async (ctx) => {
    await forgotPassword(ctx, ctx.body.email, ctx.body.owner_company_id);
    return { message: "If there is an account for this e-mail, a link was sent to it." };
  }),
  bindDetached(portal.resetPassword, async (ctx) => {
    await choosePassword(ctx, "reset", ctx.body.token, ctx.body.password);
    return { message: "The password was changed. You can sign in now." };
  }),
  bind(portal.verify, async ({ sql }) => {
    const profile = firstOr(await findMyProfile(sql), "account_not_found");
    return { valid: true as const, user: { ...profile, accountId: profile.id } };
  }),
  bind(portal.logout, async ({ sql }) => {
    await signOutOfPortal(sql);
    return { message: "Signed out" };
  }),
  bind(portal.me, async ({ sql }) => ({ account: firstOr(await findMyProfile(sql), "account_not_found") })),
  bind(portal.changePreferences, async ({ sql, userId, body }) => {
    const changed = firstOr(await updatePreferences(sql, userId, body), "account_not_found");
    return { updated: true as const, ...changed };
  }),

  bindRead(
    portalAccounts.list,
    ({ sql, query }) => [listPortalAccounts(sql, query, query), countPortalAccounts(sql, query)],
    ([rows, [{ total }]], { query: { limit, offset } }) => ({ data: rows, meta: { total, limit, offset } }),
  ),
  bind(portalAccounts.create, async ({ sql, body, reply }) => {
    const invited = await inviteContact(sql, body);
    if (!invited.isNew) reply.status = 200;
    return invited;
  }),
  bindRead(
    portalAccounts.get,
    ({ sql, params }) => [findPortalAccount(sql, params.account_id), listPortalSessions(sql, params.account_id)],
    ([accounts, sessions]) => ({ account: firstOr(accounts, "not_found"), sessions }),
  ),
  bind(portalAccounts.changeStatus, async ({ sql, params, body }) => {
    firstOr(await updatePortalStatus(sql, params.account_id, body.status), "not_found");
    return { account: firstOr(await findPortalAccount(sql, params.account_id), "not_found") };
  }),
  bind(portalAccounts.invite, ({ sql, params }) => inviteAgain(sql, params.account_id)),
];
