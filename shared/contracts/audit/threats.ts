import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, count, id, instant, jsonObject, text } from "../kit/fields.ts";
import { offsetQuery } from "../kit/paging.ts";
import { body, data } from "../kit/replies.ts";
import { eventId } from "./events.ts";

const rule = z.string().regex(/^[a-z_]{1,60}$/, "must be the name of a rule").meta({ examples: ["mass_deletion"] });
const priority = z.enum(["low", "medium", "high", "critical"]);
const status = z.enum(["open", "acknowledged", "resolved"]);

export const SecurityAlert = z.object({
  alert_id: id,
  rule,
  group: z.string().meta({ description: "The address or the person the events have in common." }),
  priority,
  title: z.string(),
  status,
  event_count: count,
  source_events: z.array(eventId).meta({ description: "The newest hundred." }),
  indicators: jsonObject,
  recommended_actions: z.array(z.string()).meta({ examples: [["revoke_sessions"]] }),
  first_at: instant,
  last_at: instant,
  note: z.string().nullable(),
  acknowledged_by: id.nullable(),
  acknowledged_at: instant.nullable(),
  resolved_by: id.nullable(),
  resolved_at: instant.nullable(),
  created_at: instant,
}).meta({ id: "SecurityAlert" });

export const SecurityAlertChange = z.strictObject({
  status: z.enum(["acknowledged", "resolved"]).optional(),
  note: text(2000).nullable().optional(),
}).meta({
  id: "SecurityAlertChange",
  examples: [{ status: "acknowledged", note: "Asked the person: a planned clean-up." }],
});

export const ThreatRuleShown = z.object({
  rule,
  enabled: z.boolean(),
  trigger_action: z.string().nullable(),
  trigger_category: z.string().nullable(),
  condition: z.enum(["distinct_accounts", "distinct_countries", "outside_hours", "security_settings"]).nullable(),
  threshold: count,
  window_seconds: count,
  group_by: z.enum(["ip", "actor", "actor_or_ip"]),
  priority,
  opens_at: count.nullable().meta({ description: "First working hour where the organisation is." }),
  closes_at: count.nullable().meta({ description: "First hour after work." }),
  is_default: z.boolean().meta({ description: "False once the organisation has changed the rule." }),
}).meta({ id: "ThreatRule" });

export const ThreatRuleChange = z.strictObject({
  rule,
  enabled: z.boolean().optional(),
  threshold: z.int().min(1).max(10_000).optional(),
  window_seconds: z.int().min(1).max(86_400).optional(),
  priority: priority.optional(),
  opens_at: z.int().min(0).max(23).optional(),
  closes_at: z.int().min(1).max(24).optional(),
}).meta({ id: "ThreatRuleChange", examples: [{ rule: "mass_deletion", threshold: 50, window_seconds: 600 }] });

export const auditThreats = {
  list: endpoint("GET /audit/alerts", {
    id: "audit.alerts.list",
    summary: "List security alerts, the last to grow first",
    guard: "admin.security.read",
    query: offsetQuery({ status: status.optional(), priority: priority.optional(), rule: rule.optional() }),
    reply: body({ alerts: z.array(SecurityAlert), total: count, limit: count, offset: count, has_more: z.boolean() }),
  }),
  get: endpoint("GET /audit/alerts/:alert_id", {
    id: "audit.alerts.get",
    summary: "Read a security alert",
    guard: "admin.security.read",
    params: byId("alert_id"),
    reply: data(SecurityAlert),
  }),
  change: endpoint("PATCH /audit/alerts/:alert_id", {
    id: "audit.alerts.change",
    summary: "Acknowledge or resolve a security alert, or put a note to it",
    description: "A resolved alert is final: what the rule finds next opens a new one.",
    guard: "admin.security.write",
    params: byId("alert_id"),
    body: SecurityAlertChange,
    reply: data(SecurityAlert),
    problems: ["alert_resolved"],
  }),
  rules: endpoint("GET /audit/threat-rules", {
    id: "audit.threat_rules.list",
    summary: "List the threat rules in force",
    guard: "admin.security.read",
    reply: body({ rules: z.array(ThreatRuleShown) }),
  }),
  change_rule: endpoint("PATCH /audit/threat-rules", {
    id: "audit.threat_rules.change",
    summary: "Change a threat rule for the organisation",
    description: "What is left out stays as it is. Applies to events from now on.",
    guard: "admin.security.write",
    body: ThreatRuleChange,
    reply: data(ThreatRuleShown),
    problems: ["threat_rule_unknown", "threat_hours_order", "threat_hours_unused"],
  }),
};
