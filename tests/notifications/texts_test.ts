import assert from "node:assert/strict";
import type { Sql } from "../../shared/db/pool.ts";
import { CATALOGUE } from "../../shared/notifications/catalogue.ts";
import { tell } from "../../shared/notifications/tell_queries.ts";
import { type Facts, type Language, notificationText, type ToldKind } from "../../shared/notifications/texts.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const payment = { amount: "1234.5", currency: "CHF", invoice_number: "HYP-2026-0004", client_name: "Rey & Fils" };
const quote = { quote_number: "HYP-D-2026-0007", client_name: "Rey & Fils" };
const samples: Facts = {
  payment_received: payment,
  payment_unmatched: { amount: "10", currency: "CHF", reference: "RF18 5390" },
  payment_duplicate: payment,
  payment_reverted: payment,
  quote_viewed: quote,
  quote_signed: { ...quote, amount: "1234.5", currency: "CHF" },
  quote_rejected: { ...quote, reason: "Trop cher" },
  quote_expired: quote,
  invoice_reminder_final: { ...payment, days_overdue: 31 },
  email_failed: { to: "a@b.ch", subject: "Facture" },
  security_alert: { rule: "mass_deletion", source: "Ada Byron", events: 21 },
  webhook_disabled: { host: "hooks.example.com", is_gone: true },
};
const languages: Language[] = ["fr", "de", "it", "en"];

Deno.test("notificationText says every kind in four languages, each with the facts", () => {
  for (const kind of Object.keys(samples) as ToldKind[]) {
    const titles = new Set<string>();
    for (const language of languages) {
      const { title, body } = notificationText(kind, samples[kind], { language, country: "CH" });
      assert.ok(title.length > 0 && title.length <= 200 && body.length > 0, `${kind} ${language}`);
      assert.ok(!/\b(undefined|null|NaN)\b|\[object/.test(title + body), `${kind} ${language}: ${title} ${body}`);
      for (const [name, value] of Object.entries(samples[kind])) {
        if (["amount", "currency", "reference", "client_name", "rule", "is_gone"].includes(name)) continue;
        assert.ok((title + body).includes(String(value)), `${kind} ${language} leaves out ${value}`);
      }
      titles.add(title + body);
    }
    assert.equal(titles.size, 4, `${kind} differs between languages`);
  }
});

Deno.test("notificationText writes amounts as the country does", () => {
  const title = (country: string) => notificationText("payment_received", payment, { language: "fr", country }).title;
  assert.equal(title("CH"), "Paiement reçu : CHF\u00a01'234.50");
  assert.equal(title("FR"), "Paiement reçu : 1\u202f234,50\u00a0CHF");
});

Deno.test("the catalogue names a recipient and a known priority for every kind, and every told kind is in it", () => {
  for (const [kind, { priority, to }] of Object.entries(CATALOGUE)) {
    assert.ok(["low", "normal", "high", "critical"].includes(priority), kind);
    assert.ok(to.length > 0, kind);
    assert.match(kind, /^[a-z0-9_.]{1,50}$/);
  }
  for (const kind of Object.keys(samples)) assert.ok(kind in CATALOGUE, kind);
});

/** Runs work as a job of the tenant. */
async function asService<T>(tenantId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  return await world.db.sql.begin(async (tx) => {
    await tx`select app.enter_service(${tenantId}, '{}'), set_config('role', 'authenticated', true)`;
    return await work(tx as unknown as Sql);
  }) as T;
}

Deno.test("tell writes one notification per addressee in the language of the organisation", async () => {
  const tenant = await world.tenant({ country: "CH" });
  await world.db.sql`update identity.tenants set locale = 'de' where id = ${tenant.id}`;
  const creator = await tenant.actor({ quotes: "rw" });
  const telling = {
    facts: samples.quote_signed,
    metadata: { quote_id: "q1", link: "/quotes/q1" },
    people: { creator: creator.userId },
    dedupe_key: "quote_signed:q1",
  };
  const first = await asService(tenant.id, (sql) => tell(sql, "quote_signed", telling));
  const again = await asService(tenant.id, (sql) => tell(sql, "quote_signed", telling));
  assert.deepEqual(again, first, "unread, it is told once");
  const rows = await world.db.sql`
    select id, recipient, type, title, body, metadata, priority from notifications.notifications
    where tenant_id = ${tenant.id} order by recipient`;
  assert.deepEqual(rows.map((r) => r.recipient).sort(), [creator.userId, "role:admin"].sort());
  for (const { id, recipient: _recipient, ...row } of rows) {
    assert.ok(first.includes(id));
    assert.deepEqual(row, {
      type: "quote_signed",
      title: "Offerte HYP-D-2026-0007 unterschrieben",
      body: "Rey & Fils hat die Offerte über CHF\u00a01'234.50 unterschrieben.",
      metadata: telling.metadata,
      priority: "high",
    });
  }
});

Deno.test("tell leaves out people the event does not know", async () => {
  const tenant = await world.tenant();
  const ids = await asService(
    tenant.id,
    (sql) => tell(sql, "payment_received", { facts: samples.payment_received, metadata: {}, people: { client: null } }),
  );
  assert.equal(ids.length, 1);
});
