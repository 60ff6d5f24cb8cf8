import Papa from "papaparse";
import type { z } from "zod";
import type { AuditEvent } from "../../shared/contracts/audit/events.ts";

type Event = z.output<typeof AuditEvent>;
type Cell = string | number | null;

const COLUMNS: Record<string, (event: Event) => Cell> = {
  id: (e) => e.id,
  timestamp: (e) => e.timestamp,
  category: (e) => e.category,
  action: (e) => e.action,
  description: (e) => e.description,
  severity: (e) => e.severity,
  outcome: (e) => e.outcome,
  actor_type: (e) => e.actor.type,
  user_id: (e) => e.actor.user_id,
  roles: (e) => e.actor.roles?.join(",") ?? null,
  ip_address: (e) => e.actor.ip_address,
  user_agent: (e) => e.actor.user_agent,
  session_id: (e) => e.actor.session_id,
  auth_method: (e) => e.actor.auth_method,
  entity_type: (e) => e.target?.entity_type ?? null,
  entity_id: (e) => e.target?.entity_id ?? null,
  before_state: (e) => json(e.target?.before_state),
  after_state: (e) => json(e.target?.after_state),
  context: (e) => json(e.context),
  sequence_number: (e) => e.sequence_number,
  previous_hash: (e) => e.previous_hash,
  hash_chain: (e) => e.hash_chain,
  chain_version: (e) => e.chain_version,
};

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** A spreadsheet runs a cell that begins like this, unless it is a number. */
const FORMULA = /^(?![-+]?\d+(?:[.,]\d+)?$)[=+\-@\t\r]/;

const LAYOUT = { delimiter: ";", newline: "\r\n", escapeFormulae: FORMULA };

/** The first line of a CSV export, with its line end. */
export function csvHeader(): string {
  return `${Papa.unparse([Object.keys(COLUMNS)], LAYOUT)}\r\n`;
}

/** Events as CSV lines (RFC 4180, semicolons); a cell that a spreadsheet would run is quoted with an apostrophe. */
export function csvLines(events: readonly Event[]): string {
  if (events.length === 0) return "";
  const columns = Object.values(COLUMNS);
  return `${Papa.unparse(events.map((event) => columns.map((cell) => cell(event))), LAYOUT)}\r\n`;
}

/** Events as JSON lines, each shaped as in the list. */
export function jsonLines(events: readonly Event[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}
