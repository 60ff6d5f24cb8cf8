import { Problem, problem } from "../contracts/kit/problems.ts";
import { problemOf } from "../db/sqlstate.ts";
import type { AnyEndpoint } from "../contracts/kit/endpoint.ts";
import { describeError } from "./log.ts";
import type { Runtime } from "./runtime.ts";

/** The public body of a problem. */
export function problemBody(error: Problem, requestId: string) {
  return {
    success: false,
    error: error.message,
    code: error.kind.code,
    ...(error.details !== undefined && { details: error.details }),
    request_id: requestId,
  };
}

/** Problems an endpoint may answer without declaring them, because of what it is. */
function impliedProblems(endpoint: AnyEndpoint): Set<string> {
  const names = [
    "validation_error",
    "invalid_json",
    "payload_too_large",
    "unsupported_media_type",
    "rate_limit",
    "auth_rate_limit",
    "exchange_rate_limit",
    "webhook_rate_limit",
    "service_unavailable",
    "server_error",
    "tenant_restoring",
    "write_conflict",
    "origin_not_allowed",
  ];
  if (endpoint.guard === "portal") {
    names.push(
      "auth_required",
      "auth_token_expired",
      "auth_token_invalid",
      "session_revoked",
      "api_key_invalid",
      "account_disabled",
      "tenant_disabled",
      "portal_access_denied",
    );
  } else if (endpoint.guard !== "public") {
    names.push(
      "auth_required",
      "auth_token_expired",
      "auth_token_invalid",
      "session_revoked",
      "api_key_invalid",
      "api_key_expired",
      "ip_not_allowed",
      "account_disabled",
      "tenant_disabled",
      "authorization_error",
      "user_token_required",
    );
    if (!endpoint.mfaSetup) names.push("mfa_setup_required");
  }
  if (endpoint.stepUp) names.push("mfa_step_up_required");
  if (endpoint.userOnly) names.push("auth_token_missing");
  if (endpoint.path.includes(":")) names.push("not_found");
  if (endpoint.idempotent) names.push("idempotency_mismatch", "idempotency_in_progress", "idempotency_key_invalid");
  return new Set(names);
}

const allowed = new WeakMap<AnyEndpoint, Set<string>>();

/** Every problem name the endpoint may answer: its own and the implied ones. */
export function problemsOf(endpoint: AnyEndpoint): Set<string> {
  let names = allowed.get(endpoint);
  if (!names) allowed.set(endpoint, names = new Set([...impliedProblems(endpoint), ...endpoint.problems]));
  return names;
}

/**
 * What the caller is told about an error. Unexpected errors become SERVER_ERROR and their cause goes to the log alone; under
 * test, so does a problem the contract keeps silent about.
 */
export function toProblem(error: unknown, endpoint: AnyEndpoint | undefined, rt: Runtime, requestId: string): Problem {
  const known = problemOf(error);
  const undeclared = known && endpoint && rt.config.APP_ENV === "test" && !problemsOf(endpoint).has(known.kind.name);
  if (known && !undeclared) {
    if (known.kind.status >= 500 || (known.cause as { code?: string })?.code === "42501") {
      rt.log("error", "request.refused", {
        request_id: requestId,
        code: known.kind.code,
        error: describeError(known.cause),
      });
    }
    return known;
  }
  const cause = undeclared
    ? new Error(`${endpoint!.id} does not declare ${known!.kind.name}`, { cause: error })
    : error;
  rt.log("error", "request.failed", { request_id: requestId, endpoint: endpoint?.id, error: describeError(cause) });
  return problem("server_error", undefined, { cause });
}
