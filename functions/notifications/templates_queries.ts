import type { z } from "zod";
import type { Template, TemplateCreate, TemplateUpdate } from "../../shared/contracts/notifications/templates.ts";
import type { Sql } from "../../shared/db/pool.ts";

export type TemplateRow = z.input<typeof Template>;

/** `channels` are those of its parts in any language; a chat message goes nowhere by itself. */
const columns = (sql: Sql) =>
  sql`t.id, t.tenant_id, t.name, t.category, t.parts, t.variables, t.is_active, t.is_system, t.created_at, t.updated_at,
    array(
      select c.channel from unnest(array['email', 'sms', 'push', 'in_app']) with ordinality as c (channel, place)
      where exists (select from jsonb_each(t.parts) as l (language, part) where l.part ? c.channel) order by c.place
    ) as channels`;

export interface TemplateFilter {
  category?: string;
  is_active?: boolean;
}

const condition = (sql: Sql, { category, is_active }: TemplateFilter) =>
  sql`where true ${category === undefined ? sql`` : sql`and t.category = ${category}`}
    ${is_active === undefined ? sql`` : sql`and t.is_active = ${is_active}`}`;

export function listTemplates(sql: Sql, filter: TemplateFilter, page: { limit: number; offset: number }) {
  return sql<TemplateRow[]>`
    select ${columns(sql)} from notifications.templates t ${condition(sql, filter)}
    order by t.name, t.is_system limit ${page.limit} offset ${page.offset}`;
}

export function countTemplates(sql: Sql, filter: TemplateFilter) {
  return sql<{ total: string }[]>`select count(*) as total from notifications.templates t ${condition(sql, filter)}`;
}

export function findTemplate(sql: Sql, id: string) {
  return sql<TemplateRow[]>`select ${columns(sql)} from notifications.templates t where t.id = ${id}`;
}

/** By id or name; under a name the organisation's own template comes before the built-in one, unless it is switched off. */
export function findTemplateToSend(sql: Sql, idOrName: string) {
  return sql<TemplateRow[]>`
    select ${columns(sql)} from notifications.templates t
    where t.id::text = lower(${idOrName}) or t.name = ${idOrName}
    order by t.id::text = lower(${idOrName}) desc, t.is_active desc, t.is_system limit 1`;
}

export function insertTemplate(sql: Sql, given: z.output<typeof TemplateCreate>) {
  return sql<TemplateRow[]>`
    insert into notifications.templates as t (name, category, parts, variables, is_active) values (
      ${given.name}, ${given.category}, ${JSON.stringify(given.parts)}::text::jsonb,
      ${JSON.stringify(given.variables)}::text::jsonb, ${given.is_active}
    ) returning ${columns(sql)}`;
}

export function updateTemplate(sql: Sql, id: string, changes: z.output<typeof TemplateUpdate>) {
  return sql<TemplateRow[]>`
    update notifications.templates t set (name, category, parts, variables, is_active) = (
      select r.name, r.category, r.parts, r.variables, r.is_active
      from jsonb_populate_record(t, ${JSON.stringify(changes)}::text::jsonb) r
    ) where t.id = ${id} returning ${columns(sql)}`;
}

export function deleteTemplate(sql: Sql, id: string) {
  return sql`delete from notifications.templates where id = ${id}`;
}
