import { z } from "zod";
import { endpoint } from "../../shared/contracts/kit/endpoint.ts";
import { body, created, data, file, raw, stream } from "../../shared/contracts/kit/replies.ts";
import { byId, id, text } from "../../shared/contracts/kit/fields.ts";
import { declareProblems, problem } from "../../shared/contracts/kit/problems.ts";
import { bind, bindDetached, bindRead } from "../../shared/http/bind.ts";
import { type DomainApp, domainApp } from "../../shared/http/domain_app.ts";

declareProblems({ probe_refused: [409, "The probe refuses."] });

const Note = z.object({ id, title: z.string() });
const NoteCreate = z.strictObject({
  title: text(20, 1),
  lines: z.array(z.strictObject({ amount: z.number() })).optional(),
});

/** What the probe did, as the tests want to see it. */
export const probe = { runs: 0, streamEnded: 0, failOnce: 0, outside: () => Promise.resolve() };

/** A small domain that exercises every kind of binding of the kernel. */
export const probeApp: DomainApp = domainApp("ops", [
  bindRead(
    endpoint("GET /probe/tasks", {
      id: "ops.probe.list",
      summary: "Flight",
      guard: "tasks.read",
      reply: data(z.array(Note)),
    }),
    ({ sql }) => [
      sql<
        { id: string; title: string; tenant_id: string }[]
      >`select id, title, tenant_id from crm.tasks order by title`,
      sql<{ n: number }[]>`select count(*)::int as n from crm.tasks`,
    ],
    ([rows, [{ n }]]) => {
      if (n !== rows.length) throw new Error("the queries of a flight see one snapshot each");
      return rows;
    },
  ),
  bind(
    endpoint("POST /probe/tasks", {
      id: "ops.probe.create",
      summary: "Write",
      guard: "tasks.write",
      body: NoteCreate,
      reply: created(Note),
      idempotent: true,
      problems: ["probe_refused"],
    }),
    async ({ sql, body }) => {
      probe.runs++;
      const [row] = await sql<{ id: string; title: string; secret: string }[]>`
        insert into crm.tasks (title) values (${body.title}) returning id, title, 'x' as secret`;
      if (body.title === "refuse") throw problem("probe_refused");
      if (body.title === "explode") throw new Error("internal detail");
      if (body.title === "swallow") await sql`select 1/0`.catch(() => {});
      return row;
    },
  ),
  bindDetached(
    endpoint("POST /probe/detached", {
      id: "ops.probe.detached",
      summary: "Write outside of one transaction",
      guard: "tasks.write",
      body: NoteCreate,
      reply: created(Note),
      idempotent: true,
      problems: ["probe_refused"],
    }),
    async ({ transact, body }) => {
      probe.runs++;
      await probe.outside();
      if (body.title === "refuse") throw problem("probe_refused");
      return await transact(async (sql) => {
        const [row] = await sql<{ id: string; title: string }[]>`
          insert into crm.tasks (title) values (${body.title}) returning id, title`;
        return row;
      });
    },
  ),
  bind(
    endpoint("GET /probe/tasks/:id", {
      id: "ops.probe.get",
      summary: "Get",
      guard: "tasks.read",
      params: byId("id"),
      reply: data(Note),
    }),
    async ({ sql, params }) => {
      const [row] = await sql<{ id: string; title: string }[]>`select id, title from crm.tasks where id = ${params.id}`;
      if (!row) throw problem("not_found");
      return row;
    },
  ),
  bind(
    endpoint("GET /probe/writes", {
      id: "ops.probe.read_only",
      summary: "Writes in a GET",
      guard: "tasks.read",
      reply: body({}),
    }),
    async ({ sql }) => {
      await sql`insert into crm.tasks (title) values ('must not be')`;
      return {};
    },
  ),
  bind(
    endpoint("GET /probe/wrong", {
      id: "ops.probe.wrong",
      summary: "Breaks its contract",
      guard: "tasks.read",
      reply: data(Note),
    }),
    () => Promise.resolve({ id: "not a uuid", title: "secret-in-answer" }),
  ),
  bind(
    endpoint("GET /probe/undeclared", {
      id: "ops.probe.undeclared",
      summary: "Raises",
      guard: "tasks.read",
      reply: body({}),
    }),
    () => Promise.reject(problem("probe_refused")),
  ),
  bindDetached(
    endpoint("POST /probe/upload", {
      id: "ops.probe.upload",
      summary: "Takes a file",
      guard: "session",
      bodyKind: "multipart",
      maxBodyBytes: 10_000,
      body: z.strictObject({ file: z.instanceof(File), label: text(50) }),
      reply: raw(z.object({ bytes: z.number(), label: z.string() })),
    }),
    ({ body }) => ({ bytes: body.file.size, label: body.label }),
  ),
  bindDetached(
    endpoint("GET /probe/file", {
      id: "ops.probe.file",
      summary: "Gives a file",
      guard: "public",
      reply: file("application/pdf"),
    }),
    () => ({ bytes: new TextEncoder().encode("%PDF"), filename: "Relevé 2026.pdf" }),
  ),
  bindDetached(
    endpoint("GET /probe/stream", { id: "ops.probe.stream", summary: "Streams", guard: "tasks.read", reply: stream() }),
    async function* ({ read }) {
      await read((sql) => sql`select 1`);
      try {
        yield { id: "1", event: "hello", data: { a: 1 } };
        yield { comment: "heartbeat" };
        for (let i = 2;; i++) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          yield { id: String(i), data: { i } };
        }
      } finally {
        probe.streamEnded++;
      }
    },
  ),
  bindDetached(
    endpoint("GET /probe/whoami", {
      id: "ops.probe.whoami",
      summary: "Who asks",
      guard: "public",
      reply: raw(z.object({ ip: z.string(), request_id: z.string() })),
    }),
    ({ facts }) => ({ ip: facts.ip, request_id: facts.request_id }),
  ),
  bindDetached(
    endpoint("GET /probe/person", {
      id: "ops.probe.person",
      summary: "People only",
      guard: "session",
      userOnly: true,
      reply: body({}),
    }),
    async ({ read }) => {
      await read((sql) => sql`select 1`);
      return {};
    },
  ),
  bind(
    endpoint("GET /probe/client", {
      id: "ops.probe.client",
      summary: "Clients only",
      guard: "portal",
      reply: raw(z.record(z.string(), z.unknown())),
    }),
    async ({ sql, userId }) => {
      const [row] = await sql`
        select ${userId}::text as account, app.user_id() as user, app.contact_id() as contact, app.member_id() as member,
          app.grants() as grants, app.company_ids() as companies, (select count(*)::int from crm.contacts) as contacts,
          (select count(*)::int from sales.portal_accounts) as accounts,
          (select count(*)::int from identity.sessions) as sessions`;
      return row;
    },
  ),
]);
