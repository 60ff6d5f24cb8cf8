import assert from "node:assert/strict";
import fc from "fast-check";
import { PERMISSIONS, type Scope } from "../../shared/contracts/permissions.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

interface Grant {
  key: string;
  read: boolean;
  write: boolean;
  scope: Scope;
}

const rank: Record<Scope, number> = { SELF: 1, GROUP: 2, ALL: 3 };
const widest = (scopes: Scope[]): Scope | null =>
  scopes.reduce<Scope | null>((best, scope) => (best === null || rank[scope] > rank[best] ? scope : best), null);

/** The union of roles, as the rule of the product states it. */
function union(roles: Grant[][]): Record<string, [Scope | null, Scope | null]> {
  const grants = roles.flat();
  const keys = [...new Set(grants.map((g) => g.key))];
  return Object.fromEntries(keys.map((key) => {
    const held = grants.filter((g) => g.key === key);
    const scopes = (action: "read" | "write") => widest(held.filter((g) => g[action]).map((g) => g.scope));
    return [key, [scopes("read"), scopes("write")]];
  }));
}

async function memberWith(tenant: string, roles: Grant[][]): Promise<string> {
  return await sql.begin(async (tx) => {
    const email = `${crypto.randomUUID()}@example.com`;
    const [user] =
      await tx`insert into identity.users (email, username, name) values (${email}, ${email}, 'Member') returning id`;
    const [member] = await tx`
      insert into identity.memberships (tenant_id, user_id) values (${tenant}, ${user.id}) returning id`;
    for (const grants of roles) {
      const [role] = await tx`
        insert into identity.roles (tenant_id, key, name) values (${tenant}, ${crypto.randomUUID()}, 'Role') returning id`;
      await tx`insert into identity.membership_roles (tenant_id, membership_id, role_id)
        values (${tenant}, ${member.id}, ${role.id})`;
      for (const { key, read, write, scope } of grants) {
        await tx`insert into identity.role_permissions (tenant_id, role_id, permission_key, can_read, can_write, scope)
          values (${tenant}, ${role.id}, ${key}, ${read}, ${write}, ${scope})`;
      }
    }
    return member.id;
  });
}

const grantOf = fc.record({
  key: fc.constantFrom("audits", "fiches", "contacts", "invoices.delete"),
  read: fc.boolean(),
  write: fc.boolean(),
  scope: fc.constantFrom<Scope>("SELF", "GROUP", "ALL"),
}).filter((g) => g.read || g.write);
const roleOf = fc.uniqueArray(grantOf, { selector: (g) => g.key, maxLength: 4 });

Deno.test("identity.effective_grants is the union of the roles, reading and writing each at its widest", async () => {
  const tenant = await world.tenant();
  await fc.assert(
    fc.asyncProperty(fc.array(roleOf, { maxLength: 4 }), async (roles) => {
      const member = await memberWith(tenant.id, roles);
      const [row] = await sql`
        select m.grants, identity.effective_grants(m.id) as computed from identity.memberships m where m.id = ${member}`;
      assert.deepEqual(row.computed, union(roles));
      assert.deepEqual(row.grants, row.computed, "the copy on the membership follows every change");
    }),
    { numRuns: 60 },
  );
});

Deno.test("identity.effective_grants keeps two scopes apart where roles differ", async () => {
  const tenant = await world.tenant();
  const grant = (read: boolean, write: boolean, scope: Scope): Grant[] => [{ key: "audits", read, write, scope }];
  const member = await memberWith(tenant.id, [
    grant(true, false, "SELF"),
    grant(true, true, "GROUP"),
    grant(true, false, "ALL"),
  ]);
  const [{ grants }] = await sql`select grants from identity.memberships where id = ${member}`;
  assert.deepEqual(grants, { audits: ["ALL", "GROUP"] });
});

Deno.test("identity.permissions and the registry of the code hold the same keys and texts", async () => {
  const rows = await sql`select key, description from identity.permissions where key <> '*'`;
  assert.deepEqual(Object.fromEntries(rows.map((r) => [r.key, r.description])), { ...PERMISSIONS });
});
