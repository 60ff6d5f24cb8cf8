import { z } from "zod";
import { byId, count, email, id, instant } from "../kit/fields.ts";
import { endpoint } from "../kit/endpoint.ts";
import { offsetQuery } from "../kit/paging.ts";
import { body, created, data } from "../kit/replies.ts";
import "./problems.ts";

/** Checking a password says nothing about the policy, so anything of sane length may be tried. */
const passwordGiven = z.string().min(1, "must not be empty").max(200);
/** A new password is judged by the policy, which names all its flaws at once. */
const passwordChosen = z.string().min(1, "must not be empty").max(1000);
/** Anything of sane length: what is no token at all is unknown, not malformed. */
const mailedToken = z.string().trim().min(1, "must not be empty").max(200);
const language = z.enum(["fr", "en", "de", "it"]);
const preferences = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "must be a channel such as email"),
  z.boolean(),
);
const status = z.enum(["pending", "active", "suspended", "disabled"]);

export const PortalLogin = z.strictObject({
  email,
  password: passwordGiven,
  owner_company_id: id.optional().meta({
    description: "Whose portal is meant, when the e-mail has accounts at several companies and the host does not tell.",
  }),
}).meta({ id: "PortalLogin", examples: [{ email: "sophie.martin@example.ch", password: "Tournesol-1889" }] });

export const PortalActivation = z.strictObject({ token: mailedToken, password: passwordChosen }).meta({
  id: "PortalActivation",
  examples: [{ token: "6f1b7f0e-5e0c-4b0e-9c53-0d6e3b1f8a21", password: "Tournesol-1889" }],
});

export const PortalForgotPassword = z.strictObject({ email, owner_company_id: id.optional() }).meta({
  id: "PortalForgotPassword",
  examples: [{ email: "sophie.martin@example.ch" }],
});

export const PortalPasswordReset = z.strictObject({ token: mailedToken, password: passwordChosen }).meta({
  id: "PortalPasswordReset",
  examples: [{ token: "p0rTalRes3tT0kenFromTheMail", password: "Tournesol-1890" }],
});

export const PortalPreferences = z.strictObject({
  language: language.optional(),
  notification_preferences: preferences.optional().meta({ description: "Channels not named keep their setting." }),
}).meta({
  id: "PortalPreferences",
  examples: [{ language: "de", notification_preferences: { email: true, sms: false } }],
});

export const PortalAccountCreate = z.strictObject({
  contact_id: id,
  owner_company_id: id,
  email,
  company_id: id.optional().meta({ description: "The company of the client, a contact as well." }),
}).meta({
  id: "PortalAccountCreate",
  examples: [{
    contact_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
    owner_company_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e12",
    email: "sophie.martin@example.ch",
  }],
});

export const PortalAccountStatus = z.strictObject({
  status: z.enum(["active", "suspended", "disabled"]),
}).meta({ id: "PortalAccountStatus", examples: [{ status: "suspended" }] });

const profile = {
  id,
  email: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  company: z.string().nullable().meta({ description: "The company of the client." }),
  portalDomain: z.string(),
  language,
};

const PortalUser = z.object({
  ...profile,
  ownerCompany: z.string().meta({ description: "The company whose portal this is." }),
  ownerCompanyCode: z.string(),
}).meta({ id: "PortalUser" });

const PortalClaims = z.object({
  accountId: id,
  contactId: id,
  companyId: id.nullable(),
  ownerCompanyId: id,
  email: z.string(),
  portalDomain: z.string(),
}).meta({ id: "PortalClaims" });

/** An account as members see it. */
export const PortalAccount = z.object({
  id,
  contact_id: id,
  company_id: id.nullable(),
  owner_company_id: id,
  email: z.string(),
  status,
  portal_domain: z.string(),
  language,
  notification_preferences: z.record(z.string(), z.boolean()),
  activation_expires_at: instant.nullable().meta({ description: "Until when the mailed activation link works." }),
  activated_at: instant.nullable(),
  last_login_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
}).meta({ id: "PortalAccount" });

const PortalSession = z.object({
  id,
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  created_at: instant,
  last_activity: instant,
}).meta({ id: "PortalSession" });

const activationUrl = z.url().meta({
  description: "The link that was mailed to the client, shown this once.",
  examples: ["https://client.hypervisual.ch/activate?token=6f1b7f0e-5e0c-4b0e-9c53-0d6e3b1f8a21"],
});

export const portal = {
  login: endpoint("POST /commercial/portal/auth/login", {
    id: "sales.portal.login",
    summary: "Sign in to the client portal",
    description: "The token lasts 24 hours and is not refreshed. Five failures lock the e-mail for 30 minutes.",
    guard: "public",
    body: PortalLogin,
    reply: data(z.object({
      token: z.string(),
      token_type: z.literal("Bearer"),
      expires_in: z.number().meta({ description: "Seconds." }),
      user: PortalUser,
    })),
    problems: ["invalid_credentials", "account_not_activated", "account_disabled", "tenant_disabled", "account_locked"],
    rate: "credential",
  }),
  activate: endpoint("POST /commercial/portal/auth/activate", {
    id: "sales.portal.activate",
    summary: "Choose the first password with the token of the invitation",
    guard: "public",
    body: PortalActivation,
    reply: body({ message: z.string(), data: z.object({ email: z.string() }) }),
    problems: ["invalid_activation_token", "already_activated", "weak_password"],
    rate: "credential",
  }),
  forgotPassword: endpoint("POST /commercial/portal/auth/forgot-password", {
    id: "sales.portal.forgot_password",
    summary: "Mail a link for a new password",
    description: "Answers the same whether or not the e-mail has an account. An invitation not yet used is sent anew.",
    guard: "public",
    body: PortalForgotPassword,
    reply: body({ message: z.string() }),
    rate: "credential",
  }),
  resetPassword: endpoint("POST /commercial/portal/auth/reset-password", {
    id: "sales.portal.reset_password",
    summary: "Choose a new password with a mailed token; ends every session",
    guard: "public",
    body: PortalPasswordReset,
    reply: body({ message: z.string() }),
    problems: ["portal_reset_token_invalid", "reset_token_expired", "weak_password"],
    rate: "credential",
  }),
  verify: endpoint("GET /commercial/portal/auth/verify", {
    id: "sales.portal.verify",
    summary: "Whether the portal token is still good, and whose it is",
    guard: "portal",
    reply: data(z.object({ valid: z.literal(true), user: PortalClaims })),
    problems: ["account_not_found"],
  }),
  logout: endpoint("POST /commercial/portal/auth/logout", {
    id: "sales.portal.logout",
    summary: "Sign out of the client portal",
    guard: "portal",
    reply: body({ message: z.string() }),
  }),
  me: endpoint("GET /commercial/portal/me", {
    id: "sales.portal.me",
    summary: "The account of the client",
    guard: "portal",
    reply: data(z.object({
      account: z.object({
        ...profile,
        lastLoginAt: instant.nullable(),
        notification_preferences: z.record(z.string(), z.boolean()),
      }),
    })),
    problems: ["account_not_found"],
  }),
  changePreferences: endpoint("PATCH /commercial/portal/me/preferences", {
    id: "sales.portal.change_preferences",
    summary: "Change the language and the channels of the client",
    guard: "portal",
    body: PortalPreferences,
    reply: data(z.object({
      updated: z.literal(true),
      language,
      notification_preferences: z.record(z.string(), z.boolean()),
    })),
    problems: ["account_not_found"],
  }),
};

const accountProblems = [
  "company_access_denied",
  "portal_contact_unknown",
  "portal_company_unknown",
  "portal_email_taken",
];

export const portalAccounts = {
  list: endpoint("GET /commercial/portal/accounts", {
    id: "sales.portal_accounts.list",
    summary: "Portal accounts, newest first",
    guard: "portal.read",
    query: offsetQuery({ status: status.optional(), owner_company_id: id.optional(), contact_id: id.optional() }),
    reply: body({ data: z.array(PortalAccount), meta: z.object({ total: count, limit: count, offset: count }) }),
  }),
  create: endpoint("POST /commercial/portal/accounts", {
    id: "sales.portal_accounts.create",
    summary: "Give a contact access to the portal of a company and mail the invitation",
    description: "A contact that already has an account there keeps it: 200, isNew false and no mail.",
    guard: "portal.write",
    body: PortalAccountCreate,
    reply: created(z.object({ account: PortalAccount, activation_url: activationUrl.optional(), isNew: z.boolean() })),
    problems: accountProblems,
    idempotent: true,
  }),
  get: endpoint("GET /commercial/portal/accounts/:account_id", {
    id: "sales.portal_accounts.get",
    summary: "One portal account with its open sessions",
    guard: "portal.read",
    params: byId("account_id"),
    reply: data(z.object({ account: PortalAccount, sessions: z.array(PortalSession) })),
  }),
  changeStatus: endpoint("PATCH /commercial/portal/accounts/:account_id", {
    id: "sales.portal_accounts.change_status",
    summary: "Suspend, disable or restore a portal account",
    description:
      "Suspending and disabling end every session and void mailed links. Restoring an account that was never activated makes it " +
      "pending again: it needs a new invitation.",
    guard: "portal.write",
    params: byId("account_id"),
    body: PortalAccountStatus,
    reply: data(z.object({ account: PortalAccount })),
  }),
  invite: endpoint("POST /commercial/portal/accounts/:account_id/invitation", {
    id: "sales.portal_accounts.invite",
    summary: "Mail a new invitation; the earlier link stops working",
    guard: "portal.write",
    params: byId("account_id"),
    reply: data(z.object({ account: PortalAccount, activation_url: activationUrl })),
    problems: ["account_not_pending"],
  }),
};
