import { CONFIG_VARIABLES, ConfigError } from "../../shared/config/config.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./demo_accounts.ts";
import { MigrationError } from "./migrate.ts";
import { LocalPostgresError } from "./postgres.ts";
import { type Stack, StackError, startStack } from "./stack.ts";

/** `deno task start`: the product on this machine, until Ctrl-C. */

const began = performance.now();
const say = (line: string) => console.log(line);

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
  stack = await startStack({
    port,
    databaseUrl: Deno.env.get("DATABASE_URL"),
    environment: Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, Deno.env.get(name)])),
    log: (line) => say(`  ${line}`),
  });
  describe(stack);
} catch (error) {
  const known = [StackError, LocalPostgresError, MigrationError, ConfigError].some((kind) => error instanceof kind);
  console.error(known ? (error as Error).message : error);
  await stop(1);
}

function describe({ origin, keys }: Stack): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`
Comptoir is ready (${seconds} s).

  API            ${origin}/api         also /api/v1 and /functions/v1/<domain>
  Reference      ${origin}/docs        document: /openapi.json
  Realtime       ${origin}/realtime/v1
  Storage        ${origin}/storage/v1
  Health         ${origin}/health

  publishable key   ${keys.publishable_key}
  secret key        ${keys.secret_key}

  Demo accounts (password ${DEMO_PASSWORD})
${DEMO_ACCOUNTS.map((a) => `    ${a.email.padEnd(28)} ${a.role} of ${a.tenant}`).join("\n")}

Ctrl-C stops everything. Data stays in .data until \`deno task reset\`.
`);
}
