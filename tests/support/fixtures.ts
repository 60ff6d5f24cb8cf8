import type { AnyEndpoint } from "../../shared/contracts/kit/endpoint.ts";
import type { DomainApp } from "../../shared/http/domain_app.ts";
import { type Answer, send } from "./app_client.ts";
import { createRowMaker, type Row, type RowMaker } from "./row_maker.ts";
import type { TestActor, TestClient, TestTenant, World } from "./world.ts";

/** One organisation prepared for the tests of all endpoints: an administrator and whatever rows they ask for. */
export interface Ground {
  tenant: TestTenant;
  /** May do everything. */
  admin: TestActor;
  /** A client of the organisation, for the endpoints of the portal. */
  client(): Promise<TestClient>;
  /** A valid row, made past triggers; free text carries the marker of the ground. */
  row(table: string, values?: Row): Promise<Row>;
  /** A row of this organisation with these values. */
  find(table: string, values: Record<string, string>): Promise<Row | undefined>;
  /**
   * Calls an endpoint as the administrator with its documented example, keys of which `body` replaces. Throws when it is
   * refused.
   */
  call(endpointId: string, params?: Record<string, string>, body?: Record<string, unknown>): Promise<Answer>;
}

/** Makes a record that an identifier may name and answers the identifier. */
export type Fixture = (on: Ground) => Promise<string>;

const rowOf = (table: string, values: Row = {}): Fixture => async (on) => String((await on.row(table, values)).id);

const companies = new WeakMap<Ground, Map<string, Promise<Row>>>();

/** The one company of the ground with this code. */
function company(on: Ground, code: string, values: Row): Promise<Row> {
  if (!companies.has(on)) companies.set(on, new Map());
  const known = companies.get(on)!;
  if (!known.has(code)) known.set(code, findOrMake());
  return known.get(code)!;

  async function findOrMake(): Promise<Row> {
    return await on.find("identity.companies", { code }) ??
      await on.row("identity.companies", { code, ...values });
  }
}

/** Issues invoices: Swiss, with everything a payment part needs. */
const issuer = (on: Ground) =>
  company(on, "HYPERVISUAL", {
    country: "CH",
    street: "Rue de la Gare",
    building_number: "12",
    postal_code: "1003",
    city: "Lausanne",
    qr_iban: "CH4431999123000889012",
    regular_iban: "CH9300762011623852957",
  });

const issuerCode: Fixture = async (on) => String((await issuer(on)).code);

/** A client one may send a Swiss invoice to. */
const client: Fixture = async (on) => {
  const address = {
    street: "Route de Genève",
    building_number: "7",
    postal_code: "1004",
    city: "Lausanne",
    country: "Suisse",
  };
  const contact = await on.row("crm.contacts", { email: `${crypto.randomUUID()}@example.com`, address });
  return String(contact.id);
};

const draftInvoice: Fixture = async (on) => (await on.call("finance.invoices.create")).body.data.id;

/** An invoice with its number, open to be paid. */
export const sentInvoice: Fixture = async (on) => {
  const id = await draftInvoice(on);
  await on.call("finance.invoices.send", { id });
  return id;
};

/** Money that came in on an account of the issuing company and is matched with nothing. */
const movement: Fixture = async (on) => {
  const { id: owner_company_id } = await issuer(on);
  const account = await on.row("finance.bank_accounts", { owner_company_id, currency: "CHF" });
  const imported = await on.row("finance.bank_imports", { owner_company_id });
  const transaction = await on.row("finance.bank_transactions", {
    owner_company_id,
    bank_account_id: account.id,
    import_id: imported.id,
    amount: "5000.00",
    currency: "CHF",
  });
  return String(transaction.id);
};

const suggestion: Fixture = async (on) => {
  const { id: owner_company_id } = await issuer(on);
  const pair = { transaction_id: await movement(on), invoice_id: await sentInvoice(on) };
  return String((await on.row("finance.reconciliation_suggestions", { owner_company_id, ...pair })).id);
};

/** A quote as the product makes it; it names its company, because the ground may have several. */
const draftQuote: Fixture = async (on) => {
  const garage = await company(on, "GARAGE", { country: "FR", currency: "EUR" });
  const answer = await on.call("sales.quotes.create", {}, { owner_company_id: garage.id });
  return answer.body.data.id;
};

/** Somebody of the organisation who has an authenticator app. */
const memberWithSecondFactor: Fixture = async (on) => {
  const { user_id } = await on.row("identity.memberships", { status: "ACTIVE" });
  await on.row("identity.mfa_factors", { user_id, status: "enabled", configured_at: new Date() });
  return String(user_id);
};
/** Somebody else of the organisation. */
async function colleague(on: Ground): Promise<string> {
  return (await on.tenant.actor({})).userId;
}

const webhookEndpoint: Fixture = async (on) =>
  (await on.call("integrations.webhook_endpoints.create")).body.data.endpoint.id;

const webhookDelivery: Fixture = async (on) => {
  const { id, owner_company_id } =
    (await on.find("integrations.webhook_endpoints", { id: await webhookEndpoint(on) }))!;
  const delivery = await on.row("integrations.webhook_deliveries", {
    endpoint_id: id,
    owner_company_id,
    event: "invoice.paid",
    payload: "{}",
    status: "failed",
    lease_id: null,
    sent_at: null,
  });
  return String(delivery.id);
};

/** The role examples give to new members; organisations of tests start without the preset ones. */
export async function viewerRole(on: Ground): Promise<void> {
  if (!await on.find("identity.roles", { key: "viewer" })) {
    await on.row("identity.roles", { key: "viewer", name: "Viewer", is_system: true });
  }
}

/**
 * What identifiers in paths and bodies name. The most specific key counts: `<endpoint id>:<name>`, then every shorter beginning
 * of the endpoint id (`sales.quotes:id`, `sales:id`), then the bare name.
 */
const job = (status: string) => {
  const ended = status === "pending" ? {} : { progress: 100, finished_at: new Date().toISOString() };
  const row = { is_visible: true, status, lease_id: null, lease_until: null, progress: 0, finished_at: null };
  return rowOf("ops.jobs", { ...row, ...ended });
};

const ownSetting: Fixture = async (on) => {
  const name = `SETTING_${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
  return String((await on.row("ops.settings", { name })).name);
};

const holiday: Fixture = async (on) => {
  const date = new Date(Math.floor(Math.random() * 2e12)).toISOString().slice(0, 10);
  return String((await on.row("ops.holidays", { country: "CH", date })).id);
};

export const FIXTURES: Record<string, Fixture> = {
  alert_id: rowOf("audit.alerts"),
  company_id: rowOf("identity.companies"),
  contact_id: rowOf("crm.contacts"),
  avatar_id: async (on) => {
    const avatar_file_id = crypto.randomUUID();
    await on.row("identity.users", { avatar_file_id, avatar_path: "picture" });
    return avatar_file_id;
  },
  "identity.mfa:device_id": async (on) =>
    String((await on.row("identity.trusted_devices", { user_id: on.admin.userId })).id),
  "identity.mfa:userId": memberWithSecondFactor,
  delivery_id: webhookDelivery,
  endpoint_id: webhookEndpoint,
  invoice_id: rowOf("finance.invoices"),
  "documents.files:id": rowOf("documents.files", { kind: "document", status: "stored", scan_status: "clean" }),
  "billing.invoices:id": draftInvoice,
  "finance.invoices:id": draftInvoice,
  // Not the code of the issuer, which every ground has.
  "finance.config:code": async (on) => String((await on.row("identity.companies")).code),
  "finance.reconciliation:id": async (on) => (await on.call("finance.reconciliation.match")).body.data.id,
  "finance.reconciliation:invoice_id": sentInvoice,
  "finance.reconciliation:suggestion_id": suggestion,
  "finance.reconciliation:transaction_id": movement,
  "finance:client_id": client,
  // A code may exist in every organisation; an identifier says whose company is meant.
  "finance:company": async (on) => String((await issuer(on)).id),
  "finance:owner_company": issuerCode,
  "finance:transactionId": movement,
  "identity.api_keys:id": rowOf("identity.api_keys"),
  "identity.invites:id": async (on) => {
    await viewerRole(on);
    const email = `${crypto.randomUUID()}@example.com`;
    return (await on.call("identity.invites.create", {}, { email })).body.data.invite.id;
  },
  "identity.roles:roleId": rowOf("identity.roles"),
  "identity.teams:teamId": rowOf("identity.teams"),
  "identity.teams:userId": (on) => Promise.resolve(on.admin.userId),
  "identity.users:userId": colleague,
  "identity.users:user_id": colleague,
  key_id: rowOf("identity.api_keys"),
  owner_company_id: rowOf("identity.companies"),
  link_id: async (on) => String((await on.row("identity.auth_links", { user_id: on.admin.userId })).id),
  "ops.app_settings.remove:name": ownSetting,
  "ops.app_settings.update:name": ownSetting,
  "ops.holidays:id": holiday,
  "ops.async_jobs:id": job("pending"),
  "ops.async_jobs.restart:id": job("failed"),
  job_id: job("completed"),
  payment_id: rowOf("finance.payments"),
  quote_id: draftQuote,
  role_id: rowOf("identity.roles"),
  session_id: async (on) => String((await on.row("identity.sessions", { user_id: on.admin.userId })).id),
  suggestion_id: rowOf("finance.reconciliation_suggestions"),
  task_id: rowOf("crm.tasks"),
  team_id: rowOf("identity.teams"),
  transaction_id: rowOf("finance.bank_transactions"),
  user_id: (on) => Promise.resolve(on.admin.userId),
  vehicle_id: rowOf("crm.vehicles"),
  "notifications:id": async (on) =>
    String((await on.row("notifications.notifications", { recipient: on.admin.userId })).id),
  account_id: async (on) => {
    const { body } = await on.call("sales.portal_accounts.create", {}, { email: `${crypto.randomUUID()}@example.com` });
    return body.data.account.id;
  },
  "sales.portal_accounts:company_id": rowOf("crm.contacts"),
  "sales.portal_accounts:owner_company_id": async (on) => String((await issuer(on)).id),
  "sales.quotes:id": draftQuote,
};

/** The fixture of a path parameter or of a key in a body; undefined when nobody registered one. */
export function fixtureOf(endpointId: string, name: string): Fixture | undefined {
  const parts = endpointId.split(".");
  for (let length = parts.length; length > 0; length--) {
    const found = FIXTURES[`${parts.slice(0, length).join(".")}:${name}`];
    if (found) return found;
  }
  return FIXTURES[name];
}

/** Names of the parameters in a path, in order. */
export function paramNames(endpoint: AnyEndpoint): string[] {
  return [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
}

/** Parameters that name a record; the others (a date, a kind) are plain values. */
export function recordParams(endpoint: AnyEndpoint): string[] {
  return paramNames(endpoint).filter((name) => fixtureOf(endpoint.id, name) || looksLikeId(endpoint, name));
}

/** True when the contract takes an identifier and not just any word. */
function looksLikeId(endpoint: AnyEndpoint, name: string): boolean {
  const word = Object.fromEntries(paramNames(endpoint).map((one) => [one, crypto.randomUUID()]));
  return endpoint.params!.safeParse(word).success && !endpoint.params!.safeParse({ ...word, [name]: "a" }).success;
}

/** True when the path takes identifiers and not just any word. */
export function isIdentified(endpoint: AnyEndpoint): boolean {
  return !endpoint.params!.safeParse(Object.fromEntries(paramNames(endpoint).map((name) => [name, "42"]))).success;
}

/** Real values for every path parameter. Throws for one without a fixture: whoever adds it says what it names. */
export async function realParams(endpoint: AnyEndpoint, on: Ground): Promise<Record<string, string>> {
  const params: Record<string, string> = {};
  for (const name of paramNames(endpoint)) {
    const fixture = fixtureOf(endpoint.id, name);
    if (!fixture) throw new Error(`${endpoint.id}: register a fixture for :${name} in tests/support/fixtures.ts`);
    params[name] = await fixture(on);
  }
  return params;
}

/** `PATCH /quotes/:id` with its parameters filled in. */
export function routeOf(endpoint: AnyEndpoint, params: Record<string, string> = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(params[name]));
  return `${endpoint.method} ${path}`;
}

/** Who may call an endpoint of this ground; null where nobody has to sign in. */
export async function callerOf(endpoint: AnyEndpoint, on: Ground): Promise<TestActor | null> {
  if (endpoint.guard === "public") return null;
  return endpoint.guard === "portal" ? await on.client() : on.admin;
}

export interface Product {
  endpoints: readonly AnyEndpoint[];
  apps: readonly DomainApp[];
}

/** The app that answers an endpoint. */
export function appOf(product: Product, endpoint: AnyEndpoint): DomainApp {
  const app = product.apps.find((one) => one.domain === endpoint.domain);
  if (!app) throw new Error(`${endpoint.id}: functions/api/apps.ts has no app of ${endpoint.domain}`);
  return app;
}

export interface Grounds {
  rows: RowMaker;
  /** Lays out an organisation; `name` marks it and its rows. */
  ground(name: string): Promise<Ground>;
}

/** Prepares organisations of a world; each has its own marker in every free text. */
export async function openGrounds(
  world: World,
  product: Product,
  bodyFor: (endpoint: AnyEndpoint, on: Ground) => Promise<unknown>,
): Promise<Grounds> {
  const rows = await createRowMaker(world.db.admin, "Muster");
  return {
    rows,
    async ground(name) {
      const marked = await createRowMaker(world.db.admin, name);
      const tenant = await world.tenant({ name });
      const admin = await tenant.actor({ "*": "rw" }, { name });
      let client: Promise<TestClient> | undefined;
      const on: Ground = {
        tenant,
        admin,
        client: () => client ??= issuer(on).then(({ id }) => tenant.client(String(id), `${name} client`)),
        row: (table, values) => marked.make(table, tenant.id, values),
        async find(table, values) {
          const { admin: sql } = world.db;
          const where = Object.entries(values).map(([name, value]) => sql`and ${sql(name)} = ${value}`);
          const [row] = await sql<Row[]>`select * from ${sql(table)} where tenant_id = ${tenant.id} ${where}`;
          return row;
        },
        async call(endpointId, params = {}, body) {
          const endpoint = product.endpoints.find((one) => one.id === endpointId);
          if (!endpoint) throw new Error(`no endpoint ${endpointId}`);
          const example = await bodyFor(endpoint, on);
          const sent = example || body ? { ...example as object, ...body } : undefined;
          const answer = await send(appOf(product, endpoint), await callerOf(endpoint, on), routeOf(endpoint, params), {
            body: sent,
          });
          if (answer.status >= 300) throw new Error(`${endpointId} answered ${answer.status}: ${answer.text}`);
          return answer;
        },
      };
      return on;
    },
  };
}
