import assert from "node:assert/strict";
import { createHttpIpIntelligence } from "../../shared/providers/ip_intelligence/http_ip_intelligence.ts";
import { noIpIntelligence } from "../../shared/providers/ip_intelligence/ip_intelligence.ts";
import { startIpIntelligenceStandIn } from "../support/ip_intelligence_stand_in.ts";
import { openWorld } from "../support/world.ts";
import { account } from "./accounts.ts";
import { enroll, login, signedIn, verify } from "./second_factors.ts";

const service = startIpIntelligenceStandIn();
const world = await openWorld({ config: { IP_INTELLIGENCE_URL: service.url, IP_INTELLIGENCE_TOKEN: "a token" } });
Deno.test.afterAll(async () => {
  await world.close();
  await service.close();
});
const { sql } = world.db;

const FIREFOX = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" };
const EDGE = { "user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0" };
const ZURICH = { country: "CH", latitude: 47.37, longitude: 8.54 };
const TOKYO = { country: "JP", latitude: 35.68, longitude: 139.69 };

/** Somebody with an authenticator app in an organisation that weighs risk, with a first sign-in from Zurich. */
async function adaptive(mfa: Record<string, unknown> = {}) {
  const tenant = await world.tenant();
  const person = await account(world, tenant);
  const settings = { auth: { mfa: { adaptive_enabled: true, ...mfa } } };
  await sql`update identity.tenants set settings = ${sql.json(settings as never)} where id = ${tenant.id}`;
  service.behave(ZURICH);
  const actor = mfa.enforce_for_all ? undefined : await signedIn(person.email, FIREFOX);
  const factor = actor && await enroll(world, actor);
  return { ...person, tenant, factor: factor!, actor: actor! };
}
const asked = async (email: string, headers: Record<string, string>, body: Record<string, unknown> = {}) => {
  const answer = await login(email, body, headers);
  assert.equal(answer.status, 200, answer.text);
  return answer.body.challenge_id as string | undefined;
};

Deno.test("an organisation that weighs risk asks for no code in a usual sign-in and for one in an unusual one", async () => {
  const { email, tenant } = await adaptive();
  assert.equal(await asked(email, FIREFOX), undefined);
  assert.ok(await asked(email, EDGE), "a new device");
  assert.ok(await asked(email, { ...FIREFOX, "x-forwarded-for": "198.51.100.1" }), "a new address");
  const [event] = await sql`
    select context from audit.events where tenant_id = ${tenant.id} and action = 'mfa_challenged' order by at desc limit 1`;
  assert.deepEqual(event.context, { score: 20, level: "MEDIUM", factors: ["new_ip"] });
  const [session] =
    await sql`select mfa_level, place from identity.sessions where tenant_id = ${tenant.id} order by created_at desc limit 1`;
  assert.deepEqual({ ...session }, { mfa_level: "none", place: ZURICH });
  assert.deepEqual(service.asked.at(-1), { ip: "198.51.100.1", authorization: "Bearer a token" });
});

Deno.test("a trusted device is let off at MEDIUM and asked at HIGH", async () => {
  const { email, actor, factor } = await adaptive();
  const { body } = await verify({ code: await factor.code(), trust_device: true }, actor);
  const { device_id } = body.trusted_device;
  const elsewhere = { ...FIREFOX, "x-forwarded-for": "198.51.100.2" };
  assert.equal(await asked(email, elsewhere, { device_id }), undefined);
  service.behave({ ...TOKYO });
  assert.ok(await asked(email, { ...FIREFOX, "x-forwarded-for": "198.51.100.3" }, { device_id }));
});

Deno.test("a sign-in that nothing explains alerts the organisation", async () => {
  const { email, tenant, userId } = await adaptive();
  service.behave({ ...TOKYO, tor: true, vpn: null });
  assert.ok(await asked(email, { ...EDGE, "x-forwarded-for": "198.51.100.4" }));
  const [alert, ...others] = await sql`
    select category, severity, entity_id, context from audit.events where tenant_id = ${tenant.id} and severity = 'alert'`;
  assert.deepEqual(others, []);
  assert.deepEqual({ ...alert }, {
    category: "security",
    severity: "alert",
    entity_id: userId,
    context: {
      score: 175,
      level: "CRITICAL",
      factors: ["new_device", "new_ip", "new_country", "impossible_travel", "tor"],
    },
  });
});

Deno.test("three wrong passwords within the hour make the next right one suspicious, even after a success", async () => {
  const { email } = await adaptive();
  for (let i = 0; i < 3; i++) await login(email, { password: "wrong" }, FIREFOX);
  assert.ok(await asked(email, FIREFOX));
});

for (const behaviour of ["hang", "garbage", "flood", { status: 500 }, { country: 41, latitude: 900 }] as const) {
  Deno.test(`a service that ${JSON.stringify(behaviour)} knows nothing and locks nobody out`, async () => {
    service.behave(behaviour);
    const reasons: string[] = [];
    const http = createHttpIpIntelligence({
      url: service.url,
      timeoutMs: 60,
      onFailure: (reason) => reasons.push(reason),
    });
    assert.deepEqual(await http.lookup("203.0.113.7"), {});
    assert.equal(reasons.length, 1);
    assert.ok(!reasons[0].includes("203.0.113.7"), "a log carries no addresses");
  });
}

Deno.test("a service that is down locks nobody out", async () => {
  const http = createHttpIpIntelligence({ url: "http://127.0.0.1:1/", timeoutMs: 500 });
  assert.deepEqual(await http.lookup("203.0.113.7"), {});
  assert.deepEqual(await noIpIntelligence.lookup("203.0.113.7"), {});
});

Deno.test("nobody is asked about addresses where risk is not weighed", async () => {
  const tenant = await world.tenant();
  const { email } = await account(world, tenant);
  const before = service.asked.length;
  await signedIn(email);
  assert.equal(service.asked.length, before);
});
