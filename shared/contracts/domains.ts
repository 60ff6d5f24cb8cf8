/** The first path segments each domain answers, written once: the gateway, the deployment and the document read it. */
export const DOMAIN_SEGMENTS = {
  identity: [
    "admin",
    "api-token-auth",
    "auth",
    "mfa",
    "mock-auth-config",
    "session-auth",
    "sessions",
    "token",
    "user-profile",
    "user-settings",
  ],
  crm: [
    "activities",
    "calendar",
    "calendar-reminders",
    "communications",
    "contacts",
    "customers",
    "leads",
    "tasks",
    "vehicles",
  ],
  sales: ["commercial", "products", "quotes"],
  legal: ["legal"],
  billing: ["credits", "invoices", "milestones", "payments", "subscriptions", "time-tracking"],
  finance: ["finance", "supplier-invoices"],
  collection: ["collection"],
  support: ["support"],
  casework: ["customer-applications", "document-types"],
  documents: ["document-categorization", "document-ocr", "documents", "files", "ocr"],
  quality: ["audit-configs", "audits", "fiches", "recordings", "transcriptions"],
  automation: ["automation", "cron", "workflows"],
  notifications: ["core", "email", "notifications", "push-notifications", "realtime", "workflow-notifications"],
  reports: ["dashboard-stats", "kpis", "reports"],
  integrations: ["directus", "erpnext", "integrations", "invoice-ninja", "mautic", "revolut", "webhooks"],
  exchange: ["export", "import"],
  audit: ["audit"],
  ai: ["ai"],
  ops: [
    "api-docs",
    "api-docs.json",
    "app-config",
    "async-jobs",
    "backups",
    "country-codes",
    "health",
    "holidays",
    "schema",
    "server-management",
  ],
} as const;

export type Domain = keyof typeof DOMAIN_SEGMENTS;

const domainBySegment = new Map<string, Domain>(
  Object.entries(DOMAIN_SEGMENTS).flatMap(([domain, segments]) => segments.map((s) => [s, domain as Domain])),
);

/** The domain that owns a public path such as `/contacts/42`; undefined when none does. */
export function domainOf(path: string): Domain | undefined {
  return domainBySegment.get(path.split("/", 2)[1] ?? "");
}
