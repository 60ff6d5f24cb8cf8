import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { webhookRound } from "../../functions/integrations/deliver_webhooks.ts";
import { createRuntime } from "../../shared/http/runtime.ts";
import { secretPurpose } from "../../shared/webhooks/secret_purpose.ts";
import { bootstrapCluster, bootstrapDatabase } from "../../supabase/local/bootstrap.ts";
import { migrate } from "../../supabase/local/migrate.ts";
import { startPostgres } from "../../supabase/local/postgres.ts";
import { startWebhookStandIn } from "../support/webhook_stand_in.ts";
import { testConfig } from "../support/world.ts";
import { table, whole } from "./figures.ts";

/** Measures how many webhooks one worker delivers to a receiver on this machine: `deno run -A tests/bench/webhooks.ts`. Commits are durable. */

const DELIVERIES = 2000;
const dataDir = await Deno.makeTempDir({
  dir: fileURLToPath(new URL("../../", import.meta.url)),
  prefix: ".data-webhooks-",
});
const server = await startPostgres({ dataDir: join(dataDir, "postgres"), persistent: false, log: () => {} });
const rows: string[][] = [];
try {
  await bootstrapCluster(server.adminUrl());
  await bootstrapDatabase(server.adminUrl(), "postgres");
  await migrate(server.url(), { log: () => {} });
  await measure(server.url());
  console.log(table(["webhooks delivered by one worker", "per second", "claim, ms"], rows));
} finally {
  await server.stop();
  await Deno.remove(dataDir, { recursive: true });
}

async function measure(url: string): Promise<void> {
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const runtime = createRuntime(testConfig(url, { DB_POOL_MAX: "10", LOG_LEVEL: "error" }));
  const receiver = startWebhookStandIn();
  const round = webhookRound();

  /** As many organisations with one endpoint each; the waiting deliveries are spread over them. */
  async function deliver(title: string, organisations: number, waiting: number): Promise<void> {
    await sql`truncate integrations.webhook_deliveries`;
    for (let i = 0; i < organisations; i++) {
      const [{ id: tenant }] = await sql`
        insert into identity.tenants (subdomain, name) values (${`b${crypto.randomUUID().slice(0, 13)}`}, 'Bench')
        returning id`;
      const sealed = await runtime.secrets.seal("whsec_dGhlIHNlY3JldCBvZiBhIGJlbmNo", secretPurpose(tenant));
      const [{ id: endpoint }] = await sql`
        insert into integrations.webhook_endpoints (tenant_id, url, events, secret_sealed)
        values (${tenant}, ${receiver.origin}, '{*}', ${sealed}) returning id`;
      await sql`
        insert into integrations.webhook_deliveries (tenant_id, endpoint_id, event, url, payload, lane)
        select ${tenant}, ${endpoint}, 'invoice.paid', ${receiver.origin},
          '{"event":"invoice.paid","timestamp":"2026-01-15T10:00:00.000Z","data":{}}', 'invoice:' || n
        from generate_series(1, ${Math.floor(waiting / organisations)}::int) n`;
    }
    await sql`analyze integrations.webhook_deliveries`;
    const halt = new AbortController();
    const claimBegan = performance.now();
    await sql.begin(async (tx) => {
      await tx`select id from integrations.claim_webhooks(10, 30)`;
      await tx.unsafe("rollback");
    }).catch(() => {});
    const claim = performance.now() - claimBegan;
    const before = receiver.received.length;
    const timer = setTimeout(() => halt.abort(), 8000);
    const began = performance.now();
    await round(runtime, halt.signal);
    const seconds = (performance.now() - began) / 1000;
    clearTimeout(timer);
    rows.push([title, whole((receiver.received.length - before) / seconds), claim.toFixed(1)]);
  }

  await deliver("warm-up", 5, 200);
  await deliver("5 organisations", 5, DELIVERIES);
  await deliver("1 organisation, 1 endpoint (2 at a time)", 1, DELIVERIES);
  await deliver("5 organisations, 100,000 waiting", 5, 100_000);
  await receiver.close();
  await runtime.close();
  await sql.end();
}
