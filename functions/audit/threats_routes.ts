import { auditThreats } from "../../shared/contracts/audit/threats.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import {
  changeAlert,
  changeRule,
  countAlerts,
  findAlert,
  listAlerts,
  listRules,
  lockAlert,
} from "./threats_queries.ts";

export const threatRoutes: Bound[] = [
  bindRead(
    auditThreats.list,
    ({ sql, query }) => [listAlerts(sql, query), countAlerts(sql, query)],
    ([alerts, [{ total }]], { query: { limit, offset } }) => {
      return { alerts, total, limit, offset, has_more: offset + alerts.length < Number(total) };
    },
  ),
  bindRead(
    auditThreats.get,
    ({ sql, params }) => [findAlert(sql, params.alert_id)],
    ([alerts]) => firstOr(alerts, "not_found"),
  ),
  bind(auditThreats.change, async ({ sql, params: { alert_id }, body: { status, note } }) => {
    const before = firstOr(await lockAlert(sql, alert_id), "not_found");
    if (before.status === "resolved") throw problem("alert_resolved");
    await changeAlert(sql, alert_id, status ?? before.status, note);
    return firstOr(await findAlert(sql, alert_id), "not_found");
  }),
  bindRead(auditThreats.rules, ({ sql }) => [listRules(sql)], ([rules]) => ({ rules: [...rules] })),
  bind(auditThreats.change_rule, async ({ sql, body }) => {
    await changeRule(sql, body);
    return firstOr((await listRules(sql)).filter(({ rule }) => rule === body.rule), "threat_rule_unknown");
  }),
];
