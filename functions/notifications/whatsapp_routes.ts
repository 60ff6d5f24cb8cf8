import { problem } from "../../shared/contracts/kit/problems.ts";
import { whatsapp } from "../../shared/contracts/notifications/whatsapp.ts";
import { sameSecret } from "../../shared/auth/secrets.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { receiveWhatsApp } from "./receive_whatsapp.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

export const whatsappRoutes: Bound[] = [
  bindDetached(whatsapp.verify, async ({ query, runtime: { config } }) => {
    if (query["hub.mode"] !== "subscribe") {
      return {
        bytes: bytesOf('{"status":"ok"}'),
        filename: "status.json",
        media_type: "application/json",
        disposition: "inline" as const,
      };
    }
    const { WHATSAPP_VERIFY_TOKEN: expected } = config;
    const isOurs = expected !== undefined && await sameSecret(query["hub.verify_token"] ?? "", expected);
    if (!isOurs) throw problem("webhook_token_invalid");
    return { bytes: bytesOf(query["hub.challenge"] ?? ""), filename: "challenge.txt", disposition: "inline" as const };
  }),
  bindDetached(whatsapp.receive, async (ctx) => {
    await receiveWhatsApp(ctx);
    return { status: "received" as const };
  }),
];
