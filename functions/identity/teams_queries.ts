import type { z } from "zod";
import type { Team } from "../../shared/contracts/identity/teams.ts";
import type { Sql } from "../../shared/db/pool.ts";

export type TeamRow = z.input<typeof Team>;

const columns = (sql: Sql) =>
  sql`t.id, t.name, t.name as groupe, t.crm_group_id, t.responsable_1, t.responsable_2, t.responsable_3,
    (select count(*) from identity.team_members tm where tm.tenant_id = t.tenant_id and tm.team_id = t.id) as members_count`;

const users = (sql: Sql) =>
  sql`coalesce((
      select json_agg(json_build_object('id', u.id, 'email', u.email, 'name', u.name) order by lower(u.name), u.id)
      from identity.team_members tm
      join identity.memberships m on m.tenant_id = tm.tenant_id and m.id = tm.membership_id
      join identity.users u on u.id = m.user_id
      where tm.tenant_id = t.tenant_id and tm.team_id = t.id
    ), '[]') as users`;

export interface TeamUser {
  id: string;
  email: string;
  name: string;
}

export function listTeams(sql: Sql, withUsers: boolean) {
  return sql<(TeamRow & { users?: TeamUser[] })[]>`
    select ${columns(sql)}${
    withUsers ? sql`, ${users(sql)}` : sql``
  } from identity.teams t order by lower(t.name), t.id`;
}

export function findTeam(sql: Sql, id: string) {
  return sql<TeamRow[]>`select ${columns(sql)} from identity.teams t where t.id = ${id}`;
}

export function findTeamUsers(sql: Sql, id: string) {
  return sql<{ users: TeamUser[] }[]>`select ${users(sql)} from identity.teams t where t.id = ${id}`;
}

/** Creates the team, or renames the one of this CRM group. */
export function saveTeam(sql: Sql, team: { name: string; crm_group_id?: string }) {
  return sql<{ id: string; created: boolean }[]>`
    insert into identity.teams (name, crm_group_id) values (${team.name}, ${team.crm_group_id ?? null})
    on conflict (tenant_id, crm_group_id) where crm_group_id is not null do update set name = excluded.name
    returning id, xmax = 0 as created`;
}

export function renameTeam(sql: Sql, id: string, name: string) {
  return sql<{ id: string }[]>`update identity.teams set name = ${name} where id = ${id} returning id`;
}

export function deleteTeam(sql: Sql, id: string) {
  return sql<{ id: string }[]>`delete from identity.teams where id = ${id} returning id`;
}

export function emptyTeam(sql: Sql, id: string) {
  return sql`delete from identity.team_members where team_id = ${id}`;
}

export function findMembership(sql: Sql, userId: string) {
  return sql<{ id: string }[]>`
    select id from identity.memberships where tenant_id = app.tenant_id() and user_id = ${userId}`;
}

export function insertTeamMember(sql: Sql, teamId: string, membershipId: string) {
  return sql`
    insert into identity.team_members (team_id, membership_id) values (${teamId}, ${membershipId}) on conflict do nothing`;
}

export function deleteTeamMember(sql: Sql, teamId: string, membershipId: string) {
  return sql`delete from identity.team_members where team_id = ${teamId} and membership_id = ${membershipId}`;
}
