import { z } from "zod";
import { body } from "./replies.ts";
import { count } from "./fields.ts";

/** `page` and `limit`: a value above the maximum is clamped, a malformed one refused. */
export function pageQuery<S extends z.ZodRawShape>(shape: S, limits: { limit?: number; max?: number } = {}) {
  const { limit = 20, max = 100 } = limits;
  return z.object({
    page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    limit: z.coerce.number().int().min(1).default(limit).transform((value) => Math.min(value, max)),
    ...shape,
  });
}

/** `limit` and `offset`, clamped the same way. */
export function offsetQuery<S extends z.ZodRawShape>(shape: S, limits: { limit?: number; max?: number } = {}) {
  const { limit = 50, max = 200 } = limits;
  return z.object({
    limit: z.coerce.number().int().min(1).default(limit).transform((value) => Math.min(value, max)),
    offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    ...shape,
  });
}

/** `pages` and `total_pages` carry the same figure for the two families of clients. */
export const Pagination = z.object({ page: count, limit: count, total: count, pages: count, total_pages: count })
  .meta({ id: "Pagination" });

/** `{success, data: […], pagination}` plus any extra counters beside them. */
export function pageOf<S extends z.ZodType, X extends z.ZodRawShape = Record<never, never>>(item: S, extra?: X) {
  return body({ data: z.array(item), pagination: Pagination, ...(extra ?? ({} as X)) });
}

/** The pagination block of a page. */
export function pagination(query: { page: number; limit: number }, total: number | string) {
  const all = Number(total);
  const pages = Math.ceil(all / query.limit);
  return { page: query.page, limit: query.limit, total: all, pages, total_pages: pages };
}

/** Rows to skip for a page. */
export function offsetOf(query: { page: number; limit: number }): number {
  return (query.page - 1) * query.limit;
}
