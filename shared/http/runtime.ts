import { type Config, readProcessConfig } from "../config/config.ts";
import { openPool, type Pool } from "../db/pool.ts";
import { createSupabaseTokens, type SupabaseTokens } from "../auth/supabase_tokens.ts";
import { createSealedBox, type SealedBox } from "../auth/sealed_box.ts";
import { createTokens, type Tokens } from "../auth/tokens.ts";
import { createLog, type Log } from "./log.ts";
import { createRateLimiter, type RateLimiter } from "./rate_limit.ts";
import { type ActivityNotes, createActivityNotes } from "./activity.ts";

/** What one worker holds for all its requests. */
export interface Runtime {
  config: Config;
  pool: Pool;
  tokens: Tokens;
  /** Absent while tokens of Supabase Auth are not accepted. */
  supabaseTokens?: SupabaseTokens;
  /** For secrets that must be read again: second factors, credentials of providers. */
  secrets: SealedBox;
  rates: RateLimiter;
  activity: ActivityNotes;
  log: Log;
  startedAt: number;
  close(): Promise<void>;
}

/** Builds the runtime of a worker; `log` replaces the default sink. */
export function createRuntime(config: Config, options: { log?: (line: string) => void; pool?: Pool } = {}): Runtime {
  const log = createLog(config, options.log);
  const pool = options.pool ?? openPool(config);
  const activity = createActivityNotes(pool, log);
  return {
    config,
    pool,
    log,
    activity,
    tokens: createTokens(config),
    supabaseTokens: createSupabaseTokens(config),
    secrets: createSealedBox(config.SECRETS_KEYS),
    rates: createRateLimiter(pool, log),
    startedAt: Date.now(),
    async close() {
      await activity.flush();
      if (!options.pool) await pool.end({ timeout: 5 });
    },
  };
}

let current: Runtime | undefined;

/** The runtime of this worker, built from the environment on first use. */
export function runtime(): Runtime {
  return current ??= createRuntime(readProcessConfig());
}

/** Gives this worker a runtime of its own: the local server and the tests do. */
export function useRuntime(replacement: Runtime): void {
  current = replacement;
}
