import type { z } from "zod";
import type { AuthLink } from "../../shared/contracts/identity/auth_links.ts";
import type { Sql } from "../../shared/db/pool.ts";

type Link = z.input<typeof AuthLink>;

export function listOwnLinks(sql: Sql) {
  return sql<Link[]>`select id, provider, subject, created_at from identity.auth_links order by created_at, id`;
}

export function linkIdentity(sql: Sql, provider: string, subject: string) {
  return sql<{ id: string }[]>`select identity.link_auth(${provider}, ${subject}) as id`;
}

export function findLink(sql: Sql, id: string) {
  return sql<Link[]>`select id, provider, subject, created_at from identity.auth_links where id = ${id}`;
}

export function unlinkIdentity(sql: Sql, id: string) {
  return sql<{ removed: boolean }[]>`select identity.unlink_auth(${id}) as removed`;
}
