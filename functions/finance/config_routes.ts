import { config } from "../../shared/contracts/finance/config.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindRead, type Bound, type Input } from "../../shared/http/bind.ts";
import {
  bumpConfigVersion,
  findAlertSettings,
  findCompanyConfig,
  findConfigVersion,
  listCompanies,
  listExchangeRates,
  listVatRates,
  withInstants,
} from "./config_queries.ts";
import { normalCode, thresholdsWith } from "./config_rules.ts";
import { putCompany, syncCompanies } from "./save_company.ts";

/** Tells the caller which version of the configuration this is. */
function mark({ reply }: Pick<Input<unknown, unknown, unknown>, "reply">, version: number): void {
  reply.headers.set("x-config-version", String(version));
}

export const configRoutes: Bound[] = [
  bindRead(
    config.companies,
    ({ sql }) => [listCompanies(sql), findConfigVersion(sql)],
    ([companies, [{ version }]], ctx) => {
      mark(ctx, version);
      return { companies };
    },
  ),
  bindRead(
    config.company,
    ({ sql, params }) => [findCompanyConfig(sql, normalCode(params.code) ?? ""), findConfigVersion(sql)],
    ([found, [{ version }]], ctx) => {
      mark(ctx, version);
      return { company: withInstants(firstOr(found, "company_not_found").company) };
    },
  ),
  bind(config.saveCompany, async ({ sql, params, body, reply }) => {
    const { company, created } = await putCompany(sql, params.code, body);
    if (created) reply.status = 201;
    return { company };
  }),
  bind(config.sync, ({ sql }) => syncCompanies(sql)),
  bindRead(config.tva, ({ sql, query }) => [listVatRates(sql, query.company, query.date)], ([details]) => ({
    rates: Object.fromEntries(details.map(({ code, rate }) => [code, rate])),
    details,
  })),
  bindRead(config.exchangeRates, ({ sql, query }) => [listExchangeRates(sql, query.date)], ([rows]) => {
    const newest = rows.reduce((a, b) => (b.as_of > a.as_of ? b : a));
    return {
      rates: Object.fromEntries(rows.map(({ currency, rate_to_chf }) => [currency, rate_to_chf])),
      as_of: newest.as_of,
      source: newest.source,
    };
  }),
  bindRead(
    config.thresholds,
    ({ sql, query }) => [findAlertSettings(sql, query.company)],
    ([found]) => ({ thresholds: thresholdsWith(found[0]?.alerts ?? {}) }),
  ),
  bind(config.clearCache, async ({ sql, ...ctx }) => {
    const version = await bumpConfigVersion(sql);
    mark(ctx, version);
    return { message: "Configuration copies are outdated now", version };
  }),
  bindRead(config.visible, ({ sql }) => [listCompanies(sql)], ([companies]) => companies),
];
