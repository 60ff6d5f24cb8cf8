import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { SignJWT } from "jose";
import { createStorage, type StorageOptions, type StorageServer } from "../../supabase/local/storage/server.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

export const JWT_SECRET = "a-secret-for-tests-that-is-long-enough-0123456789";
export const PUBLISHABLE_KEY = "sb_publishable_storage_tests";
export const SECRET_KEY = "sb_secret_storage_tests";

/** A storage server on a database of its own, reached over HTTP by the real client. */
export interface StorageWorld {
  database: TestDatabase;
  server: StorageServer;
  /** Origin, such as `http://127.0.0.1:4711`. */
  origin: string;
  /** The only entry of its parent folder, unless the server wrote outside. */
  filesDir: string;
  databaseUrl: string;
  /** What the server logged. */
  lines: string[];
  /** The client of a server: secret key, no policies. */
  service(): Storage;
  /** The client of a visitor: publishable key, no token. */
  visitor(): Storage;
  /** The client of a signed-in user. */
  user(claims: { sub?: string; tenant_id?: string; role?: string }): Promise<Storage>;
  /** A plain request below `/storage/v1`, without any credential unless given. */
  request(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export type Storage = SupabaseClient["storage"];

export async function storageWorld(options: Partial<StorageOptions> = {}): Promise<StorageWorld> {
  const database = await testDatabase();
  const folder = await Deno.makeTempDir({ prefix: "storage_test_" });
  const filesDir = `${folder}/files`;
  const databaseUrl = storageUrl(database);
  const lines: string[] = [];
  const server = await createStorage({
    databaseUrl,
    filesDir,
    jwtSecret: JWT_SECRET,
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
    log: (line) => lines.push(line),
    ...options,
  });
  const http = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => server.fetch(request));
  const origin = `http://127.0.0.1:${http.addr.port}`;
  const connect = (key: string, token?: string) =>
    createClient(origin, key, token === undefined ? {} : { accessToken: () => Promise.resolve(token) }).storage;
  return {
    database,
    server,
    origin,
    filesDir,
    databaseUrl,
    lines,
    service: () => connect(SECRET_KEY),
    visitor: () => connect(PUBLISHABLE_KEY),
    user: async (claims) => connect(PUBLISHABLE_KEY, await accessToken(claims)),
    request: (path, init) => fetch(`${origin}/storage/v1${path}`, init),
    async close() {
      await http.shutdown();
      await server.close();
      await database.drop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** One password serves every login role of the test cluster. */
export function storageUrl(database: TestDatabase): string {
  const url = new URL(database.url);
  url.username = "supabase_storage_admin";
  return url.href;
}

export function accessToken(
  claims: { sub?: string; tenant_id?: string; role?: string },
  { secret = JWT_SECRET, expiresIn = 600 }: { secret?: string; expiresIn?: number } = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ role: "authenticated", aud: "authenticated", ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt(now - 5)
    .setExpirationTime(now + expiresIn)
    .sign(new TextEncoder().encode(secret));
}

/** Every file below the folder that holds the content of an object. */
export async function contentFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...await contentFiles(path));
    else if (entry.name !== ".database") found.push(path);
  }
  return found;
}

/** The data of an answer; fails with the client's error otherwise. */
export function dataOf<T>(answer: { data: T; error: { message: string } | null }): NonNullable<T> {
  if (answer.error) throw answer.error;
  return answer.data!;
}
