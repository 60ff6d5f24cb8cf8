import { declareProblems } from "../kit/problems.ts";

export const integrationsProblems = declareProblems({
  webhook_company_unknown: [400, "There is no such company.", "VALIDATION_ERROR"],
  webhook_delivery_pending: [409, "This delivery is still under way.", "CONFLICT"],
  webhook_endpoint_limit: [409, "An organisation has at most 100 webhook endpoints.", "CONFLICT"],
  webhook_endpoint_off: [409, "This endpoint is switched off.", "CONFLICT"],
  webhook_events_denied: [403, "You may not read all of these events.", "AUTHORIZATION_ERROR"],
  webhook_url_rejected: [400, "This address cannot be called."],
});
