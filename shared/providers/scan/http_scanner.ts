import { z } from "zod";
import type { Config } from "../../config/config.ts";
import { type FileScanner, noScanner, ScanError } from "./file_scanner.ts";

const LONGEST_ANSWER = 16 * 1024;

const Answer = z.object({ infected: z.boolean(), size: z.number().int().optional() });

/** The configured scanner, or none. */
export function chooseScanner(config: Pick<Config, "SCAN_URL" | "SCAN_TOKEN" | "SCAN_TIMEOUT_MS">): FileScanner {
  if (!config.SCAN_URL) return noScanner;
  return createHttpScanner({ url: config.SCAN_URL, token: config.SCAN_TOKEN, timeoutMs: config.SCAN_TIMEOUT_MS });
}

/**
 * Sends the content to `POST <url>` with a bearer token and takes the JSON `{"infected": boolean, "size"?: bytes looked at}` of a
 * small gateway in front of clamd or an ICAP server. A scanner that looked at another number of bytes judged something else.
 */
export function createHttpScanner(
  { url, token, timeoutMs }: { url: string; token?: string; timeoutMs: number },
): FileScanner {
  return {
    name: "http",
    async scan(bytes) {
      try {
        const response = await fetch(url, {
          method: "POST",
          body: bytes,
          redirect: "manual",
          headers: { "content-type": "application/octet-stream", ...(token && { authorization: `Bearer ${token}` }) },
          signal: AbortSignal.timeout(timeoutMs),
        });
        const text = await response.text();
        if (response.status !== 200) throw new ScanError(`the scanner answered ${response.status}`);
        if (text.length > LONGEST_ANSWER) throw new ScanError("the scanner answered too much");
        const { infected, size } = Answer.parse(JSON.parse(text));
        if (size !== undefined && size !== bytes.byteLength) throw new ScanError("the scanner looked at another file");
        return { verdict: infected ? "infected" : "clean" };
      } catch (error) {
        if (error instanceof ScanError) throw error;
        throw new ScanError("the scanner gave no usable answer", { cause: error });
      }
    },
  };
}
