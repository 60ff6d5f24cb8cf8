import type { Sql } from "../../shared/db/pool.ts";
import { describeError } from "../../shared/http/log.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { tell } from "../../shared/notifications/tell_queries.ts";
import { notificationText } from "../../shared/notifications/texts.ts";
import { findThreats, isTrigger, type Threat, type WatchedEvent } from "./threat_rules.ts";
import {
  findAround,
  findName,
  findOrganisation,
  findRules,
  findTenantsToWatch,
  raiseAlert,
  takeWatched,
} from "./threats_queries.ts";

/** Events of one transaction, and tenants of one round. */
const EVENTS = 500;
const TENANTS = 200;

/**
 * Looks at chained events that may set off a threat rule, each tenant in a transaction of its own: the events leave the queue
 * together with the alerts they raise, so none is looked at twice and none is lost. Answers how many events were looked at. Any
 * number of workers may run; a tenant that fails never holds up the others.
 */
export async function watchDueEvents(runtime: Runtime): Promise<number> {
  let seen = 0;
  for (const { tenant_id } of await findTenantsToWatch(runtime.pool, TENANTS)) {
    const facts = {
      request_id: crypto.randomUUID(),
      ip: "",
      user_agent: "worker",
      method: "JOB",
      path: "/audit/watch",
    };
    try {
      seen += await serviceTransaction(runtime, tenant_id, facts, watchEvents);
    } catch (error) {
      runtime.log("error", "audit.watch_failed", { tenant_id, error: describeError(error) });
    }
  }
  return seen;
}

async function watchEvents(sql: Sql): Promise<number> {
  const fresh = [...await takeWatched(sql, EVENTS)].sort((a, b) => (a.at < b.at ? -1 : 1));
  if (fresh.length === 0) return 0;
  const rules = (await findRules(sql)).filter((rule) => rule.is_enabled);
  const around: WatchedEvent[] = [];
  for (const rule of rules) {
    // A rule that one event sets off needs no others; two rules of one trigger may need different windows.
    if (rule.threshold === 1 || !fresh.some((event) => isTrigger(rule, event))) continue;
    around.push(...await findAround(sql, rule, fresh[0].at, fresh[fresh.length - 1].at));
  }
  const known = [...new Map(around.map((event) => [event.id, event])).values()];
  const organisation = await findOrganisation(sql);
  for (const threat of findThreats(rules, fresh, known, organisation.timezone)) {
    await alert(sql, threat, organisation);
  }
  return fresh.length;
}

/** Raises the alert; those who answer for security hear of it once, when it opens. */
async function alert(
  sql: Sql,
  threat: Threat,
  organisation: Awaited<ReturnType<typeof findOrganisation>>,
): Promise<void> {
  const source = await findName(sql, threat.group);
  const facts = { rule: threat.rule.rule, source, events: threat.events.length };
  const { title } = notificationText("security_alert", facts, organisation);
  const { alert_id, is_new } = await raiseAlert(sql, threat, title);
  if (!is_new || organisation.guards.length === 0) return;
  const metadata = { category: "security", alert_id, rule: threat.rule.rule, link: `/audit/alerts/${alert_id}` };
  await tell(sql, "security_alert", { facts, metadata, people: { guards: organisation.guards } });
}
