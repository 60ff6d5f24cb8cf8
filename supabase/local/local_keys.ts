import { join } from "node:path";
import { randomToken } from "../../shared/auth/secrets.ts";

/** The secrets of one local stack: made on first start, kept beside its data, never the same on two machines. */
export interface LocalKeys {
  jwt_secret: string;
  publishable_key: string;
  secret_key: string;
}

/** Reads the keys of the data folder or makes them. */
export async function localKeys(dataDir: string): Promise<LocalKeys> {
  const file = join(dataDir, "keys.json");
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const keys = {
    jwt_secret: randomToken(48),
    publishable_key: `sb_publishable_${randomToken(24)}`,
    secret_key: `sb_secret_${randomToken(24)}`,
  };
  await Deno.mkdir(dataDir, { recursive: true });
  await Deno.writeTextFile(file, JSON.stringify(keys, null, 1), { mode: 0o600, createNew: true });
  return keys;
}
