import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { createStorage } from "../../supabase/local/storage/server.ts";
import { contentFiles, storageUrl } from "../local/storage_world.ts";
import { openWorld, type TestActor, testSecret, type World } from "../support/world.ts";

const SECRET_KEY = "sb_secret_file_tests";
const PUBLISHABLE_KEY = "sb_publishable_file_tests";

/** A world with the local storage server on its database. */
export interface FileWorld extends World {
  origin: string;
  /** Objects of a bucket by name. */
  stored(bucket: string): Promise<string[]>;
  /** How many contents lie on the disk. */
  contents(): Promise<number>;
  /** Answers in place of the storage server, until set to undefined. */
  intercept(answer?: (request: Request) => Promise<Response> | Response | undefined): void;
  /** The real client, signed in as the actor. */
  client(actor: TestActor): SupabaseClient["storage"];
}

export async function openFileWorld(config: Record<string, string> = {}): Promise<FileWorld> {
  let serve: (request: Request) => Promise<Response> = () => Promise.reject(new Error("not open yet"));
  let answer: ((request: Request) => Promise<Response> | Response | undefined) | undefined;
  const http = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => await answer?.(request) ?? await serve(request),
  );
  const origin = `http://127.0.0.1:${http.addr.port}`;
  const world = await openWorld({
    config: { SUPABASE_URL: origin, SUPABASE_SECRET_KEYS: JSON.stringify({ default: SECRET_KEY }), ...config },
  });
  const folder = await Deno.makeTempDir({ prefix: "file_test_" });
  const storage = await createStorage({
    databaseUrl: storageUrl(world.db),
    filesDir: folder,
    jwtSecret: testSecret,
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
  });
  serve = (request) => storage.fetch(request);
  const { sql } = world.db;
  return {
    ...world,
    origin,
    async stored(bucket) {
      return (await sql`select name from storage.objects where bucket_id = ${bucket} order by name`).map((o) => o.name);
    },
    contents: async () => (await contentFiles(folder)).length,
    intercept: (next) => void (answer = next),
    client: (actor) =>
      createClient(origin, PUBLISHABLE_KEY, { accessToken: () => Promise.resolve(actor.token) }).storage,
    async close() {
      await http.shutdown();
      await storage.close();
      await world.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
