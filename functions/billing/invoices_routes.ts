import { invoices } from "../../shared/contracts/billing/invoices.ts";
import { bind, bindDetached, bindJson, type Bound } from "../../shared/http/bind.ts";
import { invoiceFile } from "../../shared/invoicing/invoice_file.ts";
import { changeInvoiceStatus } from "./change_invoice_status.ts";

export const invoiceRoutes: Bound[] = [
  bindJson(invoices.list, ({ query }) => ({
    fn: "finance.billing_page",
    args: [
      query.page,
      Math.min(query.page_size ?? query.limit, 200),
      query.status?.flat() ?? null,
      query.contact_id ?? null,
      query.from_date ?? null,
      query.to_date ?? null,
      query.search || query.q || null,
      query.hide_paid ?? false,
      query.ordering ?? null,
    ],
  })),
  bind(invoices.changeStatus, ({ sql, params, body }) => changeInvoiceStatus(sql, params.id, body)),
  bindDetached(invoices.pdf, async ({ params, transact }) => {
    const { bytes, filename } = await invoiceFile(transact, params.id, "not_found");
    return { bytes, filename: `facture-${filename}` };
  }),
];
