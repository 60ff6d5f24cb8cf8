import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import type { TestActor, TestTenant, World } from "../support/world.ts";
import { type Account, account } from "./accounts.ts";

/** A member with preset roles and an open session; no password was checked, so making one costs little. */
export async function memberActor(
  world: World,
  tenant: Pick<TestTenant, "id">,
  roles: string[],
  options: { userId?: string; name?: string } = {},
): Promise<Account & TestActor> {
  const person = await account(world, tenant, { roles, ...options });
  const [{ id: sessionId }] = await world.db.sql`
    insert into identity.sessions (tenant_id, user_id, expires_at, refresh_expires_at)
    values (${tenant.id}, ${person.userId}, now() + interval '1 day', now() + interval '7 days') returning id`;
  const token = await world.runtime.tokens.sign({
    sub: person.userId,
    tenant_id: tenant.id,
    session_id: sessionId,
    email: person.email,
    name: "Member",
    user_role: roles[0],
    roles,
    perm_version: 1,
  });
  return { ...person, tenantId: tenant.id, sessionId, token };
}

/** Sends a request and tells what came of it: the status, or the code of the refusal. */
export async function outcome(
  actor: TestActor | null,
  route: string,
  body?: unknown,
): Promise<number | string> {
  const answer = await send(app, actor, route, body === undefined ? {} : { body });
  return answer.body?.code ?? answer.status;
}

/** Actions of audit events about a user, oldest first. */
export async function auditOf(world: World, entityId: string): Promise<string[]> {
  const rows = await world.db.sql`select action from audit.events where entity_id = ${entityId} order by at, id`;
  return rows.map((row) => row.action).filter((action) => !action.includes("."));
}
