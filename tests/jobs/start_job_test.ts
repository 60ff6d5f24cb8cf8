import assert from "node:assert/strict";
import { type JobStart, startJob } from "../../shared/jobs/start_job.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { openWorld, type TestActor, type TestTenant } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

interface Caller {
  tenant: TestTenant;
  actor: TestActor;
}

async function caller(): Promise<Caller> {
  const tenant = await world.tenant();
  return { tenant, actor: await tenant.actor({ tasks: "rw" }) };
}

function start({ tenant, actor }: Caller, kind: string, given: Partial<JobStart> & { key?: string } = {}) {
  const { key, ...rest } = given;
  const request = new Request("http://localhost/", { method: "POST", headers: key ? { "idempotency-key": key } : {} });
  return sql.begin(async (tx) => {
    const claims = JSON.stringify({ sub: actor.userId, tenant_id: tenant.id, session_id: actor.sessionId });
    await tx`select app.enter_session(${claims}, null, 'read', '{}'), set_config('role', 'authenticated', true)`;
    return await startJob(tx as unknown as Sql, { kind, payload: {}, request, ...rest });
  });
}

Deno.test("the same key and request give back the first job for 24 hours, from header, body or query alike", async () => {
  const me = await caller();
  const first = await start(me, "probe.start", { key: "k1", input: { format: "pdf", page: 1 } });
  assert.deepEqual({ ...first, jobId: "" }, {
    jobId: "",
    status: "pending",
    progress: 0,
    queued: true,
    deduplicated: false,
    statusUrl: `/api/async-jobs/${first.jobId}`,
    streamUrl: `/api/async-jobs/status/${first.jobId}`,
  });
  await sql`update ops.jobs set status = 'completed', progress = 100, finished_at = now() where id = ${first.jobId}`;
  for (
    const again of [
      { key: "k1", input: { page: 1, format: "pdf" } },
      { input: { format: "pdf", page: 1, idempotency_key: "k1" } },
      { input: { format: "pdf", page: 1, idempotencyKey: "k1" } },
    ]
  ) {
    const answer = await start(me, "probe.start", again);
    assert.deepEqual([answer.jobId, answer.queued, answer.deduplicated, answer.status], [
      first.jobId,
      false,
      true,
      "completed",
    ]);
  }
  await sql`update ops.jobs set created_at = now() - interval '25 hours' where id = ${first.jobId}`;
  assert.notEqual((await start(me, "probe.start", { key: "k1", input: { format: "csv" } })).jobId, first.jobId);
});

Deno.test("the same key for another request is refused; another person, kind or file is another request", async () => {
  const [me, other] = [await caller(), await caller()];
  const file = (name: string) => new File(["abc"], name, { type: "text/csv" });
  await start(me, "probe.start", { key: "k", files: [file("a.csv")] });
  await assert.rejects(start(me, "probe.start", { key: "k", files: [file("b.csv")] }), /idempotency_mismatch/);
  await assert.rejects(start(me, "probe.start", { key: "k", input: { x: 1 } }), /idempotency_mismatch/);
  assert.equal((await start(me, "probe.other", { key: "k", files: [file("b.csv")] })).queued, true);
  assert.equal((await start(other, "probe.start", { key: "k", input: { x: 1 } })).queued, true);
  await assert.rejects(start(me, "probe.start", { input: { idempotency_key: 7 } }), /Idempotency-Key/);
});

Deno.test("a key whose job is gone is forgotten", async () => {
  const me = await caller();
  const { jobId } = await start(me, "probe.start", { key: "k" });
  await sql`delete from ops.jobs where id = ${jobId}`;
  assert.equal((await start(me, "probe.start", { key: "k", input: { other: true } })).queued, true);
});

Deno.test("without a key, starts at the same moment make one job per subject, and a finished one makes room for the next", async () => {
  const me = await caller();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, i) => start(me, "probe.start", { subject: `s${i % 2}` })),
  );
  assert.equal(new Set(answers.map((answer) => answer.jobId)).size, 2);
  assert.equal(answers.filter((answer) => answer.queued).length, 2);
  await sql`update ops.jobs set status = 'failed', progress = 100, finished_at = now() where id = ${answers[0].jobId}`;
  assert.equal((await start(me, "probe.start", { subject: "s0" })).queued, true);
});
