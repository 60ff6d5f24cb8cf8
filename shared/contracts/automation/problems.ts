import { declareProblems } from "../kit/problems.ts";

export const automationProblems = declareProblems({
  scheduler_secret_invalid: [401, "The scheduler secret is missing or wrong."],
});
