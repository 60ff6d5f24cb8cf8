import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { created, data } from "../kit/replies.ts";
import { count, flag, id, line } from "../kit/fields.ts";
import { roleKeys } from "./role_keys.ts";
import { Team } from "./teams.ts";
import { AdminUser } from "./users.ts";
import "./problems.ts";

const said = z.string().nullable();
const group = { id: z.string(), nom: z.string(), responsable_1: said, responsable_2: said, responsable_3: said };

const CrmUser = z.object({
  id: z.string(),
  nom: said,
  prenom: said,
  telephone: said,
  email: said,
  login: said,
  agence: said,
  agence_id: said,
  role: said,
  role_id: said,
  etat: said,
  actif: z.boolean(),
  tv: z.boolean(),
  se: z.boolean(),
  app_user: z.object({ id, email: z.string(), status: z.string() }).nullable()
    .meta({ description: "The member linked to this user of the CRM." }),
}).meta({ id: "CrmUser" });

const CrmGroup = z.object({ ...group, membres_count: count, user_ids: z.array(z.string()).optional() })
  .meta({ id: "CrmGroup" });

export const CrmLink = z.strictObject({
  crm_user_id: line(100, 1),
  role_keys: roleKeys.default(["viewer"]),
  crm_group_id: line(100, 1).optional().meta({ description: "Else the first group of the CRM that lists the user." }),
}).meta({ id: "CrmLink", examples: [{ crm_user_id: "349", role_keys: ["operator"] }] });

export const crmDirectory = {
  users: endpoint("GET /admin/crm/users", {
    id: "identity.crm.users",
    summary: "Users of the connected CRM, each with the member linked to them",
    guard: "admin.users.read",
    reply: data(z.object({ utilisateurs: z.array(CrmUser), count })),
    problems: ["external_api_error"],
  }),
  teams: endpoint("GET /admin/crm/teams", {
    id: "identity.crm.teams",
    summary: "Groups of the connected CRM",
    guard: "admin.users.read",
    query: z.object({ include_users: flag.default(false) }),
    reply: data(z.object({ groupes: z.array(CrmGroup), count })),
    problems: ["external_api_error"],
  }),
  link: endpoint("POST /admin/users/from-crm", {
    id: "identity.crm.link",
    summary: "Make a member of a user of the connected CRM, or link the one there is",
    description:
      "Roles are replaced. Who has no password yet gets a new invite of 7 days that voids earlier ones; its token is told " +
      "here, once.",
    guard: "admin.users.write",
    body: CrmLink,
    reply: created(z.object({
      user: AdminUser,
      team: Team.nullable(),
      groupe: Team.nullable(),
      invite_token: z.string().nullable(),
    })),
    problems: [
      "crm_user_unknown",
      "crm_user_no_email",
      "crm_user_linked_elsewhere",
      "crm_group_unknown",
      "unknown_role",
      "role_access_denied",
      "last_admin",
      "email_exists",
      "username_exists",
      "external_api_error",
    ],
  }),
  sync: endpoint("POST /admin/teams/sync-from-crm", {
    id: "identity.crm.sync_teams",
    summary: "Bring the groups of the connected CRM over as teams",
    description: "Creates and updates teams; sync_members also adds linked members. Nothing is ever removed.",
    guard: "admin.users.write",
    body: z.strictObject({ sync_members: z.boolean().default(false) })
      .meta({ id: "CrmTeamSync", examples: [{ sync_members: true }] }),
    bodyRequired: false,
    reply: data(z.object({ created: count, updated: count, members_added: count })),
    problems: ["external_api_error"],
  }),
};
