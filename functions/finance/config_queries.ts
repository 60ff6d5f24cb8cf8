import type { z } from "zod";
import type { CompanyBrief, CompanyConfig } from "../../shared/contracts/finance/config.ts";
import { isoInstant, type Sql } from "../../shared/db/pool.ts";

type CompanyJson = z.input<typeof CompanyConfig>;

export function listCompanies(sql: Sql) {
  return sql<(z.input<typeof CompanyBrief> & { vat_number: string | null })[]>`
    select code, name, display_name, color, currency, vat_number from identity.companies
    where is_active order by sort_order, code`;
}

export function findCompanyConfig(sql: Sql, code: string) {
  return sql<{ company: CompanyJson }[]>`
    select finance.company_config(c) as company from identity.companies c where c.code = ${code}`;
}

export interface SavedCompany {
  company: CompanyJson;
  created: boolean;
  changed: boolean;
}

/** Creates or changes a company; `fillOnly` leaves alone what is there. */
export async function saveCompany(sql: Sql, code: string, patch: unknown, fillOnly = false): Promise<SavedCompany> {
  const [saved] = await sql<SavedCompany[]>`
    select company, created, changed from finance.save_company(${code}, ${
    JSON.stringify(patch)
  }::text::jsonb, ${fillOnly})`;
  return { ...saved, company: withInstants(saved.company) };
}

/** JSON made by Postgres ends its instants in +00:00; ours end in Z. */
export function withInstants(company: CompanyJson): CompanyJson {
  return { ...company, created_at: isoInstant(company.created_at), updated_at: isoInstant(company.updated_at) };
}

export async function findCompanyPreset(sql: Sql): Promise<unknown> {
  const [row] = await sql<{ preset: unknown }[]>`select settings -> 'company_preset' as preset from identity.tenants`;
  return row?.preset;
}

export function listVatRates(sql: Sql, company: string | undefined, date: string | undefined) {
  return sql<
    {
      code: string;
      name: string;
      rate: string;
      account_code: string;
      afc_cipher: string | null;
      effective_from: string;
      effective_to: string | null;
      sort_order: number;
    }[]
  >`
    select v.* from finance.vat_rates_on(
      finance.country_for_rates(${company ?? null}), coalesce(${date ?? null}::date, finance.today())
    ) v`;
}

export function vatRateExists(sql: Sql, country: string, code: string) {
  return sql`select from finance.vat_rate_on(${country}, ${code}, null, finance.today())`;
}

export function listExchangeRates(sql: Sql, date: string | undefined) {
  return sql<{ currency: string; rate_to_chf: string; as_of: string; source: string }[]>`
    select currency, rate_to_chf, as_of, source from finance.exchange_rates_on(coalesce(${
    date ?? null
  }::date, finance.today()))`;
}

export function findAlertSettings(sql: Sql, company: string | undefined) {
  return sql<{ alerts: Record<string, number> | null }[]>`
    select settings -> 'alerts' as alerts from identity.companies where id = finance.company_for_rates(${
    company ?? null
  })`;
}

export function findConfigVersion(sql: Sql) {
  return sql<{ version: number }[]>`select finance.config_version() as version`;
}

export async function bumpConfigVersion(sql: Sql): Promise<number> {
  const [{ version }] = await sql<{ version: number }[]>`select finance.bump_config_version() as version`;
  return version;
}
