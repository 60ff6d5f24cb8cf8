import { mfa } from "../../shared/contracts/identity/mfa.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { findStatus, forgetDevice, listDevices, resetMfa } from "./mfa_queries.ts";
import { answerTokens, answerVerified } from "./session_answers.ts";
import { activateSecondFactor, giveUpSecondFactor, regenerateBackupCodes, setUpTotp } from "./set_up_totp.ts";
import { verifySecondFactor } from "./verify_second_factor.ts";

export const mfaRoutes: Bound[] = [
  bindDetached(mfa.setup, (ctx) => setUpTotp(ctx)),
  bindDetached(mfa.activate, async (ctx) => {
    const session = await activateSecondFactor(ctx, ctx.body.code);
    return { activated_at: new Date().toISOString(), ...(session && answerTokens(ctx, session)) };
  }),
  bindDetached(mfa.verify, async (ctx) => answerVerified(ctx, await verifySecondFactor(ctx, ctx.body))),
  bindRead(mfa.methods, ({ sql }) => [findStatus(sql)], ([[found]]) => ({
    methods: [
      { type: "totp" as const, enabled: found?.enabled ?? false, configured_at: found?.configured_at ?? null },
      {
        type: "backup_codes" as const,
        enabled: found?.enabled ?? false,
        remaining_codes: found?.enabled ? found.remaining_codes : 0,
      },
    ],
  })),
  bindDetached(mfa.regenerate, async (ctx) => ({ backup_codes: await regenerateBackupCodes(ctx, ctx.body.code) })),
  bindDetached(mfa.disable, async (ctx) => {
    await giveUpSecondFactor(ctx, ctx.body.code);
    return { disabled: true as const };
  }),
  bindRead(mfa.devices, ({ sql }) => [listDevices(sql)], ([devices]) => ({ devices })),
  bind(mfa.forgetDevice, async ({ sql, params }) => {
    await forgetDevice(sql, params.device_id);
    return { forgotten: true as const };
  }),
  bind(mfa.reset, async ({ sql, params }) => {
    const [{ sessions_revoked }] = await resetMfa(sql, params.userId);
    return { reset: true as const, sessions_revoked };
  }),
];
