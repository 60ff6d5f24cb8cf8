import { z } from "zod";
import { isChannelName, isEventName } from "../kit/channel_names.ts";
import { endpoint } from "../kit/endpoint.ts";
import { jsonObject } from "../kit/fields.ts";
import { body, raw } from "../kit/replies.ts";
import "./problems.ts";

const channelName = z.string().refine(isChannelName, "must be up to 200 of A-Z a-z 0-9 _ - = @ , . ;")
  .meta({ examples: ["private-global"] });

/** Form-encoded, an object travels as its JSON text. */
const userInfo = z.union([
  jsonObject,
  z.string().max(4000).transform((value, context) => {
    try {
      return jsonObject.parse(JSON.parse(value));
    } catch {
      context.addIssue({ code: "custom", message: "must be a JSON object" });
      return z.NEVER;
    }
  }),
]);

export const PusherAuth = z.strictObject({
  socket_id: z.string().max(100).regex(/^\d+\.\d+$/, "must be two numbers with a point between"),
  channel_name: channelName,
  user_info: userInfo.optional().meta({ description: "Shown to others on presence channels." }),
}).meta({
  id: "PusherAuth",
  examples: [{ socket_id: "123.456", channel_name: "private-global" }],
});

export const PusherTest = z.strictObject({
  channel: channelName.optional().meta({ description: "Default: private-realtime-test of the organisation." }),
  event: z.string().refine(isEventName, "must be up to 200 characters and no name of the protocol").default(
    "realtime.test",
  ),
  payload: jsonObject.optional(),
}).meta({ id: "PusherTest", examples: [{ event: "realtime.test", payload: { message: "hello" } }] });

export const pusher = {
  auth: endpoint("POST /realtime/pusher/auth", {
    id: "notifications.pusher.auth",
    summary: "Let a socket of a Pusher client into a private or presence channel",
    description: "For clients of a Pusher-compatible broker. Every name ends with the `realtime.channel_suffix` of " +
      "`GET /auth/me`. `private-live-<key>[,company,<id>][,team,<id>|,user,<id>]` is the live topic of that name.",
    guard: "realtime.auth",
    userOnly: true,
    takesForm: true,
    body: PusherAuth,
    reply: raw(z.object({ auth: z.string(), channel_data: z.string().optional() })),
    problems: ["channel_not_allowed"],
  }),
  test: endpoint("POST /realtime/pusher/test", {
    id: "notifications.pusher.test",
    summary: "Send a test event through the broker",
    guard: "realtime.test",
    userOnly: true,
    bodyRequired: false,
    body: PusherTest,
    reply: body({ channel: z.string(), event: z.string(), payload: jsonObject }),
    problems: ["broker_failed", "channel_not_allowed"],
  }),
};
