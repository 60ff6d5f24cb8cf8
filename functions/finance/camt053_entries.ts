import Big from "big.js";
import {
  BankFileProblem,
  type BankRow,
  findReferenceInText,
  isCalendarDay,
  isPlaceholder,
  plainIban,
  plainText,
  readReference,
  zurichDate,
} from "./bank_file.ts";
import { elementsNamed, findElement, textAt, type XmlElement } from "./camt053_guard.ts";

/** A row of an entry whose sign and identity are not final: both depend on the whole statement. */
export interface DraftRow extends Omit<BankRow, "bank_reference" | "amount" | "type"> {
  amount: Big;
  /** The bank's own number of the transaction, or its UETR (ISO 20022 end-to-end transaction reference). */
  transaction_reference: string | null;
}

export interface BookedEntry {
  /** Signed by `CdtDbtInd` alone, the meaning ISO 20022 gives it also for reversals. */
  amount: Big;
  currency: string;
  reversed: boolean;
  /** The bank's number of the entry. `NtryRef` does not serve: Swiss banks put the QR-IBAN or a mere counter there. */
  entry_reference: string | null;
  rows: DraftRow[];
  warning: string | null;
}

export interface EntryContext {
  line: () => number;
  /** Own account, so that it is never taken for the counterparty. */
  account_iban: string | null;
}

/**
 * Reads an `Ntry`; null for one that is not booked. One row per `TxDtls`; the rows always add up to the entry, a
 * remainder that the transactions do not explain becomes a row of its own. Throws BankFileProblem CAMT_INVALID.
 */
export function readEntry(entry: XmlElement, context: EntryContext): BookedEntry | null {
  const status = textAt(entry, "Sts", "Cd") ?? textAt(entry, "Sts");
  if (status !== "BOOK") return null;

  const { value, currency } = readMoney(findElement(entry, "Amt"), "the entry", context);
  const credit = readIndicator(entry, "the entry", context);
  const amount = credit ? value : value.neg();
  const reversed = isTrue(textAt(entry, "RvslInd"));
  const valueDate = readDate(findElement(entry, "ValDt"), context);
  const date = readDate(findElement(entry, "BookgDt"), context) ?? valueDate;
  if (!date) throw invalid("an entry without booking date", context);

  const base = { date, value_date: valueDate ?? date, currency, entry, reversed, credit, context };
  const details = elementsNamed(entry, "NtryDtls").flatMap((element) => elementsNamed(element, "TxDtls"));
  return {
    amount,
    currency,
    reversed,
    entry_reference: identifier(textAt(entry, "AcctSvcrRef")),
    ...splitEntry(amount, details, base),
  };
}

interface EntryBase {
  date: string;
  value_date: string;
  currency: string;
  entry: XmlElement;
  reversed: boolean;
  credit: boolean;
  context: EntryContext;
}

function splitEntry(amount: Big, details: XmlElement[], base: EntryBase): Pick<BookedEntry, "rows" | "warning"> {
  const amounts = details.map((detail) => detailAmount(detail, base));
  const stated = amounts.filter((part) => part !== null);
  if (details.length === 0) return { rows: [readRow(null, amount, base)], warning: null };
  if (stated.length < details.length) {
    // Without an amount each, money can only be booked as the bank booked it: in one sum.
    if (details.length === 1) return { rows: [readRow(details[0], amount, base)], warning: null };
    const warning = `a collective entry of ${details.length} transactions does not state their amounts`;
    return { rows: [readRow(null, amount, base)], warning };
  }

  const rows = details.map((detail, index) => readRow(detail, stated[index], base));
  const remainder = stated.reduce((rest, part) => rest.minus(part), amount);
  if (remainder.eq(0)) return { rows, warning: null };
  if (remainder.lt(0) && remainder.abs().eq(totalCharges(base.entry, details, base))) {
    return { rows: [...rows, remainderRow("charges", remainder, base)], warning: null };
  }
  if (details.length === 1) return { rows: [readRow(details[0], amount, base)], warning: null };
  const warning = `the transactions of a collective entry miss its amount by ${remainder.toFixed(2)}`;
  return { rows: [...rows, remainderRow("difference", remainder, base)], warning };
}

function remainderRow(kind: "charges" | "difference", amount: Big, base: EntryBase): DraftRow {
  const description = plainText(textAt(base.entry, "AddtlNtryInf")) ?? "";
  return {
    ...readRow(null, amount, base),
    kind,
    description: kind === "charges" ? `Bank charges ${description}`.trim() : description,
    charges: kind === "charges" ? amount.abs().toFixed(2) : null,
  };
}

/** Signed amount of a `TxDtls` in the entry's currency; null when it states none in that currency. */
function detailAmount(detail: XmlElement, base: EntryBase): Big | null {
  const places = [["Amt"], ["AmtDtls", "TxAmt", "Amt"], ["AmtDtls", "InstdAmt", "Amt"]];
  for (const place of places) {
    const element = findElement(detail, ...place);
    if (!element || element.attributes?.get("Ccy") !== base.currency) continue;
    const { value } = readMoney(element, "a transaction", base.context);
    const credit = findElement(detail, "CdtDbtInd")
      ? readIndicator(detail, "a transaction", base.context)
      : base.credit;
    return credit ? value : value.neg();
  }
  return null;
}

function readRow(detail: XmlElement | null, amount: Big, base: EntryBase): DraftRow {
  const { entry } = base;
  const party = detail ? readCounterparty(detail, base) : { name: null, iban: null, ultimate: null };
  const description = describe(detail, entry, party.ultimate);
  const stated = detail ? readReference(structuredReference(detail)) : { reference: null, reference_type: null };
  const reference = stated.reference_type ? stated : findReferenceInText(description) ?? stated;
  const charges = detail ? chargesOf(detail, base) : null;
  const endToEnd = detail ? textAt(detail, "Refs", "EndToEndId") : null;
  return {
    kind: "payment",
    date: base.date,
    value_date: base.value_date,
    amount,
    currency: base.currency,
    description,
    ...reference,
    end_to_end_id: identifier(endToEnd),
    counterparty_name: party.name,
    counterparty_iban: party.iban,
    bank_tx_code: (detail && transactionCode(detail)) ?? transactionCode(entry),
    balance_after: null,
    is_reversal: base.reversed || (detail !== null && findElement(detail, "RtrInf") !== null),
    charges: (charges ?? chargesOf(entry, base))?.toFixed(2) ?? null,
    ...instructedAmount(detail, base),
    transaction_reference: detail
      ? identifier(textAt(detail, "Refs", "AcctSvcrRef")) ?? identifier(textAt(detail, "Refs", "UETR"))
      : null,
  };
}

/** What the payer wrote; only if nothing, what the bank wrote. */
function describe(detail: XmlElement | null, entry: XmlElement, ultimate: string | null): string {
  const bankText = (detail && textAt(detail, "AddtlTxInf")) ?? textAt(entry, "AddtlNtryInf");
  const remittance = detail && findElement(detail, "RmtInf");
  const structured = remittance ? elementsNamed(remittance, "Strd") : [];
  const parts = [
    ...(remittance ? elementsNamed(remittance, "Ustrd").map((element) => element.text) : []),
    ...structured.flatMap((element) => elementsNamed(element, "RfrdDocInf")).map((info) => textAt(info, "Nb")),
    ...structured.flatMap((element) => elementsNamed(element, "AddtlRmtInf")).map((info) => info.text),
  ].map(plainText).filter((part) => part !== null)
    // Many payers write the document number into the text as well.
    .filter((part, index, all) => !all.slice(0, index).some((earlier) => earlier.includes(part)));
  if (parts.length === 0 && bankText) parts.push(plainText(bankText)!);
  if (ultimate) parts.push(ultimate);
  const returned = detail && findElement(detail, "RtrInf");
  if (returned) parts.push(...returnReason(returned));
  return parts.join(" / ");
}

function returnReason(returned: XmlElement): string[] {
  const code = textAt(returned, "Rsn", "Cd") ?? textAt(returned, "Rsn", "Prtry");
  const text = elementsNamed(returned, "AddtlInf").map((info) => info.text.trim()).join(" ");
  const reason = plainText(`${code ?? ""} ${text}`);
  return reason ? [`Return ${reason}`] : ["Return"];
}

/** The first creditor reference that is a reference at all; a payment may carry several `Strd` blocks. */
function structuredReference(detail: XmlElement): string | null {
  const remittance = findElement(detail, "RmtInf");
  if (!remittance) return null;
  const references = elementsNamed(remittance, "Strd").map((element) => textAt(element, "CdtrRefInf", "Ref"));
  return references.find((reference) => readReference(reference).reference_type !== null) ??
    references.find((reference) => reference !== null) ?? null;
}

/**
 * The other side: who paid a credit, who received a debit. A reversal keeps the roles of the movement it takes back,
 * and a side that is our own account is not the other side.
 */
function readCounterparty(detail: XmlElement, base: EntryBase) {
  const parties = findElement(detail, "RltdPties");
  const none = { name: null, iban: null, ultimate: null };
  if (!parties) return none;
  const first = base.credit !== base.reversed ? "Dbtr" : "Cdtr";
  const sides = [first, first === "Dbtr" ? "Cdtr" : "Dbtr"].map((role) => ({
    name: partyName(findElement(parties, role)),
    iban: plainIban(textAt(parties, `${role}Acct`, "Id", "IBAN")),
    ultimate: partyName(findElement(parties, `Ultmt${role}`)),
  }));
  const known = sides.filter((side) => side.name ?? side.iban ?? side.ultimate);
  const other = known.find((side) => side.iban === null || side.iban !== base.context.account_iban);
  if (!other) return none;
  if (!other.name) return { name: other.ultimate, iban: other.iban, ultimate: null };
  return { ...other, ultimate: other.ultimate === other.name ? null : other.ultimate };
}

/** Version 08 puts parties one level deeper (`Pty`), and a bank may stand there as `Agt`. */
function partyName(party: XmlElement | null): string | null {
  if (!party) return null;
  return plainText(textAt(party, "Nm") ?? textAt(party, "Pty", "Nm") ?? textAt(party, "Agt", "FinInstnId", "Nm"));
}

function transactionCode(from: XmlElement): string | null {
  const domain = findElement(from, "BkTxCd", "Domn");
  if (!domain) return textAt(from, "BkTxCd", "Prtry", "Cd");
  const codes = [textAt(domain, "Cd"), textAt(domain, "Fmly", "Cd"), textAt(domain, "Fmly", "SubFmlyCd")];
  return codes.filter((code) => code !== null).join("/") || null;
}

function instructedAmount(detail: XmlElement | null, base: EntryBase) {
  const element = detail && findElement(detail, "AmtDtls", "InstdAmt", "Amt");
  const none = { instructed_amount: null, instructed_currency: null };
  if (!element || element.attributes?.get("Ccy") === base.currency) return none;
  const { value, currency } = readMoney(element, "a transaction", base.context);
  return { instructed_amount: value.toFixed(2), instructed_currency: currency };
}

function totalCharges(entry: XmlElement, details: XmlElement[], base: EntryBase): Big {
  const ofDetails = details.map((detail) => chargesOf(detail, base)).filter((charge) => charge !== null);
  if (ofDetails.length > 0) return ofDetails.reduce((sum, charge) => sum.plus(charge), new Big(0));
  return chargesOf(entry, base) ?? new Big(0);
}

/**
 * Cost stated at this level in the entry's currency, positive; null for none. Version 02 repeats `Chrgs` with an
 * amount each, the later versions hold records (`Rcrd`) and a total.
 */
function chargesOf(from: XmlElement, base: EntryBase): Big | null {
  const charges = elementsNamed(from, "Chrgs");
  const records = charges.flatMap((charge) => [charge, ...elementsNamed(charge, "Rcrd")])
    .filter((record) => findElement(record, "Amt")?.attributes?.get("Ccy") === base.currency);
  if (records.length > 0) {
    const cost = records.reduce((sum, record) => {
      const { value } = readMoney(findElement(record, "Amt"), "a charge", base.context);
      return textAt(record, "CdtDbtInd") === "CRDT" ? sum.minus(value) : sum.plus(value);
    }, new Big(0));
    return cost.eq(0) ? null : cost;
  }
  const total = charges.map((charge) => findElement(charge, "TtlChrgsAndTaxAmt")).find((element) => element !== null);
  if (!total || total.attributes?.get("Ccy") !== base.currency) return null;
  const { value } = readMoney(total, "a charge", base.context);
  return value.eq(0) ? null : value;
}

/**
 * Exact amount of an element with `Ccy`. Throws BankFileProblem for anything that is no unsigned decimal, for more
 * than two decimals or more than 12 digits before them (what an account can hold here), and for a bad currency.
 */
export function readMoney(element: XmlElement | null, what: string, context: { line: () => number }) {
  const text = element?.text.trim() ?? "";
  const currency = element?.attributes?.get("Ccy") ?? "";
  if (!/^\+?(\d+(\.\d*)?|\.\d+)$/.test(text)) throw invalid(`the amount of ${what} is not a number`, context);
  if (!/^[A-Z]{3}$/.test(currency)) throw invalid(`the amount of ${what} has no currency`, context);
  const value = new Big(text.replace("+", "").replace(/^\./, "0.").replace(/\.$/, ""));
  if (!value.eq(value.round(2, Big.roundDown)) || value.gte("1e12")) {
    throw invalid(`the amount of ${what} is out of range`, context);
  }
  return { value, currency };
}

/** True for CRDT, false for DBIT. */
export function readIndicator(from: XmlElement, what: string, context: { line: () => number }): boolean {
  const indicator = textAt(from, "CdtDbtInd");
  if (indicator === "CRDT") return true;
  if (indicator === "DBIT") return false;
  throw invalid(`${what} is neither credit nor debit`, context);
}

/**
 * Civil date of a `Dt` or `DtTm`. A time with offset is moved to Zurich, where the books are kept; one without is
 * already local. Null when the element is missing.
 */
export function readDate(from: XmlElement | null, context: { line: () => number }): string | null {
  if (!from) return null;
  const text = textAt(from, "Dt") ?? textAt(from, "DtTm") ?? from.text.trim();
  const hasOffset = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const date = hasOffset ? zurichDate(text) : text.slice(0, 10);
  if (!date || !isCalendarDay(date)) throw invalid(`the date "${text.slice(0, 40)}" does not exist`, context);
  return date;
}

function isTrue(text: string | null): boolean {
  return text === "true" || text === "1";
}

function identifier(text: string | null): string | null {
  const plain = plainText(text);
  return plain && !isPlaceholder(plain) ? plain : null;
}

function invalid(message: string, context: { line: () => number }): BankFileProblem {
  return new BankFileProblem("CAMT_INVALID", message, context.line());
}
