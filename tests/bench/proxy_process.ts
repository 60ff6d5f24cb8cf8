import { startWireProxy } from "../support/wire_proxy.ts";
import { serveCommands } from "./processes.ts";

/** The long way to the database, in a process of its own. Arguments: host and port of the server, ms added each way. */

const [host, port, ms] = Deno.args;
const proxy = startWireProxy({ host, port: Number(port), toServerMs: Number(ms) / 2, toClientMs: Number(ms) / 2 });
await serveCommands((command) => {
  if (command.do === "reset") proxy.reset();
  return Promise.resolve({ port: proxy.port, ...proxy.count() });
});
await proxy.close();
