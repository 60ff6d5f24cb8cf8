import assert from "node:assert/strict";
import postgres from "postgres";
import { DemoFailure, type DemoResult, runDemo } from "../../supabase/local/demo.ts";
import { startStack } from "../../supabase/local/stack.ts";
import { scannedPayload } from "../documents/pdf_reading.ts";
import { clientTimers } from "../support/client_timers.ts";
import { memoryFolder } from "../support/server.ts";

const dataDir = await Deno.makeTempDir({ dir: memoryFolder(), prefix: "comptoir-demo-" });
const stack = await startStack({
  port: 0,
  dataDir,
  ephemeral: true,
  withSeed: false,
  environment: { RATE_LIMIT_CREDENTIAL_PER_15_MINUTES: "1000" },
});
const stopTimers = clientTimers();
const sql = postgres(stack.databaseUrl, { max: 1 });
const options = { origin: stack.origin, publishableKey: stack.keys.publishable_key, outputDir: `${dataDir}/demo` };

Deno.test.afterAll(async () => {
  stopTimers();
  await sql.end();
  await stack.stop();
  await Deno.remove(dataDir, { recursive: true });
});

const lines: string[] = [];
let played: DemoResult;

Deno.test("task demo plays a job from signing up to the paid invoice and says what it did", async () => {
  played = await runDemo({ ...options, say: (line) => lines.push(line) });
  assert.deepEqual(lines.map((line) => Number(line.slice(0, 3))), Array.from({ length: 15 }, (_, i) => i + 1));
  const [row] = await sql`
    select i.invoice_number, i.status, i.amount_ttc::text, p.auto_reconciled, r.reconciliation_type, t.reference = i.qr_reference as by_reference
    from finance.invoices i
    join finance.payments p on p.tenant_id = i.tenant_id and p.invoice_id = i.id
    join finance.reconciliations r on r.tenant_id = i.tenant_id and r.payment_id = p.id
    join finance.bank_transactions t on t.tenant_id = i.tenant_id and t.id = r.transaction_id
    where i.id = ${played.invoiceId}`;
  assert.deepEqual({ ...row }, {
    invoice_number: played.invoiceNumber,
    status: "paid",
    // 120 and 1.5 x 148.50 net, 8.1 % VAT on the sum.
    amount_ttc: "370.51",
    auto_reconciled: true,
    reconciliation_type: "auto",
    by_reference: true,
  });
});

Deno.test("task demo writes a QR-bill whose symbol asks for the invoice", async () => {
  const pdf = await Deno.readFile(played.pdfPath);
  const payload = (await scannedPayload(pdf, 1))?.split(/\r?\n/);
  assert.ok(payload, "no symbol on the page");
  const [{ qr_reference }] = await sql`select qr_reference from finance.invoices where id = ${played.invoiceId}`;
  assert.deepEqual([payload[0], payload[3]], ["SPC", "CH4431999123000889012"]);
  assert.ok(payload.includes("370.51") && payload.includes(qr_reference), payload.join(" | "));
});

Deno.test("task demo shows that another organisation is kept out", () => {
  assert.match(lines[13], /404, 404, 404, 404/);
  assert.match(lines[14], /Unauthorized|not have permissions/i);
});

Deno.test("task demo can be played again beside the first", async () => {
  const again = await runDemo(options);
  assert.notEqual(again.tenantId, played.tenantId);
});

Deno.test("task demo stops at the first step that fails, in one line", async () => {
  await assert.rejects(runDemo({ ...options, publishableKey: "sb_publishable_wrong" }), (error) => {
    assert.ok(error instanceof DemoFailure, String(error));
    assert.match(error.message, /^listen to the invoices: [^\n]+$/);
    return true;
  });
  await assert.rejects(runDemo({ ...options, origin: "http://localhost:9" }), /^DemoFailure: sign up: /);
});
