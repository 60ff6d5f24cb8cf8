import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { email, id, line } from "../kit/fields.ts";
import { body } from "../kit/replies.ts";
import { passwordChosen } from "./password_fields.ts";
import "./problems.ts";

export const Registration = z.strictObject({
  email,
  password: passwordChosen,
  name: line(120, 1),
  role: z.string().trim().toLowerCase().min(1, "must not be empty").max(80).default("user"),
  companies: z.array(z.string().trim().min(1).max(40)).max(100).default([])
    .meta({ description: "Codes of the companies the person works for." }),
}).meta({
  id: "Registration",
  examples: [{
    email: "lea.rochat@garage.example",
    password: "Tournevis-Cruciforme-7",
    name: "Léa Rochat",
    role: "viewer",
  }],
});

export const registration = {
  register: endpoint("POST /auth/register", {
    id: "identity.registration.register",
    summary: "Make somebody a member, with a role and companies",
    description:
      "Nobody gives what they do not hold; only owners and the platform make owners and administrators. Somebody who has an " +
      "account elsewhere keeps it as it is, password included.",
    guard: "admin.users.write",
    body: Registration,
    reply: body({
      message: z.string(),
      user: z.object({ id, email: z.string(), name: z.string(), role: z.string() }),
    }, 201),
    problems: [
      "weak_password",
      "email_exists",
      "username_exists",
      "unknown_role",
      "role_access_denied",
      "company_not_found",
      "company_access_denied",
    ],
    rate: "credential",
  }),
};
