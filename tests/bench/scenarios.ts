import type postgres from "postgres";
import { createTokens } from "../../shared/auth/tokens.ts";
import { readConfig } from "../../shared/config/config.ts";
import type { RequestSpec } from "./load_process.ts";
import { nameFragments } from "./names.ts";

/** One kind of work, as the product and as the floor are asked for it. */
export interface Scenario {
  key: string;
  title: string;
  /** Share of the SQL floor the product aims at. */
  target: number;
  /** What the floor does for the same answer. */
  floorDoes: string;
  expect: number;
  product: RequestSpec[];
  floor: RequestSpec[];
  /** A second floor that answers less than the product does, so that the price of the rest shows. */
  narrow?: { does: string; requests: RequestSpec[] };
}

/** A signed-in person of the volume. */
export interface BenchUser {
  tenantNo: number;
  tenantId: string;
  companyId: string;
  userId: string;
  sessionId: string;
  email: string;
  token: string;
}

/** Every process of the bench signs and verifies with this. */
export const BENCH_SECRET = "a-secret-for-the-bench-only-0123456789abcdef";

/**
 * The environment of the product in the bench: production with everything on. Only the limits are out of the way, because all
 * calls come from one machine; the counters work as ever.
 */
export function productEnvironment(databaseUrl: string, poolSize: number, limits = 10_000_000): Record<string, string> {
  return {
    APP_ENV: "production",
    DATABASE_URL: databaseUrl,
    DB_POOL_MAX: String(poolSize),
    DB_IDLE_SECONDS: "300",
    JWT_SECRET: BENCH_SECRET,
    AUDIT_KEYS: JSON.stringify([{ version: 1, key: BENCH_SECRET }]),
    RATE_LIMIT_IP_PER_MINUTE: String(limits),
    RATE_LIMIT_USER_PER_MINUTE: String(limits),
    RATE_LIMIT_TENANT_PER_MINUTE: "10000000",
    RATE_LIMIT_CREDENTIAL_PER_15_MINUTES: "10000000",
  };
}

/** Signs everybody of the volume in: a session each and a token for it. */
export async function signEverybodyIn(sql: postgres.Sql): Promise<BenchUser[]> {
  const rows = await sql<Omit<BenchUser, "token">[]>`
    with opened as (
      insert into identity.sessions (tenant_id, user_id, expires_at, refresh_expires_at)
      select m.tenant_id, m.user_id, now() + interval '1 day', now() + interval '7 days'
      from identity.memberships m join bench.tenants t on t.id = m.tenant_id
      returning id, tenant_id, user_id
    )
    select t.no as "tenantNo", t.id as "tenantId", t.company_id as "companyId", u.id as "userId", o.id as "sessionId", u.email
    from opened o join bench.tenants t on t.id = o.tenant_id join identity.users u on u.id = o.user_id
    order by md5(u.email)`;
  const tokens = createTokens(readConfig({
    ...productEnvironment("postgres://bench", 1),
    ACCESS_TOKEN_SECONDS: "7200",
  }));
  return await Promise.all(rows.map(async (user) => ({
    ...user,
    token: await tokens.sign({
      sub: user.userId,
      tenant_id: user.tenantId,
      session_id: user.sessionId,
      email: user.email,
      name: "Bench User",
      user_role: "manager",
      roles: ["manager"],
      perm_version: 1,
    }),
  })));
}

/** Everybody calls from an address of their own. */
export const callerOf = (user: BenchUser, i: number): Record<string, string> => ({
  authorization: `Bearer ${user.token}`,
  "x-forwarded-for": `10.${i >> 16 & 255}.${i >> 8 & 255}.${i & 255}`,
  "user-agent": "comptoir-bench",
});

/** The requests of the five kinds of work, spread over all tenants and people. */
export async function makeScenarios(sql: postgres.Sql, users: BenchUser[]): Promise<Scenario[]> {
  const asked = await sql<{ tenant_no: number; kind: string; id: string; name: string }[]>`
    select a.tenant_no, a.kind, a.id, coalesce(c.company_name, c.first_name || ' ' || c.last_name) as name
    from bench.asked a left join crm.contacts c on c.id = a.id order by md5(a.id::text)`;
  const ofTenant = new Map<string, { id: string; name: string }[]>();
  for (const { tenant_no, kind, id, name } of asked) {
    const key = `${kind}:${tenant_no}`;
    ofTenant.set(key, [...(ofTenant.get(key) ?? []), { id, name }]);
  }
  const pick = (kind: string, user: BenchUser, i: number) => {
    const list = ofTenant.get(`${kind}:${user.tenantNo}`)!;
    return list[i % list.length];
  };
  const fragments = nameFragments(users.length);
  const today = new Date().toISOString().slice(0, 10);
  const due = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

  const contact = (i: number) =>
    JSON.stringify({
      first_name: "Sophie",
      last_name: "Martin",
      email: "sophie.##########@example.fr",
      phone: "+33698765432",
      company: "Martin Transport",
      address: { street: "45 Avenue des Champs", city: "Lyon", postal_code: "69001", country: "France" },
      tags: ["prospect"],
      is_vip: i % 20 === 0,
      custom_fields: { source: "website" },
    });
  const invoice = (user: BenchUser, i: number) =>
    JSON.stringify({
      client_id: pick("contact", user, i).id,
      date: today,
      due_date: due,
      line_items: [
        { description: "Développement", quantity: 10, unit_price: 150, discount: 10 },
        { description: "Conseil et suivi", quantity: 2.5, unit_price: 180 },
        { description: "Frais de déplacement", quantity: 1, unit_price: 62.4 },
      ],
    });
  /** What the product works out of the token, the floor is told in the address. */
  const known = (user: BenchUser, i: number) =>
    `user=${user.userId}&company=${user.companyId}&client=${encodeURIComponent(pick("contact", user, i).name)}`;

  const make = (
    scenario: Omit<Scenario, "product" | "floor" | "narrow">,
    request: (
      user: BenchUser,
      i: number,
    ) => { method?: "POST"; product: string; floor: string; narrow?: string; body?: string },
    narrowDoes?: string,
  ): Scenario => {
    const both = users.map((user, i) => ({ user, i, method: "GET" as const, ...request(user, i) }));
    return {
      ...scenario,
      product: both.map(({ method, product: path, body, user, i }) => ({
        method,
        path,
        body,
        headers: callerOf(user, i),
      })),
      floor: both.map(({ method, floor: path, body }) => ({ method, path, body })),
      ...(narrowDoes && {
        narrow: {
          does: narrowDoes,
          requests: both.map(({ method, narrow, body }) => ({ method, path: narrow!, body })),
        },
      }),
    };
  };

  return [
    make({
      key: "list",
      title: "list 20 contacts, exact total",
      target: 1,
      floorDoes: "page query and count(*) side by side",
      expect: 200,
    }, (user) => ({ product: "/api/contacts?page=1&limit=20", floor: `/${user.tenantId}/contacts?page=1&limit=20` })),
    make({
      key: "search",
      title: "search contacts by name fragment",
      target: 1,
      floorDoes: "page query and count(*) side by side, trigram index",
      expect: 200,
    }, (user, i) => ({
      product: `/api/contacts?page=1&limit=20&search=${fragments[i]}`,
      floor: `/${user.tenantId}/contacts?page=1&limit=20&search=${fragments[i]}`,
    })),
    make({
      key: "get",
      title: "get an invoice with its lines",
      target: 0.6,
      floorDoes: "the same answer by the same SQL",
      expect: 200,
    }, (user, i) => {
      const { id } = pick("invoice", user, i);
      return {
        product: `/api/finance/invoices/${id}`,
        floor: `/${user.tenantId}/invoices/${id}`,
        narrow: `/${user.tenantId}/invoices/${id}/rows`,
      };
    }, "invoice row and lines side by side, nothing else"),
    make({
      key: "create-contact",
      title: "create a contact",
      target: 0.5,
      floorDoes: "one insert, same table and triggers",
      expect: 201,
    }, (user, i) => ({
      method: "POST",
      product: "/api/contacts",
      floor: `/${user.tenantId}/contacts?${known(user, i)}`,
      body: contact(i),
    })),
    make({
      key: "create-invoice",
      title: "create an invoice with 3 lines",
      target: 0.6,
      floorDoes: "begin, invoice, lines, commit; same tables and triggers",
      expect: 201,
    }, (user, i) => ({
      method: "POST",
      product: "/api/finance/invoices",
      floor: `/${user.tenantId}/invoices?${known(user, i)}`,
      body: invoice(user, i),
    })),
  ];
}
