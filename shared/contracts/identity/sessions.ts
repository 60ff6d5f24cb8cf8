import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { body } from "../kit/replies.ts";
import { id, instant } from "../kit/fields.ts";
import "./problems.ts";

const Session = z.object({
  id,
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  created_at: instant,
  last_activity: instant.meta({ description: "Exact to a minute." }),
  is_current: z.boolean(),
}).meta({ id: "Session" });

/** Older clients send `sess_` before the identifier. */
const sessionId = z.string().transform((given) => given.replace(/^sess_/, "")).pipe(z.guid());

export const sessions = {
  list: endpoint("GET /sessions", {
    id: "identity.sessions.list",
    summary: "The caller's open sessions in this organisation, the last used first",
    guard: "session",
    userOnly: true,
    reply: body({ sessions: z.array(Session) }),
  }),
  revoke: endpoint("DELETE /sessions/:session_id", {
    id: "identity.sessions.revoke",
    summary: "End a session: an own one, or any of the organisation for whoever administers users",
    description: "Its tokens are worthless at once.",
    guard: "session",
    userOnly: true,
    params: z.object({ session_id: sessionId }),
    reply: body({}),
    problems: ["session_already_revoked"],
  }),
  revokeOthers: endpoint("POST /sessions/revoke-others", {
    id: "identity.sessions.revoke_others",
    summary: "End all other sessions of the caller in this organisation",
    guard: "session",
    userOnly: true,
    reply: body({ revoked: z.number() }),
  }),
};
