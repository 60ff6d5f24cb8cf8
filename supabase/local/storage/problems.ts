/**
 * An answer in the error shape of the platform's Storage API: `{statusCode, code, error, message}`.
 *
 * `statusCode` in the body is the meaningful one. The HTTP status is 400 for every refusal and 500 for a fault, which
 * is what storage-js and existing clients of the platform were written against.
 */
export class StorageProblem extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    readonly error: string = code,
    readonly httpStatus: number = statusCode === 500 ? 500 : 400,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "StorageProblem";
  }

  response(method: string): Response {
    const { statusCode, code, error, message } = this;
    const body = method === "HEAD" ? null : JSON.stringify({ statusCode: String(statusCode), code, error, message });
    return new Response(body, {
      status: this.httpStatus,
      headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
    });
  }
}

/** Every refusal of this server, by the codes of the platform. */
export const problems = {
  noSuchBucket: () => new StorageProblem(404, "NoSuchBucket", "Bucket not found", "Bucket not found"),
  noSuchKey: () => new StorageProblem(404, "NoSuchKey", "Object not found", "not_found"),
  contentMissing: () => new StorageProblem(404, "NoSuchKey", "The resource was not found", "Not found"),
  noSuchRoute: (method: string, path: string) =>
    new StorageProblem(404, "NotFound", `Route ${method}:${path} not found`, "Not Found", 404),
  invalidKey: (key: string) => new StorageProblem(400, "InvalidKey", `Invalid key: ${key}`),
  invalidBucketName: () => new StorageProblem(400, "InvalidBucketName", "Bucket name invalid", "Invalid Input"),
  invalidRequest: (message: string) => new StorageProblem(400, "InvalidRequest", message),
  invalidApiKey: () => new StorageProblem(401, "AccessDenied", "Invalid API key", "Unauthorized", 401),
  accessDenied: (message: string, cause?: unknown) =>
    new StorageProblem(403, "AccessDenied", message, "Unauthorized", 400, { cause }),
  invalidToken: (message: string) => new StorageProblem(400, "InvalidJWT", message),
  invalidSignature: () => new StorageProblem(400, "InvalidSignature", "Invalid signature"),
  duplicate: (cause?: unknown) =>
    new StorageProblem(409, "ResourceAlreadyExists", "The resource already exists", "Duplicate", 400, { cause }),
  bucketNotEmpty: () => new StorageProblem(409, "InvalidRequest", "The bucket you tried to delete is not empty"),
  tooLarge: (thing = "object") =>
    new StorageProblem(413, "EntityTooLarge", `The ${thing} exceeded the maximum allowed size`, "Payload too large"),
  invalidMimeType: (type: string) =>
    new StorageProblem(415, "InvalidMimeType", `mime type ${type} is not supported`, "invalid_mime_type"),
  /** HTTP 416 rather than 400: viewers that read files in pieces act on the status (RFC 9110, 15.5.17). */
  invalidRange: () => new StorageProblem(416, "InvalidRange", "invalid range provided", "invalid_range", 416),
  locked: (cause?: unknown) =>
    new StorageProblem(423, "ResourceLocked", "The resource is locked", "ResourceLocked", 400, { cause }),
  internal: (cause?: unknown) =>
    new StorageProblem(500, "InternalError", "Internal server error", "InternalError", 500, { cause }),
};

interface DatabaseError {
  code: string;
  message: string;
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && error.name === "PostgresError";
}

/**
 * Turns any failure into the answer the client gets.
 *
 * Row-level security (42501) is reported as such with the server's text, as the platform does; what is not foreseen
 * becomes a bare 500 whose cause only goes to the log.
 */
export function toProblem(error: unknown): StorageProblem {
  if (error instanceof StorageProblem) return error;
  if (!isDatabaseError(error)) return problems.internal(error);
  switch (error.code) {
    case "42501":
      return problems.accessDenied(error.message, error);
    case "23505":
      return problems.duplicate(error);
    case "23503":
      return new StorageProblem(
        404,
        "InvalidRequest",
        "The related resource does not exist",
        "InvalidRequest",
        400,
        { cause: error },
      );
    case "40001":
    case "40P01":
    case "55P03":
      return problems.locked(error);
    case "57014":
      return new StorageProblem(
        544,
        "DatabaseTimeout",
        "The connection to the database timed out",
        "DatabaseTimeout",
        544,
        { cause: error },
      );
    default:
      return new StorageProblem(500, "DatabaseError", error.message, "DatabaseError", 500, { cause: error });
  }
}
