import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { email, id } from "../kit/fields.ts";
import { body } from "../kit/replies.ts";
import "./problems.ts";

export const MagicLinkRequest = z.strictObject({ email }).meta({
  id: "MagicLinkRequest",
  examples: [{ email: "jean.martin@client.example" }],
});

export const magicLinks = {
  request: endpoint("POST /auth/magic-link", {
    id: "identity.magic_links.request",
    summary: "Mail a client links that sign them in to their portal",
    description:
      "The answer is the same whether or not a client has this address. One link for each portal account, good once, for 24 " +
      "hours; a host or subdomain that names a company or organisation narrows them down.",
    guard: "public",
    body: MagicLinkRequest,
    reply: body({
      message: z.string(),
      dev_token: z.string().optional().meta({ description: "The token of the first link; never in production." }),
    }),
    rate: "credential",
  }),
  verify: endpoint("GET /auth/magic-link/verify/:token", {
    id: "identity.magic_links.verify",
    summary: "Sign in to the portal with the token of a mailed link",
    description:
      "Uses the token up, although it is a GET: the mailed link leads to a page of the portal, which calls this. Gives a token " +
      "for the endpoints of the portal and no refresh token.",
    guard: "public",
    params: z.object({ token: z.string().max(500) }),
    reply: body({
      accessToken: z.string(),
      expiresIn: z.string().meta({ examples: ["24h"] }),
      role: z.literal("client"),
      permissions: z.array(z.string()),
      contact: z.object({ id, name: z.string(), email: z.string() }),
    }),
    problems: ["invalid_magic_link"],
    rate: "credential",
  }),
};
