import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { body } from "../kit/replies.ts";
import { id, line } from "../kit/fields.ts";
import { ProfileUser, SessionUser, TokenUser } from "./members.ts";

/** Shown to others as an image: an address of the web or the id of a stored file, never a script. */
const avatar = z.union([
  id,
  z.url({ protocol: /^https?$/, error: "must be an http(s) address or a file id" }).max(2000),
]);

export const ProfileUpdate = z.strictObject({ name: line(120, 1).optional(), avatar: avatar.nullable().optional() })
  .refine((patch) => Object.keys(patch).length > 0, "must change at least one field")
  .meta({ id: "ProfileUpdate", examples: [{ name: "Marc Dupont", avatar: "https://cdn.example.com/marc.webp" }] });

export const me = {
  get: endpoint("GET /auth/me", {
    id: "identity.me.get",
    summary: "Who is signed in, with roles, teams, companies and permissions",
    guard: "session",
    userOnly: true,
    reply: body({
      user: ProfileUser,
      data: z.object({ user: SessionUser }),
      realtime: z.object({ channel_suffix: z.string() }),
    }),
  }),
  update: endpoint("PUT /auth/me", {
    id: "identity.me.update",
    summary: "Change one's name or avatar",
    guard: "session",
    userOnly: true,
    body: ProfileUpdate,
    reply: body({ message: z.string() }),
  }),
  verify: endpoint("GET /auth/verify", {
    id: "identity.me.verify",
    summary: "Whether the access token is good",
    guard: "session",
    userOnly: true,
    reply: body({
      valid: z.literal(true),
      user: TokenUser.pick({ id: true, email: true, name: true, role: true }),
    }),
  }),
  companies: endpoint("GET /auth/companies", {
    id: "identity.me.companies",
    summary: "Companies the caller works for; all of them for administrators",
    guard: "session",
    userOnly: true,
    reply: body({ companies: z.array(z.object({ code: z.string(), name: z.string(), hasAccess: z.boolean() })) }),
  }),
};
