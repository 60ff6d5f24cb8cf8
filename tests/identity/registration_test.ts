import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { account, bearer, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
await tenant.company("GARAGE");
await tenant.company("ATELIER");

const login = (email: string) =>
  send(app, null, "POST /auth/login", { body: { email, password, tenant_id: tenant.id } });

async function signedIn(role: string): Promise<TestActor> {
  const { email } = await account(world, tenant, { roles: [role] });
  return bearer((await login(email)).body.accessToken);
}

const owner = await signedIn("owner");
const fresh = () => `r${crypto.randomUUID().slice(0, 12)}@example.com`;
const register = (actor: TestActor, body: Record<string, unknown>) =>
  send(app, actor, "POST /auth/register", { body: { email: fresh(), password, name: "Léa Rochat", ...body } });

Deno.test("identity.registration.register makes a member with role and companies who can sign in at once", async () => {
  const email = fresh();
  const answer = await register(owner, { email, role: "manager", companies: ["GARAGE"] });
  assert.equal(answer.status, 201, answer.text);
  const { id, ...user } = answer.body.user;
  assert.deepEqual(user, { email, name: "Léa Rochat", role: "manager" });
  const session = await login(email);
  assert.deepEqual([session.body.user.id, session.body.user.role, session.body.user.companies], [id, "manager", [
    "GARAGE",
  ]]);
  const [event] = await sql`select category from audit.events where action = 'user_created' and entity_id = ${id}`;
  assert.equal(event.category, "admin");
});

Deno.test("identity.registration.register gives the role user and no company unless told otherwise", async () => {
  const { body } = await register(owner, {});
  assert.equal(body.user.role, "user");
  assert.deepEqual((await login(body.user.email)).body.user.companies, []);
});

Deno.test("identity.registration.register lets an administrator make neither administrators nor owners", async () => {
  const admin = await signedIn("admin");
  for (const role of ["admin", "owner", "superadmin"]) {
    const answer = await register(admin, { role });
    assert.deepEqual([answer.status, answer.body.code], [403, "ROLE_ACCESS_DENIED"], role);
  }
  assert.equal((await register(admin, { role: "manager" })).status, 201);
  assert.equal((await register(owner, { role: "admin" })).status, 201);
  assert.equal((await register(owner, { role: "superadmin" })).status, 403);
});

Deno.test("identity.registration.register is for those who administer users", async () => {
  const answer = await register(await signedIn("manager"), {});
  assert.deepEqual([answer.status, answer.body.code], [403, "AUTHORIZATION_ERROR"]);
});

Deno.test("identity.registration.register refuses members, unknown roles and companies and weak passwords, and stores nothing", async () => {
  const { email } = await account(world, tenant);
  const twice = await register(owner, { email });
  assert.deepEqual([twice.status, twice.body.code], [409, "EMAIL_EXISTS"]);
  const wanted = fresh();
  const refusals: [Record<string, unknown>, number, string][] = [
    [{ role: "emperor" }, 400, "UNKNOWN_ROLE"],
    [{ companies: ["GARAGE", "NOWHERE"] }, 404, "COMPANY_NOT_FOUND"],
    [{ password: "faible" }, 400, "WEAK_PASSWORD"],
    [{ password: "Rochat-1234!", name: "Rochat" }, 400, "WEAK_PASSWORD"],
  ];
  for (const [body, status, code] of refusals) {
    const answer = await register(owner, { email: wanted, ...body });
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(body));
  }
  assert.equal((await sql`select from identity.users where email = ${wanted}`).length, 0);
});

Deno.test("identity.registration.register takes no tenant, status or platform rights from the caller", async () => {
  for (
    const [key, value] of Object.entries({ tenant_id: tenant.id, is_superuser: true, status: "ACTIVE", roles: [] })
  ) {
    const answer = await register(owner, { [key]: value });
    assert.deepEqual([answer.status, answer.body.details[0].field], [400, key]);
  }
});

Deno.test("identity.registration.register from two desks at once makes one member", async () => {
  const email = fresh();
  const answers = await Promise.all([register(owner, { email }), register(owner, { email })]);
  assert.deepEqual(answers.map((a) => a.status).sort(), [201, 409]);
});
