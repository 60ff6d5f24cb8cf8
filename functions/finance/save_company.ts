import type { z } from "zod";
import { CompanyConfigUpdate } from "../../shared/contracts/finance/config.ts";
import { invalid, Problem, problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { normalNumbers } from "./company_rules.ts";
import { findCompanyPreset, saveCompany, type SavedCompany, vatRateExists } from "./config_queries.ts";
import { normalCode } from "./config_rules.ts";

type Patch = z.output<typeof CompanyConfigUpdate>;

/**
 * Changes the company of that code or creates it. Raises VALIDATION_ERROR, iban_invalid, qr_iban_expected,
 * qr_iban_not_allowed, vat_rate_invalid, company_access_denied, company_incomplete, company_numbers_used_up.
 */
export async function putCompany(sql: Sql, code: string, patch: Patch): Promise<SavedCompany> {
  const stored = normalCode(code);
  if (!stored) throw invalid({ field: "code", message: "must be letters, digits and underscores" });
  const checked = { ...patch, ...normalNumbers(patch) };
  const saved = await saveCompany(sql, stored, checked);
  if (patch.default_vat_code) await vatRateExists(sql, saved.company.country, patch.default_vat_code);
  return saved;
}

/** What came of a preset. */
export interface SyncResult {
  created: number;
  updated: number;
  errors: { code: string; error: string }[];
}

/** Fills companies from the preset of the organisation; an entry that is wrong is reported and holds no other up. */
export async function syncCompanies(sql: Sql): Promise<SyncResult> {
  const preset = await findCompanyPreset(sql);
  const result: SyncResult = { created: 0, updated: 0, errors: [] };
  for (const entry of Array.isArray(preset) ? preset : []) {
    const { code = "", ...fields } = entry as { code?: string };
    const checked = checkedEntry(String(code), fields);
    if ("error" in checked) {
      result.errors.push({ code: String(code), error: checked.error });
      continue;
    }
    const saved = await saveCompany(sql, checked.code, checked.fields, true);
    if (saved.created) result.created++;
    else if (saved.changed) result.updated++;
  }
  return result;
}

function checkedEntry(code: string, fields: unknown): { code: string; fields: unknown } | { error: string } {
  const stored = normalCode(code);
  if (!stored) return { error: "code: must be letters, digits and underscores" };
  const parsed = CompanyConfigUpdate.safeParse(fields);
  if (!parsed.success) {
    return { error: parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`).join("; ") };
  }
  if (!parsed.data.name) return { error: problem("company_incomplete").message };
  try {
    return { code: stored, fields: { ...parsed.data, ...normalNumbers(parsed.data) } };
  } catch (error) {
    if (error instanceof Problem) return { error: reasonOf(error) };
    throw error;
  }
}

function reasonOf({ message, details }: Problem): string {
  const [issue] = Array.isArray(details) ? details as { field: string; message: string }[] : [];
  return issue ? `${issue.field}: ${issue.message}` : message;
}
