import { apiKeys } from "../../shared/contracts/identity/api_keys.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import { findApiKey, listApiKeys, revokeApiKey, updateApiKey } from "./api_keys_queries.ts";
import { daysFromNow, issueApiKey, rotateApiKey } from "./issue_api_key.ts";

export const apiKeyRoutes: Bound[] = [
  bindRead(apiKeys.list, ({ sql }) => [listApiKeys(sql)], ([api_keys]) => ({ api_keys, count: api_keys.length })),
  bind(apiKeys.create, ({ sql, body, runtime }) => issueApiKey(sql, runtime.config.API_KEY_PREFIX, body)),
  bind(apiKeys.update, async ({ sql, params, body: { expires_days, ...patch } }) => {
    const expiry = expires_days === undefined
      ? {}
      : { expires_at: expires_days === null ? null : daysFromNow(expires_days) };
    firstOr(await updateApiKey(sql, params.id, { ...patch, ...expiry }), "not_found");
    return { api_key: (await findApiKey(sql, params.id))[0] };
  }),
  bind(
    apiKeys.rotate,
    ({ sql, params, body, runtime }) =>
      rotateApiKey(sql, runtime.config.API_KEY_PREFIX, params.id, body.overlap_seconds),
  ),
  bind(apiKeys.revoke, async ({ sql, params }) => {
    firstOr(await revokeApiKey(sql, params.id), "not_found");
    return { revoked: true as const };
  }),
];
