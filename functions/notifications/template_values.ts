import { problem } from "../../shared/contracts/kit/problems.ts";
import { completed, type Variables } from "./template_rules.ts";
import type { TemplateRow } from "./templates_queries.ts";

/** The values of a template's variables, defaults put in. Raises missing_variable, which names them. */
export function valuesFor({ variables }: Pick<TemplateRow, "variables">, given: Variables): Variables {
  const { values, missing } = completed(variables, given);
  if (missing.length > 0) throw problem("missing_variable", { missing });
  return values;
}
