import { apiDocs } from "../../shared/contracts/ops/api_docs.ts";
import type { BinaryFile } from "../../shared/contracts/kit/replies.ts";
import { bindDetached, type Bound, type Detached } from "../../shared/http/bind.ts";
import { asSignedIn } from "../../shared/http/signed_in.ts";
import { readApiDocument } from "./api_document.ts";
import { referencePage } from "./api_document_rules.ts";

type Call = Detached<undefined, undefined, undefined>;

export const apiDocsRoutes: Bound[] = [
  bindDetached(apiDocs.page, (call) => page(call, "public")),
  bindDetached(apiDocs.document, (call) => document(call, "public")),
  bindDetached(apiDocs.schema, async (call) => document(call, await admit(call))),
  bindDetached(apiDocs.schemaPage, async (call) => page(call, await admit(call))),
];

type Audience = "public" | "members";

/** Lets in whom the deployment shows its schema to. Raises what any endpoint raises for somebody who is not signed in. */
async function admit(call: Call): Promise<Audience> {
  const { APP_ENV, API_SCHEMA_ACCESS } = call.runtime.config;
  const access = API_SCHEMA_ACCESS ?? (APP_ENV === "production" ? "members" : "public");
  if (access === "members") await asSignedIn(call, () => Promise.resolve());
  return access;
}

async function document({ runtime, reply }: Call, audience: Audience): Promise<BinaryFile> {
  const { bytes } = await readApiDocument(runtime.config);
  keepFor(reply.headers, audience);
  return { bytes, filename: "openapi.json", disposition: "inline" };
}

async function page({ runtime, reply }: Call, audience: Audience): Promise<BinaryFile> {
  const { document } = await readApiDocument(runtime.config);
  keepFor(reply.headers, audience);
  reply.headers.set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
  return { bytes: new TextEncoder().encode(referencePage(document)), filename: "api.html", disposition: "inline" };
}

function keepFor(headers: Headers, audience: Audience): void {
  headers.set("cache-control", `${audience === "public" ? "public" : "private"}, max-age=300`);
}
