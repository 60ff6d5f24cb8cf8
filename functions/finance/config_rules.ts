/** Limits of the dashboard unless a company set its own: months of runway, days overdue, amounts in CHF. */
export const defaultThresholds = {
  runway_danger: 3,
  runway_warning: 6,
  overdue_high: 30,
  overdue_medium: 14,
  large_receivable: 10_000,
  large_payable: 5_000,
};

/** The defaults with a company's own figures in their place. */
export function thresholdsWith(own: Record<string, number>): typeof defaultThresholds {
  const known = Object.keys(defaultThresholds) as (keyof typeof defaultThresholds)[];
  return Object.fromEntries(known.map((key) => [key, own[key] ?? defaultThresholds[key]])) as typeof defaultThresholds;
}

/** A company code as it is stored: upper case, blanks as underscores; undefined for what can be no code. */
export function normalCode(text: string): string | undefined {
  const code = text.trim().toUpperCase().replace(/\s+/g, "_");
  return /^[A-Z][A-Z0-9_]{1,31}$/.test(code) ? code : undefined;
}
