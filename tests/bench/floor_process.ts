import { Hono } from "hono";
import postgres from "postgres";
import { untilInputCloses } from "./processes.ts";

/**
 * What the product is measured against: the same framework, driver, tables and pool, and plain SQL as role postgres. The tenant
 * comes with the address; nobody is asked who they are. Dates, numbers and shapes stay as the driver gives them.
 */

const [port, poolSize] = Deno.args;
const sql = postgres(Deno.env.get("DATABASE_URL")!, { max: Number(poolSize), onnotice: () => {} });
const app = new Hono();

const card =
  sql`id, first_name, last_name, email, phone, company_name as company, address, tags, is_vip, is_supplier, active,
  custom_fields, created_at, updated_at, coalesce(first_name || ' ' || last_name, company_name) as full_name,
  (select count(*)::int from crm.vehicles v where v.owner_id = contacts.id and v.deleted_at is null) as vehicles_count`;

const pagination = (page: number, limit: number, total: number) => ({
  page,
  limit,
  total,
  total_pages: Math.ceil(total / limit),
});

const people = Array.from({ length: 20 }, (_, i) => ({
  id: `0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e${10 + i}`,
  first_name: "Sophie",
  last_name: "Martin",
  full_name: "Sophie Martin",
  email: `sophie.martin${i}@example.fr`,
  phone: "+33698765432",
  company: "Martin Transport",
  address: { street: "45 Avenue des Champs", city: "Lyon", postal_code: "69001", country: "France" },
  tags: ["prospect"],
  is_vip: false,
  is_supplier: false,
  active: true,
  custom_fields: { source: "website" },
  vehicles_count: 0,
  created_at: "2026-01-15T10:00:00.123456Z",
  updated_at: "2026-01-15T10:00:00.123456Z",
}));
app.get("/constant", (c) => c.json({ success: true, data: people }));

app.get("/:tenant/contacts", async (c) => {
  const tenant = c.req.param("tenant");
  const [page, limit] = [Number(c.req.query("page") ?? 1), Number(c.req.query("limit") ?? 20)];
  const search = c.req.query("search");
  const where = search
    ? sql`tenant_id = ${tenant} and deleted_at is null and search_text like ${`%${search}%`}`
    : sql`tenant_id = ${tenant} and deleted_at is null`;
  const [rows, [{ total }]] = await Promise.all([
    sql`select ${card} from crm.contacts where ${where} order by created_at desc, id desc limit ${limit} offset ${
      (page - 1) * limit
    }`,
    sql`select count(*)::int as total from crm.contacts where ${where}`,
  ]);
  return c.json({ success: true, data: rows, pagination: pagination(page, limit, total) });
});

app.post("/:tenant/contacts", async (c) => {
  const { company, ...columns } = await c.req.json();
  const row = {
    ...columns,
    company_name: company,
    tenant_id: c.req.param("tenant"),
    owner_user_id: c.req.query("user"),
  };
  const [contact] = await sql`insert into crm.contacts ${sql(row)} returning ${card}`;
  return c.json({ success: true, data: contact }, 201);
});

/** The whole invoice as the product answers it, by the same SQL; the tenant of the address instead of policies. */
app.get("/:tenant/invoices/:id", async (c) => {
  const { tenant, id } = c.req.param();
  const [row] = await sql<{ answer: string }[]>`
    select row_to_json(whole)::text as answer from (
      select i.id, i.invoice_number, i.type, c.code as owner_company, i.owner_company_id, i.client_id, i.client_name,
        i.client_address, i.contact_id, i.project_id, i.quote_id, i.date, i.due_date, i.service_from, i.service_to,
        i.currency, i.exchange_rate, i.payment_terms, i.payment_method, i.language, i.amount_ht, i.amount_tva, i.amount_ttc,
        i.tva_by_rate, i.paid_amount, i.credited_amount, i.remaining_amount,
        case when i.status = 'sent' and i.due_date < day.today then 'overdue' else i.status end as status,
        i.status in ('sent', 'partial', 'overdue', 'disputed') and i.due_date < day.today as is_overdue,
        case when i.status in ('sent', 'partial', 'overdue', 'disputed') then greatest(day.today - i.due_date, 0) else 0 end
          as days_overdue,
        i.qr_reference, i.reference_type, i.iban_used, i.sent_at, i.sent_to, i.last_sent_at, i.viewed_at, i.paid_at,
        i.reminder_level, i.reminder_count, i.last_reminder_at, i.cancelled_at, i.cancellation_reason, i.is_credit_note,
        i.original_invoice_id, i.notes, i.created_by, i.version, i.created_at, i.updated_at,
        case when d.id is not null then '/finance/invoices/' || i.id || '/pdf/download' end as pdf_path,
        d.sha256 as pdf_sha256,
        (
          select coalesce(json_agg(line order by line.position), '[]')
          from (
            select l.id, l.position, l.description, l.quantity, l.unit, l.unit_price, l.discount, l.discount_amount,
              l.vat_code, l.vat_rate, l.service_date, l.line_net
            from finance.invoice_lines l where l.tenant_id = i.tenant_id and l.invoice_id = i.id
          ) line
        ) as lines,
        (
          select coalesce(json_agg(payment order by payment.created_at, payment.id), '[]')
          from (
            select p.id, p.amount, p.currency, p.paid_on as payment_date, p.method as payment_method, p.transaction_id,
              p.auto_reconciled, p.notes, p.status, p.created_at
            from finance.payments p where p.tenant_id = i.tenant_id and p.invoice_id = i.id
          ) payment
        ) as payments,
        (
          select coalesce(json_agg(json_build_object(
            'at', e.at, 'action', split_part(e.action, '.', 2), 'actor_type', e.actor_type, 'actor_id', e.actor_id,
            'actor', u.name, 'reason', e.context ->> 'reason'
          ) order by e.at, e.id), '[]')
          from audit.events e left join identity.users u on u.id = case e.actor_type when 'user' then e.actor_id::uuid end
          where e.tenant_id = i.tenant_id and e.entity_type = 'invoice' and e.entity_id = i.id::text
        ) as history
      from finance.invoices i
      join (select t.id, (now() at time zone t.timezone)::date as today from identity.tenants t) day on day.id = i.tenant_id
      left join identity.companies c on c.tenant_id = i.tenant_id and c.id = i.owner_company_id
      left join finance.invoice_documents d on d.tenant_id = i.tenant_id and d.invoice_id = i.id and d.kind = 'invoice'
      where i.tenant_id = ${tenant} and i.id = ${id} and i.deleted_at is null
    ) whole`;
  if (!row) return c.json({ success: false }, 404);
  return c.body(`{"success":true,"data":${row.answer}}`, 200, { "content-type": "application/json" });
});

/** The narrower floor: the row and its lines, without payments, history and file. */
app.get("/:tenant/invoices/:id/rows", async (c) => {
  const { tenant, id } = c.req.param();
  const [[invoice], lines] = await Promise.all([
    sql`select * from finance.invoices where tenant_id = ${tenant} and id = ${id} and deleted_at is null`,
    sql`select * from finance.invoice_lines where tenant_id = ${tenant} and invoice_id = ${id} order by position`,
  ]);
  if (!invoice) return c.json({ success: false }, 404);
  return c.json({ success: true, data: { ...invoice, lines } });
});

const cents = (value: number) => Math.round(value * 100) / 100;

interface LineItem {
  description: string;
  quantity: number;
  unit_price: number;
  discount?: number;
}

app.post("/:tenant/invoices", async (c) => {
  const { line_items, client_id, date, due_date } = await c.req.json();
  const tenant = c.req.param("tenant");
  const nets = line_items.map((l: LineItem) => cents(l.quantity * l.unit_price * (1 - (l.discount ?? 0) / 100)));
  const ht = cents(nets.reduce((sum: number, net: number) => sum + net, 0));
  const tva = cents(ht * 0.081);
  const created = await sql.begin(async (tx) => {
    const [invoice] = await tx`
      insert into finance.invoices ${
      tx({
        tenant_id: tenant,
        owner_company_id: c.req.query("company")!,
        owner_user_id: c.req.query("user")!,
        client_id,
        client_name: c.req.query("client")!,
        date,
        due_date,
        currency: "CHF",
        amount_ht: ht,
        amount_tva: tva,
        amount_ttc: cents(ht + tva),
        tva_by_rate: [{ vat_rate: 8.1, vat_code: "NORMAL", amount_ht: ht, amount_tva: tva }] as never,
      })
    } returning *`;
    const lines = await tx`
      insert into finance.invoice_lines ${
      tx(line_items.map((l: LineItem, i: number) => ({
        tenant_id: tenant,
        invoice_id: invoice.id,
        position: i + 1,
        description: l.description,
        quantity: l.quantity,
        unit_price: l.unit_price,
        discount: l.discount ?? 0,
        vat_code: "NORMAL",
        vat_rate: 8.1,
      })))
    } returning *`;
    return { ...invoice, lines };
  });
  return c.json({ success: true, data: created }, 201);
});

Deno.serve({ hostname: "127.0.0.1", port: Number(port), onListen: () => {} }, app.fetch);
await untilInputCloses();
Deno.exit(0);
