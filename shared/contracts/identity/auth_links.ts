import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, id, instant } from "../kit/fields.ts";
import { data, empty } from "../kit/replies.ts";
import { passwordGiven } from "./password_fields.ts";
import "./problems.ts";

export const AuthLink = z.object({
  id,
  provider: z.literal("supabase"),
  subject: id.meta({ description: "The user at the provider." }),
  created_at: instant,
}).meta({ id: "AuthLink" });

export const AuthLinkCreate = z.strictObject({
  provider: z.literal("supabase").default("supabase"),
  token: z.string().trim().min(1, "must not be empty").max(8192)
    .meta({ description: "A current access token of the account to link, which proves whose it is." }),
  current_password: passwordGiven,
}).meta({
  id: "AuthLinkCreate",
  examples: [{ token: "eyJhbGciOi…", current_password: "Tournevis-Cruciforme-7" }],
});

export const authLinks = {
  list: endpoint("GET /auth/links", {
    id: "identity.auth_links.list",
    summary: "The outside accounts that sign this person in",
    guard: "session",
    userOnly: true,
    reply: data(z.object({ links: z.array(AuthLink) })),
  }),
  create: endpoint("POST /auth/links", {
    id: "identity.auth_links.create",
    summary: "Sign in with an account of Supabase Auth from now on",
    description:
      "Its access tokens are then accepted as they are, each of its sessions as one of this organisation. Asks for the password, " +
      "because it opens another door to the account. Linking the same account again changes nothing.",
    guard: "session",
    userOnly: true,
    stepUp: true,
    body: AuthLinkCreate,
    reply: data(AuthLink, 201),
    problems: [
      "invalid_current_password",
      "auth_link_token_invalid",
      "auth_link_taken",
      "auth_link_exists",
      "auth_links_off",
      "rate_limited",
    ],
    rate: "credential",
  }),
  remove: endpoint("DELETE /auth/links/:link_id", {
    id: "identity.auth_links.remove",
    summary: "Stop accepting an outside account; ends the sessions it opened",
    guard: "session",
    userOnly: true,
    params: byId("link_id"),
    reply: empty(),
  }),
};
