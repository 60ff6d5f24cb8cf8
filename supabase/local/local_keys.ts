import { join } from "node:path";
import type { SealingKey, SigningKey } from "../../shared/config/config.ts";
import { randomToken } from "../../shared/auth/secrets.ts";
import { makeKey } from "./rotate_keys.ts";

/** The secrets of one local stack: made on first start, kept beside its data, never the same on two machines. */
export interface LocalKeys {
  /** Signs addresses of the storage server; verifies tokens that name no key. */
  jwt_secret: string;
  /** Sign access tokens: the first signs, all verify. `deno task keys` changes them. */
  jwt_keys: SigningKey[];
  /** Seal secrets in the database: the first seals, all open. */
  secrets_keys: SealingKey[];
  publishable_key: string;
  secret_key: string;
  audit_key: string;
}

/** Reads the keys of the data folder and makes those it lacks. */
export async function localKeys(dataDir: string): Promise<LocalKeys> {
  const known: Partial<LocalKeys> = await readKeys(dataDir);
  if (known.jwt_keys && known.audit_key && known.secrets_keys) return known as LocalKeys;
  const keys = {
    jwt_secret: randomToken(48),
    publishable_key: `sb_publishable_${randomToken(24)}`,
    secret_key: `sb_secret_${randomToken(24)}`,
    audit_key: randomToken(48),
    secrets_keys: [makeSealingKey()],
    ...known,
    jwt_keys: known.jwt_keys ?? [await makeKey("HS256")],
  };
  await saveKeys(dataDir, keys);
  return keys;
}

function makeSealingKey(): SealingKey {
  return { id: "local", key: btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))) };
}

async function readKeys(dataDir: string): Promise<Partial<LocalKeys>> {
  try {
    return JSON.parse(await Deno.readTextFile(keysFile(dataDir)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

/** Writes the file as a whole and readable for its owner alone. */
export async function saveKeys(dataDir: string, keys: LocalKeys): Promise<void> {
  await Deno.mkdir(dataDir, { recursive: true });
  await writePrivately(keysFile(dataDir), JSON.stringify(keys, null, 1));
}

/** Replaces a file of secrets: whoever reads it sees the old one or the new one, and only its owner reads it. */
export async function writePrivately(file: string, text: string): Promise<void> {
  const draft = `${file}.${crypto.randomUUID().slice(0, 8)}`;
  await Deno.writeTextFile(draft, text, { mode: 0o600, createNew: true });
  await Deno.rename(draft, file);
}

function keysFile(dataDir: string): string {
  return join(dataDir, "keys.json");
}
