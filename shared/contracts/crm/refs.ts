import { z } from "zod";
import { id } from "../kit/fields.ts";

/** A contact as other domains show it. */
export const ContactRef = z.object({ id, name: z.string() }).meta({ id: "ContactRef" });
