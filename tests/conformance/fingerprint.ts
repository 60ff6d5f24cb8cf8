import type postgres from "postgres";

/** A digest of every row of the tables, or of one organisation's rows; equal digests mean that nothing was written. */
export async function fingerprintOf(
  admin: postgres.Sql,
  tables: readonly string[],
  tenantId: string | null = null,
): Promise<Record<string, string>> {
  const parts = tables.map((table) =>
    `select '${table}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${table} t
     where $1::uuid is null or t.tenant_id = $1::uuid`
  );
  const rows = await admin.unsafe<{ name: string; digest: string }[]>(parts.join(" union all "), [tenantId]);
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
