import { z } from "zod";

/**
 * What an endpoint answers. `R` is what its handler returns; the kernel parses it through `schema`, so a column nobody
 * declared never leaves the house.
 */
export interface Reply<R> {
  readonly kind: "data" | "body" | "raw" | "binary" | "stream" | "empty";
  readonly status: number;
  /** Schema of `data` (kind data) or of the whole body (kinds body and raw). */
  readonly schema?: z.ZodType<unknown, R>;
  /** Media type of binary answers. */
  readonly mediaType?: string;
}

/** A file for the caller. */
export interface BinaryFile {
  bytes: Uint8Array;
  filename: string;
  /** Overrides the declared media type. */
  media_type?: string;
  disposition?: "attachment" | "inline";
}

/** A file that is made while it is sent: its size is not known, and it may be larger than the memory. */
export interface StreamedFile {
  chunks: AsyncIterable<string | Uint8Array>;
  filename: string;
  /** Overrides the declared media type. */
  media_type?: string;
}

/** One server-sent event; `comment` frames keep the line open. */
export type StreamEvent =
  | { id?: string; event?: string; data: unknown; comment?: undefined }
  | { comment: string };

type Returned<S extends z.ZodType> = z.input<S>;

/** `{success, data}` */
export function data<S extends z.ZodType>(schema: S, status = 200): Reply<Returned<S>> {
  return { kind: "data", status, schema: schema as unknown as z.ZodType<unknown, Returned<S>> };
}

/** 201 `{success, data}` */
export function created<S extends z.ZodType>(schema: S): Reply<Returned<S>> {
  return data(schema, 201);
}

/** `{success, …fields}`: the fields stand at top level beside `success`. */
export function body<S extends z.ZodRawShape>(shape: S, status = 200): Reply<z.input<z.ZodObject<S>>> {
  return { kind: "body", status, schema: z.object(shape) as unknown as z.ZodType<unknown, z.input<z.ZodObject<S>>> };
}

/** Exactly this body, without envelope: where an existing client fixes the shape. */
export function raw<S extends z.ZodType>(schema: S, status = 200): Reply<Returned<S>> {
  return { kind: "raw", status, schema: schema as unknown as z.ZodType<unknown, Returned<S>> };
}

/** A file. */
export function file(mediaType: string): Reply<BinaryFile> {
  return { kind: "binary", status: 200, mediaType };
}

/** A file sent while it is made, by a handler bound with bindDetached. */
export function streamedFile(mediaType: string): Reply<StreamedFile> {
  return { kind: "binary", status: 200, mediaType };
}

/** Server-sent events. */
export function stream(): Reply<AsyncIterable<StreamEvent>> {
  return { kind: "stream", status: 200, mediaType: "text/event-stream" };
}

/** 204 */
export function empty(): Reply<void> {
  return { kind: "empty", status: 204 };
}
