import Big from "big.js";
import { composeIBAN } from "ibantools";
import { buildQrr, buildScor } from "../../shared/documents/payment_reference.ts";

/** Writes account statements as Swiss banks send them, in the three versions in use. Same input, same bytes. */

export type CamtVersion = "02" | "04" | "08";

export interface SampleParty {
  name: string;
  iban?: string;
  /** Who owes or receives in the end, when another pays or collects. */
  ultimate?: string;
}

export interface SampleCharge {
  amount: string;
  refunded?: boolean;
}

/** One transaction of an entry (`TxDtls`). Amounts are unsigned decimal strings in the entry's currency. */
export interface SamplePayment {
  /** Left out as some banks do in version 02: the entry's amount then counts. */
  amount?: string;
  credit?: boolean;
  servicerReference?: string;
  endToEndId?: string;
  uetr?: string;
  reference?: { type: "QRR" | "SCOR"; value: string };
  text?: string[];
  invoiceNumber?: string;
  additionalRemittance?: string;
  party?: SampleParty;
  instructed?: { amount: string; currency: string; rate: string };
  charges?: SampleCharge[];
  returnReason?: string;
  info?: string;
}

export interface SampleEntry {
  amount: string;
  credit: boolean;
  currency?: string;
  status?: "BOOK" | "PDNG" | "INFO";
  reversal?: boolean;
  /** A date, or an instant with time: written as `Dt` or `DtTm`. */
  booked: string;
  value?: string;
  servicerReference?: string;
  entryReference?: string;
  code?: [domain: string, family: string, subFamily: string];
  info?: string;
  charges?: SampleCharge[];
  /** Written as one `NtryDtls`; an empty list writes no details at all. */
  payments: SamplePayment[];
  /** Adds `Btch`, with the number of transactions. */
  batch?: boolean;
}

export interface SampleBalance {
  code: "OPBD" | "CLBD" | "PRCD" | "ITBD" | "CLAV";
  amount: string;
  date: string;
}

export interface SampleStatement {
  id: string;
  sequence: number;
  iban: string;
  currency: string;
  owner: string;
  from: string;
  to: string;
  /** Signed amount. With it come OPBD and a CLBD that adds up, unless `balances` says otherwise. */
  opening: string;
  balances?: SampleBalance[];
  page?: { number: number; last: boolean };
  entries: SampleEntry[];
}

export interface CamtOptions {
  version: CamtVersion;
  /** Namespace prefix; none by default. */
  prefix?: string;
  messageId?: string;
  encoding?: string;
  namespace?: string;
}

/** Sum of the booked entries of a sample, signed, two decimals. */
export function bookedTotal(statement: SampleStatement): string {
  return statement.entries
    .filter((entry) =>
      (entry.status ?? "BOOK") === "BOOK" && (entry.currency ?? statement.currency) === statement.currency
    )
    .reduce((sum, entry) => sum.plus(entry.credit ? entry.amount : `-${entry.amount}`), new Big(0))
    .toFixed(2);
}

/** The whole file as text. */
export function camtDocument(statements: SampleStatement[], options: CamtOptions): string {
  const p = options.prefix ? `${options.prefix}:` : "";
  const namespace = options.namespace ?? `urn:iso:std:iso:20022:tech:xsd:camt.053.001.${options.version}`;
  const binding = options.prefix ? `xmlns:${options.prefix}` : "xmlns";
  const header = el(
    "GrpHdr",
    el("MsgId", options.messageId ?? `STMT-${statements[0]?.id ?? "0"}`),
    el("CreDtTm", "2026-04-01T04:12:33"),
    options.version === "08" ? "" : el("MsgPgntn", el("PgNb", "1"), el("LastPgInd", "true")),
    el("AddtlInf", "SPS/1.7.1/PROD"),
  );
  const body = el(
    "BkToCstmrStmt",
    header,
    ...statements.map((statement) => writeStatement(statement, options.version)),
  );
  const prefixed = p ? body.replace(/<(\/?)([A-Za-z])/g, `<$1${p}$2`) : body;
  return `<?xml version="1.0" encoding="${options.encoding ?? "UTF-8"}"?>\n` +
    `<${p}Document ${binding}="${namespace}">${prefixed}</${p}Document>\n`;
}

/** The whole file as UTF-8 bytes. */
export function camtFile(statements: SampleStatement[], options: CamtOptions): Uint8Array {
  return new TextEncoder().encode(camtDocument(statements, options));
}

function writeStatement(statement: SampleStatement, version: CamtVersion): string {
  const closing = new Big(statement.opening).plus(bookedTotal(statement)).toFixed(2);
  const balances = statement.balances ?? [
    { code: "OPBD", amount: statement.opening, date: statement.from },
    { code: "CLBD", amount: closing, date: statement.to },
  ];
  return el(
    "Stmt",
    el("Id", statement.id),
    version === "08" && statement.page
      ? el("StmtPgntn", el("PgNb", String(statement.page.number)), el("LastPgInd", String(statement.page.last)))
      : "",
    el("ElctrncSeqNb", String(statement.sequence)),
    el("CreDtTm", `${statement.to}T22:30:00`),
    el("FrToDt", el("FrDtTm", `${statement.from}T00:00:00`), el("ToDtTm", `${statement.to}T23:59:59`)),
    el(
      "Acct",
      el("Id", el("IBAN", statement.iban)),
      el("Ccy", statement.currency),
      el("Ownr", el("Nm", statement.owner)),
      el("Svcr", el("FinInstnId", el(version === "02" ? "BIC" : "BICFI", "KBBECH22XXX"))),
    ),
    ...balances.map((balance) =>
      el(
        "Bal",
        el("Tp", el("CdOrPrtry", el("Cd", balance.code))),
        amountEl("Amt", balance.amount.replace("-", ""), statement.currency),
        el("CdtDbtInd", balance.amount.startsWith("-") ? "DBIT" : "CRDT"),
        el("Dt", el("Dt", balance.date)),
      )
    ),
    ...statement.entries.map((entry) => writeEntry(entry, statement.currency, version)),
  );
}

function writeEntry(entry: SampleEntry, accountCurrency: string, version: CamtVersion): string {
  const currency = entry.currency ?? accountCurrency;
  const status = entry.status ?? "BOOK";
  const [domain, family, subFamily] = entry.code ?? ["PMNT", entry.credit ? "RCDT" : "ICDT", "VCOM"];
  return el(
    "Ntry",
    entry.entryReference ? el("NtryRef", entry.entryReference) : "",
    amountEl("Amt", entry.amount, currency),
    el("CdtDbtInd", entry.credit ? "CRDT" : "DBIT"),
    entry.reversal ? el("RvslInd", "true") : "",
    version === "08" ? el("Sts", el("Cd", status)) : el("Sts", status),
    el("BookgDt", dateEl(entry.booked)),
    el("ValDt", dateEl(entry.value ?? entry.booked)),
    entry.servicerReference ? el("AcctSvcrRef", entry.servicerReference) : "",
    el("BkTxCd", el("Domn", el("Cd", domain), el("Fmly", el("Cd", family), el("SubFmlyCd", subFamily)))),
    writeCharges(entry.charges, currency, version),
    entry.payments.length === 0 && !entry.batch ? "" : el(
      "NtryDtls",
      entry.batch ? el("Btch", el("NbOfTxs", String(entry.payments.length))) : "",
      ...entry.payments.map((payment) => writePayment(payment, entry, currency, version)),
    ),
    entry.info ? el("AddtlNtryInf", entry.info) : "",
  );
}

function writePayment(payment: SamplePayment, entry: SampleEntry, currency: string, version: CamtVersion): string {
  const credit = payment.credit ?? entry.credit;
  const { instructed } = payment;
  return el(
    "TxDtls",
    el(
      "Refs",
      payment.servicerReference ? el("AcctSvcrRef", payment.servicerReference) : "",
      el("EndToEndId", payment.endToEndId ?? "NOTPROVIDED"),
      payment.uetr && version === "08" ? el("UETR", payment.uetr) : "",
    ),
    payment.amount && version !== "02"
      ? amountEl("Amt", payment.amount, currency) + el("CdtDbtInd", credit ? "CRDT" : "DBIT")
      : "",
    payment.amount
      ? el(
        "AmtDtls",
        instructed ? el("InstdAmt", amountEl("Amt", instructed.amount, instructed.currency)) : "",
        el(
          "TxAmt",
          amountEl("Amt", payment.amount, currency),
          instructed
            ? el("CcyXchg", el("SrcCcy", instructed.currency), el("TrgtCcy", currency), el("XchgRate", instructed.rate))
            : "",
        ),
      )
      : "",
    writeCharges(payment.charges, currency, version),
    payment.party ? writeParties(payment.party, credit, version) : "",
    writeRemittance(payment),
    payment.returnReason ? el("RtrInf", el("Rsn", el("Cd", payment.returnReason))) : "",
    payment.info ? el("AddtlTxInf", payment.info) : "",
  );
}

function writeParties(party: SampleParty, credit: boolean, version: CamtVersion): string {
  const role = credit ? "Dbtr" : "Cdtr";
  const named = (name: string) =>
    version === "08"
      ? el("Pty", el("Nm", name), el("PstlAdr", el("TwnNm", "Lausanne"), el("Ctry", "CH")))
      : el("Nm", name) + el("PstlAdr", el("TwnNm", "Lausanne"), el("Ctry", "CH"));
  return el(
    "RltdPties",
    el(role, named(party.name)),
    party.iban ? el(`${role}Acct`, el("Id", el("IBAN", party.iban))) : "",
    party.ultimate ? el(`Ultmt${role}`, named(party.ultimate)) : "",
  );
}

function writeRemittance(payment: SamplePayment): string {
  const { reference } = payment;
  const structured = [
    payment.invoiceNumber
      ? el("RfrdDocInf", el("Tp", el("CdOrPrtry", el("Cd", "CINV"))), el("Nb", payment.invoiceNumber))
      : "",
    reference
      ? el(
        "CdtrRefInf",
        el("Tp", el("CdOrPrtry", reference.type === "QRR" ? el("Prtry", "QRR") : el("Cd", "SCOR"))),
        el("Ref", reference.value),
      )
      : "",
    payment.additionalRemittance ? el("AddtlRmtInf", payment.additionalRemittance) : "",
  ].join("");
  const texts = (payment.text ?? []).map((text) => el("Ustrd", text)).join("");
  return texts || structured ? el("RmtInf", texts, structured ? el("Strd", structured) : "") : "";
}

/** Version 02 repeats `Chrgs`, the later ones hold a total and records. */
function writeCharges(charges: SampleCharge[] | undefined, currency: string, version: CamtVersion): string {
  if (!charges?.length) return "";
  const parts = charges.map((charge) =>
    amountEl("Amt", charge.amount, currency) + el("CdtDbtInd", charge.refunded ? "CRDT" : "DBIT")
  );
  if (version === "02") return parts.map((part) => el("Chrgs", part)).join("");
  const total = charges.reduce((sum, c) => sum.plus(c.refunded ? `-${c.amount}` : c.amount), new Big(0));
  return el(
    "Chrgs",
    amountEl("TtlChrgsAndTaxAmt", total.abs().toFixed(2), currency),
    ...parts.map((p) => el("Rcrd", p)),
  );
}

function el(name: string, ...content: string[]): string {
  const inner = content.join("");
  return `<${name}>${inner.startsWith("<") ? inner : escape(inner)}</${name}>`;
}

function amountEl(name: string, amount: string, currency: string): string {
  return `<${name} Ccy="${currency}">${amount}</${name}>`;
}

function dateEl(date: string): string {
  return date.includes("T") ? el("DtTm", date) : el("Dt", date);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A Swiss IBAN with right check digits; an institution of 30000 to 31999 makes it a QR-IBAN. */
export function sampleIban(institution: number, account: number): string {
  const bban = String(institution).padStart(5, "0") + String(account).padStart(12, "0");
  return composeIBAN({ countryCode: "CH", bban })!;
}

/** A QR reference that ends in the given number. */
export function sampleQrr(number: number): string {
  return buildQrr(String(2100000000000000000n + BigInt(number)).padStart(26, "0"));
}

/** A creditor reference over a document number. */
export function sampleScor(body: string): string {
  return buildScor(body);
}
