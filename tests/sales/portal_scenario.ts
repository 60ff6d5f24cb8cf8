import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { hashPassword } from "../../shared/auth/passwords.ts";
import { send } from "../support/app_client.ts";
import type { TestActor, TestTenant, World } from "../support/world.ts";
import { contactOf } from "./scenario.ts";

export const password = "Tournesol-1889";
/** Hashing is slow on purpose: every account of a test file shares one hash. */
const passwordHash = hashPassword(password);

export const portalMember = { portal: "rw" } as const;

export interface PortalDesk {
  tenant: TestTenant;
  member: TestActor;
  companyId: string;
}

/** A tenant with a company and a member who looks after the portal. */
export async function portalDesk(
  world: World,
  code = "HYPERVISUAL",
  company: Record<string, unknown> = {},
): Promise<PortalDesk> {
  const tenant = await world.tenant();
  const companyId = await tenant.company(code, company);
  return { tenant, companyId, member: await tenant.actor(portalMember, { companies: [companyId] }) };
}

export interface ClientAccount {
  accountId: string;
  contactId: string;
  email: string;
}

/** A client with a password, written past the API: most tests are not about how it came to be. */
export async function clientAccount(
  world: World,
  { tenant, companyId }: Pick<PortalDesk, "tenant" | "companyId">,
  columns: Record<string, unknown> = {},
): Promise<ClientAccount> {
  const email = String(columns.email ?? `c${crypto.randomUUID().slice(0, 13)}@example.ch`);
  const contactId = await contactOf(world, tenant.id, { email: `x${crypto.randomUUID()}@example.ch` });
  const row = {
    tenant_id: tenant.id,
    owner_company_id: companyId,
    contact_id: contactId,
    email,
    status: "active",
    password_hash: await passwordHash,
    activated_at: new Date().toISOString(),
    ...columns,
  };
  const { sql } = world.db;
  const [account] = await sql`insert into sales.portal_accounts ${sql(row)} returning id`;
  return { accountId: account.id, contactId, email };
}

/** Signs in and answers the whole answer; `more` adds to the body. */
export function login(
  email: string,
  options: { password?: string; more?: Record<string, unknown>; headers?: Record<string, string> } = {},
) {
  return send(app, null, "POST /commercial/portal/auth/login", {
    body: { email, password: options.password ?? password, ...options.more },
    headers: options.headers,
  });
}

/** The actor a successful sign-in makes. */
export async function signedInClient(email: string): Promise<TestActor> {
  const answer = await login(email);
  assert.equal(answer.status, 200, answer.text);
  return { token: answer.body.data.token } as TestActor;
}

/** Mails queued for an address, oldest first. */
export async function mailsTo(world: World, address: string) {
  return await world.db.sql<{ id: string; subject: string; body: string; entity_id: string; tenant_id: string }[]>`
    select id, subject, body, entity_id, tenant_id from notifications.outgoing_messages where to_address = ${address}
    order by created_at, id`;
}

/** The token of the link in a mail. */
export function tokenOf(text: string): string {
  return /token=([\w-]+)/.exec(text)![1];
}
