import type { MediaRow } from "./media_queries.ts";

/** Where the content of a record is handed out; null for a record that hands out none itself. */
const LINKS: Record<string, (id: string) => string> = {
  file: (id) => `/api/files/${id}/download`,
};

export function diagnosed({ model, id, field, bucket, path, discrepancy }: MediaRow) {
  const link = LINKS[model]?.(id) ?? null;
  return {
    model,
    id,
    field,
    path,
    resolved_path: `${bucket}/${path}`,
    exists: discrepancy !== "missing",
    url: discrepancy === "missing" ? null : link,
    file_link: link,
    discrepancy,
  };
}
