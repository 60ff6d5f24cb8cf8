import { security } from "../../shared/contracts/identity/security.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import {
  countLoginAttempts,
  countSecurityEvents,
  findPolicy,
  listLoginAttempts,
  listSecurityEvents,
  savePolicy,
} from "./security_queries.ts";

export const securityRoutes: Bound[] = [
  bindRead(security.policy, ({ sql }) => [findPolicy(sql)], ([[{ policy }]]) => policy),
  bind(security.savePolicy, async ({ sql, body }) => (await savePolicy(sql, body))[0].policy),
  bindRead(
    security.loginAttempts,
    ({ sql, query }) => [listLoginAttempts(sql, query), countLoginAttempts(sql, query)],
    ([attempts, [{ count }]]) => ({ attempts, count }),
  ),
  bindRead(
    security.events,
    ({ sql, query }) => [listSecurityEvents(sql, query), countSecurityEvents(sql, query)],
    ([events, [{ count }]]) => ({ events, count }),
  ),
];
