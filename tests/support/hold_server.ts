/**
 * Starts a server in the folder given as argument, prints its admin URL and keeps it until the input closes. The process
 * ends badly on purpose in the tests that use it; watching the input keeps it from outliving them.
 */
import { startPostgres } from "../../supabase/local/postgres.ts";

const server = await startPostgres({ dataDir: Deno.args[0], persistent: true, fast: true });
console.log(server.adminUrl());
for await (const _ of Deno.stdin.readable);
await server.stop();
