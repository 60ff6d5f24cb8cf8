import type { StorageCall } from "./context.ts";
import { listObjects } from "./list_objects.ts";
import { createBucket, deleteBucket, emptyBucket, getBucket, listBuckets, updateBucket } from "./manage_buckets.ts";
import { problems } from "./problems.ts";
import { copyObject, moveObject } from "./relocate_objects.ts";
import { removeObject, removeObjects } from "./remove_objects.ts";
import {
  describeObject,
  describePublicObject,
  downloadObject,
  downloadPublicObject,
  downloadSignedObject,
} from "./serve_object.ts";
import { createSignedUploadUrl, createSignedUrl, createSignedUrls } from "./sign_objects.ts";
import { uploadObject, uploadToSignedUrl } from "./upload_object.ts";

/** One operation of the Storage API. */
export interface Route {
  method: string;
  /** `:bucket` is one segment, `*` the rest of the path, which is an object name. */
  pattern: string[];
  /** The name policies see through `storage.operation()`; the names are the platform's. */
  operation: string;
  handle: (call: StorageCall) => Promise<Response>;
}

export interface RouteMatch {
  route: Route;
  bucketId: string;
  name: string;
}

const route = (line: string, operation: string, handle: Route["handle"]): Route => {
  const [method, path] = line.split(" ");
  return { method, pattern: path.split("/").slice(1), operation, handle };
};

/** Without its own entry it would pass for an upload into a bucket of that name. */
function notServed({ scope }: StorageCall): Promise<Response> {
  throw problems.noSuchRoute(scope.method, scope.path);
}

/** The first match wins, so fixed words stand before bucket names. */
const ROUTES: Route[] = [
  route("GET /bucket", "storage.bucket.list", listBuckets),
  route("POST /bucket", "storage.bucket.create", createBucket),
  route("GET /bucket/:bucket", "storage.bucket.get", getBucket),
  route("PUT /bucket/:bucket", "storage.bucket.update", updateBucket),
  route("DELETE /bucket/:bucket", "storage.bucket.delete", deleteBucket),
  route("POST /bucket/:bucket/empty", "storage.bucket.empty", emptyBucket),

  route("POST /object/move", "storage.object.move", moveObject),
  route("POST /object/copy", "storage.object.copy", copyObject),
  route("POST /object/list/:bucket", "storage.object.list", listObjects),
  route("POST /object/list-v2/:bucket", "storage.object.list_v2", notServed),
  route("POST /object/sign/:bucket", "storage.object.sign_many", createSignedUrls),
  route("POST /object/sign/:bucket/*", "storage.object.sign", createSignedUrl),
  route("POST /object/upload/sign/:bucket/*", "storage.object.sign_upload_url", createSignedUploadUrl),
  route("PUT /object/upload/sign/:bucket/*", "storage.object.upload_signed", uploadToSignedUrl),

  route("GET /object/info/public/:bucket/*", "storage.object.info_public", describePublicObject),
  route("GET /object/info/authenticated/:bucket/*", "object.get_authenticated_info", describeObject),
  route("GET /object/info/:bucket/*", "object.get_authenticated_info", describeObject),
  route("GET /object/sign/:bucket/*", "storage.object.get_signed", downloadSignedObject),
  route("GET /object/public/:bucket/*", "storage.object.get_public", downloadPublicObject),
  route("GET /object/authenticated/:bucket/*", "storage.object.get_authenticated", downloadObject),
  route("GET /object/:bucket/*", "storage.object.get_authenticated", downloadObject),

  route("POST /object/:bucket/*", "storage.object.upload", uploadObject),
  route("PUT /object/:bucket/*", "storage.object.upload_update", uploadObject),
  route("DELETE /object/:bucket", "storage.object.delete_many", removeObjects),
  route("DELETE /object/:bucket/*", "storage.object.delete", removeObject),
];

/** The route of a request, from its path below the base address, split and decoded. HEAD goes where GET goes. */
export function matchRoute(method: string, segments: string[]): RouteMatch | undefined {
  const wanted = method === "HEAD" ? "GET" : method;
  for (const route of ROUTES) {
    const found = route.method === wanted && matchPattern(route.pattern, segments);
    if (found) return { route, ...found };
  }
}

function matchPattern(pattern: string[], segments: string[]): { bucketId: string; name: string } | undefined {
  const found = { bucketId: "", name: "" };
  for (const [index, part] of pattern.entries()) {
    if (part === "*") {
      found.name = segments.slice(index).join("/");
      return found.name === "" ? undefined : found;
    }
    if (!segments[index]) return undefined;
    if (part === ":bucket") found.bucketId = segments[index];
    else if (part !== segments[index]) return undefined;
  }
  return segments.length === pattern.length ? found : undefined;
}
