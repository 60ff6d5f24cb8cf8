import { problem } from "../../shared/contracts/kit/problems.ts";
import { sending } from "../../shared/contracts/notifications/sending.ts";
import { readUnsubscribeLink } from "../../shared/auth/unsubscribe_links.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { sendTemplate } from "./send_template.ts";
import {
  countDeliveries,
  countSuppressedAddresses,
  listDeliveries,
  listSuppressedAddresses,
  releaseAddress,
  stopMarketing,
} from "./sending_queries.ts";

export const sendingRoutes: Bound[] = [
  bind(sending.send, ({ sql, body, runtime }) => sendTemplate(sql, runtime.config, body)),
  bindRead(
    sending.deliveries,
    ({ sql, query }) => [listDeliveries(sql, query, query), countDeliveries(sql, query)],
    ([rows, [{ total }]], { query: { limit, offset } }) => ({
      deliveries: rows,
      meta: { count: rows.length, total, limit, offset },
    }),
  ),
  bindRead(
    sending.suppressed,
    ({ sql, query }) => [listSuppressedAddresses(sql, query), countSuppressedAddresses(sql)],
    ([rows, [{ total }]], { query: { limit, offset } }) => ({
      addresses: rows,
      meta: { count: rows.length, total, limit, offset },
    }),
  ),
  bind(sending.release, async ({ sql, params }) => {
    firstOr(await releaseAddress(sql, params.id), "not_found");
  }),
  bindDetached(sending.unsubscribe, async ({ params, runtime, facts }) => {
    const link = await readUnsubscribeLink(runtime.config, params.token);
    const stopped = link &&
      await serviceTransaction(runtime, link.tenantId, facts, (sql) => stopMarketing(sql, link.userId));
    if (!stopped) throw problem("unsubscribe_link_invalid");
    return { message: "You will get no more marketing messages." };
  }),
];
