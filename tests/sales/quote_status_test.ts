import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { moves, shownStatus, statusCodes } from "../../functions/sales/quotes_rules.ts";
import { QuoteStatus, QuoteStatusCode } from "../../shared/contracts/sales/quotes.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { contactOf, items, move, newQuote, seller } from "./scenario.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const facts = { request_id: "test", ip: "", user_agent: "", method: "JOB", path: "" };

async function desk(contact: Record<string, unknown> = { email: "sophie@example.fr" }) {
  const tenant = await world.tenant();
  const actor = await tenant.actor(seller);
  return { tenant, actor, contactId: await contactOf(world, tenant.id, contact) };
}

function expireQuotes(tenantId: string): Promise<number> {
  return serviceTransaction(world.runtime, tenantId, facts, async (sql) => {
    const [{ n }] = await sql<{ n: number }[]>`select sales.expire_quotes() as n`;
    return n;
  });
}

async function mailsOf(quoteId: string) {
  const rows = await world.db.sql`
    select to_address, subject, body, attachments, entity, status from notifications.outgoing_messages
    where entity_id = ${quoteId} order by created_at, id`;
  return rows.map((row) => ({ ...row }));
}

/** Puts a quote of /quotes into a status the only way there is, and its day in the past where that is wanted. */
async function quoteIn(actor: TestActor, contactId: string, status: string): Promise<string> {
  const { id } = await newQuote(actor, contactId, { issue_date: "2026-01-15" });
  const way: Record<string, string[]> = {
    DRAFT: [],
    SENT: ["SENT"],
    ACCEPTED: ["SENT", "ACCEPTED"],
    REJECTED: ["SENT", "REJECTED"],
    EXPIRED: ["SENT", "EXPIRED"],
  };
  for (const step of way[status]) {
    const answer = await move(actor, id, step);
    assert.equal(answer.status, 200, answer.text);
  }
  return id;
}

Deno.test("sales.quotes.change_status allows the moves of the table and refuses every other", async () => {
  const { actor, contactId } = await desk();
  for (const from of QuoteStatus.options) {
    for (const to of QuoteStatus.options) {
      const id = await quoteIn(actor, contactId, from);
      const again = from === "EXPIRED" && to === "SENT" ? { valid_until: "2099-06-30" } : {};
      const answer = await move(actor, id, to, again);
      const pair = `${from} to ${to}: ${answer.text}`;
      if (to === "DRAFT") assert.deepEqual([answer.status, answer.body.code], [400, "VALIDATION_ERROR"], pair);
      else if (from === to || moves[from].includes(to)) {
        assert.equal(answer.status, 200, pair);
        const { id: same, status, updated_at, ...rest } = answer.body.data;
        assert.deepEqual([same, status, rest], [id, to, {}], pair);
        assert.ok(updated_at);
      } else {
        assert.deepEqual([answer.status, answer.body.code], [400, "INVALID_STATUS_TRANSITION"], pair);
        assert.deepEqual(answer.body.details, {
          reason: "quote_transition_refused",
          from,
          to,
          allowed: moves[from],
        });
      }
      const got = await send(app, actor, `GET /quotes/${id}`);
      assert.equal(got.body.data.status, answer.status === 200 ? to : from, pair);
    }
  }
});

Deno.test("sales.quote_moves in the database shows /quotes the same moves as the rules", async () => {
  for (const code of QuoteStatusCode.options) {
    const [{ next }] = await world.db.sql`select sales.quote_moves(${code}) as next`;
    const shown = new Set((next as (typeof code)[]).map(shownStatus).filter((s) => s !== shownStatus(code)));
    assert.deepEqual([...shown].sort(), [...moves[shownStatus(code)]].sort(), code);
    const [{ status }] = await world.db.sql`select sales.shown_status(${code}) as status`;
    assert.equal(status, shownStatus(code));
  }
});

Deno.test("sales.quotes refuses an impossible move whoever tries it in the database", async () => {
  const { actor, contactId } = await desk();
  for (const from of QuoteStatus.options) {
    const id = await quoteIn(actor, contactId, from);
    const stored = statusCodes[from][0];
    const [{ next }] = await world.db.sql`select sales.quote_moves(${stored}) as next`;
    for (const to of QuoteStatusCode.options.filter((code) => code !== stored && !next.includes(code))) {
      await assert.rejects(
        world.db.sql`update sales.quotes set status = ${to} where id = ${id}`,
        /quote_transition_refused/,
        `${stored} to ${to}`,
      );
    }
  }
});

Deno.test("sales.quotes.change_status to SENT dates it, notes the activity and mails the PDF to the contact", async () => {
  const { actor, contactId } = await desk();
  const quote = await newQuote(actor, contactId, { issue_date: "2026-01-15" });
  await move(actor, quote.id, "SENT");
  const { data } = (await send(app, actor, `GET /quotes/${quote.id}`)).body;
  assert.deepEqual([data.status, data.status_code], ["SENT", "sent"]);
  assert.ok(Math.abs(Date.parse(data.sent_at) - Date.now()) < 60_000);
  const activities = await world.db.sql`
    select type, contact_id, user_id, description, metadata from crm.activities where tenant_id = ${actor.tenantId}`;
  assert.deepEqual(activities.map((a) => ({ ...a })), [{
    type: "QUOTE_SENT",
    contact_id: contactId,
    user_id: actor.userId,
    description: "Devis 2026-001 - Garage",
    metadata: { subject: "Devis 2026-001 - Garage", quote_id: quote.id },
  }]);
  const [mail, ...others] = await mailsOf(quote.id);
  assert.equal(others.length, 0);
  assert.deepEqual([mail.to_address, mail.subject, mail.entity, mail.status], [
    "sophie@example.fr",
    "Devis 2026-001 - Garage",
    "quote",
    "queued",
  ]);
  assert.deepEqual(mail.attachments, [{ kind: "quote_pdf", id: quote.id, filename: "devis-2026-001.pdf" }]);
  assert.match(mail.body, /360,00/);
  assert.match(mail.body, /31\/12\/2099/);
});

Deno.test("sales.quotes.change_status sends a quote whose contact has no address without a mail", async () => {
  const { actor, contactId } = await desk({});
  const { id } = await newQuote(actor, contactId);
  assert.equal((await move(actor, id, "SENT")).status, 200);
  assert.deepEqual(await mailsOf(id), []);
  const [{ n }] = await world.db.sql`
    select count(*)::int as n from crm.activities where tenant_id = ${actor.tenantId} and type = 'QUOTE_SENT'`;
  assert.equal(n, 1);
});

Deno.test("sales.quotes.change_status sends the quote although the mail cannot be queued, and notes why", async () => {
  // Valid for a contact, refused by the message table.
  const { actor, contactId } = await desk({ email: "a;b@example.fr" });
  const { id } = await newQuote(actor, contactId);
  const answer = await move(actor, id, "SENT");
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(await mailsOf(id), []);
  const [note] = await world.db.sql`
    select severity, outcome, description from audit.events where entity_id = ${id} and action = 'quote.mail_failed'`;
  assert.deepEqual([note.severity, note.outcome], ["warning", "failure"]);
  assert.match(note.description, /message_to_invalid/);
});

Deno.test("sales.quotes.change_status to the status it has changes nothing and repeats no effect", async () => {
  const { actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId);
  const first = await move(actor, id, "SENT");
  const second = await move(actor, id, "SENT");
  assert.deepEqual([second.status, second.body.data], [200, first.body.data]);
  assert.equal((await mailsOf(id)).length, 1);
  const events = await world.db.sql`select type from app.events where entity_id = ${id}`;
  assert.deepEqual(events.map((e) => e.type), ["quote.created", "quote.sent"]);
});

Deno.test("sales.quotes.change_status sends once under sixteen simultaneous callers", async () => {
  const { actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId);
  const answers = await Promise.all(Array.from({ length: 16 }, () => move(actor, id, "SENT")));
  assert.deepEqual(answers.map((a) => a.status), Array(16).fill(200));
  assert.equal((await mailsOf(id)).length, 1);
  const [{ n }] = await world.db
    .sql`select count(*)::int as n from app.events where entity_id = ${id} and type = 'quote.sent'`;
  assert.equal(n, 1);
});

Deno.test("sales.quotes.change_status lets either acceptance or rejection win, never both", async () => {
  const { actor, contactId } = await desk();
  for (let round = 0; round < 10; round++) {
    const id = await quoteIn(actor, contactId, "SENT");
    const answers = await Promise.all(["ACCEPTED", "REJECTED", "ACCEPTED", "REJECTED"].map((s) => move(actor, id, s)));
    assert.deepEqual(answers.map((a) => a.status).sort(), [200, 200, 400, 400]);
    const [row] = await world.db.sql`
      select (accepted_at is null) <> (rejected_at is null) as one from sales.quotes where id = ${id}`;
    assert.equal(row.one, true);
  }
});

Deno.test("sales.quotes.change_status dates acceptance and rejection and keeps the reason", async () => {
  const { actor, contactId } = await desk();
  const accepted = await quoteIn(actor, contactId, "ACCEPTED");
  const yes = (await send(app, actor, `GET /quotes/${accepted}`)).body.data;
  assert.deepEqual([yes.status, yes.status_code, yes.rejected_at], ["ACCEPTED", "signed", null]);
  assert.ok(yes.accepted_at);
  const rejected = await quoteIn(actor, contactId, "SENT");
  assert.equal((await move(actor, rejected, "REJECTED", { reason: "Trop cher" })).status, 200);
  const no = (await send(app, actor, `GET /quotes/${rejected}`)).body.data;
  assert.deepEqual([no.status, no.rejection_reason, no.accepted_at], ["REJECTED", "Trop cher", null]);
  assert.ok(no.rejected_at);
});

Deno.test("sales.quotes.change_status refuses to send a quote whose last day has passed", async () => {
  const { actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId, { issue_date: "2026-01-01", valid_until: "2026-01-31" });
  const late = await move(actor, id, "SENT");
  assert.deepEqual([late.status, late.body.details[0].field], [400, "valid_until"], late.text);
  const answer = await move(actor, id, "SENT", { valid_until: "2099-01-31" });
  assert.equal(answer.status, 200, answer.text);
  assert.equal((await send(app, actor, `GET /quotes/${id}`)).body.data.valid_until, "2099-01-31");
});

Deno.test("sales.quotes.change_status sends an expired quote again only with a new last day", async () => {
  const { actor, contactId } = await desk();
  const id = await quoteIn(actor, contactId, "EXPIRED");
  for (const more of [{}, { valid_until: "2026-01-31" }]) {
    const answer = await move(actor, id, "SENT", more);
    assert.deepEqual([answer.status, answer.body.details?.[0].field], [400, "valid_until"], answer.text);
  }
  assert.equal((await move(actor, id, "SENT", { valid_until: "2099-03-31" })).status, 200);
  const { data } = (await send(app, actor, `GET /quotes/${id}`)).body;
  assert.deepEqual([data.status, data.valid_until, data.expired_at], ["SENT", "2099-03-31", null]);
  assert.equal((await mailsOf(id)).length, 2);
});

Deno.test("sales.quotes.change_status freezes seller and client as they are on the day of sending", async () => {
  const { tenant, actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId);
  const { sql } = world.db;
  await sql`update crm.contacts set company_name = 'Martin SARL', address = ${
    sql.json({ city: "Lyon" })
  } where id = ${contactId}`;
  await move(actor, id, "SENT");
  await sql`update crm.contacts set company_name = 'Later SA' where id = ${contactId}`;
  await sql`update identity.tenants set name = 'Later' where id = ${tenant.id}`;
  const [row] = await sql`select client_company, client_address, seller from sales.quotes where id = ${id}`;
  assert.deepEqual([row.client_company, row.client_address], ["Martin SARL", { city: "Lyon" }]);
  assert.equal(row.seller.name, "Garage");
});

Deno.test("sales.quotes.change_status leaves what SELF may only read alone", async () => {
  const tenant = await world.tenant();
  const contactId = await contactOf(world, tenant.id);
  const owner = await tenant.actor(seller);
  const { id } = await newQuote(owner, contactId);
  // Reads every quote through one role, writes only its own through another.
  const actor = await tenant.actor({ quotes: "r", contacts: "r" });
  const { sql } = world.db;
  const [role] = await sql`
    insert into identity.roles (tenant_id, key, name) values (${tenant.id}, 'own_writer', 'Own writer') returning id`;
  await sql`
    insert into identity.role_permissions (tenant_id, role_id, permission_key, can_write, scope)
    values (${tenant.id}, ${role.id}, 'quotes', true, 'SELF')`;
  await sql`
    insert into identity.membership_roles (tenant_id, membership_id, role_id)
    select ${tenant.id}, m.id, ${role.id} from identity.memberships m
    where m.tenant_id = ${tenant.id} and m.user_id = ${actor.userId}`;
  assert.equal((await send(app, actor, `GET /quotes/${id}`)).status, 200);
  assert.equal((await move(actor, id, "SENT")).status, 404);
  assert.equal((await send(app, actor, `PATCH /quotes/${id}`, { body: { items } })).status, 404);
  const own = await newQuote(actor, contactId);
  assert.equal((await move(actor, own.id, "SENT")).status, 200);
});

Deno.test("sales.expire_quotes expires what was sent and not answered in time, and nothing of other tenants", async () => {
  const { tenant, actor, contactId } = await desk();
  const other = await desk();
  const ids: Record<string, string> = {};
  for (const status of QuoteStatus.options) ids[status] = await quoteIn(actor, contactId, status);
  const valid = await quoteIn(actor, contactId, "SENT");
  const viewed = await quoteIn(actor, contactId, "SENT");
  const foreign = await quoteIn(other.actor, other.contactId, "SENT");
  // Nothing rewrites the last day of a quote that was sent, so the days are put back behind the trigger.
  const { admin } = world.db;
  await admin`update sales.quotes set status = 'viewed' where id = ${viewed}`;
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`
      update sales.quotes set issue_date = '2026-01-01', valid_until = '2026-01-31'
      where tenant_id in (${tenant.id}, ${other.tenant.id})`;
    await sql`update sales.quotes set valid_until = (now() at time zone 'Europe/Paris')::date where id = ${valid}`;
  });
  assert.equal(await expireQuotes(tenant.id), 2);
  const rows = await world.db.sql`select id, status, expired_at from sales.quotes where tenant_id = ${tenant.id}`;
  const now = Object.fromEntries(rows.map((r) => [r.id, r.status]));
  assert.deepEqual(
    [ids.DRAFT, ids.SENT, ids.ACCEPTED, ids.REJECTED, ids.EXPIRED, valid, viewed].map((id) => now[id]),
    ["draft", "expired", "signed", "rejected", "expired", "sent", "expired"],
  );
  assert.ok(rows.find((r) => r.id === ids.SENT)!.expired_at);
  const [{ status }] = await world.db.sql`select status from sales.quotes where id = ${foreign}`;
  assert.equal(status, "sent");
  const events = await world.db.sql`
    select entity_id from app.events where tenant_id = ${tenant.id} and type = 'quote.expired'
      and entity_id in (${ids.SENT}, ${viewed})`;
  assert.equal(events.length, 2);
  assert.equal(await expireQuotes(tenant.id), 0);
});

Deno.test("sales.expire_quotes refuses whoever does not write every quote", async () => {
  const { actor } = await desk();
  const { pool } = world.runtime;
  await assert.rejects(
    pool.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${actor.tenantId}, true), set_config('app.grants',
        '{"quotes": ["ALL", "SELF"]}', true), set_config('role', 'authenticated', true)`;
      await sql`select sales.expire_quotes()`;
    }),
    /authorization_error/,
  );
});
