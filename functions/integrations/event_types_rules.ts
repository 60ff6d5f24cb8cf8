import { z } from "zod";
import { LIVE_EVENTS, type LiveEvent } from "../../shared/realtime/event_catalogue.ts";

/** What other systems may hear of: every event of the product that is not for one person. */
const TOLD: ReadonlyMap<string, LiveEvent> = new Map(
  LIVE_EVENTS.filter(({ channel }) => channel !== "user").map((event) => [event.type, event]),
);

/** The types, as the consumer reads them. */
export const EVENT_TYPES: readonly string[] = [...TOLD.keys()].sort();

/** The permission key under which one may read what a type tells; undefined for types nobody is told. */
export function permissionOf(type: string): string | undefined {
  return TOLD.get(type)?.channel;
}

/** Every type with its permission and the JSON Schema of what it says beside `entity` and `entity_id`. */
export function describeEventTypes() {
  return EVENT_TYPES.map((type) => {
    const { channel, entity, payload } = TOLD.get(type)!;
    const { $schema: _, ...payload_schema } = z.toJSONSchema(payload);
    return { type, permission: channel, entity, payload_schema };
  });
}
