import { auditEvents } from "../../shared/contracts/audit/events.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { countEvents, insertEvent, isRangeReversed, listEvents } from "./events_queries.ts";
import { rangeReversed } from "./events_rules.ts";
import { exportEvents } from "./export_events.ts";
import { seal } from "./seal.ts";

export const eventRoutes: Bound[] = [
  bind(auditEvents.create, async ({ sql, body, runtime }) => {
    const { category, action } = body;
    const { id, at } = await insertEvent(sql, body);
    const { sequence_number, event_hash } = await seal(sql, runtime.config.AUDIT_KEYS, category, { event: id });
    return {
      id: `evt_${id}`,
      timestamp: at,
      category,
      action,
      hash_chain: event_hash!,
      sequence_number: sequence_number!,
    };
  }),
  bindRead(
    auditEvents.list,
    ({ sql, query }) => {
      const { limit: _limit, offset: _offset, ...search } = query;
      return [isRangeReversed(sql, search), listEvents(sql, query), countEvents(sql, search)];
    },
    ([[{ reversed }], events, [{ total }]], { query: { limit, offset } }) => {
      if (reversed) throw rangeReversed();
      return { events: events.slice(0, limit), total, limit, offset, has_more: events.length > limit };
    },
  ),
  bindDetached(auditEvents.export, async ({ query: { format, ...search }, read, transact }) => {
    const [{ reversed }] = await read((sql) => isRangeReversed(sql, search));
    if (reversed) throw rangeReversed();
    return await exportEvents({ read, transact }, format, search);
  }),
];
