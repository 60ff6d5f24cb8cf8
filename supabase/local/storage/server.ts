import type { StorageCall, StorageServices } from "./context.ts";
import { createCredentials } from "./credentials.ts";
import { createStorageDatabase } from "./database.ts";
import { openFileStore } from "./files.ts";
import { problems, type StorageProblem, toProblem } from "./problems.ts";
import { matchRoute } from "./routes.ts";
import { createSignedTokens } from "./signed_tokens.ts";
import { sweepOrphans } from "./sweep.ts";

export interface StorageOptions {
  /** Connects as `supabase_storage_admin`. */
  databaseUrl: string;
  /** Folder for the bytes of objects; created when missing. */
  filesDir: string;
  /** HS256 secret of access tokens; the keys of signed addresses derive from it. */
  jwtSecret: string;
  /** Keys of access tokens, found by `kid`: public ones, and secrets of HS256 tokens. */
  jwks?: { keys: object[] };
  publishableKey: string;
  secretKey: string;
  /** Bytes. Default 50 MiB, as on a new project. */
  maxFileBytes?: number;
  log?: (line: string) => void;
}

export interface StorageServer {
  /** Answers every request; never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Ends background work and database connections. Requests under way may fail. */
  close(): Promise<void>;
}

const BASE = "/storage/v1/";
const DEFAULT_MAX_FILE_BYTES = 50 * 1024 * 1024;
const SWEEP_EVERY_MS = 60 * 60 * 1000;
const ORPHAN_AGE_MS = 60 * 60 * 1000;

/**
 * The Storage API of a Supabase project (paths `/storage/v1/…`) over the tables of schema `storage` and a local folder.
 *
 * What a caller may do is decided by the policies on `storage.objects` and `storage.buckets` alone: each operation runs
 * in a transaction as the caller's role with the request settings of the platform. Covered: buckets, uploads, downloads,
 * listing, move, copy, removal, signed addresses. Not covered: resumable uploads, the S3 protocol, image
 * transformations, object versions. Cross-origin headers are the gateway's.
 *
 * @throws when the folder cannot be created.
 */
export async function createStorage(options: StorageOptions): Promise<StorageServer> {
  const log = options.log ?? (() => {});
  const services: StorageServices = {
    files: await openFileStore(options.filesDir, log),
    database: createStorageDatabase(options.databaseUrl),
    credentials: createCredentials(options),
    tokens: createSignedTokens(options.jwtSecret),
    maxFileBytes: options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES,
  };
  const sweeper = startSweeper(services, log);

  return {
    async fetch(request) {
      try {
        return await answer(services, request);
      } catch (error) {
        const problem = toProblem(error);
        if (problem.statusCode >= 500) log(describe(request, problem));
        return problem.response(request.method);
      }
    },
    async close() {
      await sweeper.stop();
      await services.database.close();
    },
  };
}

async function answer(services: StorageServices, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const match = url.pathname.startsWith(BASE) && matchRoute(request.method, decodedSegments(url.pathname));
  if (!match) throw problems.noSuchRoute(request.method, url.pathname);
  const { route, bucketId, name } = match;
  const { method, headers } = request;
  // As on the platform, where the gateway takes the prefix off before the service sees the request.
  const path = url.pathname.slice(BASE.length - 1);
  const scope = { method, path, headers, operation: route.operation };
  const call: StorageCall = { ...services, request, query: url.searchParams, scope, bucketId, name };
  return await route.handle(call);
}

function decodedSegments(pathname: string): string[] {
  try {
    return pathname.slice(BASE.length).split("/").map(decodeURIComponent);
  } catch {
    throw problems.invalidKey(pathname);
  }
}

function describe(request: Request, problem: StorageProblem): string {
  const cause = problem.cause instanceof Error ? problem.cause.stack ?? problem.cause.message : problem.message;
  return `storage: ${request.method} ${new URL(request.url).pathname} failed: ${cause}`;
}

/** Sweeps once at the start and every hour. The timer does not keep the process alive. */
function startSweeper({ files, database }: StorageServices, log: (line: string) => void) {
  let running: Promise<unknown> = Promise.resolve();
  const sweep = () => {
    running = running.then(() => sweepOrphans(files, database, { minAgeMs: ORPHAN_AGE_MS, log })).catch((error) =>
      log(`storage: the sweep failed: ${error.message}`)
    );
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  Deno.unrefTimer(timer);
  return {
    stop(): Promise<unknown> {
      clearInterval(timer);
      return running;
    },
  };
}
