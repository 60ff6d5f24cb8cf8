/** What a backup is called, which types are told apart and where its parts lie. */

export type ArchiveType = "tar.gz" | "tar.zst" | "json.gz" | "json";

/** `20260115-100000` of an instant, UTC. */
export function stampOf(at: Date): string {
  return at.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
}

export function backupName(
  at: Date,
  { hasUsers, beforeRestore }: { hasUsers: boolean; beforeRestore: boolean },
): string {
  return `backup-${stampOf(at)}${beforeRestore ? "_before_restore" : ""}${hasUsers ? "_with_users" : ""}.tar.gz`;
}

/** The base name in letters, digits, dot, dash and underscore: what an upload may be called. */
export function uploadedName(at: Date, given: string): string {
  const base = given.split(/[/\\]/).at(-1)!.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^[^A-Za-z0-9]+/, "").slice(-150);
  return `uploaded-${stampOf(at)}-${base}`;
}

/** A name as it is kept; undefined for one that names another folder. */
export function keptName(given: string): string | undefined {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(given) ? given : undefined;
}

export function typeOf(filename: string): ArchiveType {
  if (/\.(tar\.gz|tgz)$/i.test(filename)) return "tar.gz";
  if (/\.zst$/i.test(filename)) return "tar.zst";
  return /\.gz$/i.test(filename) ? "json.gz" : "json";
}

export const hasUsers = (filename: string) => filename.includes("_with_users");

/** When it was made by its own name, `backup-20260115-100000…`; else the given instant. */
export function createdAt(filename: string, otherwise: string): string {
  const found = /-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/.exec(filename);
  if (!found) return otherwise;
  const [, y, m, d, h, i, s] = found;
  const at = new Date(`${y}-${m}-${d}T${h}:${i}:${s}.000Z`);
  return Number.isNaN(at.getTime()) ? otherwise : at.toISOString();
}

/** The member of the archive that holds the object of a key `<tenant>/<kind>/<uuid>.<ext>`. */
export const memberOf = (storageKey: string) => `media/${storageKey.slice(storageKey.indexOf("/") + 1)}`;

/** The key within a tenant that a member is for; undefined for a path that is not one of ours. */
export function keyOf(tenantId: string, member: string): string | undefined {
  const [, path] = /^media\/([a-z_]+\/[0-9a-f-]{36}\.[a-z0-9]{1,8})$/.exec(member) ?? [];
  return path && `${tenantId}/${path}`;
}

/** Per cent of files dealt with, told every ten files and at the end; undefined in between. */
export function fileProgress(done: number, total: number): number | undefined {
  return done % 10 === 0 || done === total ? Math.floor(done / total * 100) : undefined;
}

/** How many bytes, for people. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  return `${value.toFixed(1)} ${unit}`;
}
