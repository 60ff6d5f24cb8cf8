import { crmDirectory } from "../../shared/contracts/identity/crm_directory.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { listLinkedMembers, syncTeams } from "./crm_directory_queries.ts";
import { askCrm, linkCrmMember } from "./link_crm_member.ts";

export const crmDirectoryRoutes: Bound[] = [
  bindDetached(crmDirectory.users, async (ctx) => {
    const linked = new Map((await ctx.read((sql) => listLinkedMembers(sql))).map((m) => [m.crm_user_id, m]));
    const users = await askCrm(ctx, (crm) => crm.users());
    return {
      utilisateurs: users.map((user) => ({ ...user, app_user: linked.get(user.id) ?? null })),
      count: users.length,
    };
  }),
  bindDetached(crmDirectory.teams, async (ctx) => {
    const groups = await askCrm(ctx, (crm) => crm.groups());
    const groupes = groups.map(({ user_ids, ...group }) => ({
      ...group,
      membres_count: user_ids.length,
      ...(ctx.query.include_users && { user_ids }),
    }));
    return { groupes, count: groupes.length };
  }),
  bindDetached(crmDirectory.link, (ctx) => linkCrmMember(ctx, ctx.body)),
  bindDetached(crmDirectory.sync, async (ctx) => {
    const groups = await askCrm(ctx, (crm) => crm.groups());
    const [{ synced }] = await ctx.transact((sql) => syncTeams(sql, groups, ctx.body.sync_members));
    return synced;
  }),
];
