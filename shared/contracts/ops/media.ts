import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { count, flag, id } from "../kit/fields.ts";
import { data, stream } from "../kit/replies.ts";
import "./problems.ts";

const Diagnosis = z.object({
  ok: z.boolean(),
  results: z.array(z.object({
    model: z.string(),
    id,
    field: z.string(),
    path: z.string(),
    resolved_path: z.string().meta({ description: "The bucket and the key." }),
    exists: z.boolean(),
    url: z.string().nullable(),
    file_link: z.string().nullable(),
    discrepancy: z.enum(["missing", "size"]).nullable(),
  })),
  settings: z.object({ storage: z.string(), buckets: z.array(z.string()), isConfigured: z.boolean() }),
}).meta({ id: "MediaDiagnosis" });

export const MediaCleanup = z.object({
  ok: z.boolean(),
  message: z.string(),
  dryRun: z.boolean(),
  storage: z.string(),
  prefixes: z.array(z.string()),
  scannedFiles: count,
  referencedFiles: count,
  orphanedFiles: count,
  deletedFiles: count,
  totalOrphanBytes: count,
  files: z.array(z.object({ path: z.string(), sizeBytes: count })),
  errors: z.array(z.string()),
}).meta({ id: "MediaCleanup" });

const dryRun = flag.default(true).meta({ description: "Unless false, nothing is removed." });
const cleanup =
  "Objects that no record names, at most 1000 at a time; never one younger than 24 hours. At most 4 calls a minute.";

export const media = {
  diagnostic: endpoint("GET /server-management/media-diagnostic", {
    id: "ops.media.diagnostic",
    summary: "Compare the files of the organisation with what lies in Storage",
    description:
      "At most 100 rows for each field that names files, those with a discrepancy first. At most 10 calls a minute.",
    guard: "settings.write",
    reply: data(Diagnosis),
    rate: { perMinute: 10 },
  }),
  repair: endpoint("POST /server-management/media-repair", {
    id: "ops.media.repair",
    summary: "Relink files whose content lies under another key",
    description: "Only where exactly one object nobody names has the same name. At most 10 calls a minute.",
    guard: "settings.write",
    reply: data(z.object({ ok: z.literal(true), repairs: z.array(z.string()) })),
    rate: { perMinute: 10 },
  }),
  cleanup: endpoint("POST /server-management/media-cleanup", {
    id: "ops.media.cleanup",
    summary: "Remove what lies in Storage for nobody",
    description: cleanup,
    guard: "settings.write",
    query: z.object({ dryRun }),
    reply: data(z.object({ ok: z.boolean(), cleanup: MediaCleanup })),
    problems: ["storage_off"],
    rate: { perMinute: 4 },
  }),
  cleanupStream: endpoint("GET /server-management/media-cleanup/stream", {
    id: "ops.media.cleanup_stream",
    summary: "Remove what lies in Storage for nobody, as server-sent events",
    description:
      `media_cleanup_started, _progress after every 25 files, _found for each, and at last _finished or _failed. ${cleanup}`,
    guard: "settings.write",
    query: z.object({
      dryRun,
      token: z.string().optional().meta({ description: "The access token, for clients that cannot send headers." }),
    }),
    reply: stream(),
    problems: ["storage_off"],
    rate: { perMinute: 4 },
  }),
};
