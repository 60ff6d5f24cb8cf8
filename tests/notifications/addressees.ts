import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { emailChannel } from "../../shared/providers/mail/email_channel.ts";
import type { MailProvider } from "../../shared/providers/mail/mail_provider.ts";
import { channelMap } from "../../supabase/local/message_channels.ts";
import { send } from "../support/app_client.ts";
import type { TestActor, TestTenant, World } from "../support/world.ts";

/** Channels that know mail alone. */
export const mailOnly = (provider: MailProvider) =>
  channelMap(emailChannel(provider, "Comptoir <no-reply@comptoir.invalid>"));

/** What the tests of notifications do in one world: tell somebody, make members of a role, read what somebody got. */
export function addressees(world: World) {
  /** Tells somebody as a job would; answers the id. */
  async function notify(
    tenant: TestTenant | { id: string },
    recipient: string | null,
    given: { type?: string; title?: string; priority?: string; key?: string | null } = {},
  ): Promise<string> {
    const { type = "info", title = "Something", priority = "normal", key = null } = given;
    return await world.db.sql.begin(async (tx) => {
      await tx`select app.enter_service(${tenant.id}, '{}'), set_config('role', 'authenticated', true)`;
      const [row] = await tx`
        select notifications.notify(${type}, ${title}, 'text', '{"link": "/here"}', ${recipient}, ${priority}, ${key}) as id`;
      return row.id as string;
    });
  }

  /** A member who holds the role under exactly this key. */
  async function memberWith(tenant: TestTenant, roleKey: string, options = {}): Promise<TestActor> {
    const actor = await tenant.actor({ tasks: "r" }, options);
    await world.db.sql`
      update identity.roles r set key = ${roleKey} from identity.membership_roles mr
      join identity.memberships m on m.id = mr.membership_id
      where r.id = mr.role_id and m.user_id = ${actor.userId}
        and not exists (select from identity.roles o where o.tenant_id = r.tenant_id and o.key = ${roleKey})`;
    await world.db.sql`
      insert into identity.membership_roles (tenant_id, membership_id, role_id)
      select m.tenant_id, m.id, r.id from identity.memberships m
      join identity.roles r on r.tenant_id = m.tenant_id and r.key = ${roleKey}
      where m.user_id = ${actor.userId} on conflict do nothing`;
    await world.db.sql`
      delete from identity.membership_roles mr using identity.roles r, identity.memberships m
      where r.id = mr.role_id and m.id = mr.membership_id and m.user_id = ${actor.userId} and r.key <> ${roleKey}`;
    await world.db
      .admin`select identity.refresh_membership(m.id) from identity.memberships m where m.user_id = ${actor.userId}`;
    return actor;
  }

  async function idsOf(actor: TestActor, query: Record<string, string> = {}): Promise<string[]> {
    const answer = await send(app, actor, "GET /notifications", { query });
    assert.equal(answer.status, 200, answer.text);
    return answer.body.notifications.map((n: { id: string }) => n.id);
  }

  return { notify, memberWith, idsOf };
}
