import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { type Answer, send } from "../support/app_client.ts";
import type { TestActor } from "../support/world.ts";

/** Sends a template as a client of the API would; `expected` is the status of the answer. */
export async function sendTemplate(
  sender: TestActor,
  recipient: string,
  given: Record<string, unknown> = {},
  expected = 202,
): Promise<Answer["body"]> {
  const answer = await send(app, sender, "POST /notifications/send", {
    body: {
      template_id: "report_ready",
      recipient,
      variables: { name: "Ada", report: "Mars" },
      channels: ["email"],
      ...given,
    },
  });
  assert.equal(answer.status, expected, answer.text);
  return answer.body;
}

/** Changes the preferences of somebody. */
export async function prefer(actor: TestActor, body: Record<string, unknown>): Promise<Answer["body"]> {
  const answer = await send(app, actor, "PUT /notifications/preferences", { body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body.data;
}

/** Quiet hours that hold now, in UTC, and end in one to two hours; `end` is their end. */
export function quietNow(now = new Date()) {
  const hour = now.getUTCHours();
  const end = new Date(now);
  end.setUTCHours(hour + 2, 0, 0, 0);
  return { quiet: { quiet_hours: { start: hour, end: (hour + 2) % 24 }, timezone: "UTC" }, end };
}

/** A template in French and German that goes everywhere. */
export const everywhere = (name: string, category: string) => ({
  name,
  category,
  parts: {
    fr: {
      email: { subject: "Bonjour {{name}}", text: "Texte {{name}}", html: "<p>Texte {{name}}</p>" },
      sms: { text: "SMS {{name}}" },
      push: { title: "Push", body: "{{name}}" },
      in_app: { title: "Ici {{name}}", body: "Corps" },
      chat: { text: "Chat {{name}}" },
    },
    de: { email: { subject: "Hallo {{name}}", text: "Text {{name}}" } },
  },
  variables: [{ name: "name", required: true }],
});
