import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { body, created, data } from "../kit/replies.ts";
import { byId, count, email, id, instant, line, text } from "../kit/fields.ts";
import { offsetQuery } from "../kit/paging.ts";
import { challengeFields, signInProblems, tokenFields } from "./token_replies.ts";
import { roleKeys } from "./role_keys.ts";
import "./problems.ts";

const status = z.enum(["PENDING", "ACCEPTED", "CANCELLED", "EXPIRED"]);

export const Invite = z.object({
  id,
  email: z.string(),
  user_id: id,
  role_keys: z.array(z.string()),
  team_id: id.nullable(),
  message: z.string().nullable(),
  status,
  expires_at: instant,
  resent_count: count,
  invited_by: z.object({ id, name: z.string() }).nullable(),
  created_at: instant,
}).meta({ id: "Invite" });

export const InviteCreate = z.strictObject({
  email,
  name: line(120, 1).optional(),
  role_keys: roleKeys.default(["viewer"]),
  team_id: id.optional(),
  message: text(1000).optional(),
}).meta({
  id: "InviteCreate",
  examples: [{ email: "paul.meier@garage.example", role_keys: ["viewer"], message: "Bienvenue dans l'équipe" }],
});

export const InviteAccept = z.strictObject({
  invite_token: z.string().trim().min(20).max(500),
  password: z.string().min(1, "must not be empty").max(1000),
}).meta({
  id: "InviteAccept",
  examples: [{ invite_token: "pQ3vX0bq7mJ5tVwY2cLr8ZkN1sHd4uEa", password: "Tournevis-Cruciforme-7" }],
});

export const invites = {
  list: endpoint("GET /admin/invites", {
    id: "identity.invites.list",
    summary: "Invites, newest first",
    guard: "admin.users.read",
    query: offsetQuery({ status: status.optional() }),
    reply: data(z.object({ invites: z.array(Invite), count })),
  }),
  create: endpoint("POST /admin/invites", {
    id: "identity.invites.create",
    summary: "Invite somebody by e-mail",
    description: "The mail carries a link that works once within 7 days. One invite per address is pending at a time.",
    guard: "admin.users.write",
    body: InviteCreate,
    reply: created(z.object({ invite: Invite })),
    problems: [
      "invite_pending",
      "email_exists",
      "username_exists",
      "unknown_role",
      "role_access_denied",
      "team_unknown",
    ],
    idempotent: true,
  }),
  resend: endpoint("POST /admin/invites/:id/resend", {
    id: "identity.invites.resend",
    summary: "Send an invite again with a new link, good for 7 more days",
    description: "The earlier link stops working.",
    guard: "admin.users.write",
    params: byId("id"),
    reply: data(z.object({ invite: Invite })),
    problems: ["invite_closed", "invite_pending", "role_access_denied"],
  }),
  cancel: endpoint("DELETE /admin/invites/:id", {
    id: "identity.invites.cancel",
    summary: "Cancel an invite",
    guard: "admin.users.write",
    params: byId("id"),
    reply: data(z.object({ invite: Invite })),
    problems: ["invite_closed", "role_access_denied"],
  }),
  accept: endpoint("POST /auth/invite/accept", {
    id: "identity.invites.accept",
    summary: "Accept an invite and sign in",
    description:
      "Who has no password yet chooses one; who has an account gives the one they have. An invite works once, also when two " +
      "acceptances arrive together. As at `POST /auth/login`, a second factor may be asked for before there are tokens.",
    guard: "public",
    body: InviteAccept,
    reply: body({ ...tokenFields.partial().shape, ...challengeFields }),
    problems: [...signInProblems, "invalid_invite", "weak_password"],
    rate: "credential",
  }),
};
