import assert from "node:assert/strict";
import { BankFileProblem } from "../../functions/finance/bank_file.ts";
import { parseCamt053, type ParsedStatement } from "../../functions/finance/camt053.ts";
import {
  camtFile,
  type CamtVersion,
  type SampleEntry,
  type SamplePayment,
  type SampleStatement,
} from "./camt_samples.ts";
import { monthlyStatement } from "./camt_scenarios.ts";

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Parses a file that holds this one statement. */
export function parseOne(statement: SampleStatement, version: CamtVersion = "08"): ParsedStatement {
  return parseCamt053(camtFile([statement], { version })).statements[0];
}

/** The monthly statement with other entries. */
export function withEntries(...entries: SampleEntry[]): SampleStatement {
  return { ...monthlyStatement(), entries };
}

/** A credit of 100.00 with one transaction and nothing else, so that a test names only what it is about. */
export function credit(changes: Partial<SampleEntry> = {}, payment: Partial<SamplePayment> = {}): SampleEntry {
  const amount = changes.amount ?? "100.00";
  return { amount, credit: true, booked: "2026-03-04", payments: [{ amount, ...payment }], ...changes };
}

/** The problem a refused file raises; fails when nothing, or anything else, is thrown. */
export function refusal(run: () => unknown): BankFileProblem {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof BankFileProblem, `expected a BankFileProblem, got ${error}`);
    return error;
  }
  assert.fail("nothing was refused");
}
