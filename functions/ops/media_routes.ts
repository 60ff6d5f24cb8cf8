import { media } from "../../shared/contracts/ops/media.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { supabaseStorage } from "../../shared/providers/storage/supabase_storage.ts";
import { cleanMedia, cleanMediaLive, MEDIA_BUCKETS } from "./clean_media.ts";
import { diagnoseMedia, repairMedia } from "./media_queries.ts";
import { diagnosed } from "./media_rules.ts";

const ROWS_PER_FIELD = 100;

export const mediaRoutes: Bound[] = [
  bindRead(media.diagnostic, ({ sql }) => [diagnoseMedia(sql, ROWS_PER_FIELD)], ([rows], { runtime: { config } }) => ({
    ok: rows.every((row) => row.discrepancy === null),
    results: rows.map(diagnosed),
    settings: {
      storage: "supabase",
      buckets: MEDIA_BUCKETS,
      isConfigured: supabaseStorage(config, MEDIA_BUCKETS[0]) !== undefined,
    },
  })),
  bind(
    media.repair,
    async ({ sql }) => ({ ok: true as const, repairs: (await repairMedia(sql)).map(({ did }) => did) }),
  ),
  bindDetached(media.cleanup, async (call) => {
    const cleanup = await cleanMedia(call, call.query.dryRun);
    return { ok: cleanup.ok, cleanup };
  }),
  bindDetached(media.cleanupStream, (call) => cleanMediaLive(call, call.query.dryRun)),
];
