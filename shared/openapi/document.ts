import { z } from "zod";
import type { AnyEndpoint } from "../contracts/kit/endpoint.ts";
import { allProblems, findProblem, kernelProblems, type ProblemKind } from "../contracts/kit/problems.ts";
import { problemsOf } from "../http/problem_response.ts";

/** A JSON value of the document. */
// deno-lint-ignore no-explicit-any
type Json = any;

export interface DocumentOptions {
  version: string;
  /** Restricts the document to one domain. */
  domain?: string;
}

/** The OpenAPI 3.1 document of the endpoints, in a stable order, so that a committed copy can be compared. */
export function openApiDocument(endpoints: readonly AnyEndpoint[], options: DocumentOptions): Json {
  const chosen = endpoints.filter((e) => !options.domain || e.domain === options.domain)
    .toSorted((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1));
  const schemas = new ComponentSchemas();
  const paths: Record<string, Json> = {};
  for (const endpoint of chosen) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint, schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: options.domain ? `Comptoir: ${options.domain}` : "Comptoir",
      version: options.version,
      description:
        "One multi-tenant business back office. The same operations answer under /api, /api/v1 and, per domain, " +
        "/functions/v1/<domain>.",
    },
    servers: [
      { url: "/api", description: "The gateway" },
      ...(options.domain ? [{ url: `/functions/v1/${options.domain}`, description: "The Edge Function" }] : []),
    ],
    tags: [...new Set(chosen.map((e) => e.domain))].toSorted().map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        portal: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "The token a client gets from POST /commercial/portal/auth/login.",
        },
        apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
        cookie: { type: "apiKey", in: "cookie", name: "access_token" },
      },
      schemas: { ...schemas.all(), Problem: problemSchema() },
      responses: generalRefusals(),
      headers: {
        RequestId: { schema: { type: "string" }, description: "Names this request in our logs." },
        RateLimit: { schema: { type: "integer" }, description: "Limit of the tightest bucket." },
      },
    },
  };
}

function operation(endpoint: AnyEndpoint, schemas: ComponentSchemas): Json {
  return {
    operationId: endpoint.id.replaceAll(".", "_"),
    tags: [endpoint.domain],
    summary: endpoint.summary,
    ...describe(endpoint),
    "x-permission": endpoint.guard,
    ...(endpoint.guard === "public"
      ? { security: [] }
      : endpoint.guard === "portal"
      ? { security: [{ portal: [] }] }
      : { security: [{ bearer: [] }, { cookie: [] }, ...(endpoint.userOnly ? [] : [{ apiKey: [] }])] }),
    ...parametersOf(endpoint, schemas),
    ...bodyOf(endpoint, schemas),
    responses: { [String(endpoint.reply.status)]: successOf(endpoint, schemas), ...refusalsOf(endpoint) },
  };
}

const STEP_UP = "Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).";

function describe({ description, stepUp }: AnyEndpoint): Json {
  const lines = [description, stepUp ? STEP_UP : undefined].filter((line) => line !== undefined);
  return lines.length > 0 ? { description: lines.join("\n\n") } : {};
}

function parametersOf(endpoint: AnyEndpoint, schemas: ComponentSchemas): Json {
  const parameters: Json[] = [];
  for (const [place, schema] of [["path", endpoint.params], ["query", endpoint.query]] as const) {
    if (!schema) continue;
    const object = schemas.inline(schema, "input");
    for (const [name, property] of Object.entries<Json>(object.properties ?? {})) {
      const required = place === "path" || (object.required ?? []).includes(name);
      parameters.push({ name, in: place, required, schema: property });
    }
  }
  if (endpoint.idempotent) {
    parameters.push({
      name: "Idempotency-Key",
      in: "header",
      required: false,
      schema: { type: "string", maxLength: 200 },
      description: "Repeating a request under the same key within 24 hours gives the first answer again.",
    });
  }
  return parameters.length > 0 ? { parameters } : {};
}

function bodyOf(endpoint: AnyEndpoint, schemas: ComponentSchemas): Json {
  if (!endpoint.body && endpoint.bodyKind !== "raw") return {};
  const type =
    { json: "application/json", multipart: "multipart/form-data", raw: "application/octet-stream" }[endpoint.bodyKind];
  const schema = endpoint.body ? schemas.reference(endpoint.body, "input") : { type: "string", format: "binary" };
  const example = endpoint.body && (endpoint.body.meta()?.examples as Json[] | undefined)?.[0];
  return {
    requestBody: {
      required: endpoint.bodyRequired,
      content: {
        [type]: { schema, ...(example !== undefined && { example }) },
        ...(endpoint.takesForm && { "application/x-www-form-urlencoded": { schema } }),
      },
    },
  };
}

function successOf(endpoint: AnyEndpoint, schemas: ComponentSchemas): Json {
  const { reply } = endpoint;
  const headers = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
  if (reply.kind === "empty") return { description: "Done.", headers };
  if (reply.kind === "binary" || reply.kind === "stream") {
    const schema = reply.kind === "binary" ? { type: "string", format: "binary" } : { type: "string" };
    return { description: "Done.", headers, content: { [reply.mediaType!]: { schema } } };
  }
  const schema = schemas.reference(reply.schema!, "output");
  return {
    description: "Done.",
    headers,
    content: { "application/json": { schema: enveloped(reply.kind, schema, schemas) } },
  };
}

function enveloped(kind: string, schema: Json, schemas: ComponentSchemas): Json {
  const success = { type: "boolean", const: true };
  if (kind === "raw") return schema;
  if (kind === "data") {
    return { type: "object", properties: { success, data: schema }, required: ["success", "data"] };
  }
  const fields = schemas.resolve(schema);
  return {
    ...fields,
    properties: { success, ...fields.properties },
    required: ["success", ...(fields.required ?? [])],
  };
}

const GENERAL: Record<number, string> = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  413: "TooLarge",
  415: "UnsupportedMediaType",
  429: "TooManyRequests",
  500: "Unexpected",
  503: "Unavailable",
};

/**
 * One response per status. What any endpoint of its kind may answer is described once, as a component; an endpoint lists the codes
 * of its own with what each means, so that they are not lost among the usual ones.
 */
function refusalsOf(endpoint: AnyEndpoint): Json {
  const own = new Map<number, string[]>();
  const statuses = new Set<number>();
  for (const name of [...problemsOf(endpoint)].toSorted()) {
    const kind = findProblem(name);
    if (!kind) throw new Error(`${endpoint.id} declares the unknown problem ${name}`);
    statuses.add(kind.status);
    if (!(name in kernelProblems)) own.set(kind.status, [...(own.get(kind.status) ?? []), problemLine(kind)]);
  }
  return Object.fromEntries(
    [...statuses].toSorted((a, b) => a - b).map((status) => {
      const lines = own.get(status);
      const general = GENERAL[status];
      if (!lines) return [String(status), { $ref: `#/components/responses/${general}` }];
      return [
        String(status),
        refusal(general ? [...lines, `Besides what any endpoint may answer: ${general}.`] : lines),
      ];
    }),
  );
}

function generalRefusals(): Json {
  const byStatus = Map.groupBy(Object.values(kernelProblems), (kind) => kind.status);
  return Object.fromEntries(
    [...byStatus].filter(([status]) => GENERAL[status]).map(([status, kinds]) => [
      GENERAL[status],
      refusal(kinds.map(problemLine).toSorted()),
    ]),
  );
}

function problemLine(kind: ProblemKind): string {
  const reason = kind.code === kind.name.toUpperCase() ? "" : ` (${kind.name})`;
  return `\`${kind.code}\`${reason}: ${kind.text}`;
}

function refusal(lines: readonly string[]): Json {
  return {
    description: lines.join("\n\n"),
    content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

function problemSchema(): Json {
  return {
    type: "object",
    properties: {
      success: { type: "boolean", const: false },
      error: { type: "string" },
      code: { type: "string", enum: [...new Set(allProblems().map((p) => p.code))] },
      details: {},
      request_id: { type: "string" },
    },
    required: ["success", "error", "code", "request_id"],
  };
}

/** Collects schemas that carry an id as components; one used for input and output with different shapes gets two names. */
class ComponentSchemas {
  readonly #components = new Map<string, Json>();

  all(): Record<string, Json> {
    return Object.fromEntries([...this.#components].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The schema with its named parts referenced. */
  reference(schema: z.ZodType, io: "input" | "output"): Json {
    const { $schema: _, $defs, ...root } = z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === "custom" && Object.keys(jsonSchema).length === 0) {
          Object.assign(jsonSchema, { type: "string", format: "binary" });
        }
      },
    }) as Json;
    const renamed = new Map<string, string>();
    for (const [name, definition] of Object.entries<Json>($defs ?? {})) {
      renamed.set(name, this.#nameFor(name, definition, io));
    }
    for (const [name, definition] of Object.entries<Json>($defs ?? {})) {
      this.#components.set(renamed.get(name)!, clean(definition, renamed));
    }
    return clean(root, renamed);
  }

  /** The schema itself, even where it is a named one. */
  inline(schema: z.ZodType, io: "input" | "output"): Json {
    return this.resolve(this.reference(schema, io));
  }

  resolve(schema: Json): Json {
    const name = schema.$ref?.split("/").at(-1);
    return name ? this.#components.get(name) : schema;
  }

  #nameFor(name: string, definition: Json, io: "input" | "output"): string {
    const known = this.#components.get(name);
    if (!known || io === "output") return name;
    const asKnown = JSON.stringify(clean(definition, new Map([[name, name]])));
    return JSON.stringify(known) === asKnown ? name : `${name}Input`;
  }
}

/** Points references at the components and drops noise that other generators trip over. */
function clean(node: Json, renamed: Map<string, string>): Json {
  if (Array.isArray(node)) return node.map((item) => clean(item, renamed));
  if (node === null || typeof node !== "object") return node;
  const copy: Json = {};
  for (const [key, value] of Object.entries<Json>(node)) {
    if (key === "$ref" && typeof value === "string") {
      const name = value.split("/").at(-1)!;
      copy.$ref = `#/components/schemas/${renamed.get(name) ?? name}`;
    } else if (key === "pattern" && node.format) {
      continue;
    } else if (key !== "id" || typeof value !== "string" || node.type === undefined) copy[key] = clean(value, renamed);
    else continue;
  }
  return copy;
}
