/** Who a kind of notification is for: a role, or somebody the event knows. */
export type Addressee = `role:${string}` | "creator" | "assignee" | "client" | "contractors" | "guards";

/** How urgent a kind is, and whom it is for. */
export interface Kind {
  readonly priority: "low" | "normal" | "high" | "critical";
  readonly to: readonly Addressee[];
}

/**
 * Every kind of notification the product sends by itself. Domains give metadata and facts; who hears of it and how loudly is
 * decided here.
 */
export const CATALOGUE = {
  lead_new_high: { priority: "high", to: ["role:admin"] },
  lead_untouched: { priority: "high", to: ["role:admin", "assignee"] },
  lead_qualified: { priority: "high", to: ["role:admin", "assignee"] },
  lead_converted: { priority: "normal", to: ["assignee"] },
  quote_viewed: { priority: "low", to: ["creator"] },
  quote_signed: { priority: "high", to: ["role:admin", "creator"] },
  quote_rejected: { priority: "normal", to: ["creator"] },
  quote_expired: { priority: "normal", to: ["creator"] },
  signature_late: { priority: "high", to: ["role:admin"] },
  deposit_overdue: { priority: "normal", to: ["role:admin"] },
  payment_received: { priority: "normal", to: ["role:admin", "client"] },
  payment_unmatched: { priority: "high", to: ["role:admin"] },
  payment_duplicate: { priority: "critical", to: ["role:admin"] },
  payment_reverted: { priority: "critical", to: ["role:admin"] },
  bank_unmatched_5d: { priority: "high", to: ["role:admin"] },
  project_activated: { priority: "normal", to: ["role:admin", "client", "contractors"] },
  supplier_invoice_pending: { priority: "normal", to: ["role:admin"] },
  invoice_reminder_final: { priority: "high", to: ["role:admin"] },
  integration_down: { priority: "critical", to: ["role:superadmin"] },
  revolut_token_expired: { priority: "critical", to: ["role:superadmin"] },
  workflow_failed: { priority: "high", to: ["role:admin"] },
  cgv_integrity_error: { priority: "critical", to: ["role:superadmin"] },
  monthly_report_sent: { priority: "low", to: ["role:admin"] },
  security_alert: { priority: "critical", to: ["guards"] },
  webhook_disabled: { priority: "high", to: ["role:admin"] },
  email_failed: { priority: "high", to: ["creator"] },
} as const satisfies Record<string, Kind>;

export type NotificationKind = keyof typeof CATALOGUE;
