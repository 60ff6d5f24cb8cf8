import { unsubscribeUrl } from "../../shared/auth/unsubscribe_links.ts";
import { totpCode } from "../../shared/auth/totp.ts";
import type { AnyEndpoint } from "../../shared/contracts/kit/endpoint.ts";
import { push } from "../../shared/contracts/notifications/push.ts";
import { camtFile } from "./camt_samples.ts";
import { monthlyStatement } from "./camt_scenarios.ts";
import { fixtureOf, type Ground, realParams, sentInvoice, viewerRole } from "./fixtures.ts";
import { testSecret } from "./world.ts";

/** The documented example of a body; undefined when there is none. */
export function exampleOf(endpoint: AnyEndpoint): unknown {
  return (endpoint.body?.meta()?.examples as unknown[] | undefined)?.[0];
}

/** The documented example, in which what names a record names one that exists on the ground. */
export async function exampleOn(endpoint: AnyEndpoint, on: Ground): Promise<unknown> {
  return await withRealIds(exampleOf(endpoint), endpoint.id, on);
}

async function withRealIds(value: unknown, endpointId: string, on: Ground): Promise<unknown> {
  if (Array.isArray(value)) return await Promise.all(value.map((item) => withRealIds(item, endpointId, on)));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const fixture = typeof inner === "string" ? fixtureOf(endpointId, key) : undefined;
    copy[key] = fixture ? await fixture(on) : await withRealIds(inner, endpointId, on);
  }
  return copy;
}

/** A request an endpoint should accept. */
export interface Accepted {
  params: Record<string, string>;
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  form?: FormData;
}

/** What an endpoint needs besides its documented example and fresh records. */
const PREPARED: Record<string, (on: Ground) => Promise<Partial<Accepted>>> = {
  "notifications.push.send_test": withDevice,
  "notifications.push.send_test_whatsapp": withCase,
  "notifications.push.test": withDevice,
  "notifications.whatsapp.receive": () =>
    Promise.resolve({ body: '{"entry":[]}', headers: { "content-type": "application/json" } }),
  "identity.auth.signup": () => Promise.resolve({ body: signUp() }),
  "identity.auth.signin": async (on) => {
    const { email, password } = await registered(on);
    return { body: { email, password } };
  },
  "identity.auth.login": async (on) => {
    const { email, password } = await registered(on);
    return { body: { email, password, remember_me: true } };
  },
  "identity.auth.session": async (on) => {
    const { email, password, subdomain } = await registered(on);
    return { body: { username: email, password, tenant_id: subdomain } };
  },
  "identity.mfa.activate": async (on) => {
    const { body } = await on.call("identity.mfa.setup");
    return { body: { code: totpCode(body.secret) } };
  },
  "identity.mfa.disable": async (on) => ({ body: { code: (await enrolled(on)).next } }),
  "identity.mfa.regenerate_backup_codes": async (on) => ({ body: { code: (await enrolled(on)).next } }),
  "identity.mfa.verify": async (on) => {
    const { next } = await enrolled(on);
    const challenge = await on.row("identity.mfa_challenges", {
      user_id: on.admin.userId,
      expires_at: new Date(Date.now() + 60_000),
      consumed_at: null,
    });
    return { body: { challenge_id: challenge.id, code: next, trust_device: true } };
  },
  "identity.auth.refresh": async (on) => {
    const { email, password } = await registered(on);
    const { body } = await on.call("identity.auth.login", {}, { email, password });
    return { body: { refresh_token: body.data.refresh_token } };
  },
  "identity.registration.register": async (on) => {
    await viewerRole(on);
    return {};
  },
  "identity.dialects.obtain": async (on) => {
    const { email, password } = await registered(on);
    return { body: { username: email, password } };
  },
  "identity.dialects.refresh": async (on) => {
    const { email, password } = await registered(on);
    const { body } = await on.call("identity.auth.login", {}, { email, password });
    return { body: { refresh: body.data.refresh_token } };
  },
  "identity.magic_links.request": async (on) => ({ body: { email: await portalClient(on) } }),
  "identity.passwords.reset": async (on) => {
    await on.call("identity.passwords.forgot", {}, { email: on.admin.email });
    return { body: { token: await mailedToken(on), password: "Perceuse-Visseuse-12" } };
  },
  "identity.email_addresses.verify": async (on) => {
    await on.call("identity.email_addresses.resend");
    return { body: { token: await mailedToken(on) } };
  },
  "identity.invites.accept": async (on) => {
    await viewerRole(on);
    const email = `${crypto.randomUUID()}@example.com`;
    await on.call("identity.invites.create", {}, { email });
    const mail = await on.find("notifications.outgoing_messages", { to_address: email });
    const [, token] = /#token=(\S+)/.exec(String(mail!.body))!;
    return { body: { invite_token: decodeURIComponent(token), password: signUp().password } };
  },
  "identity.invites.create": withViewerRole,
  "identity.users.create": withViewerRole,
  "identity.users.update": withViewerRole,
  "finance.bank.create_account": async (on) => {
    await fixtureOf("finance.bank", "company")!(on);
    return {};
  },
  "finance.bank.import_camt053": (on) => {
    const ownAccount = { ...monthlyStatement(), iban: "CH9300762011623852957" };
    return upload(on, "statement.xml", camtFile([ownAccount], { version: "08" }));
  },
  "finance.bank.import_csv": async (on) => {
    // The file does not say whose it is: it belongs to the only account there is.
    await fixtureOf("finance", "transactionId")!(on);
    return await upload(on, "movements.csv", "Date;Montant;Description\n31.01.2026;100.00;Loyer\n");
  },
  "finance.invoices.file": async (on) => {
    const { body } = await on.call("finance.invoices.pdf", { id: await fixtureOf("finance.invoices", "id")!(on) });
    return {
      params: { token: decodeURIComponent(new URL(body.data.url, "http://localhost").pathname.split("/").at(-1)!) },
    };
  },
  "finance.invoices.search": () => Promise.resolve({ query: { q: "muster" } }),
  "finance.invoices.mark_paid": onSentInvoice,
  "finance.invoices.partial_payment": onSentInvoice,
  "finance.invoices.qr": onSentInvoice,
  "notifications.unsubscribe": async (on) => {
    const config = { JWT_SECRET: testSecret, APP_URL: "http://localhost" };
    const url = await unsubscribeUrl(config, { tenantId: on.tenant.id, userId: on.admin.userId });
    return { params: { token: url.split("/").at(-1)! } };
  },
  "sales.portal.login": async (on) => {
    const email = await portalClient(on);
    return { body: { email, password: PORTAL_PASSWORD } };
  },
  "sales.portal.activate": async (on) => {
    const { body } = await on.call("sales.portal_accounts.create");
    return { body: { token: tokenIn(body.data.activation_url), password: PORTAL_PASSWORD } };
  },
  "sales.portal.reset_password": async (on) => {
    const email = await portalClient(on);
    await on.call("sales.portal.forgot_password", {}, { email });
    const seller = await on.find("identity.companies", { code: "HYPERVISUAL" });
    const subject = `Nouveau mot de passe pour l'espace client - ${seller!.display_name}`;
    const mail = await on.find("notifications.outgoing_messages", { to_address: email, subject });
    return { body: { token: tokenIn(String(mail!.body)), password: PORTAL_PASSWORD } };
  },
  "sales.portal_accounts.invite": async (on) => {
    const { body } = await on.call("sales.portal_accounts.create");
    return { params: { account_id: body.data.account.id } };
  },
  "sales.quotes.change_status": async (on) => {
    const quote = await fixtureOf("sales.quotes", "id")!(on);
    return { params: { id: quote } };
  },
  "sales.quotes.convert": async (on) => {
    const quote = await fixtureOf("sales.quotes", "id")!(on);
    for (const status of ["SENT", "ACCEPTED"]) await on.call("sales.quotes.change_status", { id: quote }, { status });
    return { params: { id: quote } };
  },
};

/** Endpoints whose success needs more than a ground has, or somebody outside: their behaviour tests bring it. */
export const NOT_RUN: Record<string, string> = {
  "identity.auth_links.create": "Supabase Auth is no part of a ground; its behaviour tests bring a stand-in.",
  "automation.cron.drain": "It asks for the secret of the scheduler, and does the work of all organisations.",
  "automation.cron.exec": "It checks credentials of two kinds itself; tests/automation shows both.",
  "automation.cron.exec_by_get": "It checks credentials of two kinds itself; tests/automation shows both.",
  "notifications.email.lead_confirmation": "Refused as long as no leads are kept.",
  "notifications.email.provider_reminder": "Refused as long as no proposals are kept.",
  "notifications.email.supplier_invoice_approved": "Refused as long as no supplier invoices are kept.",
  "identity.passwords.change": "The administrator of a ground came in without a password.",
  "identity.magic_links.verify": "Uses a link up: the one GET that changes something.",
  "identity.dialects.mock_config": "Off unless configured.",
  "identity.dialects.mock_login": "Off unless configured.",
  "documents.files.download": "Needs a storage service.",
  "documents.files.shared": "Needs a storage service.",
  "documents.files.upload": "Needs a storage service.",
  "ops.backups.download": "Needs a storage service.",
  "ops.backups.remove": "Needs a storage service.",
  "ops.backups.remove_all": "Needs a storage service.",
  "ops.backups.remove_many": "Needs a storage service.",
  "ops.backups.restore": "Needs a storage service.",
  "ops.backups.start": "Needs a storage service.",
  "ops.backups.upload": "Needs a storage service.",
  "identity.profile.avatar": "Needs a storage service.",
  "identity.profile.upload_avatar": "Needs a storage service.",
  "notifications.pusher.auth": "Wants a broker; its behaviour tests bring a stand-in.",
  "notifications.pusher.test": "Wants a broker; its behaviour tests bring a stand-in.",
  "identity.crm.users": "Asks a connected CRM.",
  "identity.crm.teams": "Asks a connected CRM.",
  "identity.crm.link": "Asks a connected CRM.",
  "identity.crm.sync_teams": "Asks a connected CRM.",
  "identity.users.transfer_ownership": "Wants an owner; the administrator of a ground holds no preset role.",
  "identity.profile.change_password": "The administrator of a ground came in without a password.",
};

/** GETs that write all the same: what they log is part of what they promise. */
export const LOGS_ITSELF: Record<string, string> = {
  "audit.events.export": "Whoever takes the log away leaves a trace in it.",
};

/** The request that should succeed on this ground. */
export async function acceptedRequest(endpoint: AnyEndpoint, on: Ground): Promise<Accepted> {
  const prepared = await PREPARED[endpoint.id]?.(on) ?? {};
  return {
    params: prepared.params ?? await realParams(endpoint, on),
    body: prepared.form ? undefined : prepared.body ?? await exampleOn(endpoint, on),
    query: prepared.query,
    headers: prepared.headers,
    form: prepared.form,
  };
}

/** Ids in the tables above that no endpoint of a served domain has: they would hide a renamed endpoint. */
export function unknownExamples(endpoints: readonly AnyEndpoint[]): string[] {
  const ids = new Set(endpoints.map((endpoint) => endpoint.id));
  const domains = new Set<string>(endpoints.map((endpoint) => endpoint.domain));
  return [...Object.keys(PREPARED), ...Object.keys(NOT_RUN)].filter((id) =>
    !ids.has(id) && domains.has(id.split(".")[0])
  );
}

async function withViewerRole(on: Ground): Promise<Partial<Accepted>> {
  await viewerRole(on);
  return {};
}

/** The administrator has a device. */
async function withDevice(on: Ground): Promise<Partial<Accepted>> {
  const { endpoint, keys } = JSON.parse((exampleOf(push.register) as { token: string }).token);
  await on.row("notifications.push_subscriptions", {
    user_id: on.admin.userId,
    kind: "web",
    address_token: `${endpoint}/${crypto.randomUUID()}`,
    public_key_token: keys.p256dh,
    auth_token: keys.auth,
    is_active: true,
  });
  return {};
}

/** Some message was about a case already. */
async function withCase(on: Ground): Promise<Partial<Accepted>> {
  await on.row("notifications.workflow_notifications", { entity: "customer_application", status: "pending" });
  return {};
}

async function onSentInvoice(on: Ground) {
  return { params: { id: await sentInvoice(on) } };
}

/** A bank file of the issuing company as a form. */
async function upload(on: Ground, name: string, content: string | Uint8Array) {
  const form = new FormData();
  form.set("file", new File([content as BlobPart], name));
  form.set("owner_company", await fixtureOf("finance.bank", "owner_company")!(on));
  return { form };
}

/** The token of the link that was mailed to the administrator. */
async function mailedToken(on: Ground): Promise<string> {
  const mail = await on.find("notifications.outgoing_messages", { to_address: on.admin.email });
  return /#token=(\S+)/.exec(String(mail?.body))![1];
}

const PORTAL_PASSWORD = "Tournesol-1889";

const tokenIn = (text: string) => /token=([\w-]+)/.exec(text)![1];

/** The e-mail of a client who has activated an account. */
async function portalClient(on: Ground): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`;
  const { body } = await on.call("sales.portal_accounts.create", {}, { email });
  await on.call("sales.portal.activate", {}, {
    token: tokenIn(body.data.activation_url),
    password: PORTAL_PASSWORD,
  });
  return email;
}

function signUp() {
  const unique = crypto.randomUUID().slice(0, 8);
  return {
    email: `owner-${unique}@example.com`,
    password: "Tournevis-Cruciforme-7",
    name: "Jean Martin",
    subdomain: `garage-${unique}`,
    tenantName: "Garage Martin",
  };
}

/** The administrator of the ground sets up an authenticator app; answers a code that was not used yet. */
async function enrolled(on: Ground) {
  const { body } = await on.call("identity.mfa.setup");
  await on.call("identity.mfa.activate", {}, { code: totpCode(body.secret) });
  return { next: totpCode(body.secret, Date.now() + 30_000) };
}

async function registered(on: Ground) {
  const account = signUp();
  await on.call("identity.auth.signup", {}, account);
  return account;
}
