import { declareProblems } from "../kit/problems.ts";

export const documentsProblems = declareProblems({
  file_empty: [400, "The file is empty."],
  file_infected: [422, "The file contains malware and was put in quarantine."],
  file_lost: [404, "The content of this file is gone.", "NOT_FOUND"],
  file_quarantined: [409, "The file is in quarantine and is not handed out.", "CONFLICT"],
  upload_too_large: [413, "The file is too large."],
  file_type_refused: [415, "Files of this type are not taken."],
  scan_failed: [502, "The file could not be checked for malware. Try again later.", "EXTERNAL_API_ERROR"],
  storage_failed: [502, "The storage service failed.", "EXTERNAL_API_ERROR"],
  storage_off: [503, "Files cannot be kept here: no storage is configured.", "SERVICE_UNAVAILABLE"],
});
