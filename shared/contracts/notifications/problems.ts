import { declareProblems } from "../kit/problems.ts";

export const notificationProblems = declareProblems({
  notification_not_found: [404, "Notification not found."],
  broker_failed: [502, "The realtime service did not take the event."],
  channel_not_allowed: [403, "This channel may not be subscribed to."],
  too_many_streams: [429, "Too many event streams are open."],
  recipient_unknown: [400, "The recipient is not an active member.", "VALIDATION_ERROR"],
  notification_company_unknown: [400, "The company does not exist.", "VALIDATION_ERROR"],
  missing_variable: [422, "A variable of the template is missing."],
  recipient_invalid: [422, "The recipient is no active member, e-mail address or telephone number."],
  security_not_disablable: [422, "Security messages cannot be switched off."],
  template_built_in: [409, "A built-in template is not changed: create one of the same name."],
  template_name_taken: [409, "A template of this name exists."],
  template_not_found: [404, "Template not found."],
  unsubscribe_link_invalid: [404, "This unsubscribe link is not valid."],
  message_to_invalid: [400, "The recipient is not an e-mail address.", "VALIDATION_ERROR"],
  message_cc_invalid: [400, "A copy recipient is not an e-mail address.", "VALIDATION_ERROR"],
});
