import { z } from "zod";
import "./problems.ts";
import { endpoint } from "../kit/endpoint.ts";
import { body, data } from "../kit/replies.ts";
import { count, currency, day, email, id, instant, jsonObject, line, number } from "../kit/fields.ts";

const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, "must be a colour like #1a2b3c");
const vatCode = z.string().trim().toUpperCase().regex(/^[A-Z][A-Z0-9_]{1,31}$/);
const vatPeriod = z.enum(["monthly", "quarterly", "semiannual", "annual"]);
const language = z.enum(["fr", "de", "it", "en"]);

export const Thresholds = z.object({
  runway_danger: number.meta({ description: "Months." }),
  runway_warning: number.meta({ description: "Months." }),
  overdue_high: number.meta({ description: "Days." }),
  overdue_medium: number.meta({ description: "Days." }),
  large_receivable: number.meta({ description: "CHF." }),
  large_payable: number.meta({ description: "CHF." }),
}).meta({ id: "FinanceThresholds" });

const threshold = z.number().min(0).max(999_999_999).nullable().optional();
const alerts = z.strictObject({
  runway_danger: threshold,
  runway_warning: threshold,
  overdue_high: threshold,
  overdue_medium: threshold,
  large_receivable: threshold,
  large_payable: threshold,
});

const numberPattern = z.string().trim().max(60)
  .regex(
    /^(?:[A-Za-z0-9._/-]|\{(?:PREFIX|YYYY|YY|MM|SEQ(?::[1-9])?)\})+$/,
    "may hold {PREFIX} {YYYY} {YY} {MM} {SEQ:n} and plain characters",
  )
  .refine((pattern) => (pattern.match(/\{SEQ(:\d)?\}/g) ?? []).length === 1, "needs {SEQ:n} exactly once")
  .refine((pattern) => /\{YY(YY)?\}/.test(pattern), "needs {YYYY} or {YY}: numbers start anew every year");

const numbering = z.strictObject(Object.fromEntries(
  ["invoice", "quote", "credit_note", "milestone", "recurring", "time_and_materials", "support"].map((kind) => [
    kind,
    numberPattern.nullable().optional(),
  ]),
));

const account = z.string().regex(/^\d{3,10}$/, "must be an account number").nullable().optional();
const accounting = z.strictObject({
  receivable: account,
  bank: account,
  revenue: account,
  revenue_goods: account,
  output_vat: account,
  bad_debt: account,
});

const percent = z.number().min(0).max(100);
const invoicing = z.strictObject({
  late_interest_rate: percent.nullable().optional(),
  recovery_indemnity: z.number().min(0).max(10_000).nullable().optional(),
  share_capital: line(60).nullable().optional(),
  register: line(100).nullable().optional(),
  vat_exemption_mention: line(300).nullable().optional(),
  legal_mentions: z.array(line(500, 1)).max(10).nullable().optional(),
});

/** Groups the engines of this product know are checked; the rest is kept for the ones that come with their own. */
const settings = z.strictObject({
  alerts: alerts.nullable().optional(),
  numbering: numbering.nullable().optional(),
  accounting: accounting.nullable().optional(),
  invoicing: invoicing.nullable().optional(),
  reminders: jsonObject.nullable().optional(),
  reconciliation: jsonObject.nullable().optional(),
  support_billing: z.enum(["per_ticket", "monthly"]).nullable().optional(),
}).refine((value) => JSON.stringify(value).length <= 16_000, "must not exceed 16 kB");

export const CompanyBrief = z.object({
  code: z.string(),
  name: z.string(),
  display_name: z.string().nullable(),
  color: z.string().nullable(),
  currency,
}).meta({ id: "CompanyBrief" });

export const CompanyConfig = CompanyBrief.extend({
  id,
  number: count,
  legal_form: z.string().nullable(),
  ide: z.string().nullable(),
  siren: z.string().nullable(),
  siret: z.string().nullable(),
  vat_number: z.string().nullable(),
  street: z.string().nullable(),
  building_number: z.string().nullable(),
  postal_code: z.string().nullable(),
  city: z.string().nullable(),
  canton: z.string().nullable(),
  country: z.string(),
  qr_iban: z.string().nullable(),
  regular_iban: z.string().nullable(),
  bic: z.string().nullable(),
  bank_name: z.string().nullable(),
  bank_customer_id: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  portal_domain: z.string().nullable(),
  language,
  logo_url: z.string().nullable(),
  invoice_prefix: z.string().nullable(),
  payment_terms: count,
  default_vat_code: z.string(),
  vat_period: vatPeriod,
  settings: jsonObject,
  is_active: z.boolean(),
  sort_order: count,
  created_at: instant,
  updated_at: instant,
}).meta({ id: "CompanyConfig" });

const optionalLine = (max: number) => line(max, 1).nullable().optional();
/** Which IBANs are good is a rule of its own, with its own answers. */
const iban = z.string().trim().max(42).nullable().optional();

export const CompanyConfigUpdate = z.strictObject({
  name: line(200, 1).optional(),
  display_name: optionalLine(200),
  legal_form: optionalLine(60),
  ide: optionalLine(20),
  siren: optionalLine(20),
  siret: optionalLine(20),
  vat_number: optionalLine(30),
  street: optionalLine(100),
  building_number: optionalLine(16),
  postal_code: optionalLine(16),
  city: optionalLine(100),
  canton: optionalLine(30),
  country: z.string().trim().toUpperCase().regex(/^[A-Z]{2}$/, "must be a country code such as CH").optional(),
  qr_iban: iban,
  regular_iban: iban,
  bic: z.string().trim().toUpperCase().regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, "must be a BIC").nullable()
    .optional(),
  bank_name: optionalLine(100),
  bank_customer_id: z.string().regex(/^\d{6}$/, "must be six digits").nullable().optional(),
  email: email.nullable().optional(),
  phone: optionalLine(40),
  website: z.url({ protocol: /^https?$/ }).max(300).nullable().optional(),
  portal_domain: z.string().trim().toLowerCase().max(253)
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "must be a domain such as client.example.ch").nullable().optional()
    .meta({
      description: "Where the client portal answers. With it, clients are invited when their first quote is sent.",
    }),
  color: color.nullable().optional(),
  currency: currency.optional(),
  language: language.optional(),
  logo_url: z.url({ protocol: /^https$/ }).max(500).nullable().optional(),
  invoice_prefix: z.string().trim().toUpperCase().regex(/^[A-Z]{2,4}$/, "must be 2 to 4 letters").nullable().optional(),
  payment_terms: z.number().int().min(0).max(365).optional(),
  default_vat_code: vatCode.optional(),
  vat_period: vatPeriod.optional(),
  settings: settings.optional(),
  is_active: z.boolean().optional(),
  sort_order: z.number().int().min(-10_000).max(10_000).optional(),
}).refine((patch) => Object.keys(patch).length > 0, "must change at least one field").meta({
  id: "CompanyConfigUpdate",
  examples: [{
    name: "Hypervisual SA",
    display_name: "HYPERVISUAL",
    ide: "CHE-123.456.788",
    vat_number: "CHE-123.456.788 TVA",
    street: "Rue de la Gare",
    building_number: "12",
    postal_code: "1003",
    city: "Lausanne",
    country: "CH",
    regular_iban: "CH93 0076 2011 6238 5295 7",
    invoice_prefix: "HYP",
    payment_terms: 30,
    settings: { alerts: { overdue_high: 45 } },
  }],
});

const VatRate = z.object({
  code: z.string(),
  name: z.string(),
  rate: number,
  account_code: z.string(),
  afc_cipher: z.string().nullable(),
  effective_from: day,
  effective_to: day.nullable(),
  sort_order: count,
}).meta({ id: "VatRate" });

const companyProblems = ["company_invalid", "company_required", "company_access_denied"];
const company = z.string().trim().max(64).optional();
const code = z.object({ code: z.string().max(64) });

export const config = {
  companies: endpoint("GET /finance/config/companies", {
    id: "finance.config.companies",
    summary: "Active companies the caller works for",
    guard: "finance.read",
    reply: data(z.object({ companies: z.array(CompanyBrief) })),
  }),
  company: endpoint("GET /finance/config/companies/:code", {
    id: "finance.config.company",
    summary: "The configuration of a company",
    description: "Account numbers are masked for whoever writes neither settings nor finance.",
    guard: "finance.read",
    params: code,
    reply: data(z.object({ company: CompanyConfig })),
    problems: ["company_not_found"],
  }),
  saveCompany: endpoint("PUT /finance/config/companies/:code", {
    id: "finance.config.save_company",
    summary: "Change a company, or create it (201) when the code is new",
    description:
      "Absent keeps, null clears; settings are merged group by group. Changed bank details are reported to all administrators.",
    guard: "settings.write",
    params: code,
    body: CompanyConfigUpdate,
    reply: data(z.object({ company: CompanyConfig })),
    problems: [
      "company_access_denied",
      "company_incomplete",
      "company_numbers_used_up",
      "iban_invalid",
      "invoice_prefix_taken",
      "qr_iban_expected",
      "qr_iban_not_allowed",
      "vat_rate_invalid",
    ],
  }),
  sync: endpoint("POST /finance/config/sync", {
    id: "finance.config.sync",
    summary: "Fill companies from the organisation's preset",
    description: "Creates missing companies and fills empty fields; nothing that is there is overwritten.",
    guard: "settings.write",
    reply: data(z.object({
      created: count,
      updated: count,
      errors: z.array(z.object({ code: z.string(), error: z.string() })),
    })),
  }),
  tva: endpoint("GET /finance/config/tva", {
    id: "finance.config.tva",
    summary: "VAT rates that hold on a day",
    guard: "finance.read",
    query: z.object({ date: day.optional(), company }),
    reply: data(z.object({ rates: z.record(z.string(), number), details: z.array(VatRate) })),
    problems: companyProblems,
  }),
  exchangeRates: endpoint("GET /finance/config/exchange-rates", {
    id: "finance.config.exchange_rates",
    summary: "Swiss francs per unit of each currency",
    description: "Convert by multiplying. as_of and source are those of the newest rate.",
    guard: "finance.read",
    query: z.object({ date: day.optional() }),
    reply: data(z.object({
      rates: z.record(z.string(), number),
      as_of: day,
      source: z.string(),
    })),
  }),
  thresholds: endpoint("GET /finance/config/thresholds", {
    id: "finance.config.thresholds",
    summary: "Limits at which the dashboard raises an alert",
    guard: "finance.read",
    query: z.object({ company }),
    reply: data(z.object({ thresholds: Thresholds })),
    problems: companyProblems,
  }),
  clearCache: endpoint("POST /finance/config/cache/clear", {
    id: "finance.config.clear_cache",
    summary: "Declare every copy of the configuration outdated",
    description: "Raises the configuration version, which answers about configuration carry as X-Config-Version.",
    guard: "settings.write",
    reply: body({ message: z.string(), version: count }),
  }),
  visible: endpoint("GET /finance/companies", {
    id: "finance.companies.list",
    summary: "Companies the caller works for",
    guard: "finance.read",
    reply: data(z.array(CompanyBrief.extend({ vat_number: z.string().nullable() }))),
  }),
};

const ServiceState = z.enum(["available", "unavailable"]);

export const health = {
  get: endpoint("GET /finance/health", {
    id: "finance.health",
    summary: "Whether the finance services answer",
    guard: "public",
    reply: body({
      status: z.enum(["healthy", "degraded"]),
      version: z.string(),
      services: z.object({
        dashboard: ServiceState,
        invoice: ServiceState,
        pdf: ServiceState,
        reconciliation: ServiceState,
        ocr: ServiceState,
      }),
      auth: z.object({ required: z.boolean(), methods: z.array(z.string()) }),
    }),
  }),
};
