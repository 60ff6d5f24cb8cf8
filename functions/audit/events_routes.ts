import { auditEvents } from "../../shared/contracts/audit/events.ts";
import { invalid } from "../../shared/contracts/kit/problems.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import { countEvents, insertEvent, isRangeReversed, listEvents } from "./events_queries.ts";

export const eventRoutes: Bound[] = [
  bind(auditEvents.create, async ({ sql, body }) => {
    const [{ id, at }] = await insertEvent(sql, body);
    const { category, action } = body;
    return { id, timestamp: at, category, action, hash_chain: null, sequence_number: null };
  }),
  bindRead(
    auditEvents.list,
    ({ sql, query }) => [isRangeReversed(sql, query), listEvents(sql, query), countEvents(sql, query)],
    ([[{ reversed }], events, [{ total }]], { query: { limit, offset } }) => {
      if (reversed) throw invalid({ field: "end_date", message: "must not be before start_date" });
      return { events, total, limit, offset, has_more: offset + events.length < Number(total) };
    },
  ),
];
