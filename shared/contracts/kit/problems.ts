/** Every way the product says no. Names are also the names of the constraints that raise them in Postgres. */

export interface ProblemKind {
  readonly name: string;
  /** The stable code clients switch on. */
  readonly code: string;
  readonly status: number;
  /** The public sentence; never carries internals. */
  readonly text: string;
}

const catalogue = new Map<string, ProblemKind>();

/**
 * Declares problems under their lower-case names: `[status, text]`, or `[status, text, code]` when the wire code is a
 * general one (`CONFLICT`) and the name only refines it; the name then travels in `details.reason`.
 */
export function declareProblems<const T extends Record<string, readonly [number, string, string?]>>(
  problems: T,
): { readonly [K in keyof T]: ProblemKind } {
  const declared: Record<string, ProblemKind> = {};
  for (const [name, [status, text, code]] of Object.entries(problems)) {
    const kind = Object.freeze({ name, status, text, code: code ?? name.toUpperCase() });
    const earlier = catalogue.get(name);
    if (earlier && (earlier.status !== status || earlier.text !== text || earlier.code !== kind.code)) {
      throw new Error(`problem ${name} is declared twice with different meanings`);
    }
    catalogue.set(name, earlier ?? kind);
    declared[name] = catalogue.get(name)!;
  }
  return declared as { readonly [K in keyof T]: ProblemKind };
}

/** Looks a problem up by its own name, a constraint name or a wire code in any case. */
export function findProblem(name: string): ProblemKind | undefined {
  return catalogue.get(name.toLowerCase());
}

/** All problems declared so far, for the catalogue page and the OpenAPI document. */
export function allProblems(): ProblemKind[] {
  return [...catalogue.values()].sort((a, b) => a.code.localeCompare(b.code));
}

/** One wrong field of the input; `path` and `field` carry the same dotted path for the two families of clients. */
export interface FieldIssue {
  field: string;
  path: string;
  message: string;
}

/** A refusal meant for the caller. `details` is public; anything private belongs into `cause`. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(readonly kind: ProblemKind, readonly details?: unknown, options?: { cause?: unknown; text?: string }) {
    super(options?.text ?? kind.text, options);
  }
}

/** Builds the problem of that name. Throws a plain error for an undeclared name: that is a defect, not a refusal. */
export function problem(
  name: string,
  details?: unknown,
  options?: { cause?: unknown; text?: string },
): Problem {
  const kind = findProblem(name);
  if (!kind) throw new Error(`undeclared problem: ${name}`, options);
  const reason = kind.code === kind.name.toUpperCase() ? undefined : { reason: kind.name };
  const merged = reason && (details === undefined || isObject(details))
    ? { ...reason, ...(details as object) }
    : details;
  return new Problem(kind, merged, options);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A 400 that names the fields at fault. */
export function invalid(...issues: { field: string; message: string }[]): Problem {
  return problem("validation_error", issues.map(({ field, message }) => ({ field, path: field, message })));
}

/** What any endpoint may answer without declaring it, by what the endpoint is. */
export const kernelProblems = declareProblems({
  validation_error: [400, "The request is not valid."],
  invalid_json: [400, "The request body is not valid JSON."],
  idempotency_key_invalid: [400, "Idempotency-Key must be 1 to 200 printable characters."],
  auth_required: [401, "Sign in to use this endpoint."],
  auth_token_missing: [401, "No access token was sent."],
  auth_token_expired: [401, "The access token has expired."],
  auth_token_invalid: [401, "The access token is not valid."],
  session_revoked: [401, "This session has ended."],
  api_key_invalid: [401, "The API key is not valid."],
  api_key_expired: [401, "The API key has expired."],
  authorization_error: [403, "Forbidden"],
  portal_access_denied: [403, "This account may not use this portal."],
  user_token_required: [403, "This endpoint needs a signed-in user."],
  mfa_setup_required: [403, "Set up your second factor first."],
  mfa_step_up_required: [403, "Confirm with your second factor first."],
  account_disabled: [403, "This account is disabled."],
  tenant_disabled: [403, "This organisation is disabled."],
  ip_not_allowed: [403, "This address may not use the API key."],
  origin_not_allowed: [403, "This origin may not use cookie credentials."],
  company_access_denied: [403, "You have no access to this company."],
  not_found: [404, "Not found."],
  method_not_allowed: [405, "This method is not available here."],
  idempotency_mismatch: [409, "This Idempotency-Key was used with another request."],
  idempotency_in_progress: [409, "A request with this Idempotency-Key is still being worked on."],
  write_conflict: [409, "Another change got in first. Try again."],
  in_use: [409, "Other records still refer to this one.", "CONFLICT"],
  payload_too_large: [413, "The request body is too large."],
  unsupported_media_type: [415, "The content type is not supported."],
  rate_limit: [429, "Too many requests."],
  auth_rate_limit: [429, "Too many attempts. Try again later."],
  webhook_rate_limit: [429, "Too many webhook calls."],
  exchange_rate_limit: [429, "Too many import or export calls."],
  server_error: [500, "Something went wrong on our side."],
  tenant_restoring: [503, "The organisation is being restored from a backup. Until then it can only be read."],
  service_unavailable: [503, "The service is not available right now."],
});
