import { MAX_AVATAR_BYTES } from "../../shared/contracts/identity/profile.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { BinaryFile } from "../../shared/contracts/kit/replies.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { describeError } from "../../shared/http/log.ts";
import { PictureRefused, smallPicture } from "../../shared/images/small_picture.ts";
import type { ObjectStorage } from "../../shared/providers/storage/object_storage.ts";
import { StorageError } from "../../shared/providers/storage/object_storage.ts";
import { supabaseStorage } from "../../shared/providers/storage/supabase_storage.ts";
import { saveProfile } from "./me_queries.ts";
import { findAvatar } from "./profile_queries.ts";

// deno-lint-ignore no-explicit-any
type Call = Pick<Detached<any, any, any>, "transact" | "read" | "runtime" | "tenantId" | "facts" | "reply">;

const SIDE = 512;

/**
 * Keeps a picture of the caller and shows them with it from now on. Raises invalid_file, storage_off, storage_failed; a picture
 * that could not be put to use is removed again.
 */
export async function uploadAvatar(ctx: Call, upload: File): Promise<void> {
  const storage = storageOf(ctx);
  if (upload.size > MAX_AVATAR_BYTES) throw problem("invalid_file", { field: "avatar", max_bytes: MAX_AVATAR_BYTES });
  const picture = await smallPicture(new Uint8Array(await upload.arrayBuffer()), SIDE).catch(asRefusal);
  const id = crypto.randomUUID();
  const key = `${ctx.tenantId}/avatars/${id}`;
  await storage.put(key, picture.bytes, picture.mediaType).catch(asFailure);
  try {
    const shown = { avatar: `/user-profile/avatars/${id}`, avatar_file_id: id, avatar_path: key };
    const [{ replaced }] = await ctx.transact((sql) => saveProfile(sql, shown));
    await removeAvatar(ctx, replaced);
  } catch (error) {
    await removeAvatar(ctx, key);
    throw error;
  }
}

/** The uploaded picture of somebody in the caller's organisation. Raises not_found, storage_off, storage_failed. */
export async function readAvatar(ctx: Call, id: string): Promise<BinaryFile> {
  const { avatar_path } = firstOr(await ctx.read((sql) => findAvatar(sql, id)), "not_found");
  const stored = await storageOf(ctx).get(avatar_path).catch(asFailure);
  if (!stored) throw problem("not_found");
  // Another picture has another address.
  ctx.reply.headers.set("cache-control", "private, max-age=86400, immutable");
  const extension = stored.mediaType === "image/png" ? "png" : "jpg";
  return {
    bytes: stored.bytes,
    filename: `avatar.${extension}`,
    media_type: stored.mediaType,
    disposition: "inline",
  };
}

/** Removes a picture nobody is shown with any more. A failure leaves a file behind and is no reason to refuse anything. */
export async function removeAvatar(ctx: Pick<Call, "runtime" | "facts">, key: string | null): Promise<void> {
  const storage = key && supabaseStorage(ctx.runtime.config, "avatars");
  if (!storage) return;
  await storage.remove(key).catch((error) =>
    ctx.runtime.log("warn", "avatar.left_behind", { request_id: ctx.facts.request_id, error: describeError(error) })
  );
}

function storageOf({ runtime }: Pick<Call, "runtime">): ObjectStorage {
  const storage = supabaseStorage(runtime.config, "avatars");
  if (!storage) throw problem("storage_off");
  return storage;
}

function asRefusal(error: unknown): never {
  if (error instanceof PictureRefused) {
    throw problem("invalid_file", { field: "avatar", reason: error.reason }, { cause: error });
  }
  throw error;
}

function asFailure(error: unknown): never {
  if (error instanceof StorageError) throw problem("storage_failed", undefined, { cause: error });
  throw error;
}
