/**
 * Starts a server in the folder given as argument, prints its admin URL and keeps it until the process ends. The
 * process ends badly on purpose in the tests that use it.
 */
import { startPostgres } from "../../supabase/local/postgres.ts";

const server = await startPostgres({ dataDir: Deno.args[0], persistent: true, fast: true });
console.log(server.adminUrl());
await new Promise((done) => setTimeout(done, 120_000));
await server.stop();
