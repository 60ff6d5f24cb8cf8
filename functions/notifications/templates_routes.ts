import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import { templates } from "../../shared/contracts/notifications/templates.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import { languageFor, rendered, undeclaredIn } from "./template_rules.ts";
import { valuesFor } from "./template_values.ts";
import {
  countTemplates,
  deleteTemplate,
  findTemplate,
  insertTemplate,
  listTemplates,
  type TemplateRow,
  updateTemplate,
} from "./templates_queries.ts";

export const templateRoutes: Bound[] = [
  bindRead(
    templates.list,
    ({ sql, query }) => [listTemplates(sql, query, query), countTemplates(sql, query)],
    ([rows, [{ total }]], { query: { limit, offset } }) => ({
      templates: rows,
      meta: { count: rows.length, total, limit, offset },
    }),
  ),
  bind(templates.show, async ({ sql, params }) => firstOr(await findTemplate(sql, params.id), "template_not_found")),
  bind(templates.create, async ({ sql, body }) => {
    requireDeclared(body);
    return (await insertTemplate(sql, body))[0];
  }),
  bind(templates.update, async ({ sql, params, body }) => {
    const own = await findOwn(sql, params.id);
    requireDeclared({ ...own, ...body });
    return firstOr(await updateTemplate(sql, params.id, body), "template_not_found");
  }),
  bind(templates.remove, async ({ sql, params }) => {
    await findOwn(sql, params.id);
    await deleteTemplate(sql, params.id);
  }),
  bind(templates.preview, async ({ sql, params, body }) => {
    const template = firstOr(await findTemplate(sql, params.id), "template_not_found");
    const language = languageFor(template.parts, body.language);
    return { language, parts: rendered(template.parts[language]!, valuesFor(template, body.variables)) };
  }),
];

/** Raises template_not_found, template_built_in. */
async function findOwn(sql: Sql, id: string): Promise<TemplateRow> {
  const template = firstOr(await findTemplate(sql, id), "template_not_found");
  if (template.is_system) throw problem("template_built_in");
  return template;
}

function requireDeclared({ parts, variables }: Pick<TemplateRow, "parts" | "variables">): void {
  const undeclared = undeclaredIn(parts, variables);
  if (undeclared.length > 0) throw invalid({ field: "variables", message: `must declare ${undeclared.join(", ")}` });
}
