import { z } from "zod";
import { id } from "../kit/fields.ts";
import { SessionUser, TokenUser } from "./members.ts";

/** A code as people type it: six digits of the app, or a backup code. */
export const mfaCode = z.string().trim().min(1, "must not be empty").max(32)
  .meta({ description: "Code of the authenticator app, or a backup code.", examples: ["287082"] });

/** What a client calls the device it runs on. */
export const deviceId = z.string().trim().min(16, "must have at least 16 characters").max(200)
  .meta({ description: "A random identifier the client keeps; browsers keep it in a cookie." });

export const method = z.enum(["totp", "backup_codes"]);

/** The tokens of a session for two families of clients: flat in camel case, and under `data` in snake case. */
export const tokenFields = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresIn: z.string().meta({ examples: ["15m"] }),
  portal: z.string().nullable(),
  session_id: id.nullable(),
  mfa_required: z.boolean(),
  mfa_setup_required: z.boolean().optional()
    .meta({ description: "The token opens the set-up of a second factor and nothing else." }),
  user: TokenUser,
  data: z.object({
    access_token: z.string(),
    refresh_token: z.string().optional(),
    token_type: z.literal("Bearer"),
    expires_in: z.number().meta({ description: "Seconds." }),
    user: SessionUser,
  }),
});

/** What a sign-in answers that still waits for its second factor. */
export const challengeFields = {
  challenge_id: id.optional().meta({ description: "For `POST /mfa/verify`, within five minutes." }),
  methods: z.array(method).optional(),
};

/** Everything sign-in may be refused for, whatever the dialect. */
export const signInProblems = [
  "invalid_credentials",
  "account_disabled",
  "tenant_disabled",
  "tenant_selection_required",
  "rate_limited",
  "mfa_invalid_code",
  "mfa_code_reused",
  "mfa_locked",
];
