import { z } from "zod";
import { id } from "../kit/fields.ts";

/** An invoice as other domains show it; drafts have no number. */
export const InvoiceRef = z.object({ id, invoice_number: z.string().nullable() }).meta({ id: "InvoiceRef" });
