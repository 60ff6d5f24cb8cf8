/** The permission registry. `identity.permissions` holds the same keys; a test compares the two. */
export const PERMISSIONS = {
  accounting: "Ledger entries and the chart of accounts",
  "admin.api-keys": "API keys of the organisation",
  "admin.backups": "Backups of the organisation",
  "admin.permissions": "The permission registry",
  "admin.roles": "Roles and what they grant",
  "admin.security": "Security events and policies",
  "admin.teams": "Teams and their members",
  "admin.users": "Users of the organisation",
  approvals: "Decisions on pending approvals",
  "audit-configs": "Configurations of call-quality audits",
  "audit-log": "The audit log",
  audits: "Call-quality audits",
  automation: "Schedules and runs",
  catalog: "Products and services for sale",
  cgv: "General terms of sale",
  chat: "Conversations with the assistant",
  collection: "Debt collection",
  contacts: "Contacts and customers",
  "contacts.delete": "Removing contacts",
  deposits: "Deposits on quotes",
  documents: "Documents and files",
  "exchange.export": "Exports",
  "exchange.fec": "The accounting export file for tax audits",
  "exchange.import": "Imports",
  expenses: "Expenses",
  fiches: "Prospect records",
  finance: "Finance dashboards, bank and reconciliation",
  "finance.approve": "Approving and undoing money decisions",
  holidays: "Public holidays",
  integrations: "Connected services",
  invoices: "Client invoices",
  "invoices.delete": "Removing invoices",
  leads: "Leads",
  legal: "Legal documents",
  notifications: "Sending notifications to others",
  payments: "Payments",
  pipeline: "The sales pipeline",
  portal: "Client portal accounts",
  products: "Insurance products",
  projects: "Projects",
  quotes: "Quotes",
  "quotes.delete": "Removing quotes",
  realtime: "Live channels",
  "realtime.test": "Test events on live channels",
  recordings: "Call recordings",
  reports: "Reports",
  settings: "Settings of the organisation and its companies",
  signatures: "Electronic signatures",
  subscriptions: "Subscriptions",
  suppliers: "Suppliers and their invoices",
  support: "Support tickets",
  tasks: "Tasks",
  transcriptions: "Call transcriptions",
  vehicles: "Vehicles",
  workflows: "Workflows",
} as const;

export type PermissionKey = keyof typeof PERMISSIONS;
export type Action = "read" | "write";
export type Scope = "SELF" | "GROUP" | "ALL";

/** What a guard string asks for. */
export interface Requirement {
  key: PermissionKey;
  action: Action;
}

const readSuffixes = new Set(["", "read", "auth", "list", "view", "download"]);
const keysLongestFirst = Object.keys(PERMISSIONS).sort((a, b) => b.length - a.length) as PermissionKey[];

/**
 * Resolves a guard such as `admin.users.write` to a registered key and an action: the longest key that prefixes it wins,
 * the rest decides between read and write. Throws for a guard no key covers, so a typo fails at start.
 */
export function requirementOf(guard: string): Requirement {
  const key = keysLongestFirst.find((k) => guard === k || guard.startsWith(`${k}.`));
  if (!key) throw new Error(`no registered permission covers the guard ${guard}`);
  // A key that is itself an action (invoices.delete) is held through its write flag.
  const suffix = guard.slice(key.length + 1);
  const isActionKey = suffix === "" && /\.(delete|approve|test)$/.test(key);
  return { key, action: !isActionKey && readSuffixes.has(suffix) ? "read" : "write" };
}
