import { type Audience, topicsOf } from "./audience.ts";
import { channelOfTopic } from "./channels.ts";
import { idPart } from "../contracts/kit/channel_names.ts";

/** An event of the outbox as far as routing looks at it. */
export interface RoutedEvent extends Audience {
  type: string;
  entity: string;
  entity_id: string;
  payload: Readonly<Record<string, unknown>>;
}

/** Events of audits and their like, whose channels follow from what their payload names. */
const byPayload = /^(audit|transcription|batch|fiches|automation)\./;

/**
 * The Pusher channels of an event, without the suffix of the tenant and each once: what the payload names for events of audits,
 * transcriptions, batches and runs, else the live topics, and the channel of a job besides.
 */
export function channelsOf(event: RoutedEvent): string[] {
  if (byPayload.test(event.type)) return routeByPayload(event.type, event.payload);
  const channels = topicsOf(event).map(channelOfTopic);
  return event.entity === "job" ? [...channels, `private-job-${event.entity_id}`] : channels;
}

/** The documented routing: every subject the payload names, and the channel of the organisation where it names none. */
export function routeByPayload(type: string, payload: Readonly<Record<string, unknown>>): string[] {
  const channels = new Set<string>();
  const add = (prefix: string, id: unknown) => {
    if (typeof id === "string" && id !== "" || typeof id === "number") channels.add(`${prefix}-${idPart(id)}`);
  };
  add("private-audit", payload.audit_id);
  add("private-audit", payload.audit_db_id);
  add("private-fiche", payload.fiche_id);
  add("private-job", payload.jobId);
  add("private-job", payload.job_id);
  add("private-job", payload.batch_id);
  if (type === "notification" || type.startsWith("batch.") || channels.size === 0) channels.add("private-global");
  return [...channels];
}
