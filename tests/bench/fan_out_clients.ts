import { serveCommands } from "./processes.ts";

/**
 * Subscribers that speak the protocol of supabase-js 2 over sockets of their own: joined by a token, they read the frames of
 * broadcasts and note how old the time in the payload is. Frames are looked through for it, not parsed: the subscribers share
 * the machine with the server.
 */

const NEEDLE = new TextEncoder().encode('"sent_at": ');
const sockets: WebSocket[] = [];
let delivered = 0;
let lastAt = 0;
let ages: number[] = [];
let target = { count: 0, reached: () => {} };

const now = () => performance.timeOrigin + performance.now();

function receive(data: ArrayBuffer | string): void {
  if (typeof data === "string") return;
  lastAt = now();
  ages.push(lastAt - sentAt(new Uint8Array(data)));
  if (++delivered === target.count) target.reached();
}

function sentAt(bytes: Uint8Array): number {
  for (let i = bytes.indexOf(NEEDLE[0]); i >= 0; i = bytes.indexOf(NEEDLE[0], i + 1)) {
    let j = 1;
    while (j < NEEDLE.length && bytes[i + j] === NEEDLE[j]) j++;
    if (j < NEEDLE.length) continue;
    let text = "";
    for (let k = i + j; bytes[k] === 46 || bytes[k] >= 48 && bytes[k] <= 57; k++) text += String.fromCharCode(bytes[k]);
    return Number(text);
  }
  throw new Error("a broadcast without the time it was sent at");
}

function join(url: string, topic: string, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    sockets.push(socket);
    socket.onopen = () =>
      socket.send(JSON.stringify(["1", "1", `realtime:${topic}`, "phx_join", {
        config: { broadcast: { ack: false, self: false }, presence: { key: "" }, postgres_changes: [], private: true },
        access_token: token,
      }]));
    socket.onmessage = ({ data }) => {
      const [, , , event, payload] = JSON.parse(data);
      if (event !== "phx_reply" || payload.status !== "ok") return reject(new Error(data));
      socket.onmessage = (message) => receive(message.data);
      resolve();
    };
    socket.onerror = () => reject(new Error("a socket failed"));
  });
}

// Heartbeats keep the sockets open, as the client sends them.
setInterval(() => {
  for (const socket of sockets) {
    if (socket.readyState === WebSocket.OPEN) socket.send('[null,"2","phoenix","heartbeat",{}]');
  }
}, 25_000);

await serveCommands(async (command) => {
  switch (command.do) {
    case "join": {
      const { url, topic, tokens, count } = command as { url: string; topic: string; tokens: string[]; count: number };
      const started = now();
      const latencies: number[] = [];
      let next = 0;
      // So many at a time: a machine that opens two thousand sockets at once measures its own queue.
      await Promise.all(Array.from({ length: 50 }, async () => {
        while (next < count) {
          const begun = now();
          await join(url, topic, tokens[next++ % tokens.length]);
          latencies.push(now() - begun);
        }
      }));
      return { seconds: (now() - started) / 1000, latencies };
    }
    case "expect": {
      [delivered, ages] = [0, []];
      target = { count: command.count as number, reached: () => {} };
      return {};
    }
    case "report": {
      if (delivered < target.count) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 60_000);
          target.reached = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      ages.sort((a, b) => a - b);
      const at = (share: number) => ages[Math.min(ages.length - 1, Math.floor(ages.length * share))];
      return { delivered, lastAt, p50: at(0.5), p99: at(0.99), max: at(1) };
    }
  }
  throw new Error(`unknown command ${command.do}`);
});
for (const socket of sockets) socket.close();
Deno.exit(0);
