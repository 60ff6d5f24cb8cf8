import { join } from "node:path";
import type { MessageOutbox } from "../../shared/providers/messaging/message_outbox.ts";

/**
 * Keeps push, WhatsApp and short messages in a folder, one JSON file per message. One that comes twice is written over itself,
 * and no reader ever sees half a file.
 */
export function createMessageFiles(dir: string): MessageOutbox {
  return {
    async keep(entry) {
      await Deno.mkdir(dir, { recursive: true });
      const path = join(dir, `${entry.channel}-${entry.id.replace(/[^\w.-]/g, "_")}.json`);
      const draft = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
      await Deno.writeTextFile(draft, `${JSON.stringify(entry, null, 2)}\n`);
      await Deno.rename(draft, path);
    },
  };
}
