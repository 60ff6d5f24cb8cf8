import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { count, flag, instant } from "../kit/fields.ts";
import { created, data, stream, streamedFile } from "../kit/replies.ts";
import "./problems.ts";

/** Largest upload, in bytes: it passes through the memory of a function. */
export const MAX_BACKUP_BYTES = 64 * 1024 * 1024;

export const Backup = z.object({
  filename: z.string().meta({ examples: ["backup-20260115-100000.tar.gz"] }),
  size: count.meta({ description: "Bytes of the archive." }),
  type: z.enum(["tar.gz", "tar.zst", "json.gz", "json"]),
  includedFiles: count.nullable(),
  hasUsers: z.boolean(),
  createdAt: instant,
}).meta({ id: "Backup" });

const byFilename = z.object({ filename: z.string().min(1).max(500) });

const streaming = {
  include_users: flag.default(false),
  replay: flag.default(false).meta({ description: "Starts nothing: only tells again what the last one told." }),
  token: z.string().optional().meta({ description: "The access token, for clients that cannot send headers." }),
  last_event_id: z.string().max(100).optional(),
  idempotency_key: z.string().max(200).optional(),
};

export const BackupUpload = z.strictObject({
  backup_file: z.instanceof(File, { error: "must be a file" })
    .refine((file) => /\.(json|gz|tgz|zst)$/i.test(file.name), "must be .json, .gz, .tgz or .zst")
    .refine((file) => file.size > 0, "must not be empty")
    .meta({ description: "At most 64 MB.", type: "string", format: "binary" }),
}).meta({ id: "BackupUpload", examples: [{ backup_file: "…" }] });

export const BackupDeletion = z.strictObject({ filenames: z.array(z.string().min(1).max(500)).min(1).max(100) })
  .meta({ id: "BackupDeletion", examples: [{ filenames: ["backup-20260115-100000.tar.gz"] }] });

export const backups = {
  list: endpoint("GET /backups", {
    id: "ops.backups.list",
    summary: "List the backups of the organisation, newest first",
    guard: "admin.backups.read",
    reply: data(z.object({ backups: z.array(Backup) })),
  }),
  start: endpoint("GET /backups/start", {
    id: "ops.backups.start",
    summary: "Back the organisation up, told as server-sent events",
    description:
      "Unnamed frames: backup_started, backup_message and at last backup_finished or backup_failed. With Last-Event-ID or " +
      "replay=true the backup under way or the last one is taken up again and none is started.",
    guard: "admin.backups.write",
    userOnly: true,
    query: z.object(streaming),
    reply: stream(),
    problems: ["backup_running", "not_found", "storage_off"],
    rate: "exchange",
  }),
  restore: endpoint("POST /backups/restore", {
    id: "ops.backups.restore",
    summary: "Make the organisation again what a backup holds, told as server-sent events",
    description:
      "Everything or nothing, and only archives this product made for this organisation. A backup is made before; meanwhile " +
      "others may read but not write (503 TENANT_RESTORING). Books (finance) are never taken back: present rows stay, missing " +
      "ones return. The audit log stays and tells of the restore. Accounts are restored only with include_users.",
    guard: "admin.backups.write",
    userOnly: true,
    stepUp: true,
    query: z.object({ file: z.string().max(500).optional(), ...streaming }),
    reply: stream(),
    problems: ["backup_running", "not_found", "storage_off"],
    rate: "exchange",
  }),
  download: endpoint("GET /backups/download/:filename", {
    id: "ops.backups.download",
    summary: "Download a backup",
    guard: "admin.backups.download",
    userOnly: true,
    stepUp: true,
    params: byFilename,
    reply: streamedFile("application/gzip"),
    problems: ["storage_failed", "storage_off"],
    rate: "exchange",
  }),
  upload: endpoint("POST /backups/upload", {
    id: "ops.backups.upload",
    summary: "Upload a backup made earlier",
    guard: "admin.backups.write",
    userOnly: true,
    body: BackupUpload,
    bodyKind: "multipart",
    maxBodyBytes: MAX_BACKUP_BYTES + 64 * 1024,
    reply: created(z.object({ filename: z.string() })),
    problems: ["backup_filename_taken", "storage_failed", "storage_off"],
    rate: "exchange",
  }),
  removeAll: endpoint("DELETE /backups/delete-all", {
    id: "ops.backups.remove_all",
    summary: "Remove all backups",
    guard: "admin.backups.write",
    userOnly: true,
    query: z.object({ confirm: flag.default(false).meta({ description: "Must be true." }) }),
    reply: data(z.object({ deleted: count })),
  }),
  remove: endpoint("DELETE /backups/delete/:filename", {
    id: "ops.backups.remove",
    summary: "Remove a backup",
    guard: "admin.backups.write",
    userOnly: true,
    params: byFilename,
    reply: data(z.object({ deleted: z.string() })),
  }),
  removeMany: endpoint("POST /backups/delete-multiple", {
    id: "ops.backups.remove_many",
    summary: "Remove several backups",
    guard: "admin.backups.write",
    userOnly: true,
    body: BackupDeletion,
    reply: data(z.object({
      deleted: z.array(z.string()),
      errors: z.array(z.object({ filename: z.string(), error: z.string() })),
    })),
  }),
};
