/** Keys of written tables whose violation no caller can bring about, or that is answered in another way. */
export const NAMES_WITHOUT_PROBLEM: Record<string, string> = {
  api_keys_hash_key: "The hash of 256 random bits does not repeat.",
  audit_sequence_taken: "The hash chain numbers rows under its own lock.",
  contact_owner_unknown: "No endpoint assigns an owner; the default is the caller.",
  contact_team_unknown: "No endpoint assigns a team; the default is one of the caller's.",
  crm_user_linked_elsewhere: "Memberships are made by registration, which links no outside user.",
  document_counters_key: "The counter is taken with on conflict, never refused.",
  invoice_document_taken: "The first frozen copy wins and is given back.",
  invoice_number_taken: "Numbers come from a locked counter; a repetition is a defect and must be a 500.",
  memberships_user_key: "Registration joins a new user to a new tenant.",
  notification_repeated: "A repeated notification gives back the unread one.",
  quote_line_position_taken: "Items are numbered by the server and replaced whole under the lock of their quote.",
  quote_line_quote: "Items are written with or under the lock of their quote, and quotes are never removed.",
};
