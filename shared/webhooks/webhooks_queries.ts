import type { Sql } from "../db/pool.ts";
import type { OneOffWebhook } from "./queue_webhook.ts";

export function insertWebhook(sql: Sql, { event, url, sealedSecret, jobId }: OneOffWebhook, payload: string) {
  return sql<{ id: string }[]>`
    select integrations.queue_webhook(${event}, ${payload}, ${url}, ${sealedSecret ?? null}, ${jobId}) as id`;
}
