import { invites } from "../../shared/contracts/identity/invites.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { acceptInvite } from "./accept_invite.ts";
import { cancelInvite, countInvites, findInvite, listInvites } from "./invites_queries.ts";
import { resendInvite, sendInvite } from "./send_invite.ts";
import { answerChallenge, answerTokens } from "./session_answers.ts";

export const inviteRoutes: Bound[] = [
  bindRead(
    invites.list,
    ({ sql, query }) => [listInvites(sql, query), countInvites(sql, query)],
    ([found, [{ count }]]) => ({ invites: found, count }),
  ),
  bind(invites.create, async ({ sql, body, runtime }) => ({
    invite: await sendInvite(sql, runtime.config, body),
  })),
  bind(invites.resend, async ({ sql, params, runtime }) => ({
    invite: await resendInvite(sql, runtime.config, params.id),
  })),
  bind(invites.cancel, async ({ sql, params }) => {
    await cancelInvite(sql, params.id);
    return { invite: (await findInvite(sql, params.id))[0] };
  }),
  bindDetached(invites.accept, async (ctx) => {
    const { signedIn, challenge } = await acceptInvite(ctx, ctx.body);
    return signedIn ? answerTokens(ctx, signedIn) : { session_id: null, ...answerChallenge(challenge) };
  }),
];
