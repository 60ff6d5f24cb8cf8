import { registration } from "../../shared/contracts/identity/registration.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { registerMember } from "./register_member.ts";

export const registrationRoutes: Bound[] = [
  bindDetached(registration.register, async (ctx) => ({
    message: "Member registered",
    user: await registerMember(ctx, ctx.body),
  })),
];
