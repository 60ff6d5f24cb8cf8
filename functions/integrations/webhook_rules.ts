import type { OutboxEvent } from "../../shared/jobs/define_consumer.ts";
import { EVENT_TYPES, permissionOf } from "./event_types_rules.ts";

/** What an endpoint wants to hear of. */
export interface Subscription {
  id: string;
  events: readonly string[];
  owner_company_id: string | null;
}

/** An event as it is queued: one body for all endpoints that want it. */
export interface QueuedEvent {
  event_id: string;
  event: string;
  payload: string;
  lane: string;
  endpoint_ids: string[];
}

/** A body beyond this many bytes says what it is about and leaves the rest to be fetched. */
const LONGEST_BODY = 200_000;

/** Whether a pattern (`invoice.paid`, `invoice.*`, `*`) covers an event type. */
export function covers(pattern: string, type: string): boolean {
  return pattern === "*" || pattern === type || pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1));
}

/** The position of the first pattern that covers no event type there is; -1 when each covers one. */
export function strayPattern(patterns: readonly string[]): number {
  return patterns.findIndex((pattern) => !EVENT_TYPES.some((type) => covers(pattern, type)));
}

/** The permissions under which somebody who subscribes to these patterns must read everything. */
export function permissionsOf(patterns: readonly string[]): string[] {
  const wanted = EVENT_TYPES.filter((type) => patterns.some((pattern) => covers(pattern, type)));
  return [...new Set(wanted.map((type) => permissionOf(type)!))].sort();
}

/**
 * Which endpoints hear of which events. An endpoint of one company hears of that company alone. What is for one
 * person, or in no catalogue, goes nowhere. Events of an entity share a lane, in which order is kept.
 */
export function deliveriesOf(events: readonly OutboxEvent[], endpoints: readonly Subscription[]): QueuedEvent[] {
  return events.filter(({ type, channel }) => permissionOf(type) === channel).flatMap((event) => {
    const company = companyOf(event);
    const wanting = endpoints.filter(({ events: patterns, owner_company_id }) =>
      (owner_company_id === null || owner_company_id === company) &&
      patterns.some((pattern) => covers(pattern, event.type))
    );
    if (wanting.length === 0) return [];
    return [{
      event_id: event.id,
      event: event.type,
      payload: bodyOf(event),
      lane: `${event.entity}:${event.entity_id}`,
      endpoint_ids: wanting.map(({ id }) => id),
    }];
  });
}

function companyOf({ entity, entity_id, company_id }: OutboxEvent): string | null {
  return company_id ?? (entity === "company" ? entity_id : null);
}

function bodyOf({ id, type, entity, entity_id, payload, at }: OutboxEvent): string {
  const body = (data: Record<string, unknown>) =>
    JSON.stringify({
      event: type,
      event_id: id,
      timestamp: new Date(at).toISOString(),
      data: { ...data, entity, entity_id },
    });
  const whole = body(payload);
  return new TextEncoder().encode(whole).length > LONGEST_BODY ? body({ truncated: true }) : whole;
}

/** The body of a ping. */
export function pingOf(endpointId: string, now: Date): string {
  return JSON.stringify({ event: "webhook.test", timestamp: now.toISOString(), data: { endpoint_id: endpointId } });
}
