import { invalid } from "../../shared/contracts/kit/problems.ts";
import { push } from "../../shared/contracts/notifications/push.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { outboundPolicy } from "../../shared/providers/messaging/message_senders.ts";
import { isPushAddress } from "../../shared/providers/messaging/push_sender.ts";
import { isUsableSubscription } from "../../shared/providers/messaging/web_push_encryption.ts";
import {
  findActiveMember,
  listSubscriptions,
  listUsersWithDevices,
  registerDevice,
  switchOff,
} from "./push_queries.ts";
import { testPush } from "./test_push.ts";
import { testWhatsApp } from "./test_whatsapp.ts";

export const pushRoutes: Bound[] = [
  bind(push.register, async ({ sql, body, facts, reply, runtime }) => {
    const { token } = body;
    if (token.kind === "web") {
      const usable = isPushAddress(token.address, outboundPolicy(runtime.config)) && await isUsableSubscription(token);
      if (!usable) throw invalid({ field: "token", message: "has an address or keys that cannot be used" });
    }
    const agent = body.user_agent ?? facts.user_agent;
    const registered = await registerDevice(sql, token, body.device_label ?? null, agent || null);
    if (!registered.created) reply.status = 200;
    return registered;
  }),
  bind(push.unregister, async ({ sql, body }) => ({ updated: (await switchOff(sql, body.token.address)).length })),
  bindDetached(push.test, (ctx) => testPush(ctx, ctx.userId)),
  bindDetached(push.sendTest, async (ctx) => {
    const member = await ctx.transact(async (sql) => await findActiveMember(sql, ctx.body.user_id));
    const { id } = firstOr(member, "push_user_not_found");
    return await testPush(ctx, id);
  }),
  bindDetached(push.sendTestWhatsApp, (ctx) => testWhatsApp(ctx, ctx.body)),
  bindRead(push.subscriptions, ({ sql }) => [listSubscriptions(sql)], ([subscriptions]) => ({ subscriptions })),
  bindRead(push.users, ({ sql }) => [listUsersWithDevices(sql)], ([users]) => ({ users })),
];
