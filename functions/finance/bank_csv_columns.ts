/** What the columns of bank CSV files are called in French, German, Italian and English, and which bank calls them so. */

export const BANK_FORMATS = [
  "auto",
  "generic",
  "postfinance",
  "ubs",
  "raiffeisen",
  "kantonalbank",
  "revolut",
] as const;
export type BankFormat = typeof BANK_FORMATS[number];
export type DetectedFormat = Exclude<BankFormat, "auto">;

export type ColumnName =
  | "date"
  | "value_date"
  | "amount"
  | "credit"
  | "debit"
  | "indicator"
  | "currency"
  | "reference"
  | "transaction_id"
  | "counterparty"
  | "counterparty_iban"
  | "account"
  | "balance"
  | "state"
  | "fee"
  | "total"
  | "original_amount"
  | "original_currency";

// Ordered: of two columns that fit, the name further in front wins (booking date before trade date). Names are
// written as `headerName` leaves them: lower case, no accents, no punctuation, no currency.
const NAMES: Record<ColumnName, string[]> = {
  date: words(`date de comptabilisation|date comptable|buchungsdatum|booking date|booked at|data contabile|
    data di contabilizzazione|data di registrazione|data registrazione|completed date|date completed|buchungstag|date|
    datum|data|date d operation|date operation|data operazione|data dell operazione|buchung|date de transaction|
    transaction date|date de la transaction|ausfuhrungsdatum|date d execution|abschlussdatum|trade date|started date|
    date started`),
  value_date: words(`valuta|valutadatum|valuta datum|valuta date|value date|date de valeur|date valeur|valeur|
    data valuta|data di valuta`),
  amount: words(`montant|betrag|importo|amount|credit/debit amount|betrag in kontowahrung|montant du mouvement|
    montant de la transaction|transaction amount|buchungsbetrag|umsatz`),
  credit: words(`credit|gutschrift|accredito|credito|avere|haben|eingang|gutschriften|credits|entrate|entree|
    money in|paid in|montant credit|betrag gutschrift|importo accredito|credit amount`),
  debit: words(`debit|lastschrift|belastung|addebito|debito|dare|soll|ausgang|belastungen|debits|uscite|sortie|
    money out|paid out|montant debit|betrag belastung|importo addebito|debit amount`),
  indicator: words(`soll/haben|s/h|sens|d/c|c/d|debit/credit|credit/debit|dare/avere|credit/debit indicator|
    debit/credit indicator`),
  currency: words(`devise|monnaie|wahrung|waehrung|whg|divisa|moneta|currency|ccy|payment currency`),
  reference: words(`reference|referenz|riferimento|qr referenz|reference qr|riferimento qr|qr reference|
    payment reference|reference de paiement|zahlungsreferenz|referenznummer|numero de reference|no de reference|
    numero di riferimento|creditor reference`),
  transaction_id: words(`transaktions nr|no de transaction|transaction no|n di transazione|n transazione|
    n de transaction|
    transaktionsnummer|numero de transaction|transaction id|zkb referenz|id`),
  counterparty: words(`contrepartie|gegenpartei|controparte|counterparty|payer|payee|payer/payee|auftraggeber|
    beneficiaire|begunstigter|begunstigter/auftraggeber|beneficiario|beneficiary|empfanger|zahlungspflichtiger|
    donneur d ordre|ordinante|debiteur|debitor|debitore|nom|name|nome`),
  counterparty_iban: words(`iban contrepartie|iban de la contrepartie|iban gegenpartei|gegenkonto|iban controparte|
    counterparty iban|beneficiary iban|iban beneficiaire|iban empfanger`),
  account: words(`iban|konto|compte|conto|account|account iban|kontonummer|numero de compte`),
  balance: words(`solde|saldo|balance|kontostand|solde du compte`),
  state: words(`state|status|statut|stato`),
  fee: words(`fee|frais|gebuhr|gebuhren|spese|commissione`),
  total: words(`total amount`),
  original_amount: words(`orig amount|original amount|montant d origine|originalbetrag`),
  original_currency: words(`orig currency|original currency|devise d origine|originalwahrung`),
};

const DESCRIPTIONS = new RegExp(
  `^(?:${
    words(`description|beschreibung|descrizione|libelle|text|texte|testo|buchungstext|texte comptable|
      texte de notification|avisierungstext|testo di notifica|notification text|details|detail|dettagli|communication|
      comunicazione|mitteilung|message|motif|verwendungszweck|zahlungszweck|motif du paiement|payment purpose|
      zahlungsgrund|scopo del pagamento|remittance information|informations|objet`).join("|")
  }) ?\\d?$`,
);

function words(list: string): string[] {
  return list.split("|").map((name) => name.replace(/\s+/g, " ").trim());
}

export interface HeaderCell {
  name: string;
  /** Currency the header names, as in `Gutschrift in CHF`. */
  currency: string | null;
  /** The header says that times are UTC. */
  utc: boolean;
}

/** Header text without accents, case, punctuation, currency and time zone. */
export function headerCell(cell: string): HeaderCell {
  const text = cell.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/["=:.°]/g, "")
    .replace(/['’_-]/g, " ").replace(/\s+/g, " ").trim();
  const utc = /\(utc\)$/.test(text);
  const currency = /(?:^|[ (])(chf|eur|usd|gbp)\)?$/.exec(text)?.[1].toUpperCase() ?? null;
  const name = text.replace(/ ?\(utc\)$/, "").replace(/(?:^| |(?=\())(?:(?:in|en) )?\(?(?:chf|eur|usd|gbp)\)?$/, "")
    .replace(/\s?\/\s?/g, "/").trim();
  return { name, currency, utc };
}

export interface ColumnMap {
  columns: Partial<Record<ColumnName, number>>;
  descriptions: number[];
  cells: HeaderCell[];
}

/** Which column is what; null when the row cannot be the header because date or amount is missing. */
export function mapColumns(header: string[]): ColumnMap | null {
  const cells = header.map(headerCell);
  const columns: ColumnMap["columns"] = {};
  for (const [column, names] of Object.entries(NAMES) as [ColumnName, string[]][]) {
    for (const name of names) {
      const index = cells.findIndex((cell) => cell.name === name);
      if (index < 0) continue;
      columns[column] = index;
      break;
    }
  }
  const hasAmount = columns.amount !== undefined || columns.credit !== undefined || columns.debit !== undefined;
  if (columns.date === undefined || !hasAmount) return null;
  const descriptions = cells.flatMap((cell, index) => DESCRIPTIONS.test(cell.name) ? [index] : []);
  return { columns, descriptions, cells };
}

// One line per bank: header names that no other bank of the list uses together.
const SIGNATURES: [DetectedFormat, string[]][] = [
  ["revolut", ["completed date", "state"]],
  ["revolut", ["date completed", "payment currency"]],
  ["revolut", ["date completed", "total amount"]],
  ["ubs", ["beschreibung1"]],
  ["ubs", ["description1"]],
  ["ubs", ["descrizione1"]],
  ["postfinance", ["avisierungstext"]],
  ["postfinance", ["texte de notification"]],
  ["postfinance", ["testo di notifica"]],
  ["postfinance", ["notification text"]],
  ["raiffeisen", ["booked at", "credit/debit amount"]],
  ["kantonalbank", ["zkb referenz"]],
  ["kantonalbank", ["buchungstext", "belastung", "gutschrift"]],
  ["kantonalbank", ["texte comptable", "debit", "credit"]],
];

/** The bank whose export has these headers; `generic` when none is recognised. */
export function detectFormat(map: ColumnMap): DetectedFormat {
  const names = new Set(map.cells.map((cell) => cell.name));
  return SIGNATURES.find(([, signature]) => signature.every((name) => names.has(name)))?.[0] ?? "generic";
}

export type PreambleField = "iban" | "currency" | "from" | "to" | "opening_balance" | "closing_balance";

const PREAMBLE: [PreambleField, RegExp][] = [
  ["iban", /^(iban|konto|compte|conto|account|kontonummer|numero de compte|account number)$/],
  ["currency", /^(wahrung|monnaie|devise|valuta|divisa|currency|bewertet in|evalue en|valued in|valutato in)$/],
  ["from", /^(von|du|de|dal|from|datum von|date du|date de|date from|data dal|data da)$/],
  ["to", /^(bis|au|a|al|to|until|datum bis|date au|date to|data al|data a)$/],
  ["opening_balance", /^(anfangssaldo|solde initial|saldo iniziale|opening balance|solde d ouverture)$/],
  ["closing_balance", /^(schlusssaldo|solde final|saldo finale|closing balance|solde de cloture)$/],
];

/** The facts about the account that stand above the header, as the file writes them. */
export function readPreamble(rows: string[][]): Partial<Record<PreambleField, string>> {
  const found: Partial<Record<PreambleField, string>> = {};
  for (const [label, ...values] of rows) {
    const name = headerCell(label ?? "").name;
    const value = values.find((cell) => cell !== "");
    const field = PREAMBLE.find(([, pattern]) => pattern.test(name))?.[0];
    // IBAN after account number: the first value of the right shape counts, a later one must not replace it.
    if (!field || value === undefined || (field === "iban" && !/^[A-Z]{2}\d{2}/.test(value))) continue;
    found[field] ??= value;
  }
  return found;
}
