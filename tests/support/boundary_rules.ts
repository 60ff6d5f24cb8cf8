/**
 * Who may import whom, where SQL may stand and which APIs a function may use. Pure decisions over paths below the root, shared
 * by the lint plugin in the editor and the tests.
 */

/** Packages with one home; the others may be used by any function or engine. */
const PACKAGE_HOMES: Record<string, RegExp> = {
  "@jsquash/jpeg": /^shared\/images\//,
  "@jsquash/png": /^shared\/images\//,
  "@jsquash/resize": /^shared\/images\//,
  "@jsquash/webp": /^shared\/images\//,
  croner: /^shared\/jobs\//,
  hono: /^shared\/http\//,
  "ipaddr.js": /^shared\/outbound\//,
  "image-size": /^shared\/images\//,
  jose: /^shared\/auth\//,
  otpauth: /^shared\/auth\//,
  "openapi-fetch": /^shared\/client\//,
  "openapi-typescript": /^shared\/openapi\//,
  pdfkit: /^shared\/documents\//,
  qrcode: /^shared\/auth\//,
  postgres: /^shared\/db\//,
  swissqrbill: /^shared\/documents\//,
  undici: /^shared\/outbound\//,
};
const PRODUCT_PACKAGES = new Set([
  ...Object.keys(PACKAGE_HOMES),
  "big.js",
  "file-type",
  "modern-tar",
  "saxes",
  "ibantools",
  "libphonenumber-js",
  "papaparse",
  "zod",
]);
/** Parts of Node that the Edge Runtime has and that neither start processes nor touch files. */
const NODE_MODULES = new Set(
  ["node:buffer", "node:crypto", "node:dns/promises", "node:events", "node:stream", "node:util", "node:zlib"],
);

const SHARED_KERNEL = ["auth", "client", "config", "contracts", "db", "http", "jobs", "openapi", "realtime"];

/** The part of the product a file belongs to, such as `functions/crm`, `contracts/kit`, `shared/http`, `engine/invoicing`. */
export function partOf(path: string): string {
  const [top, second = "", third] = path.split("/");
  if (top === "functions") return `functions/${second}`;
  if (top === "shared" && second === "contracts") {
    return third?.endsWith(".ts") ? `contracts/${third}` : `contracts/${third}`;
  }
  if (top === "shared") return SHARED_KERNEL.includes(second) ? `shared/${second}` : `engine/${second}`;
  return top === "supabase" ? "supabase" : top;
}

/** Why `from` must not import `to` (both paths below the root); undefined when it may. */
export function importRefusal(from: string, to: string): string | undefined {
  const [part, target] = [partOf(from), partOf(to)];
  if (/^shared\/contracts\/.*\/refs\.ts$/.test(from)) {
    return target === "contracts/kit" ? undefined : "refs import the kit alone, so that no cycle can form";
  }
  if (part === "tests" || part === target && !part.endsWith(".ts")) return undefined;
  if (target === "tests") return "nothing but tests imports tests";
  if (part === "supabase" || part === "shared/openapi") return undefined;
  if (target === "supabase") return "the local stack is no part of the product";
  // Its own reference is all that the product shows of it.
  if (part === "functions/ops" && to === "shared/openapi/openapi.json") return undefined;
  if (target === "shared/openapi") return "the document is made by a task; nothing of the product imports it";
  if (target === "contracts/all.ts") return "the list of all endpoints is for the document, the tests and the tasks";

  const toKit = target === "contracts/kit";
  const toVocabulary = toKit || target === "contracts/domains.ts" || target === "contracts/permissions.ts";
  const toRefs = target.startsWith("contracts/") && to.endsWith("/refs.ts");
  const allow = (yes: boolean, why: string) => (yes ? undefined : why);

  if (part === "contracts/kit") return allow(target === "contracts/domains.ts", "the kit imports zod and itself");
  if (part === "contracts/domains.ts" || part === "contracts/permissions.ts") return "a vocabulary imports nothing";
  if (part === "contracts/all.ts") {
    return allow(toKit || /^shared\/contracts\/\w+\/mod\.ts$/.test(to), "the list imports the mod.ts of each domain");
  }
  if (part.startsWith("contracts/")) {
    return allow(toVocabulary || toRefs, "contracts import the kit, their own files and the refs of other domains");
  }
  switch (part) {
    case "shared/config":
      return "the configuration imports nothing of ours";
    case "shared/client":
      return allow(toKit, "the client imports the kit of the contracts alone: it runs in browsers");
    case "shared/auth":
      return allow(toKit || target === "shared/config", "shared/auth imports the kit and the configuration");
    case "shared/db":
      return allow(toKit || target === "shared/config", "shared/db imports the kit and the configuration");
    case "shared/http":
      return allow(
        toVocabulary || ["shared/auth", "shared/config", "shared/db"].includes(target),
        "shared/http imports leftwards: contracts, auth, config, db",
      );
    case "shared/jobs":
      return allow(
        toVocabulary || ["shared/auth", "shared/config", "shared/db", "shared/http"].includes(target),
        "shared/jobs imports leftwards: contracts, auth, config, db, http",
      );
    case "shared/realtime":
      return allow(
        toVocabulary || ["shared/auth", "shared/config", "shared/db", "shared/http", "shared/jobs"].includes(target),
        "shared/realtime imports leftwards: contracts, auth, config, db, http, jobs",
      );
  }
  if (target === "shared/client") return "the client is for those outside";
  if (part.startsWith("engine/")) {
    const left = target.startsWith("engine/") || ["shared/auth", "shared/config", "shared/db"].includes(target);
    return allow(toVocabulary || toRefs || left, "an engine imports the kit, refs, auth, config, db and other engines");
  }
  if (part.startsWith("functions/")) return functionRefusal(from, to, part, target, toVocabulary || toRefs);
  return undefined;
}

function functionRefusal(from: string, to: string, part: string, target: string, common: boolean): string | undefined {
  if (target.startsWith("functions/")) {
    const isJoined = part === "functions/api" && /\/(app|background)\.ts$/.test(to);
    return isJoined ? undefined : "functions never import each other";
  }
  if (common || target.startsWith("engine/") || target.startsWith("shared/")) {
    return /_rules\.ts$/.test(from) && (target === "shared/db" || target === "shared/http")
      ? "rules are pure: no SQL, no request"
      : undefined;
  }
  const own = `contracts/${part.slice("functions/".length)}`;
  return target === own ? undefined : "a function imports the contracts of its own domain and the refs of others";
}

/** Why a file of the product must not import this package or built-in; undefined when it may. */
export function packageRefusal(from: string, specifier: string): string | undefined {
  if (!isProduct(from)) return undefined;
  if (specifier.startsWith("node:")) {
    return NODE_MODULES.has(specifier) ? undefined : `${specifier} is not for the Edge Runtime`;
  }
  const name = specifier.startsWith("@") ? specifier.split("/", 2).join("/") : specifier.split("/")[0];
  if (!PRODUCT_PACKAGES.has(name)) return `${name} is no package of the product`;
  const home = PACKAGE_HOMES[name];
  return home && !home.test(from) ? `${name} is used in ${home.source.replace(/[\\^]/g, "")} alone` : undefined;
}

/** Functions and what they share, without the tasks that make the document. */
export function isProduct(path: string): boolean {
  return /^(functions|shared)\//.test(path) && !path.startsWith("shared/openapi/write_");
}

const SQL_PLACES = [
  /^(functions|shared)\/.*_queries\.ts$/,
  /^shared\/db\//,
  /^shared\/invoicing\//,
  // Entry and rate limits, idempotency keys, the statement of hot reads, what the kernel itself notes.
  /^shared\/http\/(activity|credentials|execute|idempotency|linked_actor|rate_limit|refusals|request_log)\.ts$/,
];

export function mayHoldSql(path: string): boolean {
  return !isProduct(path) || SQL_PLACES.some((place) => place.test(path));
}

export const SCHEMAS = [
  "app",
  "audit",
  "crm",
  "documents",
  "finance",
  "identity",
  "integrations",
  "notifications",
  "sales",
];

/** Schemas of a domain or engine whose name differs, or that works in more than one. */
const OWN_SCHEMAS: Record<string, string[]> = {
  billing: ["finance"],
  files: ["documents"],
  invoicing: ["finance"],
  quoting: ["sales"],
};

/** What a domain offers to all others besides its `*_directory` views: functions that do the asked thing whole. */
const DOORS = new Set([
  "audit.append",
  "crm.full_name",
  "crm.note_activity",
  "finance.next_document_number",
  "integrations.queue_webhook",
  "notifications.notify",
  "notifications.queue_email",
  "notifications.queue_secret_email",
]);

/** Names in a query that its domain has no business with. */
export function foreignNames(path: string, sql: string): string[] {
  const owner = path.split("/")[1] ?? "";
  const own = new Set([...(OWN_SCHEMAS[owner] ?? [owner]), "app", "identity"]);
  const named = sql.matchAll(new RegExp(`\\b(${SCHEMAS.join("|")})\\.([a-z_][a-z_0-9]*)`, "g"));
  const foreign = [...named].filter(([name, schema, object]) =>
    !own.has(schema) && !object.endsWith("_directory") && !DOORS.has(name)
  );
  return [...new Set(foreign.map(([name]) => name))];
}

const DENO_MEMBERS = new Set(["unrefTimer", "refTimer"]);

/** Newer than Deno 2.1 (V8 13.0) or absent on the Edge Runtime. */
const NEWER_STATICS = new Set([
  "Atomics.pause",
  "Error.isError",
  "Intl.DurationFormat",
  "Iterator.concat",
  "Iterator.zip",
  "Math.f16round",
  "Math.sumPrecise",
  "RegExp.escape",
  "Uint8Array.fromBase64",
  "Uint8Array.fromHex",
]);
const NEWER_METHODS = new Set([
  "getOrInsert",
  "getOrInsertComputed",
  "setFromBase64",
  "setFromHex",
  "toBase64",
  "toHex",
]);
const NEWER_GLOBALS = new Set([
  "AsyncDisposableStack",
  "DisposableStack",
  "Float16Array",
  "Temporal",
  "WebSocketStream",
  "Worker",
]);

/** Why the product must not use this member (`Deno.openKv`, `bytes.toHex`); undefined when it may. */
export function memberRefusal(path: string, object: string, property: string): string | undefined {
  if (object === "Deno" && property === "env" && !isTest(path)) {
    const reads = path === "shared/config/config.ts" || path.startsWith("supabase/");
    return reads ? undefined : "the environment is read in shared/config alone";
  }
  if (!isProduct(path)) return undefined;
  if (object === "Deno") return DENO_MEMBERS.has(property) ? undefined : `Deno.${property} is not for a function`;
  if (NEWER_STATICS.has(`${object}.${property}`) || NEWER_METHODS.has(property)) {
    return `${object}.${property} is newer than Deno 2.1`;
  }
  return undefined;
}

export function globalRefusal(path: string, name: string): string | undefined {
  return isProduct(path) && NEWER_GLOBALS.has(name) ? `${name} is not on the Edge Runtime of Deno 2.1` : undefined;
}

/** A reserved connection that went back with a role set would serve the next request as somebody else. */
export function mayReserve(path: string): boolean {
  return !isProduct(path) || path.startsWith("shared/db/");
}

function isTest(path: string): boolean {
  return path.startsWith("tests/");
}
