import { resolve } from "node:path";
import { CONFIG_VARIABLES, ConfigError } from "../../shared/config/config.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./demo_accounts.ts";
import { MigrationError } from "./migrate.ts";
import { LocalPostgresError } from "./postgres.ts";
import { DEFAULT_DATA_DIR, type Stack, StackError, startStack } from "./stack.ts";

/**
 * `deno task start`: the product on this machine, until Ctrl-C. PORT (54321; 0 picks a free one), DATA_DIR (`.data`) and
 * DATABASE_URL say where; the rest is the configuration of the product.
 */

const began = performance.now();
const say = (line: string) => console.log(line);
const dataDir = resolve(Deno.env.get("DATA_DIR") || DEFAULT_DATA_DIR);

let stack: Stack | undefined;
let stopping = false;
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stack?.stop();
  Deno.exit(code);
}

const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM", "SIGHUP"];
for (const signal of signals) {
  Deno.addSignalListener(signal, () => {
    if (!stopping) say("\nstopping");
    void stop(0);
  });
}

try {
  const port = Number(Deno.env.get("PORT") ?? "54321");
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new StackError("PORT must be a number from 0 to 65535");
  }
  const databaseUrl = Deno.env.get("DATABASE_URL") || undefined;
  stack = await startStack({
    port,
    dataDir,
    databaseUrl,
    environment: Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, Deno.env.get(name)])),
    // Accounts whose password everybody knows, and mail that ends in a local folder, belong on this machine only.
    withSeed: databaseUrl === undefined,
    withWorker: databaseUrl === undefined,
    // Their number is told at the end.
    log: (line) => line.startsWith("applied ") || say(`  ${line}`),
  });
  describe(stack, databaseUrl === undefined);
} catch (error) {
  const known = [StackError, LocalPostgresError, MigrationError, ConfigError].some((kind) => error instanceof kind);
  console.error(known ? (error as Error).message : error);
  await stop(1);
}

function describe({ origin, keys, config }: Stack, embedded: boolean): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`
Comptoir is ready (${seconds} s).

  API            ${origin}/api         also /api/v1 and /functions/v1/<domain>
  Reference      ${origin}/docs        document: /openapi.json
  Health         ${origin}/health`);
  // On another database these are its own project's.
  if (embedded) {
    say(`  Realtime       ${origin}/realtime/v1
  Storage        ${origin}/storage/v1
  Mail           ${config.MAIL_PROVIDER === "outbox" ? config.MAIL_OUTBOX_DIR : config.MAIL_HTTP_URL}
  Messages       ${config.MESSAGE_OUTBOX_DIR}   push, WhatsApp and SMS that no provider takes

  publishable key   ${keys.publishable_key}
  secret key        ${keys.secret_key}

  Demo accounts (password ${DEMO_PASSWORD})
${DEMO_ACCOUNTS.map((a) => `    ${a.email.padEnd(28)} ${a.role} of ${a.tenant}`).join("\n")}`);
  }
  say(`
Ctrl-C stops everything.${embedded ? ` Data stays in ${dataDir} until \`deno task reset\`.` : ""}
`);
}
