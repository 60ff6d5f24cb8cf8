import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { body } from "../kit/replies.ts";
import { mailedToken } from "./password_fields.ts";
import "./problems.ts";

export const EmailConfirmation = z.strictObject({ token: mailedToken }).meta({
  id: "EmailConfirmation",
  examples: [{ token: "kq0Zb3…" }],
});

export const emailAddresses = {
  verify: endpoint("POST /auth/verify-email", {
    id: "identity.email_addresses.verify",
    summary: "Confirm an address with the token of a mailed link",
    description:
      "For the address of a new account and for one that replaces another. Opening a link must not be enough, because mail " +
      "scanners open links: the page behind it posts the token. A token works once.",
    guard: "public",
    body: EmailConfirmation,
    reply: body({ message: z.string(), email: z.string() }),
    problems: ["invalid_email_token", "email_exists", "username_exists"],
    rate: "credential",
  }),
  resend: endpoint("POST /auth/verify-email/resend", {
    id: "identity.email_addresses.resend",
    summary: "Mail the link again: to the address asked for, else to one's unconfirmed address",
    guard: "session",
    userOnly: true,
    reply: body({ message: z.string() }),
    problems: ["email_already_verified", "email_exists", "rate_limited"],
    rate: "credential",
  }),
};
