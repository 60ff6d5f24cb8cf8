import { authLinks } from "../../shared/contracts/identity/auth_links.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { listOwnLinks, unlinkIdentity } from "./auth_links_queries.ts";
import { linkAccount } from "./link_account.ts";

export const authLinksRoutes: Bound[] = [
  bindRead(authLinks.list, ({ sql }) => [listOwnLinks(sql)], ([links]) => ({ links })),
  bindDetached(authLinks.create, (ctx) => linkAccount(ctx, ctx.body)),
  bind(authLinks.remove, async ({ sql, params }) => {
    const [{ removed }] = await unlinkIdentity(sql, params.link_id);
    if (!removed) throw problem("not_found");
  }),
];
