import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { data } from "../kit/replies.ts";
import { byId, count, flag, id, line } from "../kit/fields.ts";
import "./problems.ts";

const TeamUser = z.object({ id, email: z.string(), name: z.string() });

export const Team = z.object({
  id,
  name: z.string(),
  groupe: z.string().meta({ description: "The same as name." }),
  crm_group_id: z.string().nullable(),
  responsable_1: z.string().nullable(),
  responsable_2: z.string().nullable(),
  responsable_3: z.string().nullable(),
  members_count: count,
}).meta({ id: "Team" });

const TeamWithUsers = Team.extend({ users: z.array(TeamUser).optional() });

const members = data(z.object({ members: z.array(TeamUser), count }));
const crmGroupId = line(100, 1);

export const teams = {
  list: endpoint("GET /admin/teams", {
    id: "identity.teams.list",
    summary: "Teams, by name",
    guard: "admin.users.read",
    query: z.object({ include_users: flag.default(false) }),
    reply: data(z.object({ teams: z.array(TeamWithUsers), count })),
  }),
  save: endpoint("POST /admin/teams", {
    id: "identity.teams.save",
    summary: "Create a team, or rename the one of this CRM group",
    description: "201 when created; 200 when a team of that crm_group_id was there and took the name.",
    guard: "admin.users.write",
    body: z.strictObject({ name: line(200, 1), crm_group_id: crmGroupId.optional() })
      .meta({ id: "TeamSave", examples: [{ name: "Atelier", crm_group_id: "12" }] }),
    reply: data(z.object({ team: Team }), 201),
    problems: ["team_name_taken"],
  }),
  rename: endpoint("PATCH /admin/teams/:teamId", {
    id: "identity.teams.rename",
    summary: "Rename a team",
    guard: "admin.users.write",
    params: byId("teamId"),
    body: z.strictObject({ name: line(200, 1) }).meta({ id: "TeamRename", examples: [{ name: "Carrosserie" }] }),
    reply: data(z.object({ team: Team })),
    problems: ["team_name_taken"],
  }),
  remove: endpoint("DELETE /admin/teams/:teamId", {
    id: "identity.teams.remove",
    summary: "Remove a team; with force=true although it has members",
    description: "A team that owns contacts, tasks or documents stays: 409 CONFLICT.",
    guard: "admin.users.write",
    params: byId("teamId"),
    query: z.object({ force: flag.default(false) }),
    reply: data(z.object({ deleted: z.literal(true) })),
    problems: ["team_not_empty", "in_use"],
  }),
  addMember: endpoint("POST /admin/teams/:teamId/members", {
    id: "identity.teams.add_member",
    summary: "Put a member into a team; repeating it changes nothing",
    guard: "admin.users.write",
    params: byId("teamId"),
    body: z.strictObject({ user_id: id })
      .meta({ id: "TeamMemberAdd", examples: [{ user_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11" }] }),
    reply: members,
  }),
  removeMember: endpoint("DELETE /admin/teams/:teamId/members/:userId", {
    id: "identity.teams.remove_member",
    summary: "Take a member out of a team; repeating it changes nothing",
    guard: "admin.users.write",
    params: byId("teamId", "userId"),
    reply: members,
  }),
};
