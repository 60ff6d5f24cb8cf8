import { Big } from "big.js";

Big.RM = Big.roundHalfUp;

/** A decimal as the wire or the database gives it; text stays exact. */
export type Decimal = string | number;

/** What the price of a line depends on. Discounts: percent, and an amount off the line. */
export interface PricedLine {
  quantity: Decimal;
  unit_price: Decimal;
  discount?: Decimal | null;
  discount_amount?: Decimal | null;
  /** Percent. */
  vat_rate: Decimal;
}

/** One VAT rate of a document: net amount and the tax on it. */
export interface VatGroup {
  vat_rate: string;
  amount_ht: string;
  amount_tva: string;
}

/** Totals of a document, every amount with two decimals. */
export interface Totals {
  /** Net of each line, in order. */
  line_nets: string[];
  /** Highest rate first. */
  tva_by_rate: VatGroup[];
  amount_ht: string;
  amount_tva: string;
  amount_ttc: string;
  /** The one rate, or the average of several weighted by net amount, rounded to two decimals. */
  shown_rate: string;
}

/** Net of a line: quantity x unit price, less the percentage, less the amount; rounded half away from zero at 0.01. */
export function lineNet(line: PricedLine): Big {
  const factor = new Big(1).minus(new Big(line.discount ?? 0).div(100));
  return new Big(line.quantity).times(line.unit_price).times(factor).minus(line.discount_amount ?? 0).round(2);
}

/**
 * Totals of a document. VAT is rounded once per rate on the sum of its lines, not per line (LTVA art. 26; CGI ann. II
 * art. 242 nonies A). `finance.totals_of` computes the same in the database.
 */
export function totalsOf(lines: readonly PricedLine[]): Totals {
  const nets = lines.map(lineNet);
  const netByRate = new Map<string, Big>();
  lines.forEach((line, i) => {
    const rate = new Big(line.vat_rate).toString();
    netByRate.set(rate, (netByRate.get(rate) ?? new Big(0)).plus(nets[i]));
  });
  const groups = [...netByRate].sort(([a], [b]) => new Big(b).cmp(a)).map(([rate, net]) => ({
    rate,
    net,
    tax: net.times(rate).div(100).round(2),
  }));
  const ht = groups.reduce((sum, { net }) => sum.plus(net), new Big(0));
  const tva = groups.reduce((sum, { tax }) => sum.plus(tax), new Big(0));
  return {
    line_nets: nets.map((net) => net.toFixed(2)),
    tva_by_rate: groups.map(({ rate, net, tax }) => ({
      vat_rate: new Big(rate).toFixed(2),
      amount_ht: net.toFixed(2),
      amount_tva: tax.toFixed(2),
    })),
    amount_ht: ht.toFixed(2),
    amount_tva: tva.toFixed(2),
    amount_ttc: ht.plus(tva).toFixed(2),
    shown_rate: shownRate(groups, ht, tva),
  };
}

function shownRate(groups: { rate: string }[], ht: Big, tva: Big): string {
  if (groups.length === 1) return new Big(groups[0].rate).toFixed(2);
  return ht.eq(0) ? "0.00" : tva.div(ht).times(100).toFixed(2);
}
