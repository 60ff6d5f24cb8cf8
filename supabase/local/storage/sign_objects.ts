import { z } from "zod";
import { json, readJson, requireCaller, requireKey, type StorageCall } from "./context.ts";
import { findObject, findObjectNames } from "./object_queries.ts";
import { problems } from "./problems.ts";
import { rehearseWrite } from "./upload_object.ts";

const ExpiresIn = z.int().min(1);
const SignOne = z.object({ expiresIn: ExpiresIn, versionId: z.string().optional() });
const SignMany = z.object({ expiresIn: ExpiresIn, paths: z.array(z.string()).min(1) });

/** Addresses are returned unencoded: storage-js encodes what it gets. */
const signedPath = (path: string, token: string) => `/object/sign/${path}?token=${token}`;

/** A time-limited address of an object the caller may read. `expiresIn` in seconds. */
export async function createSignedUrl(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const { expiresIn, versionId } = await readJson(call, SignOne);
  requireKey(call.name);
  await call.database.transact(call.scope, caller, async ({ sql }) => {
    if (!await findObject(sql, call.bucketId, call.name, versionId)) throw problems.noSuchKey();
  });
  const path = `${call.bucketId}/${call.name}`;
  return json({ signedURL: signedPath(path, await call.tokens.signDownload(path, expiresIn)) });
}

/** One answer per path, in order; those the caller may not read carry an error instead of an address. */
export async function createSignedUrls(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const { expiresIn, paths } = await readJson(call, SignMany);
  const readable = await call.database.transact(
    call.scope,
    caller,
    ({ sql }) => findObjectNames(sql, call.bucketId, paths),
  );
  return json(
    await Promise.all(paths.map(async (name) => {
      if (!readable.has(name)) {
        const error = "Either the object does not exist or you do not have access to it";
        return { error, path: name, signedURL: null };
      }
      const path = `${call.bucketId}/${name}`;
      const signedURL = signedPath(path, await call.tokens.signDownload(path, expiresIn));
      return { error: null, path: name, signedURL };
    })),
  );
}

/** An address that takes one object of this name, for a caller who could write it now. */
export async function createSignedUploadUrl(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const upsert = call.request.headers.get("x-upsert") === "true";
  await rehearseWrite(call, { caller, ownerId: caller.subject, upsert });
  const path = `${call.bucketId}/${call.name}`;
  const token = await call.tokens.signUpload(path, { owner: caller.subject, upsert });
  return json({ url: `/object/upload/sign/${path}?token=${token}`, token });
}
