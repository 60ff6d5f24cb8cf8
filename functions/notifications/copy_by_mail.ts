import type { Config } from "../../shared/config/config.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { sendMessage } from "./send_message.ts";
import { findCopied, findMembersTold, findRecipient } from "./sending_queries.ts";
import { headerText } from "./template_rules.ts";

/** The template name of copies: one may unsubscribe from it as from any other. */
export const COPY = "notification_copy";

/** Sends an urgent notification as mail too, to each addressee whose preferences allow it, once. */
export async function copyByMail(sql: Sql, config: Config, notificationId: string): Promise<void> {
  const [notification] = await findCopied(sql, notificationId);
  if (!notification) return;
  const { title, body, metadata, category, priority } = notification;
  const link = typeof metadata?.link === "string" && /^\/(?!\/)/.test(metadata.link)
    ? `${config.APP_URL}${metadata.link}`
    : "";
  const words = { subject: headerText(title), body: [body, link].filter(Boolean).join("\n\n") };
  for (const userId of await findMembersTold(sql, notificationId)) {
    const facts = await findRecipient(sql, userId);
    await sendMessage(
      sql,
      config,
      {
        template: COPY,
        category,
        priority,
        isActive: true,
        recipient: { kind: "user", value: userId },
        facts,
        data: metadata ?? {},
        sourceId: notificationId,
      },
      "email",
      words,
    );
  }
}
