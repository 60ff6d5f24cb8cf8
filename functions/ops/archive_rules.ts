import { createHash } from "node:crypto";
import { z } from "zod";

/** A member of an archive as its manifest lists it. */
export interface Member {
  path: string;
  size: number;
  sha256: string;
}

export const Manifest = z.object({
  format: z.literal("comptoir-backup-1"),
  timestamp: z.string(),
  tenant_id: z.string(),
  /** Tells archives of another shape of the database from those of the present one. */
  schema_version: z.string(),
  has_users: z.boolean(),
  included_files_count: z.number().int(),
  referenced_files_count: z.number().int(),
  media: z.object({
    included_in_archive: z.boolean(),
    mode: z.enum(["embedded", "external_storage_reference"]),
    storage: z.object({ bucket: z.string() }),
  }),
  files: z.array(z.object({ path: z.string(), size: z.number().int(), sha256: z.string() })),
  /** SHA-256 over everything above. */
  sha256: z.string(),
  /** The same, sealed for the organisation: nobody else can make an archive that is taken. */
  seal: z.string(),
});

export type Manifest = z.output<typeof Manifest>;

/** SHA-256 over all the manifest says but its own digest and seal; hexadecimal. */
export function digestOf(manifest: Omit<Manifest, "sha256" | "seal">): string {
  const { format, timestamp, tenant_id, schema_version, has_users, media, files } = manifest;
  const members = files.map(({ path, size, sha256 }) => [path, size, sha256]);
  const { included_files_count, referenced_files_count } = manifest;
  return sha256Hex(JSON.stringify([
    format,
    timestamp,
    tenant_id,
    schema_version,
    has_users,
    included_files_count,
    referenced_files_count,
    [media.included_in_archive, media.mode, media.storage.bucket],
    members,
  ]));
}

/** A fingerprint of tables and their fields. */
export function schemaVersion(tables: readonly { model: string; fields: readonly string[] }[]): string {
  const shape = tables.map(({ model, fields }) => [model, ...[...fields].sort()]).sort(([a], [b]) => a < b ? -1 : 1);
  return sha256Hex(JSON.stringify(shape)).slice(0, 16);
}

export function sha256Hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

export const backupPurpose = (tenantId: string) => `backup:${tenantId}`;
export const manifestPurpose = (tenantId: string) => `backup-manifest:${tenantId}`;

/** True for a member name that stays below where it is unpacked. */
export function isSafePath(path: string): boolean {
  return path.length <= 200 && path.split("/").every((part) => /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(part));
}
