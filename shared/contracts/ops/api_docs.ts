import { endpoint } from "../kit/endpoint.ts";
import { file } from "../kit/replies.ts";

const who = "For everybody, unless the deployment keeps it to who is signed in; in production it does so by default.";
const refused = [
  "auth_required",
  "auth_token_expired",
  "auth_token_invalid",
  "session_revoked",
  "user_token_required",
  "account_disabled",
  "tenant_disabled",
];

export const apiDocs = {
  page: endpoint("GET /api-docs", {
    id: "ops.api_docs.page",
    summary: "Read the reference of this API as a page",
    guard: "public",
    reply: file("text/html; charset=utf-8"),
  }),
  document: endpoint("GET /api-docs.json", {
    id: "ops.api_docs.document",
    summary: "Get the OpenAPI document of this API",
    description: "OpenAPI 3.1, of all domains.",
    guard: "public",
    reply: file("application/json"),
  }),
  schema: endpoint("GET /schema", {
    id: "ops.api_docs.schema",
    summary: "Get the OpenAPI document of this API, as far as it is public",
    description: who,
    guard: "public",
    reply: file("application/json"),
    problems: refused,
  }),
  schemaPage: endpoint("GET /schema/swagger-ui", {
    id: "ops.api_docs.schema_page",
    summary: "Read the reference of this API as a page, as far as it is public",
    description: who,
    guard: "public",
    reply: file("text/html; charset=utf-8"),
    problems: refused,
  }),
};
