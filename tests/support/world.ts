import { type Config, readConfig } from "../../shared/config/config.ts";
import type { Scope } from "../../shared/contracts/permissions.ts";
import { createRuntime, type Runtime, useRuntime } from "../../shared/http/runtime.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

/**
 * The world of one test file: its own database and a runtime on it. Open it at the top of the file, close it in `Deno.test.afterAll`.
 */
export interface World {
  db: TestDatabase;
  runtime: Runtime;
  /** Log lines of the code under test; errors among them explain a 500. */
  logs: Record<string, unknown>[];
  tenant(options?: { country?: string; name?: string }): Promise<TestTenant>;
  close(): Promise<void>;
}

/** A grant as a test states it: `"rw"` is ALL, `"r"` reads ALL, a pair gives both scopes. */
export type TestGrant = "r" | "rw" | readonly [Scope | null, Scope | null];

export interface TestTenant {
  id: string;
  /** A signed-in user who holds exactly these grants; `{ "*": "rw" }` for an administrator. */
  actor(
    grants: Record<string, TestGrant>,
    options?: { teams?: string[]; companies?: string[]; name?: string },
  ): Promise<TestActor>;
  team(name?: string): Promise<string>;
  company(code: string, columns?: Record<string, unknown>): Promise<string>;
  apiKey(scopes: string[]): Promise<string>;
  /** A signed-in client with a portal account at a company of the tenant. */
  client(companyId: string, name?: string): Promise<TestClient>;
}

export interface TestActor {
  tenantId: string;
  userId: string;
  sessionId: string;
  token: string;
  email: string;
}

/** A client: `userId` is the portal account. */
export interface TestClient extends TestActor {
  contactId: string;
  companyId: string;
}

export const testSecret = "a-secret-for-tests-only-0123456789abcdef";
export const testAuditKeys = JSON.stringify([{ version: 1, key: "an-audit-key-for-tests-only-0123456789" }]);

export const testSealingKeys = JSON.stringify([{ id: "test", key: btoa("a sealing key for the tests: 32b") }]);

/** Limits are out of the way unless a test is about them. */
export function testConfig(databaseUrl: string, overrides: Record<string, string> = {}): Config {
  return readConfig({
    APP_ENV: "test",
    DATABASE_URL: databaseUrl,
    DB_POOL_MAX: "6",
    JWT_SECRET: testSecret,
    AUDIT_KEYS: testAuditKeys,
    SECRETS_KEYS: testSealingKeys,
    LOG_LEVEL: "info",
    INSTANCE_ID: "test",
    CORS_ORIGINS: "https://app.example.com",
    TENANT_DOMAIN: "comptoir.example",
    RATE_LIMIT_IP_PER_MINUTE: "10000000",
    RATE_LIMIT_USER_PER_MINUTE: "10000000",
    RATE_LIMIT_TENANT_PER_MINUTE: "10000000",
    RATE_LIMIT_CREDENTIAL_PER_15_MINUTES: "10000000",
    RATE_LIMIT_EXCHANGE_PER_MINUTE: "10000000",
    RATE_LIMIT_WEBHOOK_PER_MINUTE: "10000000",
    WEBHOOK_ALLOWED_ORIGINS: "https://hooks.example.com",
    STREAM_SECONDS: "5",
    STREAM_POLL_SECONDS: "0.2",
    DB_PREPARE: Deno.env.get("COMPTOIR_PREPARE") ?? "true",
    ...overrides,
  });
}

/** What a process of the product needs in its environment to work on a test database, quietly. */
export function processEnvironment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    JWT_SECRET: testSecret,
    AUDIT_KEYS: testAuditKeys,
    SECRETS_KEYS: testSealingKeys,
    LOG_LEVEL: "silent",
  };
}

/** Opens a world; `config` overrides variables of the test configuration. */
export async function openWorld(options: { config?: Record<string, string> } = {}): Promise<World> {
  const db = await testDatabase();
  const logs: Record<string, unknown>[] = [];
  const runtime = createRuntime(testConfig(db.url, options.config), { log: (line) => keep(logs, line) });
  useRuntime(runtime);
  return {
    db,
    runtime,
    logs,
    tenant: (given) => createTenant(db, runtime, given),
    async close() {
      await runtime.close();
      await db.drop();
    },
  };
}

/** An unexpected 500 tells its cause at once: nobody should have to guess what a test ran into. */
function keep(logs: Record<string, unknown>[], line: string): void {
  const entry = JSON.parse(line);
  logs.push(entry);
  if (entry.event === "request.failed") console.error(JSON.stringify(entry, null, 1));
}

async function createTenant(
  db: TestDatabase,
  runtime: Runtime,
  { country = "FR", name = "Garage" }: { country?: string; name?: string } = {},
): Promise<TestTenant> {
  const { sql } = db;
  const subdomain = `t${crypto.randomUUID().replaceAll("-", "").slice(0, 20)}`;
  const [{ id }] = await sql`
    insert into identity.tenants (subdomain, name, country) values (${subdomain}, ${name}, ${country}) returning id`;
  let companies = 0;
  return {
    id,
    async team(teamName = `team ${crypto.randomUUID().slice(0, 8)}`) {
      const [team] = await sql`insert into identity.teams (tenant_id, name) values (${id}, ${teamName}) returning id`;
      return team.id;
    },
    async company(code, columns = {}) {
      const row = {
        tenant_id: id,
        number: ++companies,
        code,
        name: code,
        invoice_prefix: code.slice(0, 3),
        ...columns,
      };
      const [company] = await sql`insert into identity.companies ${sql(row)} returning id`;
      return company.id;
    },
    async apiKey(scopes) {
      const key = `cpt_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}.${
        crypto.randomUUID().replaceAll("-", "")
      }`;
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
      const [creator] = await sql`
        insert into identity.users (email, username, name) values (${`${
        key.slice(4, 20)
      }@keys.test`}, ${key}, 'Key maker')
        returning id`;
      await sql`
        insert into identity.api_keys (tenant_id, name, prefix, key_hash, scopes, created_by)
        values (${id}, 'test key', ${key.split(".")[0]}, ${
        [...hash].map((b) => b.toString(16).padStart(2, "0")).join("")
      }, ${scopes}, ${creator.id})`;
      return key;
    },
    actor: (grants, options) => createActor(db, runtime, id, grants, options),
    client: (companyId, name) => createClient(db, runtime, id, companyId, name),
  };
}

async function createActor(
  { sql }: TestDatabase,
  runtime: Runtime,
  tenantId: string,
  grants: Record<string, TestGrant>,
  options: { teams?: string[]; companies?: string[]; name?: string } = {},
): Promise<TestActor> {
  const email = `u${crypto.randomUUID().slice(0, 12)}@example.com`;
  const name = options.name ?? "Test Actor";
  const ids = await sql.begin(async (tx) => {
    const [user] =
      await tx`insert into identity.users (email, username, name) values (${email}, ${email}, ${name}) returning id`;
    const [membership] = await tx`
      insert into identity.memberships (tenant_id, user_id) values (${tenantId}, ${user.id}) returning id`;
    const [role] = await tx`
      insert into identity.roles (tenant_id, key, name) values (${tenantId}, ${`r${crypto.randomUUID()}`}, 'Test role') returning id`;
    for (const row of Object.entries(grants).flatMap(([key, grant]) => permissionRows(key, grant))) {
      await tx`insert into identity.role_permissions ${tx({ tenant_id: tenantId, role_id: role.id, ...row })}
        on conflict (tenant_id, role_id, permission_key) do nothing`;
    }
    await tx`insert into identity.membership_roles (tenant_id, membership_id, role_id) values (${tenantId}, ${membership.id}, ${role.id})`;
    for (const team of options.teams ?? []) {
      await tx`insert into identity.team_members (tenant_id, team_id, membership_id) values (${tenantId}, ${team}, ${membership.id})`;
    }
    for (const company of options.companies ?? []) {
      await tx`insert into identity.company_access (tenant_id, membership_id, company_id) values (${tenantId}, ${membership.id}, ${company})`;
    }
    const [session] = await tx`
      insert into identity.sessions (tenant_id, user_id, expires_at, refresh_expires_at)
      values (${tenantId}, ${user.id}, now() + interval '1 day', now() + interval '7 days') returning id`;
    return { userId: user.id as string, sessionId: session.id as string };
  });
  const token = await runtime.tokens.sign({
    sub: ids.userId,
    tenant_id: tenantId,
    session_id: ids.sessionId,
    email,
    name,
    user_role: "user",
    roles: ["user"],
    perm_version: 1,
  });
  return { ...ids, tenantId, token, email };
}

async function createClient(
  { sql }: TestDatabase,
  runtime: Runtime,
  tenantId: string,
  companyId: string,
  name = "Test Client",
): Promise<TestClient> {
  const email = `c${crypto.randomUUID().slice(0, 12)}@example.com`;
  const ids = await sql.begin(async (tx) => {
    const [contact] = await tx`
      insert into crm.contacts (tenant_id, first_name, last_name, email)
      values (${tenantId}, 'Client', ${name}, ${email}) returning id`;
    const [account] = await tx`
      insert into sales.portal_accounts (tenant_id, owner_company_id, contact_id, email, status, password_hash, activated_at)
      values (${tenantId}, ${companyId}, ${contact.id}, ${email}, 'active', 'none', now()) returning id`;
    const [session] = await tx`
      insert into identity.sessions (tenant_id, portal_account_id, idle_seconds, expires_at, refresh_expires_at)
      values (${tenantId}, ${account.id}, 86400, now() + interval '1 day', now() + interval '1 day') returning id`;
    return { contactId: contact.id as string, userId: account.id as string, sessionId: session.id as string };
  });
  const token = await runtime.tokens.signPortal({
    sub: ids.userId,
    tenant_id: tenantId,
    session_id: ids.sessionId,
    accountId: ids.userId,
    contactId: ids.contactId,
    companyId: null,
    ownerCompanyId: companyId,
    email,
    portalDomain: "client.example.com",
  });
  return { ...ids, companyId, tenantId, token, email };
}

/** A role grants one scope per key; a test that wants two different scopes gets them from the wider one's column. */
function permissionRows(key: string, grant: TestGrant) {
  const [read, write] = grant === "r" ? ["ALL", null] : grant === "rw" ? ["ALL", "ALL"] : grant;
  if (read && write && read !== write) {
    throw new Error("one role holds one scope per key: give the actor two roles instead");
  }
  return [{ permission_key: key, can_read: read !== null, can_write: write !== null, scope: (read ?? write)! }];
}
