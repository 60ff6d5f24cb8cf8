import assert from "node:assert/strict";
import fc from "fast-check";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { createTokens } from "../../shared/auth/tokens.ts";
import { hears, type Listener, topicsOf } from "../../shared/realtime/audience.ts";
import { listLiveListeners } from "../../shared/realtime/feed_queries.ts";
import { createRealtime } from "../../supabase/local/realtime/server.ts";
import { joined, send as broadcast, subscribe, until, type Watch } from "../support/realtime_rig.ts";
import {
  openWorld,
  type TestActor,
  testConfig,
  type TestGrant,
  testSecret,
  type TestTenant,
} from "../support/world.ts";

/** The product's own topics and policies, heard through the published client and the local server. */

const world = await openWorld();
const { sql } = world.db;
const realtimeUrl = new URL(world.db.adminUrl);
realtimeUrl.username = "supabase_realtime_admin";
const PUBLISHABLE = "sb_publishable_topics_test";
const server = await createRealtime({
  databaseUrl: realtimeUrl.href,
  jwtSecret: testSecret,
  publishableKey: PUBLISHABLE,
  secretKey: "sb_secret_topics_test",
  errorReplyDelayMs: 0,
  limits: { presenceDiffMs: 5 },
});
const http = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => server.fetch(request));
const clients: SupabaseClient[] = [];
Deno.test.afterAll(async () => {
  await server.close();
  await until(() => clients.every((each) => !each.realtime.isConnected()), "all clients to notice the stop");
  await Promise.all(clients.map((each) => each.realtime.disconnect()));
  await http.shutdown();
  await world.close();
});

// Sockets outlive the test that opened them.
const test = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });

async function clientOf(actor: TestActor, token: () => string = () => actor.token): Promise<SupabaseClient> {
  const client = createClient(`http://127.0.0.1:${http.addr.port}`, PUBLISHABLE, {
    accessToken: () => Promise.resolve(token()),
  });
  clients.push(client);
  await client.realtime.setAuth();
  return client;
}

const privately = { config: { private: true } };

async function refusal(client: SupabaseClient, topic: string): Promise<string> {
  const watch = subscribe(client.channel(topic, privately));
  await watch.reached("CHANNEL_ERROR");
  await client.removeChannel(watch.channel);
  return watch.errors[0];
}

async function mayListen(actor: TestActor, topics: string[]): Promise<boolean[]> {
  const claims = { sub: actor.userId, tenant_id: actor.tenantId, session_id: actor.sessionId, role: "authenticated" };
  return await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${
      JSON.stringify(claims)
    }, true), set_config('role', 'authenticated', true)`;
    const rows = await tx`
      select app.may_listen(topic) as allowed from unnest(${topics}::text[]) with ordinality as t (topic, n) order by n`;
    return rows.map((row) => row.allowed as boolean);
  });
}

async function listenerOf(actor: TestActor): Promise<Listener> {
  const [row] = await listLiveListeners(world.runtime.pool, [actor.sessionId]);
  return {
    tenantId: actor.tenantId,
    userId: actor.userId,
    grants: row.grants,
    teamIds: row.team_ids,
    companyIds: row.company_ids,
    isStaff: row.is_staff,
  };
}

Deno.test("whoever hears an event on a stream may join a topic it is told on, and nobody else may", async () => {
  const [tenant, other] = [await world.tenant(), await world.tenant()];
  const teams = [await tenant.team(), await tenant.team()];
  const companies = [await tenant.company("ALPHA"), await tenant.company("BETA")];
  const scopes = ["ALL", "GROUP", "SELF"] as const;
  const grantSets: Record<string, TestGrant>[] = [
    { "*": "rw" },
    {},
    { finance: "r" },
    { payments: ["SELF", null] },
    { payments: [null, "ALL"] },
    ...scopes.map((scope): Record<string, TestGrant> => ({ contacts: [scope, null], invoices: [null, scope] })),
    { contacts: [null, "SELF"], invoices: ["GROUP", null], finance: ["GROUP", null] },
  ];
  const actors: TestActor[] = [await other.actor({ "*": "rw" })];
  for (const [i, grants] of grantSets.entries()) {
    actors.push(await tenant.actor(grants, { teams: [teams[i % 2]], companies: [companies[i % 2]] }));
  }
  const listeners = await Promise.all(actors.map(listenerOf));
  const maybe = <T>(values: T[]) => fc.constantFrom(null, ...values);
  const people = actors.map((actor) => actor.userId);
  const audience = fc.record({
    channel: fc.constantFrom(
      "contacts",
      "invoices",
      "payments",
      "finance",
      "notifications",
      "nonsense",
      ...people.map((id) => `user:${id}`),
    ),
    company_id: maybe(companies),
    team_id: maybe(teams),
    owner_id: maybe(people),
  }).map((one) => ({
    tenant_id: tenant.id,
    ...one,
    ...(/^(user:|notifications)/.test(one.channel) && { company_id: null, team_id: null, owner_id: null }),
  }));
  for (const one of fc.sample(audience, 150)) {
    const topics = topicsOf(one);
    for (const [i, actor] of actors.entries()) {
      const allowed = await mayListen(actor, topics);
      assert.equal(allowed.includes(true), hears(listeners[i], one), JSON.stringify([i, one, allowed]));
    }
  }
});

Deno.test("a change is told on the topics of its company, team and owner that somebody could join, and nowhere else", async () => {
  const tenant = await world.tenant();
  const [team, quiet, company] = [await tenant.team(), await tenant.team(), await tenant.company("ALPHA")];
  await tenant.actor({ quotes: ["GROUP", null] }, { teams: [team] });
  await tenant.actor({ quotes: "r" }, { teams: [quiet] });
  const [owner, manager] = [await tenant.actor({ quotes: [null, "SELF"] }), await tenant.actor({ quotes: "r" })];
  const base = `tenant:${tenant.id}:quotes`;
  const toldOf = async (row: { owner?: string; team?: string; company?: string; payload?: object }) => {
    const id = crypto.randomUUID();
    await sql`
      select app.publish('probe.noted', 'probe', ${id}, 'quotes', ${JSON.stringify(row.payload ?? {})}::text::jsonb,
        ${tenant.id}, ${row.owner ?? null}, ${row.team ?? null}, ${row.company ?? null})`;
    const rows = await world.db.admin`select topic from realtime.messages where payload ->> 'entity_id' = ${id}`;
    return rows.map((each) => each.topic as string).sort();
  };
  const narrow = [`:team:${team}`, `:user:${owner.userId}`];
  const row = { owner: owner.userId, team };
  assert.deepEqual(await toldOf(row), [base, ...narrow.map((end) => base + end)]);
  const within = `${base}:company:${company}`;
  const all = [within, ...narrow.map((end) => within + end)];
  assert.deepEqual(await toldOf({ ...row, company }), all);
  assert.deepEqual(await toldOf({ ...row, payload: { owner_company_id: company } }), all);
  assert.deepEqual(await toldOf({ owner: manager.userId, team: quiet }), [base]);
});

async function contact(tenant: TestTenant, owner: string | null, team: string | null): Promise<string> {
  const [row] = await sql`
    insert into crm.contacts (tenant_id, first_name, last_name, owner_user_id, team_id)
    values (${tenant.id}, 'Ada', 'Lovelace', ${owner}, ${team}) returning id`;
  return row.id;
}

const idsOf = (watch: Watch) => watch.messages.map((one) => one.payload.entity_id);

test("readers of everything, of their team's and of their own contacts hear what they may read and no more", async () => {
  const tenant = await world.tenant();
  const team = await tenant.team();
  const base = `tenant:${tenant.id}:contacts`;
  const all = await tenant.actor({ contacts: "r" });
  const group = await tenant.actor({ contacts: ["GROUP", null] }, { teams: [team] });
  const self = await tenant.actor({ contacts: ["SELF", null] });
  const [hearsAll, hearsTeam, hearsOwn] = await Promise.all([all, group, self].map((actor) => clientOf(actor)));
  const everything = await joined(hearsAll.channel(base, privately));
  const teams = await joined(hearsTeam.channel(`${base}:team:${team}`, privately));
  const own = await joined(hearsOwn.channel(`${base}:user:${self.userId}`, privately));
  for (
    const [client, topic] of [
      [hearsTeam, base],
      [hearsTeam, `${base}:user:${self.userId}`],
      [hearsTeam, `${base}:team:${await tenant.team()}`],
      [hearsOwn, base],
      [hearsOwn, `${base}:team:${team}`],
      [hearsOwn, `${base}:user:${group.userId}`],
      [hearsOwn, `${base}:user:${self.userId}:more`],
      [hearsAll, `tenant:${tenant.id}:invoices`],
      [hearsAll, `tenant:${crypto.randomUUID()}:contacts`],
    ] as const
  ) {
    assert.match(await refusal(client, topic), /Unauthorized: You do not have permissions to read/, topic);
  }
  const nobodys = await contact(tenant, null, null);
  const ofTeam = await contact(tenant, group.userId, team);
  const ofSelf = await contact(tenant, self.userId, team);
  await Promise.all([everything.received(3), teams.received(2), own.received(1)]);
  assert.deepEqual(idsOf(everything), [nobodys, ofTeam, ofSelf]);
  assert.deepEqual(idsOf(teams), [ofTeam, ofSelf]);
  assert.deepEqual(idsOf(own), [ofSelf]);
  assert.equal(await broadcast(everything, "contact.created", {}), "ok");
  await contact(tenant, null, null);
  await everything.received(4);
  assert.equal(everything.messages.at(-1).payload.entity, "contact", "what a client sends reaches nobody");
});

test("presence shows who is here to those who hold the key, within their organisation", async () => {
  const tenant = await world.tenant();
  const topic = `tenant:${tenant.id}:presence`;
  const [ada, bob] = [await tenant.actor({ realtime: "r" }), await tenant.actor({ realtime: "r" })];
  const outsider = await clientOf(await tenant.actor({ contacts: "rw" }));
  const stranger = await clientOf(await (await world.tenant()).actor({ "*": "rw" }));
  for (const client of [outsider, stranger]) assert.match(await refusal(client, topic), /Unauthorized/);
  const channels = [];
  for (const actor of [ada, bob]) {
    const channel = (await clientOf(actor)).channel(topic, {
      config: { private: true, presence: { key: actor.userId, enabled: true } },
    });
    channel.on("presence", { event: "sync" }, () => {});
    await joined(channel);
    assert.equal(await channel.track({ page: "invoices" }), "ok");
    channels.push(channel);
  }
  const both = [ada.userId, bob.userId].sort();
  for (const channel of channels) {
    await until(() => Object.keys(channel.presenceState()).length === 2, "both to be seen");
    assert.deepEqual(Object.keys(channel.presenceState()).sort(), both);
  }
});

test("a revoked session loses its channels with its next token, and at the latest when its token ends", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  const { claims } = await world.runtime.tokens.verify(actor.token);
  const { exp: _exp, iat: _iat, role: _role, type: _type, aud: _aud, ...input } = claims;
  const brief = createTokens(testConfig(world.db.url, { ACCESS_TOKEN_SECONDS: "3" }));
  let token = await brief.sign(input);
  const [refreshing, lapsing] = [await clientOf(actor, () => token), await clientOf(actor, () => token)];
  const topic = `tenant:${tenant.id}:contacts`;
  const [refreshed, lapsed] = [
    await joined(refreshing.channel(topic, privately)),
    await joined(lapsing.channel(topic, privately)),
  ];
  await sql`select identity.end_session(${actor.sessionId}, 'revoked', 'admin_revoke')`;
  token = await createTokens(testConfig(world.db.url)).sign(input);
  await refreshing.realtime.setAuth();
  await refreshed.reached("CLOSED");
  assert.match(refreshed.system[0].message, /You do not have permissions to read/);
  await lapsed.reached("CLOSED");
  assert.match(lapsed.system[0].message, /Token has expired/);
  assert.match(await refusal(refreshing, `tenant:${tenant.id}:user:${actor.userId}`), /Unauthorized/);
});
