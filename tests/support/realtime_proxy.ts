/** A text frame of protocol version 2.0.0. */
// deno-lint-ignore no-explicit-any
export type TextFrame = [joinRef: string | null, ref: string | null, topic: string, event: string, payload: any];

/** What a frame becomes on its way; null drops it. */
export type FrameFilter = (frame: TextFrame) => TextFrame | null;

/** How the proxy misbehaves. All may be changed while it runs. */
export interface ProxyBehaviour {
  /** Answers the handshake instead of the server. */
  refuseHandshake?: (request: Request) => Response | null;
  /** Applied to text frames of the server. */
  fromServer?: FrameFilter;
}

/** A man in the middle: records what passes and can alter, add, drop and close. */
export interface RealtimeProxy {
  readonly url: string;
  readonly behaviour: ProxyBehaviour;
  readonly handshakes: { url: URL; headers: Headers; at: number }[];
  /** Text frames of the client with this event, and when they passed. */
  sent(event: string): { frame: TextFrame; at: number }[];
  /** Text frames of the server with this event. */
  answered(event: string): TextFrame[];
  /** Binary frames by direction. */
  readonly binary: { fromClient: Uint8Array[]; fromServer: Uint8Array[] };
  /** Requests to the HTTP interface. */
  readonly posts: string[];
  /** Sends a text frame to every connected client as if it came from the server. */
  inject(frame: TextFrame): void;
  /** Closes the sockets of all clients, as the server would. */
  closeSockets(code: number, reason: string): void;
  close(): Promise<void>;
}

/** Starts a proxy in front of a server's origin. */
export function startProxy(origin: string, behaviour: ProxyBehaviour = {}): RealtimeProxy {
  const handshakes: RealtimeProxy["handshakes"] = [];
  const fromClient: { frame: TextFrame; at: number }[] = [];
  const fromServer: TextFrame[] = [];
  const binary: RealtimeProxy["binary"] = { fromClient: [], fromServer: [] };
  const posts: string[] = [];
  const pairs = new Set<[WebSocket, WebSocket]>();

  async function handle(request: Request): Promise<Response> {
    const target = new URL(request.url.replace(new URL(request.url).origin, origin));
    if (request.headers.get("upgrade") !== "websocket") {
      posts.push(`${request.method} ${target.pathname}${target.search}`);
      const { method, headers } = request;
      return await fetch(target, { method, headers, body: await request.arrayBuffer() });
    }
    handshakes.push({ url: target, headers: new Headers(request.headers), at: performance.now() });
    return behaviour.refuseHandshake?.(request) ?? connect(request, target);
  }

  function connect(request: Request, target: URL): Response {
    target.protocol = "ws:";
    const { socket: client, response } = Deno.upgradeWebSocket(request);
    const server = new WebSocket(target);
    client.binaryType = server.binaryType = "arraybuffer";
    const pair: [WebSocket, WebSocket] = [client, server];
    pairs.add(pair);
    const early: (string | ArrayBuffer)[] = [];
    client.onmessage = ({ data }) => {
      if (typeof data === "string") fromClient.push({ frame: JSON.parse(data), at: performance.now() });
      else binary.fromClient.push(new Uint8Array(data));
      if (server.readyState === WebSocket.OPEN) server.send(data);
      else early.push(data);
    };
    server.onopen = () => early.splice(0).forEach((data) => server.send(data));
    server.onmessage = ({ data }) => {
      if (typeof data !== "string") binary.fromServer.push(new Uint8Array(data));
      const passed = typeof data === "string" ? filter(data) : data;
      if (passed !== null && client.readyState === WebSocket.OPEN) client.send(passed);
    };
    const relayClose = (to: WebSocket) => ({ code, reason }: CloseEvent) => {
      pairs.delete(pair);
      // 1005 and 1006 report that no close frame came; they cannot be sent on.
      if (to.readyState <= WebSocket.OPEN) code === 1005 || code === 1006 ? to.close() : closeWith(to, code, reason);
    };
    client.onclose = relayClose(server);
    server.onclose = relayClose(client);
    server.onerror = client.onerror = () => {};
    return response;
  }

  function filter(text: string): string | null {
    const frame: TextFrame = JSON.parse(text);
    fromServer.push(frame);
    const passed = behaviour.fromServer ? behaviour.fromServer(frame) : frame;
    return passed && JSON.stringify(passed);
  }

  const http = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, handle);
  return {
    url: `http://127.0.0.1:${http.addr.port}`,
    behaviour,
    handshakes,
    sent: (event) => fromClient.filter(({ frame }) => frame[3] === event),
    answered: (event) => fromServer.filter((frame) => frame[3] === event),
    binary,
    posts,
    inject: (frame) => pairs.forEach(([client]) => client.send(JSON.stringify(frame))),
    closeSockets: (code, reason) => pairs.forEach(([client]) => client.close(code, reason)),
    close: () => http.shutdown(),
  };
}

/** Only a server may name codes below 3000; towards the server the plain close has to do. */
function closeWith(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason);
  } catch {
    socket.close();
  }
}
