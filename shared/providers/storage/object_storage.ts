/** Keeps files under keys of our own making. Failures are `StorageError`s. */
export interface ObjectStorage {
  /** Stores a file, replacing one of the same key. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<void>;
  /** Stores a file unless there is one of this key already; says whether it did. */
  putNew(key: string, bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<boolean>;
  /** As `put` for what is larger than the memory. A stream cannot be sent twice, so there is one try. */
  putStream(key: string, content: ReadableStream<Uint8Array>, mediaType: string): Promise<void>;
  /** As `get`, while it comes. */
  getStream(key: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>;
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
