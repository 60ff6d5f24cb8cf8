/**
 * Writes to a storage server without pause until it is killed: the other half of the crash test. Prints a line
 * `<name> <content>` for each upload after it was acknowledged.
 */
import { createStorage } from "../../supabase/local/storage/server.ts";
import { JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY } from "./storage_world.ts";

const [databaseUrl, filesDir] = Deno.args;
const keys = { jwtSecret: JWT_SECRET, publishableKey: PUBLISHABLE_KEY, secretKey: SECRET_KEY };
const server = await createStorage({ databaseUrl, filesDir, ...keys });
const output = new TextEncoder();

async function write(writer: number): Promise<never> {
  for (let round = 0;; round++) {
    const name = `writer_${writer}/${round % 3}.txt`;
    const content = `${writer}.${round}.${"x".repeat(round % 5000)}`;
    const request = new Request(`http://storage/storage/v1/object/crash/${name}`, {
      method: "POST",
      headers: { apikey: SECRET_KEY, "x-upsert": "true" },
      body: content,
    });
    const response = await server.fetch(request);
    if (!response.ok) throw new Error(await response.text());
    await Deno.stdout.write(output.encode(`${name} ${content}\n`));
  }
}

await Promise.all([0, 1, 2, 3].map(write));
