import { auditChain } from "../../shared/contracts/audit/chain.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { isRangeReversed } from "./events_queries.ts";
import { rangeReversed } from "./events_rules.ts";
import { verifyIntegrity } from "./verify_integrity.ts";

export const chainRoutes: Bound[] = [
  bindDetached(auditChain.verify, async ({ body, read, transact, runtime }) => {
    const [{ reversed }] = await read((sql) => isRangeReversed(sql, body));
    if (reversed) throw rangeReversed();
    return await verifyIntegrity({ read, transact }, runtime.config.AUDIT_KEYS, body);
  }),
];
