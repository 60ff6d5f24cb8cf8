import { parseArgs } from "node:util";
import { z } from "zod";
import { readSigningKeys, type SigningKey } from "../../shared/config/config.ts";
import { publishedKeys } from "../../shared/auth/signing_keys.ts";
import { localKeys, saveKeys, writePrivately } from "./local_keys.ts";
import { addKey, type Algorithm, KeyError, makeKey, retireKeys, rotateKeys, statesOf } from "./rotate_keys.ts";
import { DEFAULT_DATA_DIR } from "./stack.ts";

const USAGE = `deno task keys [show | generate | rotate | retire] [options]

  show       the keys, without what is private in them
  generate   adds a key that verifies and does not sign yet
  rotate     the new key signs, the old one goes on verifying
  retire     drops the keys that no longer sign

  --file=keys.env   the keys of a hosted project, kept as JWT_KEYS in that file; without it those of this machine
  --algorithm=A     ES256 (default with --file) or HS256 (default without)
  --reveal          also shows the private parts

A hosted project rotates without signing anybody out: generate, set, wait 20 minutes (others cache the key set);
rotate, set, wait a day (a token of the portal lives that long); retire, set.`;

/** Where a list of keys is kept. */
interface Store {
  algorithm: Algorithm;
  /** Others keep a copy of the published set, so a key must be known before it signs. */
  isCached: boolean;
  read(): Promise<SigningKey[]>;
  /** Answers what to do with what was written. */
  write(keys: SigningKey[]): Promise<string>;
}

/** The keys of this machine, in the data folder. */
export function localStore(dataDir: string): Store {
  return {
    algorithm: "HS256",
    isCached: false,
    read: async () => (await localKeys(dataDir)).jwt_keys,
    async write(jwt_keys) {
      await saveKeys(dataDir, { ...await localKeys(dataDir), jwt_keys });
      return "Written. A running server uses them after its next start.";
    },
  };
}

const LINE = /^JWT_KEYS='(.*)'$/m;

/** The keys of a hosted project, as a file that `supabase secrets set --env-file` takes; its other lines are left alone. */
export function envFileStore(file: string): Store {
  const text = async () => {
    try {
      return await Deno.readTextFile(file);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return "";
      throw error;
    }
  };
  return {
    algorithm: "ES256",
    isCached: true,
    async read() {
      const found = LINE.exec(await text());
      return found ? readSigningKeys(found[1]) : [];
    },
    async write(keys) {
      const line = `JWT_KEYS='${JSON.stringify(keys)}'`;
      const before = await text();
      const after = LINE.test(before) ? before.replace(LINE, () => line) : `${before}${line}\n`;
      await writePrivately(file, after);
      return `Written. Now: npx supabase secrets set --env-file ${file}`;
    },
  };
}

const Command = z.enum(["show", "generate", "rotate", "retire"]);

/** Takes one step and tells what there is now; private parts only when asked for by name. */
export async function manageKeys(
  store: Store,
  given: { command: string; algorithm?: string; reveal?: boolean },
): Promise<string> {
  const command = Command.safeParse(given.command).data;
  const algorithm = z.enum(["ES256", "HS256"]).safeParse(given.algorithm ?? store.algorithm).data;
  if (!command || !algorithm) throw new KeyError(USAGE);
  const before = await store.read();
  const after = await stepped(command, before, algorithm, store);
  const advice = command === "show" ? undefined : await store.write(after);
  const states = statesOf(after);
  const lines = after.map((key, at) => `${key.kid}  ${key.kty === "EC" ? "ES256" : "HS256"}  ${states[at]}`);
  const shown = given.reveal ? { JWT_KEYS: after } : publishedKeys({ JWT_KEYS: after, JWT_SECRET: undefined });
  const listed = lines.length > 0 ? lines.join("\n") : "No key yet.";
  return [listed, ...(command === "show" ? [JSON.stringify(shown)] : []), ...(advice ? [advice] : [])].join("\n\n");
}

async function stepped(
  command: z.output<typeof Command>,
  keys: SigningKey[],
  algorithm: Algorithm,
  store: Store,
): Promise<SigningKey[]> {
  switch (command) {
    case "show":
      return keys;
    case "generate":
      return addKey(keys, await makeKey(algorithm));
    case "rotate": {
      const isReady = store.isCached || statesOf(keys).includes("standby");
      return rotateKeys(isReady ? keys : addKey(keys, await makeKey(algorithm)));
    }
    case "retire":
      return retireKeys(keys);
  }
}

if (import.meta.main) {
  try {
    const { values, positionals } = parseArgs({
      args: Deno.args,
      allowPositionals: true,
      options: {
        file: { type: "string" },
        algorithm: { type: "string" },
        reveal: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    // Not --env-file: Node 20, through which npx comes, takes that option for its own wherever it stands.
    const store = values.file ? envFileStore(values.file) : localStore(Deno.env.get("DATA_DIR") || DEFAULT_DATA_DIR);
    console.log(values.help ? USAGE : await manageKeys(store, { command: positionals[0] ?? "show", ...values }));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}
