import Big from "big.js";
import { compact, parseReference } from "../../shared/documents/payment_reference.ts";
import {
  namePoints,
  type NameProfile,
  nameProfile,
  normaliseText,
  numberPoints,
  type NumberProfile,
  numberProfile,
  type SearchableText,
  searchableText,
} from "./reconciliation_text.ts";

/** Points of one movement against one invoice: amount 40, reference 30, date 15, name 15. */

export interface MovementToMatch {
  id: string;
  /** Signed decimal string; credits pay client invoices, debits supplier invoices. */
  amount: string;
  currency: string;
  /** Booking date, YYYY-MM-DD. */
  date: string;
  description: string;
  reference: string | null;
  end_to_end_id?: string | null;
  counterparty_name: string | null;
  counterparty_iban: string | null;
  /** A movement taken back by the bank pays nothing. */
  is_reversal?: boolean;
  /** Invoices a person has refused for this movement. */
  rejected_invoice_ids?: readonly string[];
}

export interface InvoiceToMatch {
  id: string;
  type: "client" | "supplier";
  number: string;
  currency: string;
  /** What is still to pay, decimal string. Paid invoices may be given too: they reveal payments made twice. */
  remaining: string;
  issue_date: string;
  due_date: string | null;
  /** QRR or SCOR printed on the invoice. */
  reference: string | null;
  party_name: string;
  /** Learned from matches confirmed for this client or supplier. */
  known_ibans?: readonly string[];
  known_names?: readonly string[];
}

export interface SignalPoints {
  amount: number;
  reference: number;
  date: number;
  name: number;
}

export interface PairScore {
  points: SignalPoints;
  /** The same sum in hundredths of a point: a whole number, so that comparing and adding are exact. */
  hundredths: number;
  /** One code per signal that counted. */
  reasons: string[];
  /** Movement minus remaining. */
  difference: Big;
}

export interface PreparedInvoice {
  invoice: InvoiceToMatch;
  remaining: Big;
  open: boolean;
  /** Rough range outside which no amount gets points; wider than needed, so its inexactness decides nothing. */
  amount_from: number;
  amount_to: number;
  /** Electronic form; null unless its check digits are right. */
  reference: string | null;
  number: NumberProfile;
  names: NameProfile[];
  ibans: Set<string>;
  issued: number;
  due: number | null;
}

export interface PreparedMovement {
  movement: MovementToMatch;
  amount: Big;
  /** Kind of invoice the direction can pay. */
  pays: InvoiceToMatch["type"];
  /** Amount without sign. */
  size: Big;
  rough_size: number;
  reference: string | null;
  /** Everything in which an invoice number or a name may stand. */
  text: SearchableText;
  counterparty: string;
  iban: string;
  booked: number;
}

/** Reads an invoice once for many pairs. */
export function prepareInvoice(invoice: InvoiceToMatch): PreparedInvoice {
  const remaining = new Big(invoice.remaining);
  return {
    invoice,
    remaining,
    open: remaining.gt(0),
    amount_from: remaining.toNumber() * 0.85,
    amount_to: remaining.toNumber() * 1.15,
    reference: validReference(invoice.reference),
    number: numberProfile(invoice.number, invoice.issue_date),
    names: [invoice.party_name, ...(invoice.known_names ?? [])].map(nameProfile),
    ibans: new Set((invoice.known_ibans ?? []).map(compact)),
    issued: dayNumber(invoice.issue_date),
    due: invoice.due_date === null ? null : dayNumber(invoice.due_date),
  };
}

/** Reads a movement once for many pairs. */
export function prepareMovement(movement: MovementToMatch): PreparedMovement {
  const { reference, description, end_to_end_id, counterparty_name } = movement;
  const amount = new Big(movement.amount);
  return {
    movement,
    amount,
    pays: amount.gt(0) ? "client" : "supplier",
    size: amount.abs(),
    rough_size: amount.abs().toNumber(),
    reference: validReference(reference),
    text: searchableText([description, reference, end_to_end_id, counterparty_name].filter(Boolean).join(" ")),
    counterparty: normaliseText(counterparty_name || description),
    iban: compact(movement.counterparty_iban ?? ""),
    booked: dayNumber(movement.date),
  };
}

/**
 * Points of a pair, or null when they cannot reach `atLeast` (in points). Names are compared last and only if they can
 * still matter, because that is the costly part and nearly all pairs fail before it.
 */
export function scorePrepared(
  movement: PreparedMovement,
  item: PreparedInvoice,
  atLeast = 0,
): PairScore | null {
  const signals: Points[] = [
    amountPoints(movement, item),
    referencePoints(movement, item),
    datePoints(movement.booked, item),
  ];
  const sofar = signals.reduce((sum, [points]) => sum + Math.round(points * 100), 0);
  if (sofar + NAME_MAX * 100 < atLeast * 100) return null;
  signals.push(partyPoints(movement, item));
  const [amount, reference, date, name] = signals.map(([points]) => points);
  return {
    points: { amount, reference, date, name },
    hundredths: sofar + Math.round(name * 100),
    reasons: signals.filter(([points]) => points > 0).map(([, reason]) => reason),
    difference: movement.size.minus(item.remaining),
  };
}

type Points = readonly [points: number, reason: string];

const NAME_MAX = 15;

const AMOUNT_STEPS = [
  { share: "0.001", points: 40, reason: "amount_equal" },
  { share: "0.01", points: 38, reason: "amount_within_1_percent" },
  { share: "0.02", points: 34, reason: "amount_within_2_percent" },
  { share: "0.05", points: 28, reason: "amount_within_5_percent" },
  { share: "0.10", points: 20, reason: "amount_within_10_percent" },
].map((step) => ({ ...step, share: new Big(step.share) }));

function amountPoints({ size, rough_size }: PreparedMovement, item: PreparedInvoice): Points {
  if (!item.open || rough_size < item.amount_from || rough_size > item.amount_to) return [0, ""];
  const gap = size.minus(item.remaining).abs();
  const step = AMOUNT_STEPS.find(({ share }) => gap.lt(item.remaining.times(share)));
  return step ? [step.points, step.reason] : [0, ""];
}

function referencePoints(movement: PreparedMovement, item: PreparedInvoice): Points {
  if (movement.reference !== null && movement.reference === item.reference) return [30, "reference_equal"];
  return numberPoints(item.number, movement.text);
}

const DATE_STEPS = [[3, 15], [7, 12.75], [14, 10.5], [30, 7.5], [60, 3.75]] as const;

function datePoints(booked: number, item: PreparedInvoice): Points {
  const distance = Math.min(Math.abs(booked - item.issued), Math.abs(booked - (item.due ?? item.issued)));
  const step = DATE_STEPS.find(([days]) => distance <= days);
  return step ? [step[1], `date_within_${step[0]}_days`] : [0, ""];
}

function partyPoints(movement: PreparedMovement, item: PreparedInvoice): Points {
  if (movement.iban !== "" && item.ibans.has(movement.iban)) return [NAME_MAX, "known_iban"];
  const options = item.names.map((name) => namePoints(name, movement.counterparty, movement.text));
  return options.reduce((best, option) => (option[0] > best[0] ? option : best));
}

/** A reference whose check digits are right, in electronic form; anything else names no invoice for certain. */
function validReference(reference: string | null): string | null {
  return reference === null ? null : parseReference(reference)?.reference ?? null;
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
