import { declareProblems } from "../kit/problems.ts";

export const opsProblems = declareProblems({
  job_finished: [409, "The job has already ended."],
  job_not_restartable: [409, "Only a failed or cancelled job can be started again."],
});
