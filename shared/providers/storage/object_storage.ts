/** Keeps files under keys of our own making. Failures are `StorageError`s. */
export interface ObjectStorage {
  /** Stores a file, replacing one of the same key. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<void>;
  /** Undefined when there is no such file. */
  get(key: string): Promise<StoredFile | undefined>;
  /** Removing what is not there is no failure. */
  remove(key: string): Promise<void>;
}

export interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
}

/** The storage service failed, refused or did not answer; its own words stay in `cause`. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}
