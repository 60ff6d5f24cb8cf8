import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { email } from "../kit/fields.ts";
import { body } from "../kit/replies.ts";
import { mailedToken, passwordChosen, passwordGiven } from "./password_fields.ts";
import "./problems.ts";

export const PasswordChange = z.strictObject({ currentPassword: passwordGiven, newPassword: passwordChosen }).meta({
  id: "PasswordChange",
  examples: [{ currentPassword: "Tournevis-Cruciforme-7", newPassword: "Perceuse-Visseuse-12" }],
});

export const PasswordForgotten = z.strictObject({ email }).meta({
  id: "PasswordForgotten",
  examples: [{ email: "jean.martin@garage.example" }],
});

export const PasswordReset = z.strictObject({ token: mailedToken, password: passwordChosen }).meta({
  id: "PasswordReset",
  examples: [{ token: "kq0Zb3…", password: "Perceuse-Visseuse-12" }],
});

const done = body({ message: z.string() });

export const passwords = {
  change: endpoint("POST /auth/change-password", {
    id: "identity.passwords.change",
    summary: "Change one's password; ends all sessions, this one too",
    description: "Wrong current passwords count like failed sign-ins and lock the account for a while.",
    guard: "session",
    userOnly: true,
    body: PasswordChange,
    reply: done,
    problems: ["invalid_current_password", "weak_password", "password_unchanged", "rate_limited"],
    rate: "credential",
  }),
  forgot: endpoint("POST /auth/forgot-password", {
    id: "identity.passwords.forgot",
    summary: "Mail a link to reset a password, good for one hour",
    description: "The answer is the same whether or not an account has this address.",
    guard: "public",
    body: PasswordForgotten,
    reply: done,
    rate: "credential",
  }),
  reset: endpoint("POST /auth/reset-password", {
    id: "identity.passwords.reset",
    summary: "Set a new password with the token of a mailed link; ends all sessions",
    description: "A token works once. A password that is refused leaves it usable.",
    guard: "public",
    body: PasswordReset,
    reply: done,
    problems: ["reset_link_invalid", "weak_password", "password_unchanged"],
    rate: "credential",
  }),
};
