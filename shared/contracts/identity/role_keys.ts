import { z } from "zod";

/** The name of a role in its organisation. */
export const roleKey = z.string().trim().toLowerCase()
  .regex(/^[a-z0-9._:-]{1,80}$/, "must be up to 80 of a-z, 0-9, . _ : and -").meta({ examples: ["viewer"] });

/** Roles somebody is to hold, the first one as their primary role. */
export const roleKeys = z.array(roleKey).min(1).max(50).overwrite((keys) => [...new Set(keys)]);
