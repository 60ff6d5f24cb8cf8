import { z } from "zod";
import { type FieldIssue, invalid, type Problem, problem } from "../contracts/kit/problems.ts";
import type { AnyEndpoint } from "../contracts/kit/endpoint.ts";

/** Reads at most `limit` bytes. Raises PAYLOAD_TOO_LARGE without reading further. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limit) throw problem("payload_too_large", { limit_bytes: limit });
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of request.body) {
    total += chunk.byteLength;
    if (total > limit) throw problem("payload_too_large", { limit_bytes: limit });
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** The body of a request as the endpoint declares it, unparsed by its schema, with the bytes for fingerprints. */
export async function readBody(
  request: Request,
  endpoint: AnyEndpoint,
  limit: number,
): Promise<{ value: unknown; bytes: Uint8Array }> {
  const bytes = await readBytes(request, endpoint.maxBodyBytes ?? limit);
  const type = (request.headers.get("content-type") ?? "").toLowerCase();
  if (endpoint.bodyKind === "raw") return { value: bytes, bytes };
  if (endpoint.bodyKind === "multipart") {
    if (!type.startsWith("multipart/form-data")) {
      throw problem("unsupported_media_type", { expected: "multipart/form-data" });
    }
    return { value: await formFields(bytes, request.headers.get("content-type")!), bytes };
  }
  if (bytes.byteLength === 0) return { value: endpoint.bodyRequired ? undefined : {}, bytes };
  if (endpoint.takesForm && type.startsWith("application/x-www-form-urlencoded")) {
    const text = new TextDecoder().decode(bytes).replaceAll("%00", "");
    return { value: Object.fromEntries(new URLSearchParams(text)), bytes };
  }
  if (!/^application\/(?:[\w.+-]+\+)?json\b/.test(type)) {
    throw problem("unsupported_media_type", { expected: "application/json" });
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // Postgres text cannot hold U+0000; refusing it here keeps it a 400 wherever it was meant to go.
    if (text.includes("\\u0000")) throw invalid({ field: "body", message: "must not contain NUL characters" });
    return { value: JSON.parse(text), bytes };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw problem("invalid_json");
    throw error;
  }
}

/** Form fields by name: text as text, files as `File`; a repeated name becomes a list. */
async function formFields(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Record<string, unknown>> {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch {
    throw invalid({ field: "body", message: "is not valid multipart/form-data" });
  }
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    fields[name] = values.length === 1 ? values[0] : values;
  }
  return fields;
}

/** Parses a part of the input; collects the issues instead of throwing, so that one answer names all of them. */
export function parsePart(schema: z.ZodType, value: unknown, part: string, issues: FieldIssue[]): unknown {
  const parsed = schema.safeParse(value === undefined && part === "body" ? {} : value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) issues.push(...issuesOf(issue, part));
  return undefined;
}

function issuesOf(issue: z.core.$ZodIssue, part: string): FieldIssue[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => fieldIssue([...path, key], "is not a known field"));
  }
  // A union reports "Invalid input"; the branch that got furthest says what is wrong.
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const closest = [...issue.errors].sort((a, b) => a.length - b.length)[0];
    if (closest?.length) return closest.flatMap((e) => issuesOf({ ...e, path: [...issue.path, ...e.path] }, part));
  }
  const message = issue.code === "invalid_type" && issue.input === undefined && issue.message.includes("undefined")
    ? "is required"
    : issue.message;
  return [fieldIssue(path.length > 0 ? path : [part], message)];
}

function fieldIssue(path: string[], message: string): FieldIssue {
  const field = path.join(".");
  return { field, path: field, message };
}

export function validationProblem(issues: FieldIssue[]): Problem {
  return problem("validation_error", issues);
}
