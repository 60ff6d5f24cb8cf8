import { hashPassword } from "../../shared/auth/passwords.ts";
import type { Answer } from "../support/app_client.ts";
import type { TestActor, TestTenant, World } from "../support/world.ts";

export const password = "Tournevis-Cruciforme-7";
/** Hashing is slow on purpose: every account of a test file shares one hash. */
const passwordHash = hashPassword(password);

export interface Account {
  userId: string;
  membershipId: string;
  email: string;
}

/** A person with a password and preset roles in a tenant; the first role is the primary one. */
export async function account(
  world: World,
  tenant: Pick<TestTenant, "id">,
  options: { roles?: string[]; email?: string; name?: string; userId?: string; status?: string } = {},
): Promise<Account> {
  const { roles = ["user"], name = "Ada Example", status = "ACTIVE" } = options;
  const email = options.email ?? `p${crypto.randomUUID().slice(0, 13)}@example.com`;
  const hash = await passwordHash;
  return await world.db.sql.begin(async (sql) => {
    await sql`select identity.seed_roles(${tenant.id})`;
    const [user] = options.userId ? [{ id: options.userId }] : await sql`
      insert into identity.users (email, username, name, password_hash) values (${email}, ${email}, ${name}, ${hash})
      returning id`;
    const held = await sql`
      select id, key from identity.roles where tenant_id = ${tenant.id} and key = any(${roles})`;
    const primary = held.find((role) => role.key === roles[0])?.id ?? null;
    const [membership] = await sql`
      insert into identity.memberships (tenant_id, user_id, primary_role_id, status)
      values (${tenant.id}, ${user.id}, ${primary}, ${status}) returning id`;
    for (const role of held) {
      await sql`insert into identity.membership_roles (tenant_id, membership_id, role_id)
        values (${tenant.id}, ${membership.id}, ${role.id})`;
    }
    return { userId: user.id as string, membershipId: membership.id as string, email };
  });
}

/** Cookies of an answer by name: the value and the attributes of every copy. */
export function cookiesOf(answer: Answer): Record<string, { value: string; paths: string[]; flags: string }> {
  const cookies: Record<string, { value: string; paths: string[]; flags: string }> = {};
  for (const line of answer.headers.getSetCookie()) {
    const [pair, ...flags] = line.split("; ");
    const at = pair.indexOf("=");
    const cookie = cookies[pair.slice(0, at)] ??= { value: pair.slice(at + 1), paths: [], flags: "" };
    cookie.paths.push(flags.find((f) => f.startsWith("Path="))!.slice(5));
    cookie.flags = flags.filter((f) => !f.startsWith("Path=")).join("; ");
  }
  return cookies;
}

/** The bearer of a token that an answer gave. */
export function bearer(token: string): TestActor {
  return { token } as TestActor;
}

/** The newest mail to an address that is still to be delivered, and the token of its link. */
export async function mailTo(world: World, address: string) {
  const [mail] = await world.db.sql<{ subject: string; body: string; is_secret: boolean }[]>`
    select subject, body, is_secret from notifications.outgoing_messages where to_address = ${address}
    order by created_at desc, id desc limit 1`;
  return mail && { ...mail, token: /#token=(\S+)/.exec(mail.body)?.[1] ?? "" };
}

/** Lets the clock of the lock-out of an address run on. */
export async function passMinutes(world: World, email: string, minutes: number): Promise<void> {
  const passed = `${minutes} minutes 1 second`;
  await world.db.sql`
    update identity.login_attempts set at = at - ${passed}::interval, locked_until = locked_until - ${passed}::interval
    where email_norm = ${email}`;
}
