import { TextLineStream } from "./text_lines.ts";

const HERE = new URL(".", import.meta.url);

/** A server in a process of its own, listening on the loopback interface. */
export interface ServerProcess {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** A helper process that answers commands, one JSON line each way. */
export interface CommandProcess {
  pid: number;
  // deno-lint-ignore no-explicit-any
  ask<T = any>(command: Record<string, unknown>): Promise<T>;
  stop(): Promise<void>;
}

const START_MS = 30_000;

/** Starts `script` with a free port as its first argument and waits until it accepts connections. */
export async function startServer(
  script: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = freePort();
  const child = spawn(script, [String(port), ...args], env, "null");
  const deadline = Date.now() + START_MS;
  let ended = false;
  child.status.then(() => ended = true);
  while (!await accepts(port)) {
    if (ended) throw new Error(`${script} ended before it listened`);
    if (Date.now() > deadline) throw new Error(`${script} did not listen within ${START_MS / 1000} s`);
    await delay(5);
  }
  return { port, pid: child.pid, stop: () => stop(child) };
}

/** Starts a helper that reads commands from its input. */
export function startCommands(script: string, args: string[] = []): CommandProcess {
  const child = spawn(script, args, {}, "piped");
  const writer = child.stdin.getWriter();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream()).getReader();
  return {
    pid: child.pid,
    async ask(command) {
      await writer.write(new TextEncoder().encode(`${JSON.stringify(command)}\n`));
      const { value, done } = await lines.read();
      if (done) throw new Error(`${script} ended`);
      const answer = JSON.parse(value);
      if (answer.error) throw new Error(answer.error);
      return answer;
    },
    async stop() {
      await writer.close().catch(() => {});
      await lines.cancel().catch(() => {});
      await child.status;
    },
  };
}

function spawn(script: string, args: string[], env: Record<string, string>, stdout: "null" | "piped") {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL(script, HERE).pathname, ...args],
    env,
    stdin: "piped",
    stdout,
    stderr: "inherit",
  }).spawn();
}

async function stop(child: Deno.ChildProcess): Promise<void> {
  await child.stdin.close().catch(() => {});
  await child.status;
}

/** Every helper ends with the process that started it, however that ends. */
export async function untilInputCloses(): Promise<void> {
  for await (const _ of Deno.stdin.readable);
}

/** Answers the commands of {@link startCommands} until the input closes. */
export async function serveCommands(
  answer: (command: Record<string, unknown>) => Promise<unknown>,
): Promise<void> {
  for await (const line of Deno.stdin.readable.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())) {
    const reply = await answer(JSON.parse(line)).catch((error) => ({ error: error.stack ?? String(error) }));
    await writeAll(new TextEncoder().encode(`${JSON.stringify(reply ?? {})}\n`));
  }
}

async function writeAll(bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await Deno.stdout.write(bytes.subarray(done));
}

export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return (listener.addr as Deno.NetAddr).port;
}

async function accepts(port: number): Promise<boolean> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port }).catch(() => undefined);
  connection?.close();
  return connection !== undefined;
}

export function delay(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
