import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { number } from "../kit/fields.ts";
import { body, stream } from "../kit/replies.ts";
import { streamParameters } from "../kit/streams.ts";
import "./problems.ts";

export const realtime = {
  stream: endpoint("GET /core/realtime/stream", {
    id: "notifications.realtime.stream",
    summary: "Follow everything the caller may hear, as server-sent events",
    description: "Begins with `connected`, then each event under its own name (`contact.created`, `invoice.paid`, " +
      "`notification.created`, `job_update`, …) with the payload of the live topics. Reconnect with Last-Event-ID to get what " +
      "was missed (at most 500, of the last 7 days). The stream ends with the session, the token, or before the line would be cut.",
    guard: "session",
    userOnly: true,
    query: z.object(streamParameters),
    reply: stream(),
    problems: ["too_many_streams"],
  }),
  streamTicket: endpoint("POST /realtime/stream-ticket", {
    id: "notifications.realtime.stream_ticket",
    summary: "Get a ticket to open an event stream with",
    description:
      "For a browser's EventSource, which sends no headers: any event stream takes it as `?ticket=` once, within " +
      "60 seconds. The stream ends with the token the ticket was asked for with.",
    guard: "session",
    userOnly: true,
    reply: body({ ticket: z.string(), expires_in: number.meta({ description: "Seconds." }) }, 201),
  }),
};
