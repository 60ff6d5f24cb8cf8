import { join } from "node:path";
import { emlOf } from "../../shared/providers/mail/eml.ts";
import type { MailProvider } from "../../shared/providers/mail/mail_provider.ts";

/**
 * Delivers into a folder, one `.eml` file per message that any mail program opens. A message that comes twice is written over
 * itself, and no reader ever sees half a file.
 */
export function createMailOutbox(dir: string): MailProvider {
  return {
    name: "outbox",
    async send(message) {
      await Deno.mkdir(dir, { recursive: true });
      const path = join(dir, `${message.id}.eml`);
      const draft = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
      await Deno.writeTextFile(draft, emlOf(message));
      await Deno.rename(draft, path);
      return { provider_id: `${message.id}.eml` };
    },
  };
}
