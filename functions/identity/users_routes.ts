import { users } from "../../shared/contracts/identity/users.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { createUser, patchUser } from "./save_member.ts";
import {
  countUsers,
  findUser,
  findUserDetail,
  listMemberSessions,
  listUsers,
  setMemberCompanies,
  signMemberOut,
  transferOwnership,
} from "./users_queries.ts";

export const userRoutes: Bound[] = [
  bindRead(
    users.list,
    ({ sql, query }) => [listUsers(sql, query), countUsers(sql, query)],
    ([found, [{ count }]]) => ({ users: found, count }),
  ),
  bindDetached(users.create, async (ctx) => ({ user: await createUser(ctx, ctx.body) })),
  bindRead(users.get, ({ sql, params }) => [findUserDetail(sql, params.userId)], ([found]) => ({
    user: firstOr(found, "not_found"),
  })),
  bindDetached(users.update, async (ctx) => ({ user: await patchUser(ctx, ctx.params.userId, ctx.body) })),
  bind(users.setCompanies, async ({ sql, params, body }) => {
    await setMemberCompanies(sql, params.userId, body.company_ids);
    return { user: firstOr(await findUserDetail(sql, params.userId), "not_found") };
  }),
  bindRead(
    users.sessions,
    ({ sql, params }) => [findUser(sql, params.userId), listMemberSessions(sql, params.userId)],
    ([found, sessions]) => {
      firstOr(found, "not_found");
      return { sessions, count: sessions.length };
    },
  ),
  bind(users.signOut, async ({ sql, params }) => (await signMemberOut(sql, params.userId))[0]),
  bind(users.transferOwnership, async ({ sql, body }) => {
    await transferOwnership(sql, body.user_id);
    return { owner: firstOr(await findUser(sql, body.user_id), "not_found") };
  }),
];
