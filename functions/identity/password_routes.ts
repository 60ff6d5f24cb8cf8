import { passwords } from "../../shared/contracts/identity/passwords.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { changePassword } from "./change_password.ts";
import { requestPasswordReset, resetPassword } from "./reset_password.ts";

export const passwordRoutes: Bound[] = [
  bindDetached(passwords.change, async (ctx) => {
    await changePassword(ctx, ctx.body.currentPassword, ctx.body.newPassword, "invalid_current_password");
    return { message: "Password changed. Sign in again." };
  }),
  bindDetached(passwords.forgot, async (ctx) => {
    await requestPasswordReset(ctx, ctx.body.email);
    return { message: "If an account has this address, a link is on its way." };
  }),
  bindDetached(passwords.reset, async (ctx) => {
    await resetPassword(ctx, ctx.body.token, ctx.body.password);
    return { message: "Password changed. Sign in again." };
  }),
];
