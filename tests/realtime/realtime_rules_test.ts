import assert from "node:assert/strict";
import fc from "fast-check";
import { idPart, isChannelName, isEventName } from "../../shared/contracts/kit/channel_names.ts";
import { callsFor } from "../../shared/providers/broker/pusher_rules.ts";
import { signedQuery, signSubscription } from "../../shared/providers/broker/signatures.ts";
import { channelOfTopic, channelSuffix, targetOf, withoutSuffix } from "../../shared/realtime/channels.ts";
import { topicsOf } from "../../shared/realtime/audience.ts";
import { MAX_PAYLOAD_BYTES, shrink } from "../../shared/realtime/payloads.ts";
import { channelsOf, routeByPayload } from "../../shared/realtime/routing.ts";
import { channelData, resolveChannel } from "../../functions/notifications/pusher_rules.ts";
import "../../shared/contracts/notifications/problems.ts";
import { resumeAfter, streamIdOf } from "../../functions/notifications/stream_rules.ts";

const TENANT = "0b7e4a52-0000-4000-8000-000000000001";
const OTHER = "0b7e4a52-0000-4000-8000-000000000002";
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).byteLength;

Deno.test("shrink leaves what fits alone and never answers more than the limit", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.integer({ min: 20, max: 400 }), (payload, limit) => {
      const shrunk = shrink(payload, limit);
      assert.ok(bytes(shrunk) <= limit);
      if (bytes(payload) <= limit) assert.equal(shrunk, payload);
      else assert.equal(shrunk.truncated, true);
    }),
  );
});

Deno.test("shrink keeps identifiers, figures and the number of dates of a payload of 12 KB", () => {
  const ids = {
    audit_id: "audit-12",
    fiche_id: "1762209",
    event_id: "9",
    run_id: 4,
    status: "processing",
    progress: 40,
  };
  const days = ["2026-01-01", "2026-01-02"];
  const shrunk = shrink({ ...ids, datesCompleted: days, text: "é".repeat(6000) });
  assert.deepEqual(shrunk, { ...ids, datesCompletedCount: 2, truncated: true });
  assert.deepEqual(shrink({ audit_id: "x".repeat(MAX_PAYLOAD_BYTES), text: "y" }), { truncated: true });
});

Deno.test("names of channels and events are those a broker takes", () => {
  for (const name of ["private-audit-12", "a=b@c,d.e;f_g", "x".repeat(200)]) assert.ok(isChannelName(name), name);
  for (const name of ["", "x".repeat(201), "pusher-x", "private global", "private:1", "é"]) {
    assert.ok(!isChannelName(name), name);
  }
  assert.ok(isEventName("audit.started"));
  for (const name of ["", "pusher:ping", "pusher_internal:x", "x".repeat(201)]) assert.ok(!isEventName(name), name);
  fc.assert(fc.property(fc.string({ maxLength: 400, minLength: 1 }), (id) => {
    assert.ok(isChannelName(`private-fiche-${idPart(id)}`), id);
  }));
});

Deno.test("a suffix keeps the channels of tenants apart in a shared app", () => {
  const suffix = channelSuffix(TENANT, undefined);
  assert.equal(suffix, `@${TENANT}`);
  assert.equal(channelSuffix(TENANT, TENANT), "");
  assert.equal(channelSuffix(TENANT, OTHER), `@${TENANT}`);
  assert.equal(withoutSuffix(`private-global@${TENANT}`, suffix), "private-global");
  for (const name of ["private-global", `private-global@${OTHER}`, `@${TENANT}`, `private-global@${OTHER}@${TENANT}`]) {
    assert.equal(withoutSuffix(name, suffix), undefined, name);
  }
  assert.equal(withoutSuffix("private-global", ""), "private-global");
  assert.equal(withoutSuffix(`private-global@${OTHER}`, ""), undefined);
  assert.throws(() => resolveChannel("private-global", TENANT, undefined), (error) => {
    const { kind, details } = error as { kind: { code: string }; details: unknown };
    assert.deepEqual([kind.code, details], ["CHANNEL_NOT_ALLOWED", { expected_suffix: `@${TENANT}` }]);
    return true;
  });
});

Deno.test("every documented channel stands for something, and no other name does", () => {
  const job = "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11";
  const topic = (rest: string) => ({ kind: "topic", topic: `tenant:${TENANT}:${rest}` });
  const presence = { kind: "presence", topic: `tenant:${TENANT}:presence` };
  const expected: [string, unknown][] = [
    ["private-global", topic("notifications")],
    [`private-user-${OTHER}`, topic(`user:${OTHER}`)],
    [`private-live-invoices,company,${OTHER}`, topic(`invoices:company:${OTHER}`)],
    [`private-job-${job}`, { kind: "job", id: job }],
    ["private-job-automation-run-4", { kind: "nothing" }],
    ["private-audit-12", { kind: "nothing" }],
    ["private-fiche-1762209", { kind: "nothing" }],
    ["private-fiche-abc", undefined],
    ["presence-global", presence],
    [`presence-org-${TENANT}`, presence],
    [`presence-org-${OTHER}`, { kind: "nothing" }],
    ["private-realtime-test", { kind: "test" }],
    ["presence-realtime-test", { kind: "test" }],
    ["private-anything", undefined],
    ["global", undefined],
    [`tenant:${TENANT}:contacts`, undefined],
  ];
  for (const [name, target] of expected) assert.deepEqual(targetOf(name, TENANT), target, name);
});

Deno.test("a live topic and its channel name each other", () => {
  const id = fc.option(fc.uuid());
  fc.assert(
    fc.property(
      fc.constantFrom("contacts", "admin.security", "invoices"),
      id,
      id,
      id,
      (channel, company, team, owner) => {
        const audience = { tenant_id: TENANT, channel, company_id: company, team_id: team, owner_id: owner };
        for (const topic of topicsOf(audience)) {
          const name = channelOfTopic(topic);
          assert.ok(isChannelName(name + channelSuffix(TENANT, undefined)), name);
          assert.deepEqual(targetOf(name, TENANT), { kind: "topic", topic });
        }
      },
    ),
  );
});

Deno.test("events are routed to every subject their payload names, each once", () => {
  const cases: [string, Record<string, unknown>, string[]][] = [
    ["audit.started", { audit_id: "a-1", audit_db_id: 12, fiche_id: "7" }, [
      "private-audit-a-1",
      "private-audit-12",
      "private-fiche-7",
    ]],
    ["audit.started", { audit_id: "12", audit_db_id: 12 }, ["private-audit-12"]],
    ["batch.progress", { batch_id: "batch-1-2" }, ["private-job-batch-1-2", "private-global"]],
    ["automation.run.started", { job_id: "automation-run-4" }, ["private-job-automation-run-4"]],
    ["fiches.progressive_fetch.created", { jobId: "j" }, ["private-job-j"]],
    ["notification", { message: "hi" }, ["private-global"]],
    ["audit.unheard_of", {}, ["private-global"]],
    ["transcription.started", { fiche_id: "a b/c" }, ["private-fiche-a_b_c"]],
  ];
  for (const [type, payload, channels] of cases) assert.deepEqual(routeByPayload(type, payload), channels, type);
  // What is heard by permission is never told to everybody.
  const event = {
    tenant_id: TENANT,
    company_id: null,
    team_id: null,
    owner_id: null,
    entity: "contact",
    entity_id: OTHER,
  };
  assert.deepEqual(channelsOf({ ...event, type: "contact.created", channel: "contacts", payload: {} }), [
    "private-live-contacts",
  ]);
  assert.deepEqual(
    channelsOf({ ...event, type: "job.updated", entity: "job", channel: `user:${TENANT}`, payload: {} }),
    [
      `private-user-${TENANT}`,
      `private-job-${OTHER}`,
    ],
  );
});

Deno.test("signatures are those of the Pusher protocol", () => {
  assert.equal(
    signSubscription("secret", "123.456", "private-audit-12"),
    "e11dcca3870144a22e9022d26d4f8c427afad2bb5d453b491224c7116f825d81",
  );
  const call = { method: "POST", path: "/apps/3/events", body: "{}", seconds: 1353088179 };
  const query = new URLSearchParams(signedQuery({ key: "278d425bdf160c739803", secret: "7ad3773142a6692b25b8" }, {
    ...call,
    body: '{"name":"foo","channels":["project-3"],"data":"{\\"some\\":\\"data\\"}"}',
  }));
  // The worked example of the protocol's documentation.
  assert.equal(query.get("body_md5"), "ec365a775a4cd0599faeb73354201b6f");
  assert.equal(query.get("auth_signature"), "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
});

Deno.test("messages leave in their order, ten channels and ten messages at most in a call", () => {
  const message = fc.record({
    channels: fc.integer({ min: 1, max: 25 }).map((n) => Array.from({ length: n }, (_, i) => `c${i}`)),
    event: fc.string({ minLength: 1 }),
    payload: fc.dictionary(fc.string(), fc.integer()),
  });
  fc.assert(fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
    const sent = callsFor(messages).flatMap(({ endpoint, body }) => {
      // deno-lint-ignore no-explicit-any
      const { batch, channels, name, data } = body as any;
      if (endpoint === "events") {
        assert.ok(channels.length <= 10);
        return channels.map((channel: string) => [channel, name, data]);
      }
      assert.ok(batch.length <= 10);
      return batch.map((one: Record<string, string>) => [one.channel, one.name, one.data]);
    });
    const wanted = messages.flatMap(({ channels, event, payload }) =>
      channels.map((channel) => [channel, event, JSON.stringify(payload)])
    );
    assert.deepEqual(sent, wanted);
  }));
});

Deno.test("on presence channels people are who their token says", () => {
  const info = {
    user_id: "somebody else",
    email: "forged@example.com",
    nickname: "Z",
    large: "x".repeat(300),
    nested: {},
  };
  const shown = JSON.parse(channelData({ userId: TENANT, email: "a@example.com", roles: ["admin"], info }));
  assert.deepEqual(shown, {
    user_id: TENANT,
    user_info: { email: "a@example.com", roles: ["admin"], nickname: "Z" },
  });
});

Deno.test("a stream resumes after ids it has given, of the last seven days", () => {
  const at = "2026-01-10T10:00:00.123456Z";
  const id = streamIdOf({ id: "42", at });
  assert.equal(id, `${Date.parse(at)}-42`);
  assert.equal(resumeAfter(id, Date.parse(at) + 1000), "42");
  assert.equal(resumeAfter(id, Date.parse(at) + 8 * 86_400_000), undefined);
  for (const other of [undefined, "", "nonsense", "42", `${Date.parse(at)}-`, `${Date.parse(at)}--1`]) {
    assert.equal(resumeAfter(other, Date.parse(at)), undefined, String(other));
  }
});
