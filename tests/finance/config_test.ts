import assert from "node:assert/strict";
import fc from "fast-check";
import { app } from "../../functions/finance/app.ts";
import { isFrenchVatNumber, isIdeNumber, isLuhn, normalNumbers } from "../../functions/finance/company_rules.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { createDraft, openFirm, swissCompany } from "./invoice_scenarios.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const admin = { settings: "rw", finance: "rw" } as const;

Deno.test("finance.config.companies lists the active companies the caller works for", async () => {
  const firm = await openFirm(world);
  await firm.tenant.company("LEXAIA", { country: "CH", is_active: false });
  const hidden = await firm.tenant.company("TAKEOUT", { country: "CH" });
  const answer = await send(app, firm.actor, "GET /finance/config/companies");
  assert.deepEqual(answer.body.data.companies, [
    { code: "HYPERVISUAL", name: "Hypervisual SA", display_name: null, color: null, currency: "CHF" },
  ]);
  const both = await firm.tenant.actor({ finance: "r" }, { companies: [firm.companyId, hidden] });
  const visible = await send(app, both, "GET /finance/companies");
  assert.deepEqual(visible.body.data.map((c: { code: string }) => c.code), ["HYPERVISUAL", "TAKEOUT"]);
  assert.equal(visible.body.data[0].vat_number, swissCompany.vat_number);
});

Deno.test("finance.config.company masks account numbers for plain users and hides what they do not work for", async () => {
  const firm = await openFirm(world);
  const other = await firm.tenant.company("LEXAIA", { country: "CH" });
  const plain = await firm.tenant.actor({ finance: "r" }, { companies: [firm.companyId] });
  const seen = await send(app, plain, "GET /finance/config/companies/hypervisual");
  assert.equal(seen.body.data.company.qr_iban, "CH44*************9012", seen.text);
  assert.match(seen.body.data.company.created_at, /Z$/);
  const writer = await send(app, firm.actor, "GET /finance/config/companies/HYPERVISUAL");
  assert.equal(writer.body.data.company.qr_iban, swissCompany.qr_iban);
  const headers = { "x-request-id": "same" };
  const hidden = await send(app, plain, "GET /finance/config/companies/LEXAIA", { headers });
  const unknown = await send(app, plain, "GET /finance/config/companies/NOBODY", { headers });
  assert.deepEqual([hidden.status, hidden.body.code], [404, "COMPANY_NOT_FOUND"]);
  assert.equal(hidden.text, unknown.text);
  assert.ok(other);
});

Deno.test("finance.config.save_company creates an unknown company with 201, and its maker works for it", async () => {
  const tenant = await world.tenant({ country: "CH" });
  await tenant.company("FIRST");
  const actor = await tenant.actor(admin);
  const answer = await send(app, actor, "PUT /finance/config/companies/enki%20realty", {
    body: {
      name: "Enki Realty",
      ide: "CHE123456788",
      regular_iban: "CH93 0076 2011 6238 5295 7",
      invoice_prefix: "enk",
    },
  });
  assert.equal(answer.status, 201, answer.text);
  const { company } = answer.body.data;
  assert.deepEqual([company.code, company.number, company.ide, company.regular_iban, company.invoice_prefix], [
    "ENKI_REALTY",
    2,
    "CHE-123.456.788",
    "CH9300762011623852957",
    "ENK",
  ]);
  const again = await send(app, actor, "PUT /finance/config/companies/ENKI_REALTY", { body: { city: "Genève" } });
  assert.deepEqual([again.status, again.body.data.company.city, again.body.data.company.name], [
    200,
    "Genève",
    "Enki Realty",
  ]);
  const body = { name: "Enkidu", invoice_prefix: "ENK" };
  const shared = await send(app, actor, "PUT /finance/config/companies/ENKIDU", { body });
  assert.deepEqual([shared.status, shared.body.code], [409, "INVOICE_PREFIX_TAKEN"]);
  const own = await send(app, actor, "PUT /finance/config/companies/ENKIDU", {
    body: { ...body, invoice_prefix: "EKD" },
  });
  assert.deepEqual([own.status, own.body.data?.company.invoice_prefix], [201, "EKD"], own.text);
  const nameless = await send(app, actor, "PUT /finance/config/companies/NEW", { body: { city: "Genève" } });
  assert.deepEqual([nameless.status, nameless.body.code], [400, "VALIDATION_ERROR"]);
});

Deno.test("finance.config.save_company refuses accounts of the wrong kind by name", async () => {
  const firm = await openFirm(world);
  const actor = await firm.tenant.actor(admin, { companies: [firm.companyId] });
  const refusals: [Record<string, string>, string][] = [
    [{ regular_iban: "CH9300762011623852958" }, "IBAN_INVALID"],
    [{ qr_iban: "CH44319991230008890" }, "IBAN_INVALID"],
    [{ qr_iban: "CH9300762011623852957" }, "QR_IBAN_EXPECTED"],
    [{ regular_iban: "CH4431999123000889012" }, "QR_IBAN_NOT_ALLOWED"],
    [{ ide: "CHE-123.456.789" }, "VALIDATION_ERROR"],
    [{ siret: "73282932000075" }, "VALIDATION_ERROR"],
    [{ vat_number: "FR45732829320" }, "VALIDATION_ERROR"],
    [{ default_vat_code: "LUXE" }, "VAT_RATE_INVALID"],
  ];
  for (const [body, code] of refusals) {
    const answer = await send(app, actor, "PUT /finance/config/companies/HYPERVISUAL", { body });
    assert.deepEqual([answer.status, answer.body.code], [400, code], JSON.stringify(body));
  }
  const [row] = await world.db.sql`select qr_iban, ide from identity.companies where id = ${firm.companyId}`;
  assert.deepEqual({ ...row }, { qr_iban: swissCompany.qr_iban, ide: null });
});

Deno.test("finance.config.save_company reports changed bank details to the administrators and raises the version", async () => {
  const firm = await openFirm(world);
  const actor = await firm.tenant.actor(admin, { companies: [firm.companyId] });
  const before = await send(app, actor, "GET /finance/config/companies");
  assert.equal(before.headers.get("x-config-version"), "1");
  await send(app, actor, "PUT /finance/config/companies/HYPERVISUAL", { body: { city: "Renens" } });
  const notes = () =>
    world.db.sql`select recipient, priority from notifications.notifications
      where tenant_id = ${firm.tenant.id} and type = 'bank_details_changed'`;
  assert.equal((await notes()).length, 0);
  await send(app, actor, "PUT /finance/config/companies/HYPERVISUAL", { body: { qr_iban: null } });
  assert.deepEqual((await notes()).map((n) => [n.recipient, n.priority]), [["role:admin", "high"]]);
  const [event] = await world.db.sql`
    select before_state::jsonb ->> 'qr_iban' as old, after_state::jsonb ->> 'qr_iban' as new from audit.events
    where tenant_id = ${firm.tenant.id} and action = 'company.bank_details_changed'`;
  assert.deepEqual({ ...event }, { old: "***9012", new: null });
  const after = await send(app, actor, "GET /finance/config/companies");
  assert.equal(after.headers.get("x-config-version"), "3");
});

Deno.test("finance.config.save_company merges settings and invoices follow its number pattern and accounts", async () => {
  const firm = await openFirm(world);
  const actor = await firm.tenant.actor(admin, { companies: [firm.companyId] });
  const put = (settings: unknown) =>
    send(app, actor, "PUT /finance/config/companies/HYPERVISUAL", { body: { settings } });
  await put({ numbering: { invoice: "F{YY}/{SEQ:5}" }, accounting: { revenue: "3200" } });
  const merged = await put({ alerts: { overdue_high: 45 } });
  assert.deepEqual(Object.keys(merged.body.data.company.settings).sort(), ["accounting", "alerts", "numbering"]);
  for (const invoice of ["F{YYYY}", "F-{SEQ:4}", "{SEQ:4}{SEQ:4}{YYYY}", "{NAME}{SEQ:4}{YYYY}"]) {
    assert.equal((await put({ numbering: { invoice } })).status, 400, invoice);
  }
  const draft = await createDraft(firm, { date: "2026-05-05" });
  const sent = await send(app, firm.actor, `POST /finance/invoices/${draft.id}/send`, { body: {} });
  assert.equal(sent.body.data.invoice_number, "F26/00001", sent.text);
  const accounts = await world.db.sql`
    select distinct account_number from finance.accounting_entry_lines where tenant_id = ${firm.tenant.id} order by 1`;
  assert.deepEqual(accounts.map((a) => a.account_number), ["1100", "2200", "3200"]);
});

Deno.test("finance.config.save_company takes the domain of the client portal and nothing that is more or less than a domain", async () => {
  const firm = await openFirm(world, { grants: admin });
  const save = (portal_domain: unknown) =>
    send(app, firm.actor, "PUT /finance/config/companies/HYPERVISUAL", { body: { portal_domain } });
  assert.equal((await save("Client.Hypervisual.CH")).body.data.company.portal_domain, "client.hypervisual.ch");
  for (const wrong of ["https://client.ch", "client.ch/x", "client", "a b.ch", "client.ch:80", "x@client.ch"]) {
    const answer = await save(wrong);
    assert.deepEqual([answer.status, answer.body.details?.[0].field], [400, "portal_domain"], wrong);
  }
  assert.equal((await save(null)).body.data.company.portal_domain, null);
});

Deno.test("finance.config.save_company is for settings.write, and for companies one works for", async () => {
  const firm = await openFirm(world);
  await firm.tenant.company("LEXAIA", { country: "CH" });
  const body = { city: "Renens" };
  const denied = await send(app, firm.actor, "PUT /finance/config/companies/HYPERVISUAL", { body });
  assert.equal(denied.status, 403);
  const actor = await firm.tenant.actor(admin, { companies: [firm.companyId] });
  const foreign = await send(app, actor, "PUT /finance/config/companies/LEXAIA", { body });
  assert.deepEqual([foreign.status, foreign.body.code], [403, "COMPANY_ACCESS_DENIED"]);
});

Deno.test("finance.config.sync fills missing companies and empty fields, twice with the same result", async () => {
  const firm = await openFirm(world, { company: { email: null } });
  const actor = await firm.tenant.actor(admin, { companies: [firm.companyId] });
  const preset = [
    { code: "HYPERVISUAL", name: "Autre nom", email: "info@hyper.example.ch", regular_iban: "CH5604835012345678009" },
    { code: "DAINAMICS", name: "Dainamics SA", country: "CH" },
    { code: "bad code!", name: "x" },
    { code: "LEXAIA", name: "Lexaia", regular_iban: "CH00" },
  ];
  await world.db.sql`
    update identity.tenants set settings = ${
    world.db.sql.json({ company_preset: preset })
  } where id = ${firm.tenant.id}`;
  const first = await send(app, actor, "POST /finance/config/sync");
  assert.equal(first.status, 200, first.text);
  assert.deepEqual([first.body.data.created, first.body.data.updated], [1, 1]);
  assert.deepEqual(first.body.data.errors.map((e: { code: string }) => e.code), ["bad code!", "LEXAIA"]);
  const [row] = await world.db
    .sql`select name, email, regular_iban from identity.companies where id = ${firm.companyId}`;
  assert.deepEqual({ ...row }, {
    name: "Hypervisual SA",
    email: "info@hyper.example.ch",
    regular_iban: swissCompany.regular_iban,
  });
  const second = await send(app, actor, "POST /finance/config/sync");
  assert.deepEqual([second.body.data.created, second.body.data.updated], [0, 0], second.text);
});

Deno.test("finance.config.tva gives the rates of the day, by country", async () => {
  const firm = await openFirm(world);
  const today = await send(app, firm.actor, "GET /finance/config/tva", { query: { date: "2026-01-15" } });
  assert.deepEqual(today.body.data.rates, { NORMAL: 8.1, REDUIT: 2.6, HEBERGEMENT: 3.8, EXONERE: 0 });
  assert.equal(today.body.data.details[0].afc_cipher, "303");
  const before = await send(app, firm.actor, "GET /finance/config/tva", { query: { date: "2023-12-31" } });
  assert.deepEqual(before.body.data.rates, { NORMAL: 7.7, REDUIT: 2.5, HEBERGEMENT: 3.7, EXONERE: 0 });
  const garage = await world.tenant({ country: "FR" });
  const french = await send(app, await garage.actor({ finance: "r" }), "GET /finance/config/tva");
  assert.deepEqual(french.body.data.rates, {
    NORMAL: 20,
    INTERMEDIAIRE: 10,
    REDUIT: 5.5,
    PARTICULIER: 2.1,
    EXONERE: 0,
  });
});

Deno.test("finance.config.exchange_rates gives francs per unit, the tenant's own before the defaults", async () => {
  const firm = await openFirm(world);
  const defaults = await send(app, firm.actor, "GET /finance/config/exchange-rates");
  assert.deepEqual(defaults.body.data, {
    rates: { CHF: 1, EUR: 0.94, GBP: 1.13, USD: 0.88 },
    as_of: "2024-01-01",
    source: "default",
  });
  await world.db.sql`insert into finance.exchange_rates (tenant_id, currency, rate_to_chf, as_of, source)
    values (${firm.tenant.id}, 'EUR', 0.9312, '2026-02-01', 'BNS')`;
  const own = await send(app, firm.actor, "GET /finance/config/exchange-rates");
  assert.deepEqual([own.body.data.rates.EUR, own.body.data.source], [0.9312, "BNS"]);
  const invoice = await createDraft(firm, { currency: "EUR", date: "2026-03-01" });
  assert.equal(invoice.exchange_rate, 0.9312);
});

Deno.test("finance.config.thresholds overlays the company's own figures", async () => {
  const firm = await openFirm(world, { company: { settings: { alerts: { overdue_high: 45, unknown: 1 } } } });
  const answer = await send(app, firm.actor, "GET /finance/config/thresholds");
  assert.deepEqual(answer.body.data.thresholds, {
    runway_danger: 3,
    runway_warning: 6,
    overdue_high: 45,
    overdue_medium: 14,
    large_receivable: 10000,
    large_payable: 5000,
  });
  const unknown = await send(app, firm.actor, "GET /finance/config/thresholds", { query: { company: "NOBODY" } });
  assert.deepEqual([unknown.status, unknown.body.code], [400, "COMPANY_INVALID"]);
});

Deno.test("finance.config.clear_cache raises the version everybody compares", async () => {
  const firm = await openFirm(world);
  const actor = await firm.tenant.actor(admin, { companies: [firm.companyId] });
  const answers = await Promise.all([1, 2, 3].map(() => send(app, actor, "POST /finance/config/cache/clear")));
  assert.deepEqual(answers.map((a) => a.body.version).sort(), [2, 3, 4]);
  assert.equal((await send(app, firm.actor, "POST /finance/config/cache/clear")).status, 403);
});

Deno.test("finance.health answers without a credential and names what is served", async () => {
  const answer = await send(app, null, "GET /finance/health");
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.body.status, "healthy");
  assert.deepEqual([answer.body.services.invoice, answer.body.services.pdf], ["available", "available"]);
  assert.deepEqual(answer.body.auth, { required: true, methods: ["bearer", "api_key"] });
});

Deno.test("isIdeNumber accepts the published check digit and no other", () => {
  assert.ok(isIdeNumber("123456788"));
  fc.assert(fc.property(fc.stringMatching(/^\d{8}$/), (body) => {
    const valid = [..."0123456789"].filter((digit) => isIdeNumber(body + digit));
    return valid.length <= 1;
  }));
});

Deno.test("isLuhn and isFrenchVatNumber accept the known SIREN and its VAT number", () => {
  assert.ok(isLuhn("73282932000074"));
  assert.ok(isLuhn("732829320"));
  assert.ok(isFrenchVatNumber("FR44732829320"));
  assert.ok(!isFrenchVatNumber("FR44732829321"));
});

Deno.test("normalNumbers leaves absent numbers absent and clears empty ones", () => {
  assert.deepEqual(normalNumbers({}), {});
  assert.deepEqual(normalNumbers({ ide: null, vat_number: "" }), { ide: null, vat_number: null });
  assert.deepEqual(normalNumbers({ vat_number: "che-123.456.788 mwst", siren: "732 829 320" }), {
    vat_number: "CHE-123.456.788 MWST",
    siren: "732829320",
  });
});
