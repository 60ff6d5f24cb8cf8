import { z } from "zod";

/** One schema per term of the wire, so that a term means the same everywhere. */

export const id = z.guid().meta({ description: "Identifier.", examples: ["0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"] });

/** An instant, ISO 8601 in UTC. */
export const instant = z.string().meta({ format: "date-time", examples: ["2026-01-15T10:00:00.000Z"] });

/** A calendar date, `YYYY-MM-DD`, that exists. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date like 2026-01-31").refine(
  (value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value),
  "is not a calendar date",
).meta({ format: "date", examples: ["2026-01-31"] });

/** Trimmed text with a length limit; control characters other than line breaks and tabs are refused. */
export function text(max: number, min = 0): z.ZodType<string, string> {
  return z.string().trim().min(min, min === 1 ? "must not be empty" : undefined).max(max).refine(
    // deno-lint-ignore no-control-regex
    (value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value),
    "must not contain control characters",
  );
}

/** One line of text: as `text`, with runs of white space folded and markup characters refused as tags. */
export function line(max: number, min = 0): z.ZodType<string, string> {
  return z.string().overwrite((value) => value.replace(/<[^>]*>/g, "").replace(/\s+/g, " ").trim())
    .min(min, min === 1 ? "must not be empty" : undefined).max(max);
}

export const email = z.string().trim().toLowerCase().max(255).pipe(z.email("must be an e-mail address"))
  .meta({ examples: ["marc.dupont@example.fr"] });

/** An exact decimal taken from a JSON number or a decimal string and kept as text, so nothing is lost to binary floats. */
export function decimal(options: { scale: number; min?: string; max?: string; positive?: boolean }) {
  const { scale, min, max, positive } = options;
  const shape = new RegExp(`^-?\\d{1,12}(\\.\\d{1,${scale}})?$`);
  return z.union([z.number(), z.string()])
    .transform((value) => (typeof value === "number" ? plainDecimal(value) : value.trim()))
    .refine((value) => shape.test(value), `must be a number with at most ${scale} decimals`)
    .refine((value) => !positive || Number(value) > 0, "must be greater than 0")
    .refine((value) => min === undefined || Number(value) >= Number(min), `must be at least ${min}`)
    .refine((value) => max === undefined || Number(value) <= Number(max), `must be at most ${max}`);
}

/** JSON numbers such as 1e-7 print in exponent form; the wire wants digits. */
function plainDecimal(value: number): string {
  const printed = String(value);
  return /e/i.test(printed) ? value.toFixed(20).replace(/0+$/, "").replace(/\.$/, "") : printed;
}

/** A money amount from the caller: at most two decimals, kept as exact text. */
export const moneyIn = decimal({ scale: 2 }).meta({ examples: [360.5] });

const numeric = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.number(),
);

/** A number for the caller; Postgres hands numerics over as text. */
export const number = numeric as unknown as z.ZodType<number, string | number>;

/** A money amount for the caller, with the scale of its currency. */
export const money = numeric.meta({ description: "Decimal amount.", examples: [360.5] }) as unknown as z.ZodType<
  number,
  string | number
>;

/** A row count for the caller. */
export const count = number;

export const currency = z.enum(["CHF", "EUR", "USD"]).meta({ examples: ["CHF"] });

/** Any JSON object: free fields of the tenant, metadata. */
export const jsonObject = z.record(z.string(), z.unknown());

/** A truth value in a query string: true, 1, yes, y, on and their opposites. */
export const flag = z.union([z.boolean(), z.string()]).transform((value, context) => {
  if (typeof value === "boolean") return value;
  if (/^(true|1|yes|y|on)$/i.test(value)) return true;
  if (/^(false|0|no|n|off)$/i.test(value)) return false;
  context.addIssue({ code: "custom", message: "must be true or false" });
  return z.NEVER;
});

/** A whole number in a query string. */
export function integer(min: number, max: number) {
  return z.coerce.number().int().min(min).max(max);
}

/** Values repeated (`?a=1&a=2`) or comma separated (`?a=1,2`). */
export function listOf<T>(item: z.ZodType<T, string>) {
  return z.union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : [value]).flatMap((v) => v.split(",")).map((v) => v.trim()))
    .transform((values) => values.filter((v) => v !== ""))
    .pipe(z.array(item));
}

/** Path parameters that are identifiers: `byId("contact_id")`. */
export function byId<const N extends string>(...names: N[]): z.ZodType<{ [K in N]: string }> {
  return z.object(Object.fromEntries(names.map((name) => [name, id]))) as unknown as z.ZodType<{ [K in N]: string }>;
}
