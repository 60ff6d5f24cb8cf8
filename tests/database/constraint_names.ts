/** Keys of written tables whose violation no caller can bring about, or that is answered in another way. */
export const NAMES_WITHOUT_PROBLEM: Record<string, string> = {
  activity_contact_unknown:
    "Callers of crm.note_activity name the contact of their own record, which a key guarantees.",
  api_keys_hash_key: "The hash of 256 random bits does not repeat.",
  audit_sequence_taken: "The hash chain numbers rows under its own lock.",
  bank_account_company_unknown: "The company is looked up and checked before its account is stored.",
  bank_transaction_booked: "A movement that is there already counts as a duplicate of the import.",
  company_access_company: "Access is given to the company that was just created.",
  company_access_membership: "Access is given to the caller's own membership.",
  company_code_taken: "New companies of an organisation are made one after the other, under a lock.",
  company_number_taken: "New companies of an organisation are made one after the other, under a lock.",
  contact_owner_unknown: "No endpoint assigns an owner; the default is the caller.",
  contact_team_unknown: "No endpoint assigns a team; the default is one of the caller's.",
  crm_user_linked_elsewhere: "Memberships are made by registration, which links no outside user.",
  daily_run_done: "The second claim of a day is answered with false.",
  document_counters_key: "The counter is taken with on conflict, never refused.",
  invoice_document_taken: "The first frozen copy wins and is given back.",
  memberships_user_key: "Registration joins a new user to a new tenant.",
  notification_repeated: "A repeated notification gives back the unread one.",
  suggestion_repeated: "A repeated proposal refreshes the pending one.",
  quote_line_position_taken: "Items are numbered by the server and replaced whole under the lock of their quote.",
  quote_line_quote: "Items are written with or under the lock of their quote, and quotes are never removed.",
};
