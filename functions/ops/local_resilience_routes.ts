import { localResilience } from "../../shared/contracts/ops/local_resilience.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import {
  findLocalResilience,
  type LocalResilienceRow,
  putLocalResilience,
  raiseVaultEpoch,
} from "./local_resilience_queries.ts";

const UNTOUCHED: LocalResilienceRow = {
  enabled: false,
  desktopMode: false,
  vaultEpoch: 1,
  updatedAt: null,
  updatedBy: null,
};

const answer = ([row = UNTOUCHED]: readonly LocalResilienceRow[]) => ({ ok: true as const, ...row });

export const localResilienceRoutes: Bound[] = [
  bindRead(localResilience.get, ({ sql }) => [findLocalResilience(sql)], ([rows]) => answer(rows)),
  bind(localResilience.update, async ({ sql, body }) => answer(await putLocalResilience(sql, body))),
  bind(localResilience.resetVault, async ({ sql }) => answer(await raiseVaultEpoch(sql))),
];
