import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, count, id, instant } from "../kit/fields.ts";
import { created, data, empty, file } from "../kit/replies.ts";
import "./problems.ts";
import { MAX_FILE_BYTES } from "./refs.ts";

const word = z.string().regex(/^[a-z][a-z_]{0,39}$/, "must be a word of letters and underscores");

export const StoredFile = z.object({
  id,
  kind: z.string(),
  entity: z.string().nullable(),
  entity_id: id.nullable(),
  name: z.string().meta({ description: "As the uploader named it.", examples: ["Devis n° 12.pdf"] }),
  size: count.meta({ description: "Bytes." }),
  sha256: z.string().meta({ description: "SHA-256 of the content, hexadecimal." }),
  media_type: z.string().meta({ description: "By content.", examples: ["application/pdf"] }),
  status: z.enum(["stored", "quarantined", "lost", "pending"]),
  scan_status: z.enum(["unscanned", "clean", "infected"]),
  created_by: id.nullable(),
  created_at: instant,
}).meta({ id: "StoredFile" });

export const FileUpload = z.strictObject({
  file: z.instanceof(File, { error: "must be a file" })
    .meta({ description: "At most 25 MB.", type: "string", format: "binary" }),
  kind: word.refine((kind) => kind !== "quarantine", "is taken").default("document"),
  entity: word.optional().meta({ description: "Kind of the record the file belongs to." }),
  entity_id: id.optional(),
}).refine((upload) => (upload.entity === undefined) === (upload.entity_id === undefined), {
  path: ["entity_id"],
  message: "must come together with entity",
}).meta({ id: "FileUpload", examples: [{ file: "…", kind: "document" }] });

export const files = {
  upload: endpoint("POST /files", {
    id: "documents.files.upload",
    summary: "Upload a file",
    description:
      "Judged by content: PDF, Office and OpenDocument files, pictures (GIF, HEIC, JPEG, PNG, TIFF, WebP) and UTF-8 text (csv, " +
      "json, txt, xml). Looked at for malware where a scanner is configured: an infected file is kept apart and never handed out.",
    guard: "documents.write",
    body: FileUpload,
    bodyKind: "multipart",
    maxBodyBytes: MAX_FILE_BYTES + 64 * 1024,
    idempotent: true,
    reply: created(StoredFile),
    problems: [
      "file_empty",
      "file_infected",
      "upload_too_large",
      "file_type_refused",
      "scan_failed",
      "storage_failed",
      "storage_off",
    ],
  }),
  get: endpoint("GET /files/:id", {
    id: "documents.files.get",
    summary: "What is known of a file",
    guard: "documents.read",
    params: byId("id"),
    reply: data(StoredFile),
  }),
  download: endpoint("GET /files/:id/download", {
    id: "documents.files.download",
    summary: "Download a file",
    description: "Always as an attachment, under the name it was uploaded with.",
    guard: "documents.download",
    params: byId("id"),
    reply: file("application/octet-stream"),
    problems: ["file_lost", "file_quarantined", "storage_failed", "storage_off"],
  }),
  link: endpoint("GET /files/:id/link", {
    id: "documents.files.link",
    summary: "A link that downloads the file without a credential, for 15 minutes",
    guard: "documents.download",
    params: byId("id"),
    reply: data(z.object({ url: z.string(), expires_at: instant })),
    problems: ["file_lost", "file_quarantined"],
  }),
  shared: endpoint("GET /files/shared/:token", {
    id: "documents.files.shared",
    summary: "Download a file by a signed link",
    description: "A link that is not good, or no longer, looks like a file that is not there.",
    guard: "public",
    params: z.object({ token: z.string().max(2000) }),
    reply: file("application/octet-stream"),
    problems: ["file_lost", "file_quarantined", "storage_failed", "storage_off"],
  }),
  remove: endpoint("DELETE /files/:id", {
    id: "documents.files.remove",
    summary: "Remove a file and its content",
    guard: "documents.write",
    params: byId("id"),
    reply: empty(),
  }),
};
