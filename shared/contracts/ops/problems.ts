import { declareProblems } from "../kit/problems.ts";

export const opsProblems = declareProblems({
  holiday_country_unknown: [400, "No country has this code."],
  holiday_exists: [409, "This day is already entered for the country."],
  backup_filename_taken: [409, "There is a backup of this name already.", "CONFLICT"],
  backup_inconsistent: [
    422,
    "The backup does not fit together with what stays: a record refers to one that is missing.",
  ],
  backup_running: [409, "A backup or restore of the organisation is under way.", "CONFLICT"],
  storage_failed: [502, "The storage service failed.", "EXTERNAL_API_ERROR"],
  storage_off: [503, "Files cannot be kept here: no storage is configured.", "SERVICE_UNAVAILABLE"],
  job_finished: [409, "The job has already ended."],
  job_not_restartable: [409, "Only a failed or cancelled job can be started again."],
  setting_name_taken: [409, "The setting is already overridden: change it."],
  setting_secret_shown: [400, "A setting named like a secret stays in the backend."],
  user_cache_member: [404, "Not found.", "NOT_FOUND"],
});
