import { AuditEvent } from "../../shared/contracts/audit/events.ts";
import type { StreamedFile } from "../../shared/contracts/kit/replies.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { beginExport, type EventSearch, readEventsBefore } from "./events_queries.ts";
import { csvHeader, csvLines, jsonLines } from "./export_rules.ts";

const PAGE = 1000;

type Transact = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

/**
 * The events of a search as a file, newest first, read page by page while it is sent: the log may be larger than the memory. What
 * is written after the start is not in it. The export is logged before the first byte leaves. Raises authorization_error
 * below the scope ALL.
 */
export async function exportEvents(
  { transact, read }: { transact: Transact; read: Transact },
  format: "csv" | "jsonl",
  search: EventSearch,
): Promise<StreamedFile> {
  const start = await transact((sql) => beginExport(sql, { format, ...search }));
  const render = format === "csv" ? csvLines : jsonLines;
  async function* chunks() {
    if (format === "csv") yield csvHeader();
    for (let before = start;;) {
      const rows = await read((sql) => readEventsBefore(sql, search, before, PAGE));
      if (rows.length > 0) yield render(rows.map((row) => AuditEvent.parse(row)));
      if (rows.length < PAGE) return;
      const last = rows[rows.length - 1];
      before = { id: last.id.slice("evt_".length), at: last.timestamp };
    }
  }
  const media_type = format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson";
  return { chunks: chunks(), filename: `audit-log-${start.at.slice(0, 10)}.${format}`, media_type };
}
