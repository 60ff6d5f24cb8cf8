import { z } from "zod";
import { id } from "../kit/fields.ts";

/** The company of the tenant that issues a document. */
export const IssuingCompanyRef = z.object({ id, code: z.string(), name: z.string() }).meta({ id: "IssuingCompanyRef" });
