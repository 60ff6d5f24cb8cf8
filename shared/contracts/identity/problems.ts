import { declareProblems } from "../kit/problems.ts";

export const identityProblems = declareProblems({
  invalid_credentials: [401, "Invalid credentials"],
  invalid_refresh_token: [401, "The refresh token is not valid."],
  refresh_token_missing: [401, "No refresh token was sent."],
  refresh_token_expired: [401, "The refresh token has expired."],
  refresh_token_reused: [401, "The refresh token was used before. The session has been ended."],
  refresh_in_progress: [409, "Another request is refreshing this session. Use its answer."],
  tenant_selection_required: [409, "The account belongs to several organisations. Choose one."],
  invalid_current_password: [401, "The current password is not right."],
  old_password_wrong: [400, "The old password is not right.", "INVALID_CURRENT_PASSWORD"],
  password_unchanged: [400, "The new password is the current one."],
  invalid_reset_token: [401, "This link to reset a password is unknown, used or expired."],
  invalid_email_token: [401, "This link to confirm an address is unknown, used or expired."],
  email_already_verified: [409, "This address is confirmed already."],
  weak_password: [400, "The password is too weak."],
  subdomain_exists: [400, "This subdomain is taken."],
  subdomain_invalid: [400, "The subdomain must have 3 to 63 letters a-z, digits or hyphens and must not be reserved."],
  email_exists: [409, "An account with this e-mail exists."],
  username_exists: [409, "An account with this user name exists.", "EMAIL_EXISTS"],
  rate_limited: [429, "Too many failed sign-ins. Try again later."],
});
