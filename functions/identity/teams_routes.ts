import { teams } from "../../shared/contracts/identity/teams.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import {
  deleteTeam,
  deleteTeamMember,
  emptyTeam,
  findMembership,
  findTeam,
  findTeamUsers,
  insertTeamMember,
  listTeams,
  renameTeam,
  saveTeam,
} from "./teams_queries.ts";

export const teamRoutes: Bound[] = [
  bindRead(teams.list, ({ sql, query }) => [listTeams(sql, query.include_users)], ([found]) => ({
    teams: found,
    count: found.length,
  })),
  bind(teams.save, async ({ sql, body, reply }) => {
    const [{ id, created }] = await saveTeam(sql, body);
    reply.status = created ? 201 : 200;
    return { team: (await findTeam(sql, id))[0] };
  }),
  bind(teams.rename, async ({ sql, params: { teamId }, body }) => {
    firstOr(await renameTeam(sql, teamId, body.name), "not_found");
    return { team: (await findTeam(sql, teamId))[0] };
  }),
  bind(teams.remove, async ({ sql, params: { teamId }, query }) => {
    if (query.force) await emptyTeam(sql, teamId);
    firstOr(await deleteTeam(sql, teamId), "not_found");
    return { deleted: true as const };
  }),
  bind(teams.addMember, async ({ sql, params: { teamId }, body }) => {
    firstOr(await findTeam(sql, teamId), "not_found");
    const { id } = firstOr(await findMembership(sql, body.user_id), "not_found");
    await insertTeamMember(sql, teamId, id);
    return await membersOf(sql, teamId);
  }),
  bind(teams.removeMember, async ({ sql, params: { teamId, userId } }) => {
    firstOr(await findTeam(sql, teamId), "not_found");
    const { id } = firstOr(await findMembership(sql, userId), "not_found");
    await deleteTeamMember(sql, teamId, id);
    return await membersOf(sql, teamId);
  }),
];

async function membersOf(sql: Sql, teamId: string) {
  const { users } = firstOr(await findTeamUsers(sql, teamId), "not_found");
  return { members: users, count: users.length };
}
