import type { Config } from "../../shared/config/config.ts";
import { withoutAdministration } from "./api_document_rules.ts";

/** As much of OpenAPI as the reference page shows. */
export interface ApiDocument {
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, ApiOperation>>;
}

export interface ApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  "x-permission": string;
  parameters?: { name?: string; in?: string; required?: boolean; description?: string }[];
  requestBody?: { content: Record<string, { example?: unknown; examples?: Record<string, { value?: unknown }> }> };
  responses: Record<string, { description?: string }>;
}

const known = new Map<boolean, Promise<{ document: ApiDocument; bytes: Uint8Array }>>();

/** The committed document as this deployment shows it, and its bytes; read once per worker, when first asked for. */
export function readApiDocument({ APP_ENV, API_DOCS_HIDE_ADMIN }: Pick<Config, "APP_ENV" | "API_DOCS_HIDE_ADMIN">) {
  const isHiding = APP_ENV === "production" && API_DOCS_HIDE_ADMIN;
  if (!known.has(isHiding)) known.set(isHiding, load(isHiding));
  return known.get(isHiding)!;
}

async function load(isHiding: boolean) {
  const { default: whole } = await import("../../shared/openapi/openapi.json", { with: { type: "json" } });
  const document = isHiding ? withoutAdministration(whole as unknown as ApiDocument) : whole as unknown as ApiDocument;
  return { document, bytes: new TextEncoder().encode(JSON.stringify(document)) };
}
