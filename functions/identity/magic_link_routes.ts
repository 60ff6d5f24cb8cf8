import { magicLinks } from "../../shared/contracts/identity/magic_links.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { applyMailedLink, requestMagicLink } from "./magic_links.ts";

export const magicLinkRoutes: Bound[] = [
  bindDetached(magicLinks.request, async (ctx) => {
    const token = await requestMagicLink(ctx, ctx.body.email);
    const shown = ctx.runtime.config.APP_ENV === "production" ? undefined : token;
    return { message: "If a client has this address, a link is on its way.", dev_token: shown };
  }),
  bindDetached(magicLinks.verify, (ctx) => applyMailedLink(ctx, ctx.params.token)),
];
