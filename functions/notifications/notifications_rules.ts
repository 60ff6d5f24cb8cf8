import type { ListFilter } from "./notifications_queries.ts";

/** `unread_only` and `read` are two words for one question; the plain `read` wins. */
export function filterOf(
  query: { type?: string; priority?: string; category?: string; read?: boolean; unread_only?: boolean },
): ListFilter {
  const { type, priority, category } = query;
  return { type, priority, category, read: query.read ?? (query.unread_only ? false : undefined) };
}
