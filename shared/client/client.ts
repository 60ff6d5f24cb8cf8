import createFetchClient, { type Client, type Middleware } from "openapi-fetch";
import type { paths } from "./api.d.ts";

/** How a client signs its requests. */
export interface ClientOptions {
  /** Where the API lives, for example `http://localhost:54321/api`. */
  baseUrl: string;
  /** Gives the current access token; called before every request. */
  accessToken?: () => string | undefined | Promise<string | undefined>;
  apiKey?: string;
  fetch?: typeof fetch;
}

/** A typed client over every endpoint: `client.GET("/contacts/{contact_id}", { params: { path: { contact_id } } })`. */
export function createClient(options: ClientOptions): Client<paths> {
  const client = createFetchClient<paths>({ baseUrl: options.baseUrl, ...(options.fetch && { fetch: options.fetch }) });
  const sign: Middleware = {
    async onRequest({ request }) {
      const token = await options.accessToken?.();
      if (token) request.headers.set("authorization", `Bearer ${token}`);
      if (options.apiKey) request.headers.set("x-api-key", options.apiKey);
      return request;
    },
  };
  client.use(sign);
  return client;
}
