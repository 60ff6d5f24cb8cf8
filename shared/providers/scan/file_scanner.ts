/** What a scanner says of a file. */
export interface Verdict {
  verdict: "clean" | "infected" | "unscanned";
}

/** Looks for malware. */
export interface FileScanner {
  readonly name: string;
  /** Throws `ScanError` when nobody can say: what was not judged is not taken. */
  scan(bytes: Uint8Array<ArrayBuffer>): Promise<Verdict>;
}

/** The scanner was down, late or talked nonsense. */
export class ScanError extends Error {
  override readonly name = "ScanError";
}

/** The default: looks at nothing, and says so. */
export const noScanner: FileScanner = { name: "none", scan: () => Promise.resolve({ verdict: "unscanned" }) };
