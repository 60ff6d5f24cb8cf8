import Big from "big.js";
import {
  type InvoiceToMatch,
  type MovementToMatch,
  type PairScore,
  type PreparedInvoice,
  type PreparedMovement,
  prepareInvoice,
  prepareMovement,
  scorePrepared,
  type SignalPoints,
} from "./reconciliation_score.ts";

export type { InvoiceToMatch, MovementToMatch, SignalPoints };

/** Pure decisions of bank reconciliation: which open invoice a movement of the account pays, and how sure that is. */

/** Certainty from which a match is booked without asking, unless a company sets another. */
export const DEFAULT_AUTO_THRESHOLD = 0.85;
/** Certainty from which a match is proposed; also the lowest threshold that may be set. */
export const SUGGEST_FROM = 0.5;

const MAX_SUGGESTIONS = 3;
/** Rounding that payers do: up to this difference, in the currency of the invoice, a payment settles it. */
const SETTLING_DIFFERENCE = new Big("0.05");
/** A second candidate this close leaves the choice to a person. */
const RIVAL_POINTS = 5;
const PARTIAL_CONFIDENCE = 0.95;
/** An overpayment is always proposed, never booked, however many points it has. */
const OVERPAYMENT_BAND = { from: SUGGEST_FROM, to: 0.84 };
/** Below this no pair can be proposed nor stand close to one that is. */
const RELEVANT_POINTS = SUGGEST_FROM * 100 - RIVAL_POINTS;

export type MatchFlag = "hard_match" | "partial" | "overpayment" | "rival";

export interface MatchCandidate {
  invoice_id: string;
  /** 0 to 100, two decimals: the sum of `points`. */
  score: number;
  /** 0 to 1: score/100 unless a rule on structured references decides otherwise. */
  confidence: number;
  points: SignalPoints;
  /** One code per signal that counted, then one per rule that decided. */
  reasons: string[];
  flags: MatchFlag[];
  /** Movement minus remaining, decimal string: negative when something stays open. */
  difference: string;
}

export interface Decision {
  kind: "auto" | "suggest" | "none";
  /** Best first. One for auto, one to three for suggest, none otherwise. */
  candidates: MatchCandidate[];
  /** Paid invoices this movement names by structured reference: it was probably paid twice. */
  duplicate_payment_of: string[];
}

export interface DecisionOptions {
  /** 0.5 to 1. */
  threshold?: number;
}

/** Invoices prepared for many decisions: names, numbers and references are read once instead of once per movement. */
export interface InvoicePool {
  readonly invoices: readonly PreparedInvoice[];
  readonly byReference: ReadonlyMap<string, readonly PreparedInvoice[]>;
}

/** Prepares invoices for `decideMatch`. Invoices without anything left to pay serve only to detect double payments. */
export function invoicePool(invoices: readonly InvoiceToMatch[]): InvoicePool {
  const prepared = invoices.map(prepareInvoice);
  const byReference = new Map<string, PreparedInvoice[]>();
  for (const item of prepared) {
    if (item.reference === null) continue;
    const same = byReference.get(item.reference);
    if (same) same.push(item);
    else byReference.set(item.reference, [item]);
  }
  return { invoices: prepared, byReference };
}

/**
 * Decides about one movement. The order of the invoices does not matter. Rules, in this order:
 * - only invoices of the movement's direction and currency with something left to pay, never a refused pair, and
 *   nothing for a movement the bank takes back;
 * - a valid structured reference of exactly one open invoice: difference up to 0.05 is certain (1.00), less money is a
 *   partial payment (0.95), more money is a suggestion (`overpayment`);
 * - otherwise automatic only from the threshold on, with a difference up to 0.05 and no second candidate within
 *   5 points (`rival`); else a suggestion from 50 points on;
 * - a structured reference that names other invoices, open or paid, rules out an automatic match.
 * Throws RangeError for a threshold outside 0.5 to 1.
 */
export function decideMatch(movement: MovementToMatch, pool: InvoicePool, options: DecisionOptions = {}): Decision {
  return decide(prepareMovement(movement), pool, checkedThreshold(options), new Map());
}

export interface RunDecision extends Decision {
  transaction_id: string;
}

/** What an earlier movement of the run did to an invoice: paid it, or paid a part and so holds it until the next run. */
type Taken = Map<string, "paid" | "held">;

/**
 * Decides about many movements so that an invoice is used once: the surest movement takes it; equal certainty goes to
 * the earlier date, then to the smaller id. An invoice taken in full counts as paid for the rest of the run, so a second
 * payment with its reference shows as `duplicate_payment_of`. Answers in the order of the movements, whose order does
 * not matter otherwise. Throws RangeError for a threshold outside 0.5 to 1.
 */
export function decideRun(
  movements: readonly MovementToMatch[],
  invoices: readonly InvoiceToMatch[],
  options: DecisionOptions = {},
): RunDecision[] {
  const pool = invoicePool(invoices);
  const threshold = checkedThreshold(options);
  const taken: Taken = new Map();
  const queue = movements.map((movement): Queued => {
    const prepared = prepareMovement(movement);
    return { prepared, decision: decide(prepared, pool, threshold, taken) };
  }).sort(bySurest);

  const decided = new Map<string, Decision>();
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { prepared, decision } = next;
    if (decision.candidates.some((candidate) => taken.has(candidate.invoice_id))) {
      // The invoice it wanted is gone: it is decided again and waits for the turn its new certainty gives it.
      const again = { prepared, decision: decide(prepared, pool, threshold, taken) };
      const place = queue.findIndex((other) => bySurest(again, other) < 0);
      queue.splice(place < 0 ? queue.length : place, 0, again);
      continue;
    }
    if (decision.kind === "auto") {
      const [{ invoice_id, flags }] = decision.candidates;
      taken.set(invoice_id, flags.includes("partial") ? "held" : "paid");
    }
    decided.set(prepared.movement.id, decision);
  }
  return movements.map((movement) => ({ transaction_id: movement.id, ...decided.get(movement.id)! }));
}

/** Points of one pair, whatever the direction, currency or state: what a person sees when matching by hand. */
export function scorePair(movement: MovementToMatch, invoice: InvoiceToMatch): MatchCandidate {
  const item = prepareInvoice(invoice);
  return candidateOf(item, scorePrepared(prepareMovement(movement), item)!);
}

function decide(movement: PreparedMovement, pool: InvoicePool, threshold: number, taken: Taken): Decision {
  if (movement.movement.is_reversal || movement.amount.eq(0)) {
    return { kind: "none", candidates: [], duplicate_payment_of: [] };
  }
  const isOpen = (item: PreparedInvoice) => item.open && !taken.has(item.invoice.id);
  const fits = pool.invoices.filter((item) => isOpen(item) && mayPay(movement, item));
  const sameReference = (movement.reference === null ? [] : pool.byReference.get(movement.reference) ?? [])
    .filter((item) => mayPay(movement, item));
  const namedOpen = sameReference.filter(isOpen);
  const named = namedOpen.length === 1 ? namedOpen[0] : null;
  const paid = sameReference.filter((item) => taken.get(item.invoice.id) !== "held");
  const duplicate_payment_of = namedOpen.length > 0 ? [] : paid.map((item) => item.invoice.id).sort();

  const matches = fits.map((item) => judge(movement, item, item === named)).filter((match) => match !== null)
    .sort(byCertainty);
  const [best, second] = matches;
  if (!best || best.candidate.confidence < SUGGEST_FROM) return { kind: "none", candidates: [], duplicate_payment_of };

  const contradicted = sameReference.length > 0 && !sameReference.includes(best.item);
  if (best.candidate.confidence >= threshold && best.bookable && !contradicted) {
    const rival = best.item !== named && second !== undefined &&
      best.hundredths - second.hundredths <= RIVAL_POINTS * 100;
    if (!rival) return { kind: "auto", candidates: [best.candidate], duplicate_payment_of };
    flag(best.candidate, "rival");
  }
  const candidates = matches.map((match) => match.candidate)
    .filter((candidate) => candidate.confidence >= SUGGEST_FROM).slice(0, MAX_SUGGESTIONS);
  return { kind: "suggest", candidates, duplicate_payment_of };
}

interface Judged {
  item: PreparedInvoice;
  candidate: MatchCandidate;
  hundredths: number;
  difference: Big;
  /** The money fits well enough to be booked without asking. */
  bookable: boolean;
}

/** `named`: the movement names this invoice, and no other open one, by a valid structured reference. */
function judge(movement: PreparedMovement, item: PreparedInvoice, named: boolean): Judged | null {
  const pair = scorePrepared(movement, item, named ? 0 : RELEVANT_POINTS);
  if (!pair) return null;
  const { difference, hundredths } = pair;
  const settles = difference.abs().lte(SETTLING_DIFFERENCE);
  const partial = named && !settles && difference.lt(0);
  const candidate = candidateOf(item, pair);
  if (named && settles) {
    flag(candidate, "hard_match", 1);
  } else if (partial) {
    flag(candidate, "partial", PARTIAL_CONFIDENCE);
  } else if (named) {
    flag(candidate, "overpayment", clamp(candidate.confidence, OVERPAYMENT_BAND.from, OVERPAYMENT_BAND.to));
  }
  return { item, candidate, hundredths, difference, bookable: settles || partial };
}

function candidateOf(item: PreparedInvoice, { points, hundredths, reasons, difference }: PairScore): MatchCandidate {
  return {
    invoice_id: item.invoice.id,
    score: hundredths / 100,
    confidence: hundredths / 10_000,
    points,
    reasons: [...reasons],
    flags: [],
    difference: difference.toFixed(2),
  };
}

function flag(candidate: MatchCandidate, name: MatchFlag, confidence = candidate.confidence): void {
  candidate.flags.push(name);
  candidate.reasons.push(name);
  candidate.confidence = confidence;
}

/** Surest first; ties go to the closest amount, the earliest due date, then the smallest id, so there is one order. */
function byCertainty(a: Judged, b: Judged): number {
  return b.candidate.confidence - a.candidate.confidence || b.hundredths - a.hundredths ||
    a.difference.abs().cmp(b.difference.abs()) ||
    (a.item.due ?? a.item.issued) - (b.item.due ?? b.item.issued) ||
    compareText(a.item.invoice.id, b.item.invoice.id);
}

interface Queued {
  prepared: PreparedMovement;
  decision: Decision;
}

function bySurest(a: Queued, b: Queued): number {
  const confidence = ({ decision }: Queued) => decision.candidates[0]?.confidence ?? 0;
  return confidence(b) - confidence(a) || compareText(a.prepared.movement.date, b.prepared.movement.date) ||
    compareText(a.prepared.movement.id, b.prepared.movement.id);
}

function mayPay(movement: PreparedMovement, { invoice }: PreparedInvoice): boolean {
  return invoice.type === movement.pays && invoice.currency === movement.movement.currency &&
    !movement.movement.rejected_invoice_ids?.includes(invoice.id);
}

function checkedThreshold({ threshold = DEFAULT_AUTO_THRESHOLD }: DecisionOptions): number {
  if (!(threshold >= SUGGEST_FROM && threshold <= 1)) throw new RangeError("the threshold lies between 0.5 and 1");
  return threshold;
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), to);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
