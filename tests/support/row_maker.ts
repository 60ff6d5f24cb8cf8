import type postgres from "postgres";

interface Column {
  name: string;
  type: string;
  required: boolean;
  /** Filled by Postgres: a default that does not ask who is calling, an identity, a generated column. */
  automatic: boolean;
  generated: boolean;
}

interface ForeignKey {
  target: string;
  columns: string[];
  targetColumns: string[];
}

interface Table {
  columns: Column[];
  foreignKeys: ForeignKey[];
  /** Columns of each check by the name of the constraint, with the words its definition mentions. */
  checks: Map<string, { columns: string[]; words: string[] }>;
}

export type Row = Record<string, unknown>;

/** Makes rows of any table out of the catalogue alone, so that a table of tomorrow is covered today. */
export interface RowMaker {
  /** Tables of ours that have a tenant_id, as `schema.name`, sorted. */
  tenantTables: string[];
  /** Columns of a table that a statement may name. */
  columnsOf(table: string): string[];
  /**
   * Inserts a valid row of the tenant, with the rows it refers to, past triggers and policies. Free text carries `marker`.
   * Throws with the name of the constraint when no value it knows satisfies it: then give the column in `values`.
   */
  make(table: string, tenantId: string, values?: Row): Promise<Row>;
}

/** Shared tables whose rows are made all the same: a person is nobody's reference data. */
const PEOPLE = new Set(["identity.users", "identity.refresh_tokens"]);

/** Text columns that hold something the product reads back. */
const VALUES: Record<string, Row> = {
  "audit.alerts": { source_events: ["0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"], title: "Alert" },
  "audit.events": { category: "system", action: "made", before_state: null, after_state: '{"name": "x"}' },
  "integrations.webhook_deliveries": {
    event: "invoice.paid",
    payload: "{}",
    lease_id: null,
    sent_at: null,
    status: "pending",
  },
  "integrations.webhook_endpoints": { events: ["*"], is_active: true, previous_secret_sealed: null, deleted_at: null },
};

const ATTEMPTS = 400;
const TEXTS = [
  "a",
  "A",
  "AB",
  "ABC",
  "CHF",
  "FR",
  "2026",
  "1100",
  "123456",
  "a@example.com",
  "a.b",
  "+33612345678",
];

/** Four letters: companies of one organisation must not share a prefix of their document numbers. */
function randomPrefix(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => String.fromCharCode(65 + byte % 26)).join("");
}

const fileOf = (tenantId: string): Row => ({
  storage_key: `${tenantId}/document/${crypto.randomUUID()}.pdf`,
  sha256: "0".repeat(64),
  media_type: "application/pdf",
});

const catalogues = new WeakMap<postgres.Sql, Promise<Map<string, Table>>>();

export async function createRowMaker(admin: postgres.Sql, marker: string): Promise<RowMaker> {
  if (!catalogues.has(admin)) catalogues.set(admin, readTables(admin));
  const tables = await catalogues.get(admin)!;
  const tableOf = (name: string) => {
    const table = tables.get(name);
    if (!table) throw new Error(`no table ${name}`);
    return table;
  };

  async function make(name: string, tenantId: string, given: Row = {}): Promise<Row> {
    const table = tableOf(name);
    const values: Row = {
      ...VALUES[name],
      ...(name === "identity.companies" && { invoice_prefix: randomPrefix() }),
      ...(name === "documents.files" && fileOf(tenantId)),
      ...given,
    };
    const row: Row = {};
    const choices = new Map<string, { options: unknown[]; at: number }>();
    for (const column of table.columns) {
      if (column.generated) continue;
      if (column.name in values) row[column.name] = values[column.name];
      else if (column.name === "tenant_id") row.tenant_id = tenantId;
      else if (column.required && !column.automatic || isFreeText(table, column)) {
        const options = optionsFor(table, column, marker);
        choices.set(column.name, { options, at: 0 });
        row[column.name] = options[0];
      }
    }
    for (const key of table.foreignKeys) {
      const open = key.columns.filter((column) => choices.has(column));
      if (open.length === 0) continue;
      const shared = Object.fromEntries(
        key.columns.flatMap((c, i) => c in row && !choices.has(c) ? [[key.targetColumns[i], row[c]]] : []),
      );
      const parent = await existing(key.target) ?? await make(key.target, tenantId, shared);
      key.columns.forEach((column, i) => {
        row[column] = parent[key.targetColumns[i]];
        choices.delete(column);
      });
    }
    return await insert(name, table, row, choices);
  }

  /** A row of a table that all organisations share: its content is part of the product. */
  async function existing(name: string): Promise<Row | undefined> {
    const isShared = !tableOf(name).columns.some((c) => c.name === "tenant_id") && !PEOPLE.has(name);
    return isShared ? (await admin<Row[]>`select * from ${admin(name)} limit 1`)[0] : undefined;
  }

  async function insert(
    name: string,
    table: Table,
    row: Row,
    choices: Map<string, { options: unknown[]; at: number }>,
  ): Promise<Row> {
    for (let attempt = 0;; attempt++) {
      try {
        return await admin.begin(async (tx) => {
          // The rows a row refers to were made before it, so skipping triggers skips only their side effects.
          await tx`set local session_replication_role = replica`;
          const [made] = await tx<Row[]>`insert into ${tx(name)} ${tx(row)} returning *`;
          return made;
        });
      } catch (error) {
        if (attempt === ATTEMPTS || !advance(columnsAtFault(table, error as Record<string, string>))) {
          const { constraint_name } = error as Record<string, string>;
          throw new Error(`cannot make a row of ${name}: ${constraint_name || (error as Error).message}`, {
            cause: error,
          });
        }
      }
    }

    /** Takes the next combination of the columns a check complains about, like the wheels of a counter. */
    function advance(columns: string[]): boolean {
      for (const column of columns) {
        const known = table.columns.find((c) => c.name === column);
        if (!known) continue;
        if (!choices.has(column)) {
          // The default did not do, or nothing was set where something has to be.
          if (known.generated || column === "tenant_id" || (column in row && row[column] !== null)) continue;
          choices.set(column, { options: optionsFor(table, known, marker), at: -1 });
        }
        const choice = choices.get(column)!;
        if (++choice.at < choice.options.length) {
          row[column] = choice.options[choice.at];
          return true;
        }
        choice.at = 0;
        row[column] = choice.options[0];
      }
      return false;
    }
  }

  const tenantTables = [...tables].filter(([, table]) => table.columns.some((c) => c.name === "tenant_id"))
    .map(([name]) => name).sort();
  return {
    tenantTables,
    columnsOf: (name) => tableOf(name).columns.filter((c) => !c.generated).map((c) => c.name),
    make,
  };
}

/** The columns an error of Postgres complains about; none for errors another value would not cure. */
function columnsAtFault(
  table: Table,
  { code, constraint_name, column_name, detail }: Record<string, string>,
): string[] {
  if (code === "23502") return [column_name];
  if (code === "23514") return table.checks.get(constraint_name)?.columns ?? [];
  // Of an index on an expression, every column the expression names.
  const key = code === "23505" ? /^Key \((.*)\)=/.exec(detail)?.[1] : undefined;
  return key?.match(/\w+/g)?.filter((word) => table.columns.some((c) => c.name === word)) ?? [];
}

/** Text nobody restricts or looks up: the place for the marker. */
function isFreeText(table: Table, column: Column): boolean {
  return column.type === "text" && !column.automatic &&
    ![...table.checks.values()].some((check) => check.columns.includes(column.name)) &&
    !table.foreignKeys.some((key) => key.columns.includes(column.name));
}

function optionsFor(table: Table, column: Column, marker: string): unknown[] {
  const words = [...table.checks.values()].filter((check) => check.columns.includes(column.name))
    .flatMap((check) => check.words);
  const unique = crypto.randomUUID();
  switch (column.type) {
    case "text":
      return [`${marker} ${unique.slice(0, 8)}`, ...words, unique, ...lookingLike(unique), ...TEXTS];
    case "uuid":
      return [unique];
    case "boolean":
      return [false, true];
    case "date":
      return ["2026-01-15"];
    case "jsonb":
    case "json":
      return [{}, [], [{}]];
    case "bytea":
      return [new Uint8Array([1])];
    case "time without time zone":
      return ["08:00"];
    case "interval":
      return ["1 day"];
  }
  if (column.type.endsWith("[]")) return [`{}`, `{${words[0] ?? "a"}}`];
  if (column.type.startsWith("timestamp")) return ["2026-01-15T10:00:00Z"];
  if (/^(smallint|integer|bigint|numeric)/.test(column.type)) {
    return [1, 0, 100, 2026, ...Array.from({ length: 5 }, () => 3000 + Math.floor(Math.random() * 6000)), 202601];
  }
  return [marker];
}

/** Shapes that codes and numbers have: short, a SHA-256, upper case, digits, a vehicle identification number. */
function lookingLike(unique: string): string[] {
  const hex = unique.replaceAll("-", "").toUpperCase();
  const digits = String(BigInt(`0x${hex}`));
  return [
    hex.slice(0, 8),
    (hex + hex).toLowerCase(),
    `T${hex.slice(0, 8)}`,
    digits.slice(0, 6),
    digits.slice(0, 12),
    `VF1${digits.slice(0, 14)}`,
  ];
}

async function readTables(admin: postgres.Sql): Promise<Map<string, Table>> {
  const relations = admin`
    select c.oid as id, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and pg_get_userbyid(n.nspowner) = 'postgres'
      and n.nspname not in ('extensions', 'supabase_migrations')`;
  const columns = await admin<(Column & { table: string })[]>`
    select r.name as table, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as required,
      a.attgenerated <> '' or a.attidentity <> '' as generated,
      coalesce(pg_get_expr(d.adbin, d.adrelid), '') !~ '(^$|^NULL|app\\.(tenant_id|user_id|member_id)\\(|^auth\\.)' as automatic
    from (${relations}) r join pg_attribute a on a.attrelid = r.id and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum order by r.name, a.attnum`;
  const keys = await admin<(ForeignKey & { table: string })[]>`
    select r.name as table, t.name as target,
      (select array_agg(a.attname::text order by k.place) from unnest(f.conkey) with ordinality k (n, place)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.n) as columns,
      (select array_agg(a.attname::text order by k.place) from unnest(f.confkey) with ordinality k (n, place)
        join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.n) as "targetColumns"
    from (${relations}) r join pg_constraint f on f.conrelid = r.id and f.contype = 'f'
    join (${relations}) t on t.id = f.confrelid order by r.name, cardinality(f.conkey) desc, f.conname`;
  const checks = await admin<{ table: string; name: string; columns: string[]; definition: string }[]>`
    select r.name as table, k.conname as name, pg_get_constraintdef(k.oid) as definition,
      (select array_agg(a.attname::text order by a.attnum desc) from pg_attribute a
        where a.attrelid = k.conrelid and a.attnum = any (k.conkey)) as columns
    from (${relations}) r join pg_constraint k on k.conrelid = r.id and k.contype = 'c'`;

  const tables = new Map<string, Table>();
  for (const { table, ...column } of columns) {
    if (!tables.has(table)) tables.set(table, { columns: [], foreignKeys: [], checks: new Map() });
    tables.get(table)!.columns.push(column);
  }
  for (const { table, ...key } of keys) tables.get(table)!.foreignKeys.push(key);
  for (const { table, name, columns: involved, definition } of checks) {
    const words = [...definition.matchAll(/'([A-Za-z][\w .-]*)'::text/g)].map(([, word]) => word);
    tables.get(table)!.checks.set(name, { columns: involved ?? [], words });
  }
  return tables;
}
