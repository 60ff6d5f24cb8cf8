import { problem } from "../../shared/contracts/kit/problems.ts";
import { emailAutomation } from "../../shared/contracts/notifications/email.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, type Bound } from "../../shared/http/bind.ts";
import { findCompany } from "./email_queries.ts";
import { remindInvoices } from "./remind_invoices.ts";
import { sendPaymentMail, sendQuoteMail } from "./send_automated_mail.ts";

/** Leads, supplier invoices and proposals are not kept here: rather a refusal than a success that sent nothing. */
const unavailable = (): Promise<never> => Promise.reject(problem("mail_subject_unavailable"));

export const emailRoutes: Bound[] = [
  bindDetached(emailAutomation.health, () => ({
    service: "email-automation" as const,
    status: "ok" as const,
    stories: ["E-01", "E-02", "E-03", "E-04", "E-05", "E-06"],
    unavailable: ["E-01", "E-05", "E-06"],
    timestamp: new Date().toISOString(),
  })),
  bindDetached(emailAutomation.quoteSent, (ctx) => sendQuoteMail(ctx, ctx.body)),
  bindDetached(emailAutomation.paymentConfirmed, (ctx) => sendPaymentMail(ctx, ctx.body)),
  bindDetached(emailAutomation.invoiceReminders, async ({ transact, runtime, body }) => {
    const { owner_company_id: companyId = null, dry_run: dryRun } = body;
    if (companyId) firstOr(await transact(async (sql) => await findCompany(sql, companyId)), "mail_company_unknown");
    return { dry_run: dryRun, results: await remindInvoices({ transact, log: runtime.log, companyId, dryRun }) };
  }),
  bind(emailAutomation.leadConfirmation, unavailable),
  bind(emailAutomation.supplierInvoiceApproved, unavailable),
  bind(emailAutomation.providerReminder, unavailable),
];
