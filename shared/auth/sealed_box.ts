import type { SealingKey } from "../config/config.ts";

/**
 * Keeps secrets that must be read again, unreadable for whoever has the database alone: AES-256-GCM with a random 96-bit nonce
 * (NIST SP 800-38D). A sealed text names its key, so keys rotate: the first seals, all open.
 */
export interface SealedBox {
  /** Seals a text for one purpose, such as `totp:<user id>`. Throws when no key is configured. */
  seal(text: string, purpose: string): Promise<string>;
  /** Opens what was sealed for the same purpose. Throws for anything else: a moved, cut or changed text does not open. */
  open(sealed: string, purpose: string): Promise<string>;
}

const VERSION = "s1";
const NONCE_BYTES = 12;

/** A box over the configured keys; without any it can neither seal nor open. */
export function createSealedBox(keys: readonly SealingKey[] = []): SealedBox {
  const imported = new Map<string, Promise<CryptoKey>>();

  function keyOf(id: string): Promise<CryptoKey> {
    const found = keys.find((one) => one.id === id);
    if (!found) throw new Error(`no sealing key ${id} is configured`);
    let key = imported.get(id);
    if (!key) {
      key = crypto.subtle.importKey("raw", bytesOf(found.key), "AES-GCM", false, ["encrypt", "decrypt"]);
      imported.set(id, key);
    }
    return key;
  }

  return {
    async seal(text, purpose) {
      if (keys.length === 0) throw new Error("SECRETS_KEYS is not configured");
      const { id } = keys[0];
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt(
        algorithm(nonce, id, purpose),
        await keyOf(id),
        new TextEncoder().encode(text),
      );
      return [VERSION, id, textOf(nonce), textOf(new Uint8Array(sealed))].join(".");
    },
    async open(sealed, purpose) {
      const [version, id, nonce, content, ...rest] = sealed.split(".");
      if (version !== VERSION || !content || rest.length > 0) throw new Error("not a sealed text");
      const opened = await crypto.subtle.decrypt(
        algorithm(bytesOf(nonce), id, purpose),
        await keyOf(id),
        bytesOf(content),
      );
      return new TextDecoder().decode(opened);
    },
  };
}

/** Key and purpose are authenticated: a secret copied into another row does not open there. */
function algorithm(iv: Uint8Array<ArrayBuffer>, id: string, purpose: string): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${VERSION}.${id}.${purpose}`) };
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
